#include "harness/base/base64.h"

#include <array>
#include <cstdint>

namespace imapspec {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 64;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}
constexpr auto kValues = make_values();

}  // namespace

std::string encode_base64(std::string_view octets) {
  std::string text;
  text.reserve((octets.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    const std::string_view group = octets.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) text += k <= group.size() ? kAlphabet[bits >> (18U - 6U * k) & 63U] : '=';
  }
  return text;
}

std::expected<std::string, std::size_t> decode_base64(std::string_view text) {
  std::string octets;
  octets.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != '='; ++i) {
    const std::uint8_t value = kValues[static_cast<unsigned char>(text[i])];
    if (value == kNone) return std::unexpected(i);
    bits = bits << 6U | value;
    if (i % 4 != 0) octets += static_cast<char>(bits >> (6U - 2U * (i % 4)) & 0xffU);
  }
  const std::size_t used = i % 4;  // digits in the last group that is not full
  if (used == 0) {
    if (i != text.size()) return std::unexpected(i);
    return octets;
  }
  if (used == 1) return std::unexpected(i);
  const std::uint32_t behind = used == 2 ? bits & 0xfU : bits & 0x3U;
  if (behind != 0) return std::unexpected(i - 1);
  for (std::size_t padding = 4 - used; padding > 0; --padding, ++i)
    if (i >= text.size() || text[i] != '=') return std::unexpected(i);
  if (i != text.size()) return std::unexpected(i);
  return octets;
}

}  // namespace imapspec
