// Charsets to UTF-8, and text without regard to case. All of ICU is here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::mail {

// Whether strings in that charset can be read; names as registered, in any case. SEARCH answers BADCHARSET to others.
bool is_known_charset(std::string_view name);

// What BADCHARSET may list: US-ASCII, UTF-8, and the names of MIME for all others that are known.
const std::vector<std::string>& known_charsets();

// Text in a charset to UTF-8; what is malformed becomes U+FFFD. nullopt for an unknown charset.
std::optional<std::string> to_utf8(std::string_view text, std::string_view charset);

// Prepared for i;unicode-casemap (RFC 5051 section 2): in title case and decomposed, so that the octets of two of them
// compare, and are found in each other, as the collation wants. Octets that are no UTF-8 stay.
std::string casemapped(std::string_view utf8);

}  // namespace imapspec::mail
