// Words as the protocols compare them.
#pragma once

#include <string_view>

namespace imapspec {

// Equal without regard to the case of US-ASCII letters: names of commands, flags, fields, mechanisms (RFC 9051 section 9,
// RFC 5322 section 1.2.2, RFC 2045 section 5.1).
bool same_word(std::string_view a, std::string_view b);

}  // namespace imapspec
