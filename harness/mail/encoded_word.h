// Encoded words in header fields (RFC 2047, RFC 2231 section 5) to UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace imapspec::mail {

// The body of a field as a person reads it, in UTF-8: unfolded, encoded words decoded, the white space between two of
// them gone. What is no encoded word, or is in an unknown charset or encoding, stays as it is. Linear in the text.
std::string decoded_words(std::string_view body);

}  // namespace imapspec::mail
