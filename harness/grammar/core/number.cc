#include "harness/grammar/core/number.h"

#include <limits>

#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

constexpr std::uint64_t kMax32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kMax63 = std::numeric_limits<std::int64_t>::max();

// 1*DIGIT up to `max`. The error stands at the first digit that cannot be right.
Result<std::uint64_t> digits(Cursor& c, std::uint64_t max, bool nz, const char* rule) {
  if (!c.looks_at(kDigit) || (nz && c.looks_at('0'))) return c.fail(rule);
  const std::uint32_t start = c.offset();
  const std::string_view run = c.run(kDigit);
  constexpr std::size_t kAlwaysFit = 9;
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto digit = static_cast<std::uint64_t>(run[i] - '0');
    if (i >= kAlwaysFit && n > (max - digit) / 10) return c.fail_at(start + static_cast<std::uint32_t>(i), rule);
    n = n * 10 + digit;
  }
  // Leading zeros are legal where the number need not be nz; they are the only second spelling of a number.
  if (run.size() > 1 && run[0] == '0')
    c.note_spelling(run, {});
  else
    c.note_canonical();
  return n;
}

}  // namespace

Result<std::uint32_t> number(Cursor& c, const char* rule) {
  TRY(const auto n, digits(c, kMax32, false, rule));
  return static_cast<std::uint32_t>(n);
}

Result<std::uint32_t> nz_number(Cursor& c, const char* rule) {
  TRY(const auto n, digits(c, kMax32, true, rule));
  return static_cast<std::uint32_t>(n);
}

Result<std::uint64_t> number64(Cursor& c, const char* rule) {
  return digits(c, kMax63, false, rule);
}
Result<std::uint64_t> nz_number64(Cursor& c, const char* rule) {
  return digits(c, kMax63, true, rule);
}

void print_number(Printer& p, std::uint64_t n) {
  p.number(n);
}

}  // namespace imapspec::grammar
