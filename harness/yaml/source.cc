#include "harness/yaml/source.h"

#include <algorithm>

namespace imapspec::yaml {
namespace {

// The length of the UTF-8 character (RFC 3629 section 4) at the front of `text`; 0 where there is none.
std::size_t utf8_length(std::string_view text) {
  const auto octet = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (octet(i) & 0xC0u) == 0x80u; };
  const unsigned lead = octet(0), second = octet(1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool shortest = lead != 0xE0 || second >= 0xA0, surrogate = lead == 0xED && second >= 0xA0;
    return tail(1) && tail(2) && shortest && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool in_range = (lead != 0xF0 || second >= 0x90) && (lead != 0xF4 || second <= 0x8F);
    return tail(1) && tail(2) && tail(3) && in_range ? 4 : 0;
  }
  return 0;
}

}  // namespace

Source::Source(std::string_view text) : text_(text), lines_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') lines_.push_back(i + 1);
}

std::size_t Source::offset(Place place) const {
  if (place.line == 0 || place.line > lines_.size()) return text_.size();
  return std::min(text_.size(), lines_[place.line - 1] + place.column - 1);
}

Place Source::place(std::size_t offset) const {
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const auto index = static_cast<std::size_t>(after - lines_.begin()) - 1;
  return {static_cast<std::uint32_t>(index + 1), static_cast<std::uint32_t>(offset - lines_[index] + 1)};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number == 0 || number > lines_.size()) return {};
  const std::string_view rest = text_.substr(lines_[number - 1]);
  return rest.substr(0, rest.find('\n'));
}

std::optional<std::size_t> Source::end_of_quoted(std::size_t open) const {
  const char quote = text_[open];
  for (std::size_t i = open + 1; i < text_.size(); ++i) {
    if (quote == '"' && text_[i] == '\\') {
      ++i;
    } else if (text_[i] == quote) {
      if (quote == '"' || i + 1 == text_.size() || text_[i + 1] != '\'') return i + 1;
      ++i;  // '' is a quote inside
    }
  }
  return std::nullopt;
}

std::optional<Mistake> Source::refused() const {
  if (text_.size() > kFileOctetsMax) return Mistake{"", {}, "the file is longer than 8 MiB"};
  if (text_.starts_with("\xEF\xBB\xBF")) return Mistake{"", {}, "the file begins with a byte order mark: remove it"};
  for (std::size_t i = 0; i < text_.size();) {
    const auto octet = static_cast<unsigned char>(text_[i]);
    if (octet == '\r') return Mistake{"", place(i), "a carriage return: lines of this file end with LF alone"};
    if ((octet < 0x20 && octet != '\n' && octet != '\t') || octet == 0x7F)
      return Mistake{"", place(i), "a control character: write it as an escape in double quotes"};
    const std::size_t length = utf8_length(text_.substr(i));
    if (length == 0) return Mistake{"", place(i), "not UTF-8: other octets are written as !!binary"};
    i += length;
  }
  return std::nullopt;
}

std::optional<std::string> decode_base64(std::string_view text) {
  static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string octets;
  std::uint32_t bits = 0;
  std::size_t digits = 0, padding = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t') continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const auto value = kAlphabet.find(c);
    if (value == kAlphabet.npos || padding > 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if (++digits % 4 != 1) octets.push_back(static_cast<char>(bits >> (6 - 2 * ((digits - 1) % 4)) & 0xFF));
  }
  if (digits % 4 == 1 || (digits + padding) % 4 != 0 || padding > 2) return std::nullopt;
  return octets;
}

}  // namespace imapspec::yaml
