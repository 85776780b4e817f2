#include "harness/grammar/extension/acl.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

Result<void> only_rights(Cursor& c) {
  run_of(c, [](char each) { return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9'); });
  return {};
}

// SP mailbox SP identifier, which three commands have in common.
template <class T>
Result<T> mailbox_and_identifier(Cursor& c, const char* rule) {
  T t;
  TRY(t.mailbox, spaced(c, mailbox, rule));
  TRY(t.identifier, spaced(c, astring, rule));  // RFC 4314 section 7: identifier = astring
  return t;
}

}  // namespace

// RFC 4314 section 7: rights = astring ;; only lowercase ASCII letters and digits are allowed
Result<String> rights(Cursor& c) {
  return astring_holding(c, only_rights, "rights");
}

// RFC 4314 section 7: mod-rights = astring ;; +rights to add, -rights to remove, rights to replace
Result<String> mod_rights(Cursor& c) {
  const auto signed_rights = [](Cursor& inner) {
    if (!inner.take('+')) inner.take('-');
    return only_rights(inner);
  };
  return astring_holding(c, signed_rights, "mod-rights");
}

// RFC 4314 section 7: setacl = "SETACL" SP mailbox SP identifier SP mod-rights
Result<SetAcl> setacl(Cursor& c) {
  TRY(auto a, mailbox_and_identifier<SetAcl>(c, "setacl"));
  TRY(a.mod_rights, spaced(c, mod_rights, "setacl"));
  return a;
}

// RFC 4314 section 7: deleteacl = "DELETEACL" SP mailbox SP identifier
Result<DeleteAcl> deleteacl(Cursor& c) {
  return mailbox_and_identifier<DeleteAcl>(c, "deleteacl");
}

// RFC 4314 section 7: getacl = "GETACL" SP mailbox
Result<GetAcl> getacl(Cursor& c) {
  TRY(const auto m, spaced(c, mailbox, "getacl"));
  return GetAcl{m};
}

// RFC 4314 section 7: listrights = "LISTRIGHTS" SP mailbox SP identifier
Result<ListRights> listrights(Cursor& c) {
  return mailbox_and_identifier<ListRights>(c, "listrights");
}

// RFC 4314 section 7: myrights = "MYRIGHTS" SP mailbox
Result<MyRights> myrights(Cursor& c) {
  TRY(const auto m, spaced(c, mailbox, "myrights"));
  return MyRights{m};
}

// RFC 4314 section 7: acl-data = "ACL" SP mailbox *(SP identifier SP rights)
Result<AclData> acl_data(Cursor& c) {
  AclData d;
  TRY(d.mailbox, spaced(c, mailbox, "acl-data"));
  const auto entry = [](Cursor& cursor) -> Result<AclEntry> {
    AclEntry e;
    TRY(e.identifier, astring(cursor));
    TRY(e.rights, spaced(cursor, rights, "acl-data"));
    return e;
  };
  TRY(d.entries, spaced_list<AclEntry>(c, entry, "acl-data", true));
  return d;
}

// RFC 4314 section 7: listrights-data = "LISTRIGHTS" SP mailbox SP identifier SP rights *(SP rights)
Result<ListRightsData> listrights_data(Cursor& c) {
  TRY(auto d, mailbox_and_identifier<ListRightsData>(c, "listrights-data"));
  TRY(d.required, spaced(c, rights, "listrights-data"));
  TRY(d.optional, spaced_list<String>(c, rights, "listrights-data", true));
  return d;
}

// RFC 4314 section 7: myrights-data = "MYRIGHTS" SP mailbox SP rights
Result<MyRightsData> myrights_data(Cursor& c) {
  MyRightsData d;
  TRY(d.mailbox, spaced(c, mailbox, "myrights-data"));
  TRY(d.rights, spaced(c, rights, "myrights-data"));
  return d;
}

void print(Printer& p, const SetAcl& a) {
  print_each(p, a.mailbox, a.identifier, a.mod_rights);
}
void print(Printer& p, const DeleteAcl& a) {
  print_each(p, a.mailbox, a.identifier);
}
void print(Printer& p, const GetAcl& a) {
  print_each(p, a.mailbox);
}
void print(Printer& p, const ListRights& a) {
  print_each(p, a.mailbox, a.identifier);
}
void print(Printer& p, const MyRights& a) {
  print_each(p, a.mailbox);
}
void print(Printer& p, const AclData& d) {
  print_each(p, d.mailbox);
  for (const auto& e : d.entries) print_each(p, e.identifier, e.rights);
}
void print(Printer& p, const ListRightsData& d) {
  print_each(p, d.mailbox, d.identifier, d.required);
  print_spaced(p, d.optional);
}
void print(Printer& p, const MyRightsData& d) {
  print_each(p, d.mailbox, d.rights);
}

void add_terms(Term& t, const SetAcl& a) {
  add(t, {mailbox_term(a.mailbox), string_term(a.identifier), string_term(a.mod_rights)});
}
void add_terms(Term& t, const DeleteAcl& a) {
  add(t, {mailbox_term(a.mailbox), string_term(a.identifier)});
}
void add_terms(Term& t, const GetAcl& a) {
  add(t, {mailbox_term(a.mailbox)});
}
void add_terms(Term& t, const ListRights& a) {
  add(t, {mailbox_term(a.mailbox), string_term(a.identifier)});
}
void add_terms(Term& t, const MyRights& a) {
  add(t, {mailbox_term(a.mailbox)});
}
void add_terms(Term& t, const AclData& d) {
  Term pairs = group(Kind::pairs);
  for (const auto& e : d.entries) add(pairs, {string_term(e.identifier), string_term(e.rights)});
  add(t, {mailbox_term(d.mailbox), std::move(pairs)});
}
void add_terms(Term& t, const ListRightsData& d) {
  add(t, {mailbox_term(d.mailbox), string_term(d.identifier), string_term(d.required),
          strings_term(Kind::set, d.optional)});
}
void add_terms(Term& t, const MyRightsData& d) {
  add(t, {mailbox_term(d.mailbox), string_term(d.rights)});
}

}  // namespace imapspec::grammar
