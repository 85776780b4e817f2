// Octets written as two hexadecimal digits: quoted-printable, the Q encoding, RFC 2231.
#pragma once

#include <optional>
#include <string_view>

namespace imapspec::mail {

// The value of the first two octets of the text; in either case (RFC 2045 section 6.7 lets robust readers take lower
// case). nullopt if they are not two digits.
constexpr std::optional<char> hexadecimal_octet(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, 2)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + digit;
  }
  return static_cast<char>(value);
}

}  // namespace imapspec::mail
