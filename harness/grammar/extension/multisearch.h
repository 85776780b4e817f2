// The command ESEARCH: a search in several mailboxes (RFC 7377, which replaces RFC 6237).
#pragma once

#include "harness/grammar/command/search_key.h"
#include "harness/grammar/extension/filter_mailboxes.h"
#include "harness/grammar/extension/node.h"
#include "harness/grammar/extension/search_return.h"
#include "harness/grammar/extension/tagged_param.h"

namespace imapspec::grammar {

struct SearchSource {
  List<FilterMailboxes> mailboxes;  // never empty; never selected-delayed
  List<TaggedParam> scope_options;  // none is defined
  friend bool operator==(const SearchSource&, const SearchSource&) = default;
};
struct EsearchCommand {
  static constexpr std::string_view kName = "ESEARCH";
  std::optional<SearchSource> source;         // IN (...); without it the selected mailbox
  std::optional<List<SearchReturn>> returns;  // present and empty is not absent
  std::optional<String> charset;
  List<SearchKey> keys;  // all must hold
  friend bool operator==(const EsearchCommand&, const EsearchCommand&) = default;
};
Result<EsearchCommand> esearch(Cursor& c);
void print(Printer& p, const EsearchCommand& e);
void add_terms(Term& t, const EsearchCommand& e);

}  // namespace imapspec::grammar
