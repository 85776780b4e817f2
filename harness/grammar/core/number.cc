#include "harness/grammar/core/number.h"

#include "harness/grammar/print.h"

namespace imapspec::grammar {

// The error stands at the first digit that cannot be right.
template <class T>
Result<T> internal::digits(Cursor& c, std::uint64_t max, bool nz, const char* rule) {
  if (std::uint64_t n = 0; c.take_plain_number(max, n)) return static_cast<T>(n);
  if (!c.looks_at(kDigit) || (nz && c.looks_at('0'))) return c.fail(rule);
  const std::uint32_t start = c.offset();
  const std::string_view run = c.run(kDigit);
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto digit = static_cast<std::uint64_t>(run[i] - '0');
    if (n > (max - digit) / 10) return c.fail_at(start + static_cast<std::uint32_t>(i), rule);
    n = n * 10 + digit;
  }
  // Leading zeros are legal where the number need not be nz; they are the only second spelling of a number.
  if (run.size() > 1 && run[0] == '0')
    c.note_spelling(run, {});
  else
    c.note_canonical();
  return static_cast<T>(n);
}
template Result<std::uint32_t> internal::digits(Cursor&, std::uint64_t, bool, const char*);
template Result<std::uint64_t> internal::digits(Cursor&, std::uint64_t, bool, const char*);

void print_number(Printer& p, std::uint64_t n) {
  p.number(n);
}

}  // namespace imapspec::grammar
