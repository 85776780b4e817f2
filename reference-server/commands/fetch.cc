// FETCH (RFC 3501 section 6.4.5).
#include <algorithm>

#include "harness/mail/body_structure.h"
#include "harness/mail/envelope.h"
#include "harness/mail/message.h"
#include "harness/mail/section.h"
#include "reference-server/commands/binary.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/object_id.h"
#include "reference-server/commands/partial.h"
#include "reference-server/commands/portions.h"
#include "reference-server/commands/preview.h"
#include "reference-server/commands/reply.h"
#include "reference-server/commands/resync.h"
#include "reference-server/commands/save_date.h"

namespace imapspec::reference_server {

namespace {

using Att = grammar::FetchAtt;
using Kind = Att::Kind;

// The items of the request, macros resolved, each once.
std::vector<Att> wanted(const grammar::Fetch& command) {
  std::vector<Att> items;
  const auto want = [&items](const Att& att) {
    if (std::find(items.begin(), items.end(), att) == items.end()) items.push_back(att);
  };
  const auto want_kind = [&want](Kind kind) {
    Att att;
    att.kind = kind;
    want(att);
  };
  if (command.uid) want_kind(Kind::uid);  // RFC 3501 section 6.4.8
  for (const auto& att : command.items) want(att);
  if (changed_since(command)) want_kind(Kind::modseq);  // RFC 7162 section 3.1.4.1
  if (command.macro == grammar::Fetch::Macro::none) return items;
  for (const Kind kind : {Kind::flags, Kind::internaldate, Kind::rfc822_size}) want_kind(kind);
  if (command.macro != grammar::Fetch::Macro::fast) want_kind(Kind::envelope);
  if (command.macro == grammar::Fetch::Macro::full) want_kind(Kind::body);
  return items;
}

// What a client is told beside the items it asked for, where reading set \Seen (RFC 7162 section 3.2.4).
std::vector<Kind> news_of_seen(Session& session) {
  return tells_modseqs(session) ? std::vector{Kind::flags, Kind::uid, Kind::modseq} : std::vector{Kind::flags};
}

// Whether it takes more than what is kept beside the message.
bool looks_inside(const Att& att) {
  switch (att.kind) {
    case Kind::flags:
    case Kind::uid:
    case Kind::internaldate:
    case Kind::rfc822_size:
    case Kind::modseq:
    case Kind::savedate:
    case Kind::emailid:
      return false;
    default:
      return true;
  }
}

bool reads(const Att& att) {
  return att.kind == Kind::body_section || att.kind == Kind::rfc822 || att.kind == Kind::rfc822_text ||
         att.kind == Kind::binary;
}

// One message, as far as it was asked for. The MIME tree is made when something needs it.
class Answer {
 public:
  Answer(Session& session, Exchange& exchange, std::uint32_t number, const Message& message)
      : session_(session), exchange_(exchange), number_(number), message_(message) {}

  grammar::FetchItem item(const Att& att);
  // RFC 3516 section 4.3: whether the transfer encodings of what is to be decoded are known.
  bool can_decode(const std::vector<Att>& items) {
    return std::all_of(items.begin(), items.end(), [this](const Att& att) {
      return !is_binary(att) || binary_item(session_, arena(), part(), att).has_value();
    });
  }

 private:
  Arena& arena() { return exchange_.arena(); }
  const mail::Part& part() {
    if (part_ == nullptr) part_ = arena().make(mail::parse_message(*message_.octets, arena()));
    return *part_;
  }
  // Of the whole message nothing has to be read.
  std::optional<std::string_view> octets_of(const grammar::Section& section) {
    const bool whole = section.part.empty() && section.text == grammar::Section::Text::none;
    return whole ? *message_.octets : mail::section_octets(part(), section, arena(), session_.dialect());
  }
  grammar::FetchItem section(const Att& att);
  grammar::Section told(grammar::Section section);
  grammar::FetchItem whole(Kind kind);

