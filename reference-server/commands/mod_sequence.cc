#include "reference-server/commands/mod_sequence.h"

#include <algorithm>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

template <class Wanted, class... Alternatives>
const Wanted* find(const List<std::variant<Alternatives...>>& list) {
  for (const auto& each : list)
    if (const auto* found = std::get_if<Wanted>(&each)) return found;
  return nullptr;
}

bool has_modseq(const grammar::SearchKey& key) {
  return key.kind == grammar::SearchKey::Kind::modseq || asks_for_modseqs(key.keys);
}

// Commands that cannot be answered without mod-sequences.
struct NeedsModseqs {
  bool operator()(const grammar::Fetch& c) const {
    const auto is_modseq = [](const auto& att) { return att.kind == grammar::FetchAtt::Kind::modseq; };
    return changed_since(c) || std::any_of(c.items.begin(), c.items.end(), is_modseq);
  }
  bool operator()(const grammar::Store& c) const { return unchanged_since(c).has_value(); }
  bool operator()(const grammar::Search& c) const { return asks_for_modseqs(c.keys); }
  bool operator()(const grammar::Sort& c) const { return asks_for_modseqs(c.keys); }
  bool operator()(const grammar::Thread& c) const { return asks_for_modseqs(c.keys); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

// RFC 7162 section 3.1; section 3.2.5 adds the QRESYNC parameter.
struct Enables {
  bool operator()(const grammar::Select& c) const {
    return find<grammar::CondstoreParam>(c.params) != nullptr || find<grammar::Qresync>(c.params) != nullptr;
  }
  bool operator()(const grammar::StatusCommand& c) const {
    return std::find(c.items.begin(), c.items.end(), grammar::StatusItem::highestmodseq) != c.items.end();
  }
  template <class Other>
  bool operator()(const Other& c) const {
    return NeedsModseqs{}(c);
  }
};

}  // namespace

bool offers_condstore(const Session& session) {
  return session.offers("CONDSTORE") || session.offers("QRESYNC");
}

bool enables_condstore(Session& session, const grammar::CommandBody& command) {
  return session.choices().decide(&Decisions::enables_condstore, std::visit(Enables{}, command), command);
}

void enable_condstore(Session& session, Exchange& exchange, const grammar::CommandBody& command) {
  if (std::exchange(session.condstore, true)) return;
  if (session.state() == State::selected && !std::holds_alternative<grammar::Select>(command) &&
      session.view().mailbox().keeps_modseqs())
    say_highest_modseq(session, exchange);
}

const char* why_without_modseqs(Session& session, const grammar::CommandBody& command) {
  const bool impossible = session.state() == State::selected && !session.view().mailbox().keeps_modseqs() &&
                          std::visit(NeedsModseqs{}, command);
  return session.choices().decide(&Decisions::refuses_without_modseqs, impossible)
             ? "The mailbox keeps no mod-sequences"
             : nullptr;
}

bool tells_modseqs(Session& session) {
  return session.condstore && session.view().mailbox().keeps_modseqs();
}

void say_highest_modseq(Session& session, Exchange& exchange) {
  const Mailbox& mailbox = session.view().mailbox();
  if (mailbox.keeps_modseqs())
    exchange.untagged(grammar::StatusKind::ok, "Highest", grammar::CodeHighestModSeq{mailbox.modseq()});
  else
    exchange.untagged(grammar::StatusKind::ok, "No mod-sequences are kept here", code("NOMODSEQ"));
}

void say_modseq_of(Session& session, Exchange& exchange, std::uint32_t number) {
  const Message* message = session.view().message(number);
  ListBuilder<grammar::FetchItem> items(exchange.arena());
  items.add(grammar::FetchUid{message->uid});
  items.add(grammar::FetchModSeq{message->modseq});
  exchange.untagged(grammar::FetchData{number, items.done()});
  session.view().told_flags(*message);
}

std::optional<std::uint64_t> changed_since(const grammar::Fetch& command) {
  const auto* since = find<grammar::ChangedSince>(command.modifiers);
  return since == nullptr ? std::nullopt : std::optional(since->mod_sequence);
}

std::optional<std::uint64_t> unchanged_since(const grammar::Store& command) {
  const auto* since = find<grammar::UnchangedSince>(command.modifiers);
  return since == nullptr ? std::nullopt : std::optional(since->mod_sequence);
}

// RFC 7162 section 3.1.3: FLAGS affects every flag, +FLAGS and -FLAGS those that they name.
bool is_unchanged(Session& session, const Message& message, const grammar::Store& command) {
  const auto since = unchanged_since(command);
  const bool all = command.action == grammar::Store::Action::replace;
  const std::uint64_t changed = all ? message.modseq : message.flag_history.changed(FlagSet(command.flags));
  return session.choices().decide(&Decisions::is_unchanged_since, !since || changed <= *since, message, command);
}

grammar::CodeModified modified(Session& session, Exchange& exchange, const grammar::Store& command,
                               const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint32_t> named = numbers;
  if (session.choices().decide(&Decisions::modified_in_uids, command.uid, command))
    for (std::uint32_t& number : named) number = session.view().uid(number);
  ListBuilder<grammar::SeqItem> items(exchange.arena());
  for (const auto& range : uid_set_of(exchange, named).items) {
    if (range.range)
      items.add(grammar::SeqRange{range.first, range.last});
    else
      items.add(grammar::SeqNumber{range.first});
  }
  return {{items.done(), false}};
}

bool asks_for_modseqs(const List<grammar::SearchKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), has_modseq);
}

// RFC 7162 section 3.1.5. Flags are all private here, and "all" and "shared" mean the same ones.
bool matches_modseq(const grammar::SearchKey& key, const Message& message) {
  constexpr std::string_view kFolder = "/flags/";
  const std::string_view entry = key.field.value;
  return (entry.empty() ? message.modseq : message.flag_history.changed(entry.substr(kFolder.size()))) >= key.number;
}

std::optional<std::uint64_t> modseq_of_result(Session& session, const List<grammar::SearchKey>& keys,
                                              const std::vector<std::uint32_t>& numbers) {
  if (numbers.empty() || !asks_for_modseqs(keys)) return std::nullopt;
  std::uint64_t highest = 0;
  for (const std::uint32_t number : numbers) highest = std::max(highest, session.view().message(number)->modseq);
  return session.choices().decide(&Decisions::search_modseq_told, highest, session.view().mailbox());
}

}  // namespace imapspec::reference_server
