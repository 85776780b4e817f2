// ACL: access control lists (RFC 4314).
#pragma once

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct SetAcl {
  static constexpr std::string_view kName = "SETACL";
  Mailbox mailbox;
  String identifier;
  String mod_rights;  // "+" or "-" before the rights to add or remove, or the rights that replace those there are
  friend bool operator==(const SetAcl&, const SetAcl&) = default;
};
struct DeleteAcl {
  static constexpr std::string_view kName = "DELETEACL";
  Mailbox mailbox;
  String identifier;
  friend bool operator==(const DeleteAcl&, const DeleteAcl&) = default;
};
struct GetAcl {
  static constexpr std::string_view kName = "GETACL";
  Mailbox mailbox;
  friend bool operator==(const GetAcl&, const GetAcl&) = default;
};
struct ListRights {
  static constexpr std::string_view kName = "LISTRIGHTS";
  Mailbox mailbox;
  String identifier;
  friend bool operator==(const ListRights&, const ListRights&) = default;
};
struct MyRights {
  static constexpr std::string_view kName = "MYRIGHTS";
  Mailbox mailbox;
  friend bool operator==(const MyRights&, const MyRights&) = default;
};

struct AclEntry {
  String identifier, rights;
  friend bool operator==(const AclEntry&, const AclEntry&) = default;
};
struct AclData {
  static constexpr std::string_view kName = "ACL";
  Mailbox mailbox;
  List<AclEntry> entries;
  friend bool operator==(const AclData&, const AclData&) = default;
};
struct ListRightsData {
  static constexpr std::string_view kName = "LISTRIGHTS";
  Mailbox mailbox;
  String identifier;
  String required;        // the rights that the identifier always has; may be ""
  List<String> optional;  // rights that are granted together stand together
  friend bool operator==(const ListRightsData&, const ListRightsData&) = default;
};
struct MyRightsData {
  static constexpr std::string_view kName = "MYRIGHTS";
  Mailbox mailbox;
  String rights;
  friend bool operator==(const MyRightsData&, const MyRightsData&) = default;
};

// Rights are lowercase ASCII letters and digits, in any form of astring.
Result<String> rights(Cursor& c);
Result<String> mod_rights(Cursor& c);  // one "+" or "-" may stand before them
Result<SetAcl> setacl(Cursor& c);
Result<DeleteAcl> deleteacl(Cursor& c);
Result<GetAcl> getacl(Cursor& c);
Result<ListRights> listrights(Cursor& c);
Result<MyRights> myrights(Cursor& c);
Result<AclData> acl_data(Cursor& c);
Result<ListRightsData> listrights_data(Cursor& c);
Result<MyRightsData> myrights_data(Cursor& c);

void print(Printer& p, const SetAcl& a);
void print(Printer& p, const DeleteAcl& a);
void print(Printer& p, const GetAcl& a);
void print(Printer& p, const ListRights& a);
void print(Printer& p, const MyRights& a);
void print(Printer& p, const AclData& d);
void print(Printer& p, const ListRightsData& d);
void print(Printer& p, const MyRightsData& d);

void add_terms(Term& t, const SetAcl& a);
void add_terms(Term& t, const DeleteAcl& a);
void add_terms(Term& t, const GetAcl& a);
void add_terms(Term& t, const ListRights& a);
void add_terms(Term& t, const MyRights& a);
void add_terms(Term& t, const AclData& d);
void add_terms(Term& t, const ListRightsData& d);
void add_terms(Term& t, const MyRightsData& d);

}  // namespace imapspec::grammar
