// QUOTA: limits on resources (RFC 9208, which replaces RFC 2087).
#pragma once

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct QuotaLimit {           // setquota-resource
  std::string_view resource;  // STORAGE, MESSAGE, MAILBOX, ANNOTATION-STORAGE, or another atom; as written
  std::uint64_t limit = 0;
  friend bool operator==(const QuotaLimit&, const QuotaLimit&) = default;
};
struct QuotaResource {
  std::string_view resource;
  std::uint64_t usage = 0, limit = 0;  // of STORAGE in units of 1024 octets
  friend bool operator==(const QuotaResource&, const QuotaResource&) = default;
};

struct GetQuota {
  static constexpr std::string_view kName = "GETQUOTA";
  String root;
  friend bool operator==(const GetQuota&, const GetQuota&) = default;
};
struct GetQuotaRoot {
  static constexpr std::string_view kName = "GETQUOTAROOT";
  Mailbox mailbox;
  friend bool operator==(const GetQuotaRoot&, const GetQuotaRoot&) = default;
};
struct SetQuota {
  static constexpr std::string_view kName = "SETQUOTA";
  String root;
  List<QuotaLimit> limits;  // may be empty: no limits
  friend bool operator==(const SetQuota&, const SetQuota&) = default;
};
struct QuotaData {
  static constexpr std::string_view kName = "QUOTA";
  String root;
  List<QuotaResource> resources;  // never empty
  friend bool operator==(const QuotaData&, const QuotaData&) = default;
};
struct QuotaRootData {
  static constexpr std::string_view kName = "QUOTAROOT";
  Mailbox mailbox;
  List<String> roots;
  friend bool operator==(const QuotaRootData&, const QuotaRootData&) = default;
};

Result<GetQuota> getquota(Cursor& c);
Result<GetQuotaRoot> getquotaroot(Cursor& c);
Result<SetQuota> setquota(Cursor& c);
Result<QuotaData> quota_response(Cursor& c);
Result<QuotaRootData> quotaroot_response(Cursor& c);

void print(Printer& p, const GetQuota& q);
void print(Printer& p, const GetQuotaRoot& q);
void print(Printer& p, const SetQuota& q);
void print(Printer& p, const QuotaData& q);
void print(Printer& p, const QuotaRootData& q);

void add_terms(Term& t, const GetQuota& q);
void add_terms(Term& t, const GetQuotaRoot& q);
void add_terms(Term& t, const SetQuota& q);
void add_terms(Term& t, const QuotaData& q);
void add_terms(Term& t, const QuotaRootData& q);

}  // namespace imapspec::grammar
