#include "harness/grammar/core/sequence_set.h"

#include <algorithm>

#include "harness/grammar/core/number.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

// RFC 9051 section 9: seq-number = nz-number / "*". As a plain number, 0 for "*": no number is 0.
[[gnu::always_inline]] inline Result<void> plain_seq_number(Cursor& c, std::uint32_t& n) {
  if (c.take_short_number(n)) return {};
  n = 0;
  if (c.take('*')) return {};
  TRY(n, nz_number(c, "seq-number"));
  return {};
}
void put(std::uint32_t n, SeqNumber& to) {
  if (n == 0)
    to = Star{};
  else
    to = n;
}

}  // namespace

Result<SeqNumber> seq_number(Cursor& c) {
  std::uint32_t n = 0;
  TRY_(plain_seq_number(c, n));
  return n == 0 ? SeqNumber(Star{}) : SeqNumber(n);
}

// RFC 9051 section 9: sequence-set = (seq-number / seq-range) ["," sequence-set]; sequence-set =/ seq-last-command
// Each item is made where the list has it: to copy what was just written in pieces is slow.
Result<SequenceSet> sequence_set(Cursor& c) {
  if (c.take('$')) return SequenceSet{{}, true};  // seq-last-command = "$" (RFC 5182, RFC 9051)
  ListBuilder<SeqItem> items(c.arena());
  do {
    std::uint32_t first = 0, last = 0;
    TRY_(plain_seq_number(c, first));
    if (c.take(':')) {  // seq-range = seq-number ":" seq-number
      TRY_(plain_seq_number(c, last));
      auto& range = items.add().emplace<SeqRange>();
      put(first, range.first);
      put(last, range.last);
    } else {
      put(first, items.add().emplace<SeqNumber>());
    }
  } while (c.take(','));
  c.ended("sequence-set");
  return SequenceSet{items.done(), false};
}

Result<SequenceSet> told_set(Cursor& c) {
  if (c.looks_at('$')) return c.fail("sequence-set");
  return sequence_set(c);
}

// RFC 9051 section 9: uid-set = (uniqueid / uid-range) *("," uid-set)
Result<UidSet> uid_set(Cursor& c) {
  ListBuilder<UidRange> items(c.arena());
  do {
    TRY(const auto first, nz_number(c, "uniqueid"));
    if (c.take(':')) {
      TRY(const auto last, nz_number(c, "uniqueid"));
      items.add({first, last, true});
    } else {
      items.add({first, first, false});
    }
  } while (c.take(','));
  c.ended("uid-set");
  return UidSet{items.done()};
}

namespace {

void print_one(Printer& p, const SeqNumber& n) {
  if (const auto* number = std::get_if<std::uint32_t>(&n))
    p.number(*number);
  else
    p.raw('*');
}

std::uint32_t value_of(const SeqNumber& n, std::uint32_t largest) {
  const auto* number = std::get_if<std::uint32_t>(&n);
  return number == nullptr ? largest : *number;
}

}  // namespace

void print(Printer& p, const SequenceSet& set) {
  if (set.saved_result) p.raw('$');
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    if (i > 0) p.raw(',');
    if (const auto* range = std::get_if<SeqRange>(&set.items[i])) {
      print_one(p, range->first);
      p.raw(':');
      print_one(p, range->last);
    } else {
      print_one(p, std::get<SeqNumber>(set.items[i]));
    }
  }
}

void print(Printer& p, const UidSet& set) {
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    if (i > 0) p.raw(',');
    p.number(set.items[i].first);
    if (!set.items[i].range) continue;
    p.raw(':');
    p.number(set.items[i].last);
  }
}

bool contains(const SequenceSet& set, std::uint32_t n, std::uint32_t largest) {
  for (const auto& item : set.items) {
    if (const auto* range = std::get_if<SeqRange>(&item)) {
      const auto [low, high] = std::minmax({value_of(range->first, largest), value_of(range->last, largest)});
      if (low <= n && n <= high) return true;
    } else if (value_of(std::get<SeqNumber>(item), largest) == n) {
      return true;
    }
  }
  return false;
}

std::uint64_t count(const UidSet& set) {
  std::uint64_t sum = 0;
  for (const auto& range : set.items) {
    const auto [low, high] = std::minmax({range.first, range.last});
    sum += std::uint64_t{high} - low + 1;
  }
  return sum;
}

}  // namespace imapspec::grammar
