#include "harness/mail/transfer_encoding.h"

#include <array>
#include <cstdint>

#include "harness/mail/header.h"
#include "harness/mail/hexadecimal.h"

namespace imapspec::mail {

namespace {

constexpr std::array<std::int8_t, 256> kBase64Values = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  std::int8_t value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
    values[static_cast<unsigned char>(c)] = value++;
  return values;
}();

}  // namespace

// RFC 2045 section 6.8: all line breaks and other octets outside the alphabet must be ignored; "=" is the end of the
// data.
std::string from_base64(std::string_view text) {
  std::string to;
  to.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const std::int8_t value = kBase64Values[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    bits = (bits << 6U | static_cast<std::uint8_t>(value)) & 0xffffffU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      to.push_back(static_cast<char>(bits >> count & 0xffU));
    }
  }
  return to;
}

// RFC 2045 section 6.7
std::string from_quoted_printable(std::string_view text) {
  std::string to;
  to.reserve(text.size());
  while (!text.empty()) {
    std::string_view line = first_line(text);
    text.remove_prefix(line.size());
    const std::string_view all = line;
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r') && line.size() < all.size()) line.remove_suffix(1);
    const std::string_view line_end = all.substr(line.size());
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);  // rule 3: added in transit
    const bool soft = line.ends_with('=');                                      // rule 5: a soft line break
    if (soft) line.remove_suffix(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto octet = line[i] == '=' ? hexadecimal_octet(line.substr(i + 1)) : std::nullopt;
      to.push_back(octet.value_or(line[i]));
      if (octet) i += 2;
    }
    if (!soft) to.append(line_end);
  }
  return to;
}

std::optional<std::string_view> from_transfer_encoding(std::string_view text, std::string_view mechanism,
                                                       Arena& arena) {
  if (same_word(mechanism, "7BIT") || same_word(mechanism, "8BIT") || same_word(mechanism, "BINARY")) return text;
  if (same_word(mechanism, "BASE64")) return arena.copy(from_base64(text));
  if (same_word(mechanism, "QUOTED-PRINTABLE")) return arena.copy(from_quoted_printable(text));
  return std::nullopt;
}

}  // namespace imapspec::mail
