#include "harness/grammar/extension/quota.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// RFC 9208 section 7: setquota-resource = resource-name SP resource-limit; resource-limit = number64
Result<QuotaLimit> setquota_resource(Cursor& c) {
  QuotaLimit q;
  TRY(q.resource, atom(c));  // resource-name-ext = atom, which the four names are too
  TRY_(sp(c, "setquota-resource"));
  TRY(q.limit, number64(c));
  return q;
}

// RFC 9208 section 7: quota-resource = resource-name SP resource-usage SP resource-limit
Result<QuotaResource> quota_resource(Cursor& c) {
  QuotaResource q;
  TRY(q.resource, atom(c));
  TRY_(sp(c, "quota-resource"));
  TRY(q.usage, number64(c));
  TRY_(sp(c, "quota-resource"));
  TRY(q.limit, number64(c));
  return q;
}

void print_limit(Printer& p, const QuotaLimit& q) {
  p.raw(q.resource);
  p.sp();
  p.number(q.limit);
}
void print_resource(Printer& p, const QuotaResource& q) {
  p.raw(q.resource);
  p.sp();
  p.number(q.usage);
  p.sp();
  p.number(q.limit);
}

}  // namespace

// RFC 9208 section 7: getquota = "GETQUOTA" SP quota-root-name; quota-root-name = astring
Result<GetQuota> getquota(Cursor& c) {
  TRY(const auto root, spaced(c, astring, "getquota"));
  return GetQuota{root};
}

// RFC 9208 section 7: getquotaroot = "GETQUOTAROOT" SP mailbox
Result<GetQuotaRoot> getquotaroot(Cursor& c) {
  TRY(const auto m, spaced(c, mailbox, "getquotaroot"));
  return GetQuotaRoot{m};
}

// RFC 9208 section 7: setquota = "SETQUOTA" SP quota-root-name SP setquota-list
// setquota-list = "(" [setquota-resource *(SP setquota-resource)] ")"
Result<SetQuota> setquota(Cursor& c) {
  SetQuota q;
  TRY(q.root, spaced(c, astring, "setquota"));
  TRY_(sp(c, "setquota"));
  TRY(q.limits, in_parentheses<QuotaLimit>(c, setquota_resource, "setquota-list", true));
  return q;
}

// RFC 9208 section 7: quota-response = "QUOTA" SP quota-root-name SP quota-list
// quota-list = "(" quota-resource *(SP quota-resource) ")"
Result<QuotaData> quota_response(Cursor& c) {
  QuotaData q;
  TRY(q.root, spaced(c, astring, "quota-response"));
  TRY_(sp(c, "quota-response"));
  TRY(q.resources, in_parentheses<QuotaResource>(c, quota_resource, "quota-list"));
  return q;
}

// RFC 9208 section 7: quotaroot-response = "QUOTAROOT" SP mailbox *(SP quota-root-name)
Result<QuotaRootData> quotaroot_response(Cursor& c) {
  QuotaRootData q;
  TRY(q.mailbox, spaced(c, mailbox, "quotaroot-response"));
  TRY(q.roots, spaced_list<String>(c, astring, "quotaroot-response", true));
  return q;
}

void print(Printer& p, const GetQuota& q) {
  print_each(p, q.root);
}
void print(Printer& p, const GetQuotaRoot& q) {
  print_each(p, q.mailbox);
}
void print(Printer& p, const SetQuota& q) {
  print_each(p, q.root);
  p.sp();
  print_in_parentheses(p, q.limits, print_limit);
}
void print(Printer& p, const QuotaData& q) {
  print_each(p, q.root);
  p.sp();
  print_in_parentheses(p, q.resources, print_resource);
}
void print(Printer& p, const QuotaRootData& q) {
  print_each(p, q.mailbox);
  print_spaced(p, q.roots);
}

void add_terms(Term& t, const GetQuota& q) {
  add(t, {string_term(q.root)});
}
void add_terms(Term& t, const GetQuotaRoot& q) {
  add(t, {mailbox_term(q.mailbox)});
}
void add_terms(Term& t, const SetQuota& q) {
  Term pairs = group(Kind::pairs);
  for (const auto& each : q.limits) add(pairs, {term_parts::word(each.resource), number_term(each.limit)});
  add(t, {string_term(q.root), std::move(pairs)});
}
void add_terms(Term& t, const QuotaData& q) {
  Term pairs = group(Kind::pairs);
  for (const auto& each : q.resources)
    add(pairs,
        {term_parts::word(each.resource), group(Kind::list, {number_term(each.usage), number_term(each.limit)})});
  add(t, {string_term(q.root), std::move(pairs)});
}
void add_terms(Term& t, const QuotaRootData& q) {
  add(t, {mailbox_term(q.mailbox), strings_term(Kind::set, q.roots)});
}

}  // namespace imapspec::grammar
