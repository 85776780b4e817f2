// Charsets to UTF-8, text without regard to case, and text in normal form. All of ICU is here.
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
// As RFC 5255 section 4.6 has texts converted before they are compared: nullopt also for text that is malformed.
std::optional<std::string> valid_to_utf8(std::string_view text, std::string_view charset);

// Prepared for i;unicode-casemap (RFC 5051 section 2): in title case and decomposed, so that the octets of two of them
// compare, and are found in each other, as the collation wants. Octets that are no UTF-8 stay.
std::string casemapped(std::string_view utf8);

// For SORT and THREAD: keys whose octets compare as the texts do, by i;unicode-casemap; what is no UTF-8 comes behind all
// that is, and compares by octets (RFC 5255 section 4.6).
std::string collation_key(std::string_view text);

// UTF-8 in Normalization Form C. Octets that are no UTF-8 become U+FFFD.
std::string normalized(std::string_view utf8);
// Net-Unicode (RFC 5198 section 2), as the names of RFC 9051 section 5.1 are: well-formed UTF-8 in Normalization Form C,
// without control characters and without the separators of lines and paragraphs.
bool is_net_unicode(std::string_view text);

}  // namespace imapspec::mail
