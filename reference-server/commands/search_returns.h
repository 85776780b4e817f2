// The return options of SEARCH (RFC 4731, RFC 5182, RFC 9394) and SORT (RFC 5267 section 3), and the ESEARCH response
// that they ask for.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

struct SearchReturns {
  bool min = false, max = false, all = false, count = false;
  bool save = false;
  std::optional<grammar::PartialRange> partial;
  bool contradictory = false;  // more than one of PARTIAL and ALL (RFC 9394 section 3.1)

  // No list and an empty one mean ALL (RFC 4731 section 3.1, RFC 9051 section 6.4.4). All options must be offered.
  explicit SearchReturns(const std::optional<List<grammar::SearchReturn>>& options);

  // Whether there is an ESEARCH at all: SAVE alone asks for none (RFC 5182 section 1).
  bool answers() const { return min || max || all || count || partial; }
  // Of the messages that were found, in the order of the result, those that are returned, in ascending order: what "$"
  // stands for afterwards (RFC 5182 section 2.4, RFC 9394 section 3.2), and what MODSEQ is of (RFC 4731 section 3.2).
  std::vector<std::uint32_t> covered(Session&, const std::vector<std::uint32_t>& found) const;
  // `results`: message numbers or UIDs, in the order of the mailbox, or the one that SORT was asked for.
  grammar::EsearchData data(Session&, Exchange&, const std::vector<std::uint32_t>& results, bool uid,
                            std::optional<std::uint64_t> mod_sequence) const;
};

// Whether the option, by itself, belongs to a capability that is offered.
bool is_offered(const Session& session, const grammar::SearchReturn& option);
// Whether it is one of RFC 4731, which SORT has too.
bool is_of_esearch(const grammar::SearchReturn& option);

// Numbers as a set, in their order, with ranges where they ascend one by one. They are never empty.
grammar::SequenceSet set_of(Exchange& exchange, const std::vector<std::uint32_t>& numbers);

}  // namespace imapspec::reference_server
