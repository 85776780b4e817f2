// Scans: sixteen octets at a time they find what they find one by one; numbers in eight digits are those of the digits.
#include <string>

#include "fuzz/input.h"
#include "fuzz/oracles/exact.h"
#include "fuzz/target.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/print.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

void runs(std::string_view octets, std::size_t at) {
  const char *begin = octets.data(), *end = begin + octets.size(), *from = begin + at;
  require(skip_quoted_chars(begin, from, end) == skip_singly(kQuotedChar, from, end), "11: octets of a quoted string");
  require(skip_plain_chars(begin, from, end) == skip_singly(kPlainChar, from, end), "11: octets of a word");
  if (end - from >= 8) {
    const LeadingDigits fast = leading_digits(from), slow = leading_digits_singly(from);
    require(fast.count == slow.count && fast.number == slow.number, "11: leading digits");
  }
}

// The short way of a rule, and the rule in full.
template <class Short, class Full>
void same(std::string_view octets, const Dialect& dialect, Short fast, Full slow, const char* property) {
  Arena arena;
  Cursor a(octets, arena, dialect), b(octets, arena, dialect);
  const auto x = fast(a);
  const auto y = slow(b);
  require(x.has_value() == y.has_value(), property);
  if (!x)
    require(x.error() == y.error(), property);
  else
    require(*x == *y && a.offset() == b.offset() && a.spellings() == b.spellings(), property);
}

void rules(std::string_view octets, const Dialect& dialect) {
  same(octets, dialect, [](Cursor& c) { return quoted(c); }, [](Cursor& c) { return quoted_in_full(c); }, "11: quoted");
  same(
      octets, dialect, [](Cursor& c) { return grammar::string(c); }, [](Cursor& c) { return string_in_full(c); },
      "11: string");
  same(
      octets, dialect, [](Cursor& c) { return astring(c); }, [](Cursor& c) { return astring_in_full(c); },
      "11: astring");
  same(
      octets, dialect, [](Cursor& c) { return nstring(c); }, [](Cursor& c) { return nstring_in_full(c); },
      "11: nstring");
  same(
      octets, dialect, [](Cursor& c) { return number(c); },
      [](Cursor& c) { return internal::digits<std::uint32_t>(c, kMax32, false, "number"); }, "11: number");
  same(
      octets, dialect, [](Cursor& c) { return nz_number(c); },
      [](Cursor& c) { return internal::digits<std::uint32_t>(c, kMax32, true, "nz-number"); }, "11: nz-number");
  same(
      octets, dialect, [](Cursor& c) { return number64(c); },
      [](Cursor& c) { return internal::digits<std::uint64_t>(c, kMax63, false, "number64"); }, "11: number64");
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(scan, octets, input) {
  fuzz::Input choices(input);
  const std::size_t at = choices.octet();
  const fuzz::Exact exact(choices.rest());
  const std::string_view octets = exact.view();
  runs(octets, octets.empty() ? 0 : at % octets.size());
  for (const bool utf8 : {false, true}) rules(octets, {.revision = Revision::rev1, .utf8 = utf8});
}
