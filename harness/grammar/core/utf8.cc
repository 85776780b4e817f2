#include "harness/grammar/core/utf8.h"

#include <cstdint>
#include <cstring>

namespace imapspec::grammar {

std::size_t utf8_character(std::string_view octets, bool* short_of_it) {
  if (octets.empty()) return 0;
  const auto at = [octets](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
  const unsigned char first = at(0);
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xbf;  // of the second octet: narrower where a form would be overlong or a surrogate
  if (first >= 0xc2 && first <= 0xdf) {
    length = 2;
  } else if (first >= 0xe0 && first <= 0xef) {
    length = 3;
    if (first == 0xe0) low = 0xa0;
    if (first == 0xed) high = 0x9f;
  } else if (first >= 0xf0 && first <= 0xf4) {
    length = 4;
    if (first == 0xf0) low = 0x90;
    if (first == 0xf4) high = 0x8f;
  } else {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (i == octets.size()) {
      if (short_of_it != nullptr) *short_of_it = true;
      return 0;
    }
    if (at(i) < (i == 1 ? low : 0x80) || at(i) > (i == 1 ? high : 0xbf)) return 0;
  }
  return length;
}

// Eight octets at a time while all are ASCII, as most text is.
bool is_utf8(std::string_view octets) {
  while (!octets.empty()) {
    std::uint64_t eight = 0;
    if (octets.size() >= sizeof eight) {
      std::memcpy(&eight, octets.data(), sizeof eight);
      if ((eight & 0x8080808080808080) == 0) {
        octets.remove_prefix(sizeof eight);
        continue;
      }
    }
    if (static_cast<unsigned char>(octets.front()) < 0x80) {
      octets.remove_prefix(1);
      continue;
    }
    const std::size_t length = utf8_character(octets);
    if (length == 0) return false;
    octets.remove_prefix(length);
  }
  return true;
}

void append_utf8(std::string& to, char32_t code_point) {
  const auto put = [&to](char32_t octet) { to.push_back(static_cast<char>(octet)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | (code_point >> 6U));
    put(0x80 | (code_point & 0x3fU));
  } else if (code_point < 0x10000) {
    put(0xe0 | (code_point >> 12U));
    put(0x80 | ((code_point >> 6U) & 0x3fU));
    put(0x80 | (code_point & 0x3fU));
  } else {
    put(0xf0 | (code_point >> 18U));
    put(0x80 | ((code_point >> 12U) & 0x3fU));
    put(0x80 | ((code_point >> 6U) & 0x3fU));
    put(0x80 | (code_point & 0x3fU));
  }
}

char32_t take_utf8(std::string_view& from) {
  const auto first = static_cast<unsigned char>(from.front());
  if (first < 0x80) {
    from.remove_prefix(1);
    return first;
  }
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  char32_t code_point = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i)
    code_point = (code_point << 6U) | (static_cast<unsigned char>(from[i]) & 0x3fU);
  from.remove_prefix(length);
  return code_point;
}

}  // namespace imapspec::grammar
