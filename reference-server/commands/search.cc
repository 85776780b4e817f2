// SEARCH (RFC 3501 section 6.4.4) with return options (RFC 4731, RFC 9394), the saved result (RFC 5182) and MODSEQ (RFC 7162).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/search_returns.h"
#include "reference-server/commands/searcher.h"

namespace imapspec::reference_server {

namespace {

// RFC 5182 section 2.1: NO to a SEARCH with SAVE empties the saved result; BAD, and any SEARCH without SAVE, leaves it.
void answer(Session& session, Exchange& exchange, const grammar::Search& command, const SearchReturns& returns,
            const Found& found) {
  if (!found) {
    if (returns.save && exchange.result->kind == grammar::StatusKind::no &&
        session.choices().decide(&Decisions::failed_search_empties_saved_result, true))
      session.save_result({});
    return;
  }
  const std::vector<std::uint32_t> uids = uids_of(session.view(), *found);
  session.save_result(session.choices().decide(
      &Decisions::saved_result, returns.save ? returns.covered(session, uids) : session.saved_result(), uids, command));
  const std::vector<std::uint32_t>& results = command.uid ? uids : *found;
  const auto mod_sequence = modseq_of_result(session, command.keys, returns.covered(session, *found));
  // RFC 9051 section 6.4.4: without RETURN it is answered as if that were (ALL).
  const bool esearch =
      command.returns || session.choices().decide(&Decisions::search_is_esearch, session.rev2, command);
  if (!esearch)
    exchange.untagged(grammar::SearchData{copy_list(exchange.arena(), results), mod_sequence});
  else if (returns.answers())
    exchange.untagged(returns.data(session, exchange, results, command.uid, mod_sequence));
  completed(exchange);
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Search& command) {
  const SearchReturns returns(command.returns);
  if (returns.contradictory) return exchange.bad("Only one PARTIAL or ALL");
  // RFC 6855 section 3: all strings are UTF-8 then.
  if (command.charset && session.choices().decide(&Decisions::refuses_charset, session.utf8))
    return exchange.bad("Strings are UTF-8 since ENABLE UTF8=ACCEPT");
  find_messages(
      session, exchange, command.charset, command.keys,
      [command, returns](Session& s, Exchange& x, const Found& found) { answer(s, x, command, returns, found); });
}

}  // namespace imapspec::reference_server
