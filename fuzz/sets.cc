// Sequence sets and UID sets: what is written comes back, and membership is that of a list of all numbers.
#include <algorithm>
#include <set>

#include "fuzz/input.h"
#include "fuzz/oracles/exact.h"
#include "fuzz/target.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/print.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

constexpr std::uint32_t kSmall = 64;  // numbers up to which a set is written out
constexpr std::size_t kStepsPerOctet = 40;

std::uint32_t value(const SeqNumber& n, std::uint32_t largest) {
  return std::holds_alternative<Star>(n) ? largest : std::get<std::uint32_t>(n);
}
SeqRange range_of(const SeqItem& item) {
  const auto* one = std::get_if<SeqNumber>(&item);
  return one == nullptr ? std::get<SeqRange>(item) : SeqRange{*one, *one};
}

// RFC 9051 section 9, seq-range: both ends and all between, in either order.
std::set<std::uint32_t> written_out(const SequenceSet& set, std::uint32_t largest) {
  std::set<std::uint32_t> numbers;
  for (const auto& item : set.items) {
    const SeqRange range = range_of(item);
    const auto [from, to] = std::minmax({value(range.first, largest), value(range.last, largest)});
    for (std::uint32_t n = from; n <= std::min(to, kSmall); ++n) numbers.insert(n);
  }
  return numbers;
}

template <class Set>
void comes_back(const Cursor& c, const Set& set) {
  Printer p(c.spellings());
  print(p, set);
  require(p.take_joined() == c.since(0), "1: a set prints back to the octet");
}

// The same set: the ranges turned round, the items in another order, one of them twice.
SequenceSet turned(const SequenceSet& set, Arena& arena) {
  ListBuilder<SeqItem> items(arena);
  for (std::size_t i = set.items.size(); i > 0; --i) {
    const SeqRange range = range_of(set.items[i - 1]);
    items.add(SeqRange{range.last, range.first});
  }
  items.add(set.items.front());
  return {items.done()};
}

void sequence_sets(std::string_view octets, std::uint32_t largest) {
  const fuzz::Exact exact(octets);
  Arena arena;
  Cursor c(exact.view(), arena);
  const auto set = sequence_set(c);
  if (!set) {
    require(set.error().offset <= octets.size(), "14: the error lies within the set");
    return;
  }
  comes_back(c, *set);
#ifndef NDEBUG
  require(c.steps() <= kStepsPerOctet * octets.size() + 100,
          "15: the work is linear in the octets, not in the numbers");
#endif
  require(arena.used_octets() <= 128 * octets.size() + 1024, "16: a set is never written out");
  if (set->saved_result) return;
  const auto numbers = written_out(*set, largest);
  const SequenceSet same = turned(*set, arena);
  for (std::uint32_t n = 1; n <= kSmall; ++n) {
    require(contains(*set, n, largest) == numbers.contains(n), "20: the members of a set are those of its ranges");
    require(contains(same, n, largest) == numbers.contains(n), "20: neither order nor repetition changes a set");
  }
  for (const auto& item : set->items) {
    const SeqRange range = range_of(item);
    require(contains(*set, value(range.first, largest), largest) && contains(*set, value(range.last, largest), largest),
            "20: both ends of a range are its members");
  }
}

void uid_sets(std::string_view octets) {
  const fuzz::Exact exact(octets);
  Arena arena;
  Cursor c(exact.view(), arena);
  const auto set = uid_set(c);
  if (!set) return;
  comes_back(c, *set);
  std::uint64_t numbers = 0;
  for (const auto& range : set->items) {
    const auto [from, to] = std::minmax(range.first, range.last);
    numbers += std::uint64_t{to} - from + 1;
  }
  require(count(*set) == numbers, "20: a set counts as many as its ranges have");
  require(arena.used_octets() <= 128 * octets.size() + 1024, "16: a set is never written out");
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(sets, octets, octets) {
  fuzz::Input choices(octets);
  const std::uint8_t largest = choices.octet();
  // An empty mailbox, a small one, the largest that there may be.
  sequence_sets(choices.rest(), largest == 0xff ? UINT32_MAX : largest % (kSmall + 1));
  uid_sets(choices.rest());
}
