// Patterns over ids, as --filter and expectations have them.
#pragma once

#include <string_view>

namespace imapspec {

// Whether the whole text fits: * is anything, ? is one octet, all else is itself. Takes time of the order of both lengths
// multiplied, and no memory.
bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace imapspec
