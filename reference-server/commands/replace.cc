// REPLACE (RFC 8508).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mailbox_name.h"
#include "reference-server/commands/new_message.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/resync.h"

namespace imapspec::reference_server {

namespace {

grammar::SequenceSet set_of_one(Exchange& exchange, const grammar::SeqNumber& number) {
  ListBuilder<grammar::SeqItem> one(exchange.arena());
  one.add(number);
  return {one.done(), false};
}

// False: the result is NO already.
bool store(Session& session, Exchange& exchange, const grammar::Replace& command, const Message& old) {
  const auto name = name_of(session, command.mailbox);
  const auto mailbox = target_of(session, name);
  if (mailbox == nullptr) {
    no_such_target(exchange, name);
    return false;
  }
  auto message = new_message(session, exchange, command.message);
  if (!message) return false;
  // Section 1: nothing is inherited.
  const std::uint32_t uid =
      mailbox->add(session.choices().decide(&Decisions::replacing, *std::move(message), old), Origin::append);
  say_old_name(session, exchange, *name, command.mailbox);
  // Section 4.3: before the EXPUNGE, so that the client can tell what takes the place of what.
  if (session.offers("UIDPLUS"))
    exchange.untagged(grammar::StatusKind::ok, "The replacement is there",
                      grammar::CodeAppendUid{mailbox->uidvalidity(), uid_set_of(exchange, {uid})});
  return true;
}

}  // namespace

// Section 3.4: whatever can be refused is refused before anything happens. The message goes as by UID EXPUNGE (4.5).
void run(Session& session, Exchange& exchange, const grammar::Replace& command) {
  View& view = session.view();
  if (refused_read_only(session, exchange)) return;
  const auto numbers = numbers_of(session, exchange, set_of_one(exchange, command.number), command.uid);
  if (!numbers) return;
  const Message* message = numbers->empty() ? nullptr : view.message(numbers->front());
  if (message == nullptr) return no_since_expunged(exchange);
  const Message old = *message;  // the mailbox may grow
  const bool stored = store(session, exchange, command, old);
  const auto gone = session.choices().decide(
      &Decisions::replaced, stored ? std::vector{old.uid} : std::vector<std::uint32_t>(), old.uid, view.mailbox());
  view.mailbox().expunge(gone, Removal::expunge);
  if (stored) completed_removal(session, exchange, true);
}

}  // namespace imapspec::reference_server
