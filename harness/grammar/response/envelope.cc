// ENVELOPE (RFC 9051 sections 7.5.2 and 9).
#include "harness/grammar/print.h"
#include "harness/grammar/response/body_structure.h"

namespace imapspec::grammar {

namespace {

// RFC 9051 section 9: address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")"
Result<void> address(Cursor& c, Address& a) {
  TRY_(expect(c, '(', "address"));
  TRY(a.name, nstring(c));
  TRY_(sp(c, "address"));
  TRY(a.adl, nstring(c));
  TRY_(sp(c, "address"));
  TRY(a.mailbox, nstring(c));
  TRY_(sp(c, "address"));
  TRY(a.host, nstring(c));
  TRY_(expect(c, ')', "address"));
  c.ended("address");
  return {};
}

// RFC 9051 section 9: env-from = "(" 1*address ")" / nil, and so are the others
Result<List<Address>> addresses(Cursor& c, const char* rule) {
  if (!c.take('(')) {
    if (auto none = nil(c); !none) return std::unexpected(ParseError{none.error().kind, none.error().offset, rule});
    return List<Address>();
  }
  ListBuilder<Address> list(c.arena());
  if (c.looks_at(')') && c.deviates(Deviation::empty_address_list)) {
    c.take(')');
    c.note_canonical();  // of the NIL that is printed in its place
    return list.done();
  }
  do {
    TRY_(address(c, list.add()));
    if (c.looks_at(' ') && c.deviates(Deviation::space_between_addresses)) c.take(' ');
  } while (!c.take(')'));
  return list.done();
}

void print(Printer& p, List<Address> list) {
  if (list.empty()) return p.word("NIL");
  p.raw('(');
  for (const auto& a : list) {
    p.raw('(');
    print(p, a.name);
    p.sp();
    print(p, a.adl);
    p.sp();
    print(p, a.mailbox);
    p.sp();
    print(p, a.host);
    p.raw(')');
  }
  p.raw(')');
}

}  // namespace

// RFC 9051 section 9: envelope = "(" env-date SP env-subject SP env-from SP env-sender SP env-reply-to SP env-to SP
// env-cc SP env-bcc SP env-in-reply-to SP env-message-id ")"
Result<void> envelope_into(Cursor& c, Envelope& e) {
  TRY_(expect(c, '(', "envelope"));
  TRY(e.date, nstring(c));
  TRY_(sp(c, "envelope"));
  TRY(e.subject, nstring(c));
  TRY_(sp(c, "envelope"));
  TRY(e.from, addresses(c, "env-from"));
  TRY_(sp(c, "envelope"));
  TRY(e.sender, addresses(c, "env-sender"));
  TRY_(sp(c, "envelope"));
  TRY(e.reply_to, addresses(c, "env-reply-to"));
  TRY_(sp(c, "envelope"));
  TRY(e.to, addresses(c, "env-to"));
  TRY_(sp(c, "envelope"));
  TRY(e.cc, addresses(c, "env-cc"));
  TRY_(sp(c, "envelope"));
  TRY(e.bcc, addresses(c, "env-bcc"));
  TRY_(sp(c, "envelope"));
  TRY(e.in_reply_to, nstring(c));
  if (c.looks_at(')') && c.deviates(Deviation::missing_envelope_field)) {
    c.take(')');
    c.note_canonical();  // of the NIL that is printed for it
    return {};
  }
  TRY_(sp(c, "envelope"));
  TRY(e.message_id, nstring(c));
  TRY_(expect(c, ')', "envelope"));
  c.ended("envelope");
  return {};
}

Result<Envelope> envelope(Cursor& c) {
  Envelope e;
  TRY_(envelope_into(c, e));
  return e;
}

void print(Printer& p, const Envelope& e) {
  p.raw('(');
  print(p, e.date);
  p.sp();
  print(p, e.subject);
  for (const auto* list : {&e.from, &e.sender, &e.reply_to, &e.to, &e.cc, &e.bcc}) {
    p.sp();
    print(p, *list);
  }
  p.sp();
  print(p, e.in_reply_to);
  p.sp();
  print(p, e.message_id);
  p.raw(')');
}

}  // namespace imapspec::grammar
