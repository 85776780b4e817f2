#include "reference-server/commands/reply.h"

#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"

namespace imapspec::reference_server {

void completed(Exchange& exchange, std::optional<grammar::RespTextCode> code) {
  std::string text(exchange.command() == nullptr ? "Command" : grammar::name_of(exchange.command()->body));
  exchange.ok(exchange.arena().copy(text + " completed"), code);
}

void refuse(Exchange& exchange, Refusal refusal) {
  switch (refusal) {
    case Refusal::exists:
      return exchange.no("There is a mailbox with that name", code("ALREADYEXISTS"));
    case Refusal::nonexistent:
      return exchange.no("There is no mailbox with that name", code("NONEXISTENT"));
    case Refusal::is_inbox:
      return exchange.no("INBOX stays", code("CANNOT"));
    case Refusal::has_inferiors:
      return exchange.no("The name has inferior names", code("HASCHILDREN"));
    case Refusal::bad_name:
      return exchange.no("A mailbox cannot have that name", code("CANNOT"));
    case Refusal::outside_prefix:
      return exchange.no("Mailboxes can be made below the personal namespace only", code("NOPERM"));
    case Refusal::into_itself:
      return exchange.no("A mailbox cannot become its own inferior", code("CANNOT"));
  }
}

void no_such_target(Exchange& exchange, const std::optional<std::string>& name) {
  if (!name) return refuse(exchange, Refusal::bad_name);
  exchange.no("There is no mailbox with that name", code("TRYCREATE"));
}

void no_such_mailbox(Exchange& exchange) {
  refuse(exchange, Refusal::nonexistent);
}

bool refused_read_only(Session& session, Exchange& exchange) {
  if (!session.choices().decide(&Decisions::minds_read_only, session.view().read_only(), exchange)) return false;
  exchange.no("The mailbox is read-only");
  return true;
}

grammar::String separator(Session& session, Exchange& exchange) {
  return {exchange.arena().copy(std::string(1, session.account().naming().separator)), grammar::Form::quoted};
}

grammar::UidSet uid_set_of(Exchange& exchange, const std::vector<std::uint32_t>& uids) {
  ListBuilder<grammar::UidRange> ranges(exchange.arena());
  for (const std::uint32_t uid : uids) {
    if (!ranges.empty() && ranges.back().last + 1 == uid) {
      ranges.back().last = uid;
      ranges.back().range = true;
    } else {
      ranges.add({uid, uid, false});
    }
  }
  return {ranges.done()};
}

std::optional<std::vector<std::uint32_t>> numbers_of(Session& session, Exchange& exchange,
                                                     const grammar::SequenceSet& set, bool uids) {
  if (!uids && session.view().beyond(set) && session.choices().decide(&Decisions::refuses_unknown_numbers, true)) {
    exchange.bad("There is no message with that number");
    return std::nullopt;
  }
  return session.numbers_in(set, uids);
}

void no_since_expunged(Exchange& exchange) {
  exchange.no("Some of the messages have been expunged", code("EXPUNGEISSUED"));
}

void say_flags(Session& session, Exchange& exchange) {
  View& view = session.view();
  Arena& arena = exchange.arena();
  ListBuilder<grammar::Flag> flags(arena);
  ListBuilder<grammar::Flag> permanent(arena);
  for (const auto& flag : system_flags(arena)) flags.add(flag);
  for (const auto& name : view.mailbox().keywords()) flags.add(grammar::make_flag(arena.copy(name)));
  exchange.untagged(grammar::FlagsData{flags.done()});
  if (!view.read_only()) {
    for (const auto& flag : flags.done()) permanent.add(flag);
    permanent.add(grammar::make_flag("\\*"));
  }
  exchange.untagged(grammar::StatusKind::ok, view.read_only() ? "No flag can be changed" : "Flags are kept",
                    grammar::CodePermanentFlags{permanent.done()});
}

List<grammar::Flag> flags_told(Session& session, Arena& arena, std::uint32_t number, const Message& message) {
  const bool recent = session.choices().decide(&Decisions::knows_recent, !session.rev2);
  return message.flags.listed(arena, recent && session.view().is_recent(number));
}

void say_flags_of(Session& session, Exchange& exchange, std::uint32_t number, bool with_uid) {
  View& view = session.view();
  const Message* message = view.message(number);
  if (message == nullptr) return;
  ListBuilder<grammar::FetchItem> items(exchange.arena());
  const bool with_modseq = tells_modseqs(session);
  if (with_uid || with_modseq) items.add(grammar::FetchUid{message->uid});
  items.add(grammar::FetchFlags{flags_told(session, exchange.arena(), number, *message)});
  if (with_modseq) items.add(grammar::FetchModSeq{message->modseq});
  exchange.untagged(grammar::FetchData{number, items.done()});
  view.told_flags(*message);
}

}  // namespace imapspec::reference_server
