// Values of a message as strings of the protocol.
#pragma once

#include <string_view>

#include "harness/base/arena.h"
#include "harness/grammar/core/string.h"

namespace imapspec::mail {

// Quoted where the dialect can, else a literal. A literal of a FETCH response holds any octet but NUL (RFC 3501 section
// 9, CHAR8), which becomes "?".
grammar::String string_value(std::string_view value, Arena& arena, const grammar::Dialect& dialect);

}  // namespace imapspec::mail
