// NOTIFY: which events a client wants to hear of (RFC 5465).
#pragma once

#include "harness/grammar/extension/filter_mailboxes.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct FetchAtt;  // command/command.h

struct Event {
  enum class Kind : std::uint8_t {
    message_new,
    message_expunge,
    flag_change,
    annotation_change,
    mailbox_name,
    subscription_change,
    mailbox_metadata_change,
    server_metadata_change,
    other,  // event-ext
  };
  Kind kind = Kind::other;
  std::string_view name;     // of other, as written
  List<FetchAtt> fetch_att;  // of message_new; empty: none
  friend bool operator==(const Event&, const Event&) = default;
};
struct EventGroup {
  FilterMailboxes filter;
  List<Event> events;  // empty is NONE
  friend bool operator==(const EventGroup&, const EventGroup&) = default;
};
struct Notify {
  static constexpr std::string_view kName = "NOTIFY";
  List<EventGroup> groups;  // empty is NONE
  bool status = false;
  friend bool operator==(const Notify&, const Notify&) = default;
};
struct CodeBadEvent {  // the events that the server has
  static constexpr std::string_view kName = "BADEVENT";
  List<Event::Kind> events;
  friend bool operator==(const CodeBadEvent&, const CodeBadEvent&) = default;
};

std::span<const Word<Event::Kind>> event_words();

Result<Notify> notify(Cursor& c);
Result<CodeBadEvent> unsupported_events_code(Cursor& c);

void print(Printer& p, const Notify& n);
void print(Printer& p, const CodeBadEvent& code);

void add_terms(Term& t, const Notify& n);
void add_terms(Term& t, const CodeBadEvent& code);

}  // namespace imapspec::grammar
