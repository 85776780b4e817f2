// The ESEARCH response: RFC 4466 and RFC 4731, MODSEQ (RFC 7162), ADDTO, REMOVEFROM and PARTIAL (RFC 5267, RFC 9394),
// RELEVANCY (RFC 6203), and the correlators of a search in several mailboxes (RFC 7377).
#pragma once

#include <optional>
#include <variant>

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/tagged_ext.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct EsearchChange {         // one of ADDTO and REMOVEFROM
  std::uint32_t position = 0;  // where in the result; 0 if the result is not sorted
  SequenceSet set;
  friend bool operator==(const EsearchChange&, const EsearchChange&) = default;
};
struct EsearchPartial {
  PartialRange range;
  std::optional<SequenceSet> results;  // nullopt is NIL: none in that range
  friend bool operator==(const EsearchPartial&, const EsearchPartial&) = default;
};
struct EsearchScores {
  List<std::uint32_t> scores;  // 1 to 100 each; may be empty
  friend bool operator==(const EsearchScores&, const EsearchScores&) = default;
};
using EsearchValue = std::variant<TaggedExtVal, EsearchPartial, List<EsearchChange>, EsearchScores>;
struct EsearchItem {
  std::string_view name;  // as written
  EsearchValue value;
  friend bool operator==(const EsearchItem&, const EsearchItem&) = default;
};

enum class EsearchWord : std::uint8_t { min, max, all, count, modseq, addto, removefrom, partial, relevancy };
std::span<const Word<EsearchWord>> esearch_words();

enum class Correlator : std::uint8_t { tag, mailbox, uidvalidity };
std::span<const Word<Correlator>> correlator_words();

struct EsearchData {
  static constexpr std::string_view kName = "ESEARCH";
  std::optional<String> tag;
  std::optional<Mailbox> mailbox;  // RFC 7377: with uidvalidity, or neither
  std::uint32_t uidvalidity = 0;
  List<Correlator> order;  // of the correlators, if it is not TAG MAILBOX UIDVALIDITY
  bool uid = false;
  List<EsearchItem> items;  // MIN, MAX, ALL, COUNT, and others
  friend bool operator==(const EsearchData&, const EsearchData&) = default;
};
Result<EsearchItem> search_return_data(Cursor& c);
Result<EsearchData> esearch_response(Cursor& c);
void print(Printer& p, const EsearchItem& item);
void print(Printer& p, const EsearchData& d);
void add_terms(Term& t, const EsearchData& d);

}  // namespace imapspec::grammar
