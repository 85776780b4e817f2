// A part of an ordered result, by position: 1:100 from its beginning, -1:-100 from its end (RFC 9394, RFC 5267).
#pragma once

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

struct PartialRange {                 // as it was written: 500:400 stays 500:400, and is the same part as 400:500
  std::uint32_t first = 1, last = 1;  // from 1
  bool from_end = false;              // both are written with "-"
  friend bool operator==(const PartialRange&, const PartialRange&) = default;
};

Result<PartialRange> partial_range(Cursor& c);
// Whether a whole partial-range-last stands here. It is also of the shape of a tagged-ext-label.
bool looks_at_partial_range_last(const Cursor& c);
void print(Printer& p, const PartialRange& range);

}  // namespace imapspec::grammar
