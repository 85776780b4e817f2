// Charsets to UTF-8, and text without regard to case. All of ICU is here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imapspec::mail {

// Whether strings in that charset can be read; names as registered, in any case. SEARCH answers BADCHARSET to others.
bool is_known_charset(std::string_view name);

// Text in a charset to UTF-8; what is malformed becomes U+FFFD. nullopt for an unknown charset.
std::optional<std::string> to_utf8(std::string_view text, std::string_view charset);

// Case folded (Unicode simple case folding), so that equal means equal without regard to case. Octets that are no UTF-8
// stay.
std::string folded(std::string_view utf8);

}  // namespace imapspec::mail
