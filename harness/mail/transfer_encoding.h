// Content transfer encodings (RFC 2045 section 6) undone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/base/arena.h"

namespace imapspec::mail {

// What is in the alphabet until the first "="; anything else is passed over, an incomplete last octet dropped.
std::string from_base64(std::string_view text);
// "=" without two hexadecimal digits stays as it is; white space at the end of a line goes.
std::string from_quoted_printable(std::string_view text);
// By the name of the mechanism in any case; 7BIT, 8BIT and BINARY are the text itself. nullopt for an unknown one. A
// view into the text or into the arena.
std::optional<std::string_view> from_transfer_encoding(std::string_view text, std::string_view mechanism, Arena& arena);

}  // namespace imapspec::mail
