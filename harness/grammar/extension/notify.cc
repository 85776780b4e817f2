#include "harness/grammar/extension/notify.h"

#include <array>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Happens = Event::Kind;
constexpr std::array<Word<Happens>, 8> kEvents = {{{"MESSAGENEW", Happens::message_new},
                                                   {"MESSAGEEXPUNGE", Happens::message_expunge},
                                                   {"FLAGCHANGE", Happens::flag_change},
                                                   {"ANNOTATIONCHANGE", Happens::annotation_change},
                                                   {"MAILBOXNAME", Happens::mailbox_name},
                                                   {"SUBSCRIPTIONCHANGE", Happens::subscription_change},
                                                   {"MAILBOXMETADATACHANGE", Happens::mailbox_metadata_change},
                                                   {"SERVERMETADATACHANGE", Happens::server_metadata_change}}};

// RFC 5465 section 8: event = message-event / mailbox-event / user-event / event-ext; event-ext = atom
// message-event = ("MessageNew" [SP "(" fetch-att *(SP fetch-att) ")"]) / "MessageExpunge" / ...
Result<Event> event(Cursor& c) {
  Event e;
  const auto known = one_of<Happens>(c, kEvents, "event");
  if (known) {
    e.kind = *known;
    if (e.kind != Happens::message_new || !c.rest().starts_with(" (")) return e;
    c.take(' ');
    TRY(e.fetch_att, in_parentheses<FetchAtt>(c, fetch_att, "message-event"));
    return e;
  }
  if (known.error().kind == ParseError::Kind::incomplete) return std::unexpected(known.error());
  TRY(e.name, atom(c));
  return e;
}

// RFC 5465 section 8: event-group = "(" filter-mailboxes SP events ")"
// events = ("(" event *(SP event) ")") / "NONE"
Result<EventGroup> event_group(Cursor& c) {
  EventGroup g;
  TRY_(expect(c, '(', "event-group"));
  TRY(g.filter, filter_mailboxes(c));
  TRY_(sp(c, "event-group"));
  if (c.looks_at('(')) {
    TRY(g.events, in_parentheses<Event>(c, event, "events"));
  } else {
    TRY_(word(c, "NONE", "events"));
  }
  TRY_(expect(c, ')', "event-group"));
  return g;
}

// RFC 5465 section 8: event-name = message-event-name / mailbox-event / user-event
Result<Happens> event_name(Cursor& c) {
  return one_of<Happens>(c, kEvents, "event-name");
}

void print_event(Printer& p, const Event& e) {
  if (e.kind == Happens::other) return p.raw(e.name);
  p.word(text_of<Happens>(kEvents, e.kind));
  if (e.fetch_att.empty()) return;
  p.sp();
  print_in_parentheses(p, e.fetch_att);
}
Term event_term(Happens kind) {
  return term_parts::word(text_of<Happens>(kEvents, kind));
}

}  // namespace

std::span<const Word<Happens>> event_words() {
  return kEvents;
}
// RFC 5465 section 8: notify = "NOTIFY" SP (notify-set / notify-none); notify-none = "NONE"
// notify-set = "SET" [status-indicator] SP event-groups; status-indicator = SP "STATUS"
// event-groups = event-group *(SP event-group)
Result<Notify> notify(Cursor& c) {
  Notify n;
  TRY_(sp(c, "notify"));
  if (c.looks_at_word("N")) {
    TRY_(word(c, "NONE", "notify-none"));
    return n;
  }
  TRY_(word(c, "SET", "notify-set"));
  TRY_(sp(c, "notify-set"));
  if (!c.looks_at('(')) {
    TRY_(word(c, "STATUS", "status-indicator"));
    n.status = true;
    TRY_(sp(c, "notify-set"));
  }
  ListBuilder<EventGroup> groups(c.arena());
  do {
    TRY(const auto g, event_group(c));
    groups.add(g);
  } while (c.another_item());
  n.groups = groups.done();
  return n;
}

// RFC 5465 section 8: unsupported-events-code = "BADEVENT" SP "(" event-name *(SP event-name) ")"
Result<CodeBadEvent> unsupported_events_code(Cursor& c) {
  CodeBadEvent code;
  TRY_(sp(c, "unsupported-events-code"));
  TRY(code.events, in_parentheses<Happens>(c, event_name, "unsupported-events-code"));
  return code;
}

void print(Printer& p, const Notify& n) {
  p.sp();
  if (n.groups.empty()) return p.word("NONE");
  p.word("SET");
  if (n.status) {
    p.sp();
    p.word("STATUS");
  }
  for (const auto& g : n.groups) {
    p.raw(" (");
    print(p, g.filter);
    p.sp();
    if (g.events.empty())
      p.word("NONE");
    else
      print_in_parentheses(p, g.events, print_event);
    p.raw(')');
  }
}
void print(Printer& p, const CodeBadEvent& code) {
  p.sp();
  print_in_parentheses(p, code.events, [](Printer& to, Happens kind) { to.word(text_of<Happens>(kEvents, kind)); });
}

void add_terms(Term& t, const Notify& n) {
  if (n.groups.empty()) return add(t, {term_parts::word("NONE")});
  add(t, {term_parts::word("SET")});
  if (n.status) add(t, {term_parts::word("STATUS")});
  for (const auto& g : n.groups) {
    Term one = group(Kind::list);
    add_terms(one, g.filter);
    Term events = g.events.empty() ? term_parts::word("NONE") : group(Kind::list);
    for (const auto& e : g.events) {
      add(events, {e.kind == Happens::other ? term_parts::word(e.name) : event_term(e.kind)});
      if (e.fetch_att.empty()) continue;
      Term items = group(Kind::set);
      for (const auto& att : e.fetch_att) items.items.push_back(fetch_att_term(att));
      add(events, {std::move(items)});
    }
    add(one, {std::move(events)});
    add(t, {std::move(one)});
  }
}
void add_terms(Term& t, const CodeBadEvent& code) {
  Term events = group(Kind::set);
  for (const auto kind : code.events) events.items.push_back(event_term(kind));
  add(t, {std::move(events)});
}

}  // namespace imapspec::grammar
