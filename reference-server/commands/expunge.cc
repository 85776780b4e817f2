// EXPUNGE (RFC 3501 section 6.4.3) and UID EXPUNGE (RFC 4315 section 2.1). What is gone is told as news.
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/resync.h"

namespace imapspec::reference_server {

void run(Session& session, Exchange& exchange, const grammar::Expunge&) {
  View& view = session.view();
  if (refused_read_only(session, exchange)) return;
  std::vector<std::uint32_t> deleted;
  for (const auto& message : view.mailbox().messages())
    if (message.flags.has(FlagSet::Kind::deleted)) deleted.push_back(message.uid);
  view.mailbox().expunge(deleted, Removal::expunge);
  completed_removal(session, exchange, !deleted.empty());
}

void run(Session& session, Exchange& exchange, const grammar::UidExpunge& command) {
  View& view = session.view();
  if (refused_read_only(session, exchange)) return;
  if (!session.choices().decide(&Decisions::uid_expunge_minds_set, true))
    return run(session, exchange, grammar::Expunge{});
  std::vector<std::uint32_t> deleted;
  for (const std::uint32_t number : session.numbers_in(command.set, true)) {
    const Message* message = view.message(number);
    if (message != nullptr && message->flags.has(FlagSet::Kind::deleted)) deleted.push_back(message->uid);
  }
  view.mailbox().expunge(deleted, Removal::expunge);
  completed_removal(session, exchange, !deleted.empty());
}

}  // namespace imapspec::reference_server
