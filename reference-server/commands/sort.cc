// SORT (RFC 5256 section 3), with return options (RFC 5267 section 3) and the criteria of RFC 5957.
#include <algorithm>

#include "harness/mail/base_subject.h"
#include "harness/mail/encoded_word.h"
#include "harness/mail/envelope.h"
#include "harness/mail/message.h"
#include "harness/mail/unicode.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/portions.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/search_returns.h"
#include "reference-server/commands/searcher.h"
#include "reference-server/commands/sent_time.h"

namespace imapspec::reference_server {

namespace {

using Key = grammar::SortKey;

// What a criterion compares of a message: one of the two, the other is the same for all.
struct Value {
  std::int64_t number = 0;
  std::string text;  // its collation key (section 7)
  friend auto operator<=>(const Value&, const Value&) = default;
};

// The mailbox of the first address; of a group, which is an address too, its name.
std::string first_mailbox(List<grammar::Address> addresses) {
  if (addresses.empty() || !addresses.front().mailbox) return {};
  return mail::collation_key(addresses.front().mailbox->value);
}

// RFC 5957 section 3: the name, or else the address, of the first address.
std::string display(List<grammar::Address> addresses) {
  if (addresses.empty()) return {};
  const grammar::Address& first = addresses.front();
  const std::string name = first.name ? mail::decoded_words(first.name->value) : std::string();
  if (!name.empty() || !first.mailbox) return mail::collation_key(name);
  return mail::collation_key(std::string(first.mailbox->value) +
                             (first.host ? "@" + std::string(first.host->value) : ""));
}

// A message with its place in the mailbox and a value for each criterion.
struct Sortable {
  std::uint32_t number = 0;
  std::vector<Value> values;
};

Value value_of(Session& session, Key key, const Message& message, const mail::Part& part, Arena& arena) {
  switch (key) {
    case Key::arrival:
      return {grammar::instant(message.date), {}};
    case Key::date:
      return {sent_time(session, message, part), {}};
    case Key::size:
      return {static_cast<std::int64_t>(message.octets->size()), {}};
    case Key::subject:
      return {0, mail::collation_key(mail::base_subject(part.field("Subject")).text)};
    case Key::from:
      return {0, first_mailbox(mail::envelope_of(part, arena).from)};
    case Key::to:
      return {0, first_mailbox(mail::envelope_of(part, arena).to)};
    case Key::cc:
      return {0, first_mailbox(mail::envelope_of(part, arena).cc)};
    case Key::displayfrom:
      return {0, display(mail::envelope_of(part, arena).from)};
    case Key::displayto:
      return {0, display(mail::envelope_of(part, arena).to)};
    default:  // of extensions: not offered, never here
      return {};
  }
}

Sortable sortable(Session& session, const grammar::Sort& command, std::uint32_t number, const Message& message) {
  Arena arena;
  const mail::Part part = mail::parse_message(*message.octets, arena);
  Sortable one{number, {}};
  for (const auto& criterion : command.criteria) {
    Value proper = value_of(session, criterion.key, message, part, arena);
    proper.number = session.choices().decide(&Decisions::sort_number, proper.number, criterion, message);
    proper.text = session.choices().decide(&Decisions::sort_text, proper.text, criterion, message);
    one.values.push_back(std::move(proper));
  }
  return one;
}

// REVERSE turns its criterion only: what is equal stays in the order of the mailbox.
std::vector<std::uint32_t> sorted(Session& session, List<grammar::SortCriterion> criteria,
                                  std::vector<Sortable>& messages) {
  if (session.choices().decide(&Decisions::reverse_turns_equals, false) && criteria.front().reverse)
    std::reverse(messages.begin(), messages.end());
  std::stable_sort(messages.begin(), messages.end(), [criteria](const Sortable& a, const Sortable& b) {
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      const auto order = a.values[i] <=> b.values[i];
      if (order != 0) return criteria[i].reverse ? order > 0 : order < 0;
    }
    return false;
  });
  std::vector<std::uint32_t> in_order;
  for (const auto& message : messages) in_order.push_back(message.number);
  return in_order;
}

void answer(Session& session, Exchange& exchange, const grammar::Sort& command, std::vector<Sortable>& messages) {
  std::vector<std::uint32_t> numbers = sorted(session, command.criteria, messages);
  const SearchReturns returns(command.returns);
  const auto mod_sequence = modseq_of_result(session, command.keys, returns.covered(session, numbers));
  if (command.uid) numbers = uids_of(session.view(), std::move(numbers));
  if (command.returns)
    exchange.untagged(returns.data(session, exchange, numbers, command.uid, mod_sequence));
  else
    exchange.untagged(grammar::SortData{copy_list(exchange.arena(), numbers), mod_sequence});
  completed(exchange);
}

void sort(Session& session, Exchange& exchange, const grammar::Sort& command, const Found& found) {
  if (!found) return;
  const auto messages = std::make_shared<std::vector<Sortable>>();
  const auto each = [messages, command](Session& s, Exchange&, std::uint32_t number, const Message* message) {
    if (message == nullptr) return std::optional<std::size_t>(0);
    messages->push_back(sortable(s, command, number, *message));
    return std::optional(message->octets->size());
  };
  work_on(session, exchange, *found,
          {each, [messages, command](Session& s, Exchange& x) {
             std::erase_if(*messages, [&s](const Sortable& one) { return s.view().message(one.number) == nullptr; });
             answer(s, x, command, *messages);
           }});
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Sort& command) {
  find_messages(session, exchange, command.charset, command.keys,
                [command](Session& s, Exchange& x, const Found& found) { sort(s, x, command, found); });
}

}  // namespace imapspec::reference_server
