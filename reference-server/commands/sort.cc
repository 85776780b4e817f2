// SORT (RFC 5256 section 3), with return options (RFC 5267 section 3) and the criteria of RFC 5957.
#include <algorithm>

#include "harness/mail/base_subject.h"
#include "harness/mail/encoded_word.h"
#include "harness/mail/envelope.h"
#include "harness/mail/message.h"
#include "harness/mail/unicode.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
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

class Sorter {
 public:
  Sorter(Session& session, List<grammar::SortCriterion> criteria) : session_(session), criteria_(criteria) {}

  std::vector<std::uint32_t> sorted(const std::vector<std::uint32_t>& numbers) const;

 private:
  Sortable sortable(std::uint32_t number) const;
  Value value(Key key, const Message& message, const mail::Part& part, Arena& arena) const;

  Session& session_;
  List<grammar::SortCriterion> criteria_;
};

Value Sorter::value(Key key, const Message& message, const mail::Part& part, Arena& arena) const {
  switch (key) {
    case Key::arrival:
      return {grammar::instant(message.date), {}};
    case Key::date:
      return {sent_time(session_, message, part), {}};
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

Sortable Sorter::sortable(std::uint32_t number) const {
  const Message& message = *session_.view().message(number);
  Arena arena;
  const mail::Part part = mail::parse_message(*message.octets, arena);
  Sortable one{number, {}};
  for (const auto& criterion : criteria_) {
    Value proper = value(criterion.key, message, part, arena);
    proper.number = session_.choices().decide(&Decisions::sort_number, proper.number, criterion, message);
    proper.text = session_.choices().decide(&Decisions::sort_text, proper.text, criterion, message);
    one.values.push_back(std::move(proper));
  }
  return one;
}

// REVERSE turns its criterion only: what is equal stays in the order of the mailbox.
std::vector<std::uint32_t> Sorter::sorted(const std::vector<std::uint32_t>& numbers) const {
  std::vector<Sortable> messages;
  for (const std::uint32_t number : numbers) messages.push_back(sortable(number));
  if (session_.choices().decide(&Decisions::reverse_turns_equals, false) && criteria_.front().reverse)
    std::reverse(messages.begin(), messages.end());
  std::stable_sort(messages.begin(), messages.end(), [this](const Sortable& a, const Sortable& b) {
    for (std::size_t i = 0; i < criteria_.size(); ++i) {
      const auto order = a.values[i] <=> b.values[i];
      if (order != 0) return criteria_[i].reverse ? order > 0 : order < 0;
    }
    return false;
  });
  std::vector<std::uint32_t> in_order;
  for (const auto& message : messages) in_order.push_back(message.number);
  return in_order;
}

void answer(Session& session, Exchange& exchange, const grammar::Sort& command, const Found& found) {
  if (!found) return;
  std::vector<std::uint32_t> numbers = Sorter(session, command.criteria).sorted(*found);
  const SearchReturns returns(command.returns);
  const auto mod_sequence = modseq_of_result(session, command.keys, returns.covered(session, numbers));
  if (command.uid) numbers = uids_of(session.view(), std::move(numbers));
  if (command.returns)
    exchange.untagged(returns.data(session, exchange, numbers, command.uid, mod_sequence));
  else
    exchange.untagged(grammar::SortData{copy_list(exchange.arena(), numbers), mod_sequence});
  completed(exchange);
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Sort& command) {
  find_messages(session, exchange, command.charset, command.keys,
                [command](Session& s, Exchange& x, const Found& found) { answer(s, x, command, found); });
}

}  // namespace imapspec::reference_server
