// COPY (RFC 3501 section 6.4.7) with COPYUID (RFC 4315 section 3), and MOVE (RFC 6851).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mailbox_name.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/resync.h"

namespace imapspec::reference_server {

// All messages or none: whatever can be refused is refused before the first is copied. Of numbers that the client does
// not yet know to be gone, all are refused (RFC 2180 section 4.4.1); of UIDs those that are gone are passed over.
void run(Session& session, Exchange& exchange, const grammar::Copy& command) {
  View& view = session.view();
  if (command.move && refused_read_only(session, exchange)) return;
  const auto numbers = numbers_of(session, exchange, command.set, command.uid);
  if (!numbers) return;
  const auto name = name_of(session, command.mailbox);
  const auto target = target_of(session, name);
  if (target == nullptr) return no_such_target(exchange, name);

  std::vector<Message> messages;  // the target may be the mailbox that they are in
  for (const std::uint32_t number : *numbers) {
    const Message* message = view.message(number);
    if (message != nullptr)
      messages.push_back(*message);
    else if (!command.uid)
      return no_since_expunged(exchange);
  }
  std::vector<std::uint32_t> from, to;
  for (const auto& message : messages) {
    from.push_back(message.uid);
    to.push_back(target->add(message, command.move ? Origin::move : Origin::copy));
  }
  std::optional<grammar::RespTextCode> copyuid;
  if (session.offers("UIDPLUS") && !from.empty())
    copyuid = grammar::CodeCopyUid{target->uidvalidity(), uid_set_of(exchange, from), uid_set_of(exchange, to)};
  if (!command.move) return completed(exchange, copyuid);
  // RFC 6851 section 4.3: COPYUID comes before the messages go.
  if (copyuid) exchange.untagged(grammar::StatusKind::ok, "Moved", copyuid);
  view.mailbox().expunge(from, Removal::move);
  completed_removal(session, exchange, !from.empty());
}

}  // namespace imapspec::reference_server
