// STORE (RFC 3501 section 6.4.6).
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/portions.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

FlagSet after(const grammar::Store& command, FlagSet flags) {
  FlagSet given(command.flags);
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

// A STORE in progress. Of a conditional one (RFC 7162 section 3.1.3) the messages that fail the test are passed over, and named
// in the result. With .SILENT the client is taken to know the new flags, unless somebody else had changed them before: then
// they come with the news. Messages that are gone fail the command only where an answer was due (RFC 2180 sections 4.2.1 to
// 4.2.3).
class Storing {
 public:
  explicit Storing(const grammar::Store& command) : command_(command) {}
  // False: the others are left as they are.
  bool store(Session& session, Exchange& exchange, std::uint32_t number, const Message* message);
  void finish(Session& session, Exchange& exchange) const;

 private:
  grammar::Store command_;
  std::vector<std::uint32_t> failed_;
  bool gone_ = false;
};

bool Storing::store(Session& session, Exchange& exchange, std::uint32_t number, const Message* message) {
  if (message == nullptr) {
    gone_ = true;
    return true;
  }
  if (!is_unchanged(session, *message, command_)) {
    failed_.push_back(number);
    return session.choices().decide(&Decisions::conditional_store_goes_on, true);
  }
  View& view = session.view();
  const std::uint64_t modseq = message->modseq;
  const bool knew = view.knows_flags(number);
  const FlagSet before = message->flags;
  view.mailbox().set_flags(
      message->uid, session.choices().decide(&Decisions::flags_after_store, after(command_, before), before, command_));
  if (!session.choices().decide(&Decisions::store_is_silent, command_.silent)) {
    say_flags_of(session, exchange, number, command_.uid);
  } else if (knew || !session.choices().decide(&Decisions::silent_store_leaves_news, true)) {
    view.told_flags(*message);
    if (unchanged_since(command_) || (tells_modseqs(session) && message->modseq != modseq))
      say_modseq_of(session, exchange, number);
  }
  return true;
}

void Storing::finish(Session& session, Exchange& exchange) const {
  const bool refused = gone_ && !command_.uid && !command_.silent;
  if (failed_.empty()) return refused ? no_since_expunged(exchange) : completed(exchange);
  constexpr std::string_view kText = "Some of the messages have changed since";
  const auto code = modified(session, exchange, command_, failed_);
  if (refused)
    exchange.no(kText, code);
  else
    exchange.ok(kText, code);
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Store& command) {
  if (refused_read_only(session, exchange)) return;
  auto numbers = numbers_of(session, exchange, command.set, command.uid);
  if (!numbers) return;
  const auto storing = std::make_shared<Storing>(command);
  const auto each = [storing](Session& s, Exchange& x, std::uint32_t number, const Message* message) {
    return storing->store(s, x, number, message) ? std::optional<std::size_t>(0) : std::nullopt;
  };
  work_on(session, exchange, std::move(*numbers),
          {each, [storing](Session& s, Exchange& x) { storing->finish(s, x); }});
}

}  // namespace imapspec::reference_server
