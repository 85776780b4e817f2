// Base64 (RFC 4648 section 4), strict: the one canonical spelling, padded, nothing else between.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace imapspec {

std::string encode_base64(std::string_view octets);

// The error is the offset of the first octet that is wrong: outside the alphabet, padding where there may be none or too
// little of it, or bits behind the last octet that are not zero. For text that just stops short it is text.size().
std::expected<std::string, std::size_t> decode_base64(std::string_view text);

}  // namespace imapspec
