// Sets of message numbers and UIDs, as written and never expanded (RFC 9051 section 9).
#pragma once

#include <variant>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

struct Star {  // "*", the last message: a type, not a magic number
  friend bool operator==(Star, Star) = default;
};
using SeqNumber = std::variant<std::uint32_t, Star>;  // the number is never 0
struct SeqRange {                                     // as it was written: 7:3 stays 7:3
  SeqNumber first, last;
  friend bool operator==(const SeqRange&, const SeqRange&) = default;
};
using SeqItem = std::variant<SeqNumber, SeqRange>;
struct SequenceSet {
  List<SeqItem> items;        // empty only for "$"
  bool saved_result = false;  // "$", the result of the last SEARCH RETURN (SAVE): RFC 5182, RFC 9051
  friend bool operator==(const SequenceSet&, const SequenceSet&) = default;
};

struct UidRange {  // first == last for a single UID written as one; as written otherwise
  std::uint32_t first = 0, last = 0;
  bool range = false;  // written with ":"
  friend bool operator==(const UidRange&, const UidRange&) = default;
};
struct UidSet {  // RFC 4315, RFC 9051: no "*"
  List<UidRange> items;
  friend bool operator==(const UidSet&, const UidSet&) = default;
};

Result<SeqNumber> seq_number(Cursor& c);
Result<SequenceSet> sequence_set(Cursor& c);
// A set that a server tells of: "$" is a name that clients have for one (RFC 5182 section 2.1).
Result<SequenceSet> told_set(Cursor& c);
Result<UidSet> uid_set(Cursor& c);

void print(Printer& p, const SequenceSet& set);
void print(Printer& p, const UidSet& set);

// Whether n is a member where "*" means `largest`. Linear in the items, never in the numbers.
bool contains(const SequenceSet& set, std::uint32_t n, std::uint32_t largest);
// How many numbers the set names, duplicates of a range counted once each time they are written.
std::uint64_t count(const UidSet& set);

}  // namespace imapspec::grammar
