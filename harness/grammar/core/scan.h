// Scans that go sixteen octets at a time where the processor can (SSE2 is part of x86-64), and one by one elsewhere and
// at the end of the input: neither reads an octet that is not there.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "harness/grammar/core/charset.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace imapspec::grammar {

// The first octet from `at` on that is not of the set, or `end`.
inline const char* skip_singly(CharSet set, const char* at, const char* end) {
  while (at != end && is(set, *at)) ++at;
  return at;
}

#ifdef __SSE2__
namespace internal {

// Of sixteen octets, a bit for each that is no kQuotedChar, and for each that is no kPlainChar.
inline unsigned no_quoted_chars(const char* sixteen) {
  const __m128i octets = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sixteen));
  const auto equal_to = [octets](char c) { return _mm_cmpeq_epi8(octets, _mm_set1_epi8(c)); };
  const __m128i specials = _mm_or_si128(equal_to('"'), equal_to('\\'));
  const __m128i line_ends = _mm_or_si128(equal_to('\r'), equal_to('\n'));
  const __m128i nul_or_8bit = _mm_cmplt_epi8(octets, _mm_set1_epi8(1));  // as signed numbers
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(specials, line_ends), nul_or_8bit)));
}
inline unsigned no_plain_chars(const char* sixteen) {
  const __m128i octets = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sixteen));
  const auto octet = [](int value) { return _mm_set1_epi8(static_cast<char>(value)); };
  // A range is moved to one end of the signed numbers: what is within it is then one comparison.
  const __m128i within = _mm_cmplt_epi8(_mm_add_epi8(octets, octet(0x80 - ',')), octet(0x80 + ('z' - ',') + 1));
  const __m128i brackets = _mm_cmpgt_epi8(_mm_add_epi8(octets, octet(0x7f - ']')), octet(0x7f - 3));  // "[", "\", "]"
  const __m128i less = _mm_cmpeq_epi8(octets, octet('<'));
  const __m128i plain = _mm_andnot_si128(_mm_or_si128(brackets, less), within);
  return static_cast<unsigned>(_mm_movemask_epi8(plain)) ^ 0xffffU;
}

// As skip_singly(), where stops_of() has the bits for the set. `begin` is where the input begins.
template <unsigned (*stops_of)(const char*)>
[[gnu::noinline]] const char* skip_sixteen_by_sixteen(CharSet set, const char* begin, const char* at, const char* end) {
  if (end - begin < 16) return skip_singly(set, at, end);
  while (true) {
    // Where fewer are left, the last sixteen, those before `at` shifted out.
    const char* sixteen = end - at < 16 ? end - 16 : at;
    const unsigned stops = stops_of(sixteen) >> static_cast<unsigned>(at - sixteen);
    if (stops != 0) return at + std::countr_zero(stops);
    at = sixteen + 16;
    if (at == end) return end;
  }
}
// The same. Most words and strings end within the sixteen octets that they begin with, and most have as many before
// them: that much is put where it is needed.
template <unsigned (*stops_of)(const char*)>
[[gnu::always_inline]] inline const char* skip_by_sixteen(CharSet set, const char* begin, const char* at,
                                                          const char* end) {
  if (end - at >= 16) {
    if (const unsigned stops = stops_of(at); stops != 0) return at + std::countr_zero(stops);
    at += 16;
  }
  return skip_sixteen_by_sixteen<stops_of>(set, begin, at, end);
}

}  // namespace internal
#endif

// The first octet from `at` on that is no kQuotedChar (no kPlainChar), or `end`. `at` is within begin and end.
inline const char* skip_quoted_chars(const char* begin, const char* at, const char* end) {
#ifdef __SSE2__
  return internal::skip_by_sixteen<internal::no_quoted_chars>(kQuotedChar, begin, at, end);
#else
  return skip_singly(kQuotedChar, at, end);
#endif
}
inline const char* skip_plain_chars(const char* begin, const char* at, const char* end) {
#ifdef __SSE2__
  return internal::skip_by_sixteen<internal::no_plain_chars>(kPlainChar, begin, at, end);
#else
  return skip_singly(kPlainChar, at, end);
#endif
}

// The digits that eight octets begin with, and the number that they make.
struct LeadingDigits {
  unsigned count = 0;
  std::uint32_t number = 0;
};
inline LeadingDigits leading_digits_singly(const char* at) {
  LeadingDigits digits;
  for (; digits.count < 8 && is(kDigit, at[digits.count]); ++digits.count)
    digits.number = digits.number * 10 + static_cast<std::uint32_t>(at[digits.count] - '0');
  return digits;
}
inline LeadingDigits leading_digits(const char* at) {
  if constexpr (std::endian::native != std::endian::little) return leading_digits_singly(at);
  std::uint64_t octets;
  std::memcpy(&octets, at, sizeof octets);
  octets ^= 0x3030303030303030U;
  // Now a digit is 0 to 9. What is no digit has its own high bit, or gets it from the sum; a carry goes to later octets.
  const std::uint64_t others = ((octets + 0x7676767676767676U) | octets) & 0x8080808080808080U;
  const unsigned bits = static_cast<unsigned>(std::countr_zero(others)) & ~7U;  // of the digits; 64 if there are 8
  if (bits == 0) return {};
  octets <<= (64 - bits) % 64;               // as if there were zeros before them
  octets = octets * (10 * 0x100 + 1) >> 8U;  // each digit ten times, and the one behind it
  octets = (octets & 0x00ff00ff00ff00ffU) * (100 * 0x10000 + 1) >> 16U;
  octets = (octets & 0x0000ffff0000ffffU) * (10000 * 0x100000000U + 1) >> 32U;
  return {bits / 8, static_cast<std::uint32_t>(octets)};
}

namespace internal {
template <class Unsigned>
bool same_chunk(const char* a, const char* b) {
  Unsigned x, y;
  std::memcpy(&x, a, sizeof x);
  std::memcpy(&y, b, sizeof y);
  return x == y;
}
}  // namespace internal

// Whether two short runs of the same size are the same: eight octets at a time, the last chunk overlapping the one before.
inline bool same_octets(std::string_view one, std::string_view other) {
  using internal::same_chunk;
  const char *a = one.data(), *b = other.data();
  const std::size_t n = one.size();
  if (n >= 8) {
    for (std::size_t i = 0; i + 8 < n; i += 8)
      if (!same_chunk<std::uint64_t>(a + i, b + i)) return false;
    return same_chunk<std::uint64_t>(a + n - 8, b + n - 8);
  }
  if (n >= 4) return same_chunk<std::uint32_t>(a, b) && same_chunk<std::uint32_t>(a + n - 4, b + n - 4);
  if (n >= 2) return same_chunk<std::uint16_t>(a, b) && same_chunk<std::uint16_t>(a + n - 2, b + n - 2);
  return n == 0 || *a == *b;
}

}  // namespace imapspec::grammar
