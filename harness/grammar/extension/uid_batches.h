// UIDBATCHES: the UIDs of a mailbox in batches of equal size (RFC 10022).
#pragma once

#include <optional>

#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct BatchRange {
  std::uint32_t first = 1, last = 1;  // batches are counted from 1, the newest messages first
  friend bool operator==(const BatchRange&, const BatchRange&) = default;
};
struct UidBatches {
  static constexpr std::string_view kName = "UIDBATCHES";
  std::uint32_t size = 0;  // messages in a batch
  std::optional<BatchRange> batches;
  friend bool operator==(const UidBatches&, const UidBatches&) = default;
};
struct UidBatchesData {
  static constexpr std::string_view kName = "UIDBATCHES";
  String tag;
  List<UidRange> batches;  // each a range, from the highest UID down; may be empty
  friend bool operator==(const UidBatchesData&, const UidBatchesData&) = default;
};

Result<UidBatches> message_batches(Cursor& c);
Result<UidBatchesData> uidbatches_response(Cursor& c);

void print(Printer& p, const UidBatches& b);
void print(Printer& p, const UidBatchesData& b);

void add_terms(Term& t, const UidBatches& b);
void add_terms(Term& t, const UidBatchesData& b);

}  // namespace imapspec::grammar
