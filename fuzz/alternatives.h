// Alternatives: which of all that the grammar's variants can be, some messages are made of, and which not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/target.h"

namespace imapspec::fuzz {

// Those that no message has, by name: "CodeUidNext (of 30, the last CodeAtom)". `inputs` are messages one behind the other; what
// cannot be read, even tolerantly, has none. `total` becomes how many alternatives there are. Not for Shape::octets.
std::vector<std::string> alternatives_missing(const std::vector<std::string>& inputs, Shape shape, std::size_t& total);

}  // namespace imapspec::fuzz
