// CREATE, DELETE, RENAME, SUBSCRIBE, UNSUBSCRIBE and STATUS (RFC 3501 sections 6.3.3 to 6.3.7 and 6.3.10).
#include <algorithm>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/object_id.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/special_use.h"

namespace imapspec::reference_server {

namespace {

void finish(Exchange& exchange, const std::expected<void, Refusal>& done) {
  if (done)
    completed(exchange);
  else
    refuse(exchange, done.error());
}

// RFC 8438 section 3.
std::uint64_t size_of(Session& session, const Mailbox& mailbox) {
  std::uint64_t octets = 0;
  for (const Message& message : mailbox.messages()) octets += message.octets->size();
  return session.choices().decide(&Decisions::mailbox_size_told, octets, mailbox);
}

std::uint64_t value_of(Session& session, grammar::StatusItem item, const Mailbox& mailbox) {
  const auto& messages = mailbox.messages();
  const auto count = [&messages](auto wanted) {
    return static_cast<std::uint64_t>(std::count_if(messages.begin(), messages.end(), wanted));
  };
  switch (item) {
    case grammar::StatusItem::messages:
      return messages.size();
    case grammar::StatusItem::recent:
      return mailbox.recent().size();
    case grammar::StatusItem::uidnext:
      return mailbox.uidnext();
    case grammar::StatusItem::uidvalidity:
      return mailbox.uidvalidity();
    case grammar::StatusItem::unseen:
      return count([](const Message& m) { return !m.flags.has(FlagSet::Kind::seen); });
    case grammar::StatusItem::deleted:
      return count([&](const Message& m) {
        return session.choices().decide(&Decisions::counts_as_deleted, m.flags.has(FlagSet::Kind::deleted), m);
      });
    case grammar::StatusItem::highestmodseq:  // RFC 7162 section 3.1.7
      return mailbox.keeps_modseqs() ? mailbox.modseq() : 0;
    default:
      return 0;  // of other extensions
  }
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Create& command) {
  const auto name = new_name_of(session, command.mailbox);
  if (!name) return refuse(exchange, Refusal::bad_name);
  const auto uses = uses_of(session, exchange, command);
  if (!uses) {
    if (session.choices().decide(&Decisions::creates_despite_refused_use, false))
      static_cast<void>(session.account().create(*name));
    return;
  }
  const auto created = session.account().create(*name, *uses);
  if (!created) return refuse(exchange, created.error());
  say_old_name(session, exchange, *name, command.mailbox);
  completed(exchange, mailbox_id_code(session, exchange, *name));
}

void run(Session& session, Exchange& exchange, const grammar::Delete& command) {
  const auto name = name_of(session, command.mailbox);
  if (!name) return no_such_mailbox(exchange);
  finish(exchange, session.account().remove(*name));
  if (exchange.succeeded()) say_old_name(session, exchange, *name, command.mailbox);
}

void run(Session& session, Exchange& exchange, const grammar::Rename& command) {
  const auto from = name_of(session, command.from);
  const auto to = new_name_of(session, command.to);
  if (!from) return no_such_mailbox(exchange);
  if (!to) return refuse(exchange, Refusal::bad_name);
  finish(exchange, session.account().rename(*from, *to));
  if (exchange.succeeded()) say_old_name(session, exchange, *to, command.from, &command.to);
}

// RFC 3501 section 6.3.6: whether the mailbox exists need not be asked, and must not be later.
void run(Session& session, Exchange& exchange, const grammar::Subscribe& command) {
  const auto name = name_of(session, command.mailbox);
  if (!name || name->empty()) return refuse(exchange, Refusal::bad_name);
  if (!session.choices().decide(&Decisions::subscribes_to_any_name, true) && session.account().find(*name) == nullptr)
    return no_such_mailbox(exchange);
  session.account().subscribe(*name);
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::Unsubscribe& command) {
  const auto name = name_of(session, command.mailbox);
  // RFC 9051 section 6.3.8 is content if the name is not subscribed; RFC 3501 section 6.3.7 is not.
  const bool may_be_no_subscription = session.choices().decide(&Decisions::unsubscribes_nothing, session.rev2);
  const bool was_one = name && session.account().unsubscribe(*name);
  if (!was_one && !may_be_no_subscription) return exchange.no("Not subscribed to that name");
  completed(exchange);
}

void run(Session& session, Exchange& exchange, const grammar::StatusCommand& command) {
  const auto name = name_of(session, command.mailbox);
  const auto mailbox = name ? session.account().find(*name) : nullptr;
  if (mailbox == nullptr) return no_such_mailbox(exchange);
  say_status(session, exchange, *name, *mailbox, command.items);
  if (session.choices().decide(&Decisions::status_takes_recent, false)) mailbox->claim_recent_above(0);
  completed(exchange);
}

void say_status(Session& session, Exchange& exchange, std::string_view name, const Mailbox& mailbox,
                List<grammar::StatusItem> items) {
  ListBuilder<grammar::StatusAttVal> values(exchange.arena());
  for (const auto item : items) {
    grammar::StatusAttVal value;
    value.item = item;
    value.number = value_of(session, item, mailbox);
    if (item == grammar::StatusItem::size) value.number = size_of(session, mailbox);
    if (item == grammar::StatusItem::mailboxid) value.object_id = mailbox_id(session, exchange, mailbox);
    if (item == grammar::StatusItem::appendlimit) value.number = session.profile().append_octets_max;
    values.add(value);
  }
  exchange.untagged(grammar::StatusData{wire_name(session, exchange, name), values.done()});
}

}  // namespace imapspec::reference_server
