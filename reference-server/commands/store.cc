// STORE (RFC 3501 section 6.4.6).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

FlagSet after(const grammar::Store& command, FlagSet flags) {
  const FlagSet given(command.flags);
  switch (command.action) {
    case grammar::Store::Action::replace:
      return given;
    case grammar::Store::Action::add:
      flags.add(given);
      break;
    case grammar::Store::Action::remove:
      flags.remove(given);
      break;
  }
  return flags;
}

}  // namespace

// Of a conditional STORE (RFC 7162 section 3.1.3) the messages that fail the test are passed over, and named in the
// result. With .SILENT the client is taken to know the new flags, unless somebody else had changed them before: then they come
// with the news. Messages that are gone fail the command only where an answer was due (RFC 2180 sections 4.2.1
// to 4.2.3).
void run(Session& session, Exchange& exchange, const grammar::Store& command) {
  View& view = session.view();
  if (view.read_only()) return read_only(exchange);
  const auto numbers = numbers_of(session, exchange, command.set, command.uid);
  if (!numbers) return;
  const bool conditional = unchanged_since(command).has_value();
  std::vector<std::uint32_t> failed;
  bool gone = false;
  for (const std::uint32_t number : *numbers) {
    const Message* message = view.message(number);
    if (message == nullptr) {
      gone = true;
      continue;
    }
    if (!is_unchanged(session, *message, command)) {
      failed.push_back(number);
      if (session.choices().decide(&Decisions::conditional_store_goes_on, true)) continue;
      break;
    }
    const std::uint64_t modseq = message->modseq;
    const bool knew = view.knows_flags(number);
    const FlagSet before = message->flags;
    view.mailbox().set_flags(
        message->uid, session.choices().decide(&Decisions::flags_after_store, after(command, before), before, command));
    if (!command.silent) {
      say_flags_of(session, exchange, number, command.uid);
    } else if (knew || !session.choices().decide(&Decisions::silent_store_leaves_news, true)) {
      view.told_flags(number);
      if (conditional || (tells_modseqs(session) && message->modseq != modseq))
        say_modseq_of(session, exchange, number);
    }
  }
  const bool refused = gone && !command.uid && !command.silent;
  if (failed.empty()) return refused ? no_since_expunged(exchange) : completed(exchange);
  constexpr std::string_view kText = "Some of the messages have changed since";
  const auto code = modified(session, exchange, command, failed);
  if (refused)
    exchange.no(kText, code);
  else
    exchange.ok(kText, code);
}

}  // namespace imapspec::reference_server