  Session& session_;
  Exchange& exchange_;
  std::uint32_t number_;
  const Message& message_;
  const mail::Part* part_ = nullptr;
};

grammar::NString literal(std::string_view octets) {
  return grammar::String{octets, grammar::Form::literal};
}

// The section as the client wrote it, but for what only a client may write: RFC 7888 section 3, "{n+}".
grammar::Section Answer::told(grammar::Section section) {
  ListBuilder<grammar::String> fields(arena());
  for (auto field : section.fields) {
    if (field.form == grammar::Form::literal_plus) field.form = grammar::Form::literal;
    fields.add(field);
  }
  section.fields = fields.done();
  return section;
}

grammar::FetchItem Answer::section(const Att& att) {
  grammar::FetchSection data{told(att.section), std::nullopt, std::nullopt};
  const auto octets = octets_of(att.section);
  if (att.partial) data.origin = att.partial->first;
  if (octets) data.octets = literal(att.partial ? mail::slice(*octets, *att.partial) : *octets);
  return data;
}

grammar::FetchItem Answer::whole(Kind kind) {
  grammar::Section section;
  grammar::FetchRfc822 data;
  if (kind == Kind::rfc822_header) {
    section.text = grammar::Section::Text::header;
    data.part = grammar::FetchRfc822::Part::header;
  } else if (kind == Kind::rfc822_text) {
    section.text = grammar::Section::Text::text;
    data.part = grammar::FetchRfc822::Part::text;
  }
  data.octets = literal(octets_of(section).value_or(std::string_view()));
  return data;
}

grammar::FetchItem Answer::item(const Att& att) {
  switch (att.kind) {
    case Kind::flags:
      return grammar::FetchFlags{flags_told(session_, arena(), number_, message_)};
    case Kind::uid:
      return grammar::FetchUid{message_.uid};
    case Kind::emailid:
      return email_id(exchange_, message_);
    case Kind::threadid:
      return thread_id(exchange_, message_, part());
    case Kind::savedate:
      return save_date(session_, message_);
    case Kind::preview:
      return preview(session_, exchange_, att, part());
    case Kind::modseq:
      return grammar::FetchModSeq{message_.modseq};
    case Kind::internaldate:
      return grammar::FetchInternalDate{message_.date};
    case Kind::rfc822_size:
      return grammar::FetchSize{session_.choices().decide(&Decisions::size_told, message_.octets->size(), message_)};
    case Kind::envelope:
      return grammar::FetchEnvelope{mail::envelope_of(part(), arena(), session_.dialect())};
    case Kind::body:
      return grammar::FetchBody{mail::body_structure(part(), arena(), mail::Extension::no, session_.dialect()), false};
    case Kind::bodystructure:
      return grammar::FetchBody{mail::body_structure(part(), arena(), mail::Extension::yes, session_.dialect()), true};
    case Kind::rfc822:
    case Kind::rfc822_header:
    case Kind::rfc822_text:
      return whole(att.kind);
    case Kind::binary:
    case Kind::binary_peek:
    case Kind::binary_size:
      return *binary_item(session_, arena(), part(), att);
    default:  // sections; those of extensions are not offered, and never here
      break;
  }
  return section(att);
}

// A FETCH in progress: its answer does not grow with the mailbox, and is said in portions (work_on).
class Fetching {
 public:
  Fetching(Session& session, const grammar::Fetch& command);
  // Says what was asked of one message. Returns the octets that were read.
  std::size_t fetch(Session& session, Exchange& exchange, std::uint32_t number, const Message* message);
  void finish(Exchange& exchange) const;

 private:
  bool is_wanted(Kind kind) const {
    return std::any_of(items_.begin(), items_.end(), [kind](const Att& att) { return att.kind == kind; });
  }
  void answer(Session& session, Exchange& exchange, std::uint32_t number, const Message& message);

  bool uid_;
  std::vector<Att> items_;
  std::optional<std::uint64_t> since_;
  bool looks_inside_;
  bool sees_ = false;
  bool gone_ = false, undecodable_ = false;
};

Fetching::Fetching(Session& session, const grammar::Fetch& command)
    : uid_(command.uid),
      items_(wanted(command)),
      since_(changed_since(command)),
      looks_inside_(std::any_of(items_.begin(), items_.end(), looks_inside)) {
  const bool read_only = session.view().read_only();
  sees_ = std::any_of(items_.begin(), items_.end(), [&session, read_only](const Att& att) {
    return session.choices().decide(&Decisions::sets_seen, reads(att) && !read_only, att, read_only);
  });
}

void Fetching::answer(Session& session, Exchange& exchange, std::uint32_t number, const Message& message) {
  if (since_ && !session.choices().decide(&Decisions::is_changed_since, message.modseq > *since_, message, *since_))
    return;
  View& view = session.view();
  Answer answer(session, exchange, number, message);
  if (!answer.can_decode(items_)) {
    undecodable_ = true;
    return;
  }
  const bool newly_seen = sees_ && !message.flags.has(FlagSet::Kind::seen);
  if (newly_seen) {
    FlagSet flags = message.flags;
    flags.add(FlagSet::Kind::seen);
    view.mailbox().set_flags(message.uid, flags);
  }
  const std::vector<Kind> news = newly_seen ? news_of_seen(session) : std::vector<Kind>();
  // Each item is made where the list has it: they are large, and there may be as many as messages.
  auto* items = exchange.arena().allocate<grammar::FetchItem>(items_.size() + news.size());
  std::size_t count = 0;
  for (const auto& att : items_) ::new (items + count++) grammar::FetchItem(answer.item(att));
  for (const Kind kind : news) {
    Att att;
    att.kind = kind;
    if (!is_wanted(kind)) ::new (items + count++) grammar::FetchItem(answer.item(att));
  }
  exchange.untagged(grammar::FetchData{number, {items, count}});
  if (newly_seen || is_wanted(Kind::flags)) view.told_flags(message);
}

// Messages that are gone and not yet told of are left out, and the result is NO (RFC 2180 section 4.1.2); by UID they
// are passed over (RFC 3501 section 6.4.8).
void Fetching::finish(Exchange& exchange) const {
  if (undecodable_) return unknown_encoding(exchange);
  if (gone_ && !uid_) return no_since_expunged(exchange);
  completed(exchange);
}

std::size_t Fetching::fetch(Session& session, Exchange& exchange, std::uint32_t number, const Message* message) {
  if (message == nullptr) {
    gone_ = true;
    return 0;
  }
  answer(session, exchange, number, *message);
  return looks_inside_ ? message->octets->size() : 0;
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::Fetch& command) {
  const auto numbers = numbers_of(session, exchange, command.set, command.uid);
  if (!numbers) return;
  const auto fetching = std::make_shared<Fetching>(session, command);
  if (has_vanished(command)) say_vanished_earlier(session, exchange, command.set, changed_since(command).value_or(0));
  const auto each = [fetching](Session& s, Exchange& x, std::uint32_t number, const Message* message) {
    return std::optional(fetching->fetch(s, x, number, message));
  };
  work_on(session, exchange, part_of(session, command, *numbers),
          {each, [fetching](Session&, Exchange& x) { fetching->finish(x); }});
}

}  // namespace imapspec::reference_server
