#include "reference-server/commands/base64.h"

#include <cstdint>

namespace imapspec::reference_server {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view octets) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char octet : octets) {
    bits = (bits << 8U) | static_cast<unsigned char>(octet);
    for (count += 8; count >= 6; count -= 6) text.push_back(kAlphabet[(bits >> (count - 6)) & 0x3fU]);
  }
  if (count > 0) text.push_back(kAlphabet[(bits << (6 - count)) & 0x3fU]);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  std::string octets;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char letter : text) {
    const std::size_t value = kAlphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets.push_back(static_cast<char>((bits >> count) & 0xffU));
  }
  return octets;
}

}  // namespace imapspec::reference_server
