#include "harness/grammar/core/partial_range.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

// RFC 9394 section 4: partial-range = partial-range-first / partial-range-last
// partial-range-first = nz-number ":" nz-number; partial-range-last = MINUS nz-number ":" MINUS nz-number
Result<PartialRange> partial_range(Cursor& c) {
  PartialRange range;
  range.from_end = c.take('-');
  TRY(range.first, nz_number(c, "partial-range"));
  TRY_(expect(c, ':', "partial-range"));
  if (range.from_end) TRY_(expect(c, '-', "partial-range"));
  TRY(range.last, nz_number(c, "partial-range"));
  return range;
}

bool looks_at_partial_range_last(const Cursor& c) {
  const std::string_view rest = c.rest();
  std::size_t at = 0;
  const auto take = [&](char octet) { return at < rest.size() && rest[at] == octet ? ++at, true : false; };
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < rest.size() && is(kDigit, rest[at])) ++at;
    return at > start;
  };
  return take('-') && digits() && take(':') && take('-') && digits() && at < rest.size() && !is(kLabelChar, rest[at]);
}

void print(Printer& p, const PartialRange& range) {
  if (range.from_end) p.raw('-');
  p.number(range.first);
  p.raw(':');
  if (range.from_end) p.raw('-');
  p.number(range.last);
}

}  // namespace imapspec::grammar
