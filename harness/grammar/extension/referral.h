// Referrals to other servers: LOGIN-REFERRALS (RFC 2221) and MAILBOX-REFERRALS (RFC 2193).
#pragma once

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct RList {  // LIST with the mailboxes of other servers
  static constexpr std::string_view kName = "RLIST";
  Mailbox reference;
  String pattern;
  friend bool operator==(const RList&, const RList&) = default;
};
struct RLsub {
  static constexpr std::string_view kName = "RLSUB";
  Mailbox reference;
  String pattern;
  friend bool operator==(const RLsub&, const RLsub&) = default;
};
struct CodeReferral {
  static constexpr std::string_view kName = "REFERRAL";
  List<std::string_view> urls;  // never empty; one of a login referral. url.h reads them
  friend bool operator==(const CodeReferral&, const CodeReferral&) = default;
};

Result<RList> rlist(Cursor& c);
Result<RLsub> rlsub(Cursor& c);
Result<CodeReferral> referral_response_code(Cursor& c);

void print(Printer& p, const RList& l);
void print(Printer& p, const RLsub& l);
void print(Printer& p, const CodeReferral& code);

void add_terms(Term& t, const RList& l);
void add_terms(Term& t, const RLsub& l);
void add_terms(Term& t, const CodeReferral& code);

}  // namespace imapspec::grammar
