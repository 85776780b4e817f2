// Input: octets of the fuzzer as choices, taken from the front; what is left is the text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace imapspec::fuzz {

class Input {
 public:
  explicit Input(std::string_view octets) : octets_(octets) {}

  bool empty() const { return octets_.empty(); }
  std::string_view rest() const { return octets_; }
  // 0 where there are none left.
  std::uint8_t octet() {
    if (octets_.empty()) return 0;
    const auto value = static_cast<std::uint8_t>(octets_.front());
    octets_.remove_prefix(1);
    return value;
  }
  // 0 <= result < bound; bound is 1 to 256.
  std::size_t below(std::size_t bound) { return octet() % bound; }
  std::uint32_t number32() {
    std::uint32_t n = 0;
    for (int i = 0; i < 4; ++i) n = n << 8U | octet();
    return n;
  }
  // So many octets, or what is left.
  std::string_view take(std::size_t octets) {
    const std::string_view taken = octets_.substr(0, octets);
    octets_.remove_prefix(taken.size());
    return taken;
  }
  // Up to the octet, which is taken too and not returned; all that is left where there is none.
  std::string_view until(char octet) {
    const std::size_t end = std::min(octets_.find(octet), octets_.size());
    const std::string_view taken = octets_.substr(0, end);
    octets_.remove_prefix(std::min(end + 1, octets_.size()));
    return taken;
  }

 private:
  std::string_view octets_;
};

// A number that depends on all octets: for choices that shall not take octets away from a text that is to be read as it
// stands. FNV-1a.
inline std::uint64_t hash_of(std::string_view octets) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : octets) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace imapspec::fuzz
