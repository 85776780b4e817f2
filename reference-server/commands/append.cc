// APPEND (RFC 3501 section 6.3.11) with APPENDUID (RFC 4315 section 3), MULTIAPPEND (RFC 3502), BINARY (RFC 3516) and
// headers in UTF-8 (RFC 6855 section 4).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mailbox_name.h"
#include "reference-server/commands/new_message.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

// All messages or none: the first is stored when the last is known to be right.
void run(Session& session, Exchange& exchange, const grammar::Append& command) {
  const auto name = name_of(session, command.mailbox);
  const auto mailbox = target_of(session, name);
  if (mailbox == nullptr) return no_such_target(exchange, name);
  std::vector<Message> messages;
  for (const auto& given : command.messages) {
    auto message = new_message(session, exchange, given);
    if (message) messages.push_back(*std::move(message));
    if (exchange.finished()) break;
  }
  if (exchange.finished() && session.choices().decide(&Decisions::append_is_atomic, true)) return;
  std::vector<std::uint32_t> uids;
  for (auto& message : messages) uids.push_back(mailbox->add(std::move(message), Origin::append));
  if (exchange.finished()) return;
  say_old_name(session, exchange, *name, command.mailbox);
  if (!session.offers("UIDPLUS")) return completed(exchange);
  completed(exchange, grammar::CodeAppendUid{mailbox->uidvalidity(), uid_set_of(exchange, uids)});
}

}  // namespace imapspec::reference_server
