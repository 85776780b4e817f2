// SELECT, EXAMINE, CHECK, CLOSE (RFC 3501 sections 6.3.1, 6.3.2, 6.4.1, 6.4.2) and UNSELECT (RFC 3691). SELECT of RFC
// 9051 section 6.3.2 has a LIST response, and neither RECENT nor UNSEEN.
#include <algorithm>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/object_id.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/resync.h"

namespace imapspec::reference_server {

void run(Session& session, Exchange& exchange, const grammar::Select& command) {
  const auto name = name_of(session, command.mailbox);
  auto mailbox = name ? session.account().find(*name) : nullptr;
  // RFC 7162 section 3.2.11, RFC 9051 section 7.1: the mark between what is said of this mailbox and of the next.
  const bool says_closed = session.rev2 || offers_condstore(session);
  if (session.state() == State::selected &&
      session.choices().decide(&Decisions::says_closed, says_closed, session.view().mailbox(), mailbox.get()))
    exchange.untagged(grammar::StatusKind::ok, "The mailbox that was selected is closed", code("CLOSED"));
  if (mailbox == nullptr) {
    if (!session.choices().decide(&Decisions::selected_after_failed_select, false)) session.deselect();
    return no_such_mailbox(exchange);
  }
  session.deselect();
  session.select(std::move(mailbox), command.examine);
  View& view = session.view();
  say_flags(session, exchange);
  exchange.untagged(grammar::ExistsData{view.size()});
  if (session.choices().decide(&Decisions::tells_recent, !session.rev2))
    exchange.untagged(grammar::RecentData{view.recent_count()});
  if (session.choices().decide(&Decisions::lists_selected, session.rev2, command.examine))
    say_list_of(session, exchange, *name, command.mailbox);
  const std::size_t unseen = view.mailbox().first_unseen();  // nothing has changed yet: messages have their numbers
  if (unseen < view.size() && !session.rev2)
    exchange.untagged(grammar::StatusKind::ok, "First unseen message",
                      grammar::CodeUnseen{static_cast<std::uint32_t>(unseen + 1)});
  exchange.untagged(grammar::StatusKind::ok, "UIDs are valid", grammar::CodeUidValidity{view.mailbox().uidvalidity()});
  exchange.untagged(grammar::StatusKind::ok, "Next UID", grammar::CodeUidNext{view.mailbox().uidnext()});
  if (offers_condstore(session) && session.choices().decide(&Decisions::tells_highest_modseq, true, session.condstore))
    say_highest_modseq(session, exchange);
  if (const auto id = mailbox_id_code(session, exchange, *name))
    exchange.untagged(grammar::StatusKind::ok, "Mailbox", id);
  resynchronize(session, exchange, command);
  completed(exchange, code(command.examine ? "READ-ONLY" : "READ-WRITE"));
}

void run(Session&, Exchange& exchange, const grammar::Check&) {
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::Close&) {
  View& view = session.view();
  if (session.choices().decide(&Decisions::close_expunges, !view.read_only(), view.read_only())) {
    std::vector<std::uint32_t> deleted;
    for (const auto& message : view.mailbox().messages())
      if (message.flags.has(FlagSet::Kind::deleted)) deleted.push_back(message.uid);
    view.mailbox().expunge(deleted, Removal::close);
  }
  session.deselect();
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::Unselect&) {
  session.deselect();
  completed(exchange);
}

}  // namespace imapspec::reference_server
