// THREAD (RFC 5256 section 3), and REFS, an algorithm of others.
#include "harness/mail/message.h"
#include "harness/mail/threads.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/portions.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/searcher.h"
#include "reference-server/commands/sent_time.h"

namespace imapspec::reference_server {

namespace {

void answer(Exchange& exchange, const grammar::Thread& command, const std::vector<mail::Threadable>& messages) {
  const auto threads = same_word(command.algorithm, "REFERENCES") ? mail::threads_by_references
                       : same_word(command.algorithm, "REFS")     ? mail::threads_by_refs
                                                                  : mail::threads_by_subject;
  exchange.untagged(threads(messages, exchange.arena()));
  completed(exchange);
}

mail::Threadable threadable(Session& session, const Message& message, std::uint32_t told) {
  Arena arena;
  const mail::Part part = mail::parse_message(*message.octets, arena);
  return session.choices().decide(&Decisions::threadable,
                                  mail::threadable(part, told, sent_time(session, message, part)), message);
}

void thread(Session& session, Exchange& exchange, const grammar::Thread& command, const Found& found) {
  if (!found) return;
  const auto messages = std::make_shared<std::vector<mail::Threadable>>();
  const auto each = [messages, command](Session& s, Exchange&, std::uint32_t number, const Message* message) {
    if (message == nullptr) return std::optional<std::size_t>(0);
    messages->push_back(threadable(s, *message, command.uid ? message->uid : number));
    return std::optional(message->octets->size());
  };
  work_on(session, exchange, *found,
          {each, [messages, command](Session&, Exchange& x) { answer(x, command, *messages); }});
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Thread& command) {
  find_messages(session, exchange, command.charset, command.keys,
                [command](Session& s, Exchange& x, const Found& found) { thread(s, x, command, found); });
}

}  // namespace imapspec::reference_server
