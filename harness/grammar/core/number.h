// Numbers of the protocol. They are bounded: past the bound a digit string is a mismatch at the octet that passes it.
#pragma once

#include <limits>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

inline constexpr std::uint64_t kMax32 = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint64_t kMax63 = std::numeric_limits<std::int64_t>::max();

namespace internal {
// 1*DIGIT up to `max`, however written; nz: not 0, no leading zero.
template <class T>
Result<T> digits(Cursor& c, std::uint64_t max, bool nz, const char* rule);
extern template Result<std::uint32_t> digits(Cursor&, std::uint64_t, bool, const char*);
extern template Result<std::uint64_t> digits(Cursor&, std::uint64_t, bool, const char*);
template <class T>
Result<T> bounded(Cursor& c, std::uint64_t max, bool nz, const char* rule) {
  if (std::uint32_t n = 0; c.take_short_number(n)) return n;
  return digits<T>(c, max, nz, rule);
}
}  // namespace internal

// 0 .. 4,294,967,295
inline Result<std::uint32_t> number(Cursor& c, const char* rule = "number") {
  return internal::bounded<std::uint32_t>(c, kMax32, false, rule);
}
// 1 .. 4,294,967,295, no leading zero
inline Result<std::uint32_t> nz_number(Cursor& c, const char* rule = "nz-number") {
  return internal::bounded<std::uint32_t>(c, kMax32, true, rule);
}
// 0 .. 2^63 - 1
inline Result<std::uint64_t> number64(Cursor& c, const char* rule = "number64") {
  return internal::bounded<std::uint64_t>(c, kMax63, false, rule);
}
// 1 .. 2^63 - 1, no leading zero
inline Result<std::uint64_t> nz_number64(Cursor& c, const char* rule = "nz-number64") {
  return internal::bounded<std::uint64_t>(c, kMax63, true, rule);
}

void print_number(Printer& p, std::uint64_t n);

}  // namespace imapspec::grammar
