#include "harness/grammar/extension/object_id.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

bool is_objectid_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is(kDigit, c) || c == '_' || c == '-';
}

void print_id(Printer& p, std::string_view id) {
  p.raw(" (");
  p.raw(id);
  p.raw(')');
}

}  // namespace

// RFC 8474 section 7: objectid = 1*255(ALPHA / DIGIT / "_" / "-")
Result<std::string_view> objectid(Cursor& c) {
  const std::string_view rest = c.rest();
  std::size_t size = 0;
  while (size < rest.size() && size < kObjectIdOctetsMax && is_objectid_char(rest[size])) ++size;
  std::string_view id;
  c.skip(size, id);
  if (id.empty()) return c.fail("objectid");
  return id;
}
Result<std::string_view> objectid_in_parentheses(Cursor& c) {
  TRY_(expect(c, '(', "objectid"));
  TRY(const auto id, objectid(c));
  TRY_(expect(c, ')', "objectid"));
  return id;
}

Term objectid_term(std::string_view id) {
  return string_term({id, Form::atom});
}

// RFC 8474 section 7: resp-text-code =/ "MAILBOXID" SP "(" objectid ")"
Result<CodeMailboxId> mailboxid_code(Cursor& c) {
  TRY(const auto id, spaced(c, objectid_in_parentheses, "resp-text-code"));
  return CodeMailboxId{id};
}
void print(Printer& p, const CodeMailboxId& code) {
  print_id(p, code.id);
}
void add_terms(Term& t, const CodeMailboxId& code) {
  add(t, {objectid_term(code.id)});
}

// RFC 8474 section 7: fetch-emailid-resp = "EMAILID" SP "(" objectid ")"
Result<FetchEmailId> fetch_emailid_resp(Cursor& c) {
  TRY(const auto id, spaced(c, objectid_in_parentheses, "fetch-emailid-resp"));
  return FetchEmailId{id};
}
void print(Printer& p, const FetchEmailId& item) {
  print_id(p, item.id);
}
void add_terms(Term& t, const FetchEmailId& item) {
  add(t, {objectid_term(item.id)});
}

// RFC 8474 section 7: fetch-threadid-resp = "THREADID" SP ( "(" objectid ")" / nil )
Result<FetchThreadId> fetch_threadid_resp(Cursor& c) {
  TRY_(sp(c, "fetch-threadid-resp"));
  if (c.looks_at('(')) {
    TRY(const auto id, objectid_in_parentheses(c));
    return FetchThreadId{id};
  }
  TRY_(nil(c));
  return FetchThreadId{};
}
void print(Printer& p, const FetchThreadId& item) {
  if (item.id) return print_id(p, *item.id);
  p.sp();
  p.word("NIL");
}
void add_terms(Term& t, const FetchThreadId& item) {
  add(t, {item.id ? objectid_term(*item.id) : nil_term()});
}

}  // namespace imapspec::grammar
