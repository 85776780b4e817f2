// THREAD (RFC 5256 section 3).
#include "harness/mail/message.h"
#include "harness/mail/threads.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/searcher.h"
#include "reference-server/commands/sent_time.h"

namespace imapspec::reference_server {

namespace {

void answer(Session& session, Exchange& exchange, const grammar::Thread& command, const Found& found) {
  if (!found) return;
  View& view = session.view();
  std::vector<mail::Threadable> messages;
  for (const std::uint32_t number : *found) {
    const Message& message = *view.message(number);
    Arena arena;
    const mail::Part part = mail::parse_message(*message.octets, arena);
    const std::uint32_t told = command.uid ? message.uid : number;
    messages.push_back(session.choices().decide(
        &Decisions::threadable, mail::threadable(part, told, sent_time(session, message, part)), message));
  }
  const bool references = same_word(command.algorithm, "REFERENCES");
  exchange.untagged(references ? mail::threads_by_references(messages, exchange.arena())
                               : mail::threads_by_subject(messages, exchange.arena()));
  completed(exchange);
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Thread& command) {
  find_messages(session, exchange, command.charset, command.keys,
                [command](Session& s, Exchange& x, const Found& found) { answer(s, x, command, found); });
}

}  // namespace imapspec::reference_server
