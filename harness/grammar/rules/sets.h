// The pieces of the table, one for each file of rows.
#pragma once

#include "harness/grammar/rules/rule.h"

namespace imapspec::grammar::rules {

std::span<const Rule> base_rules();  // of RFC 3501 and RFC 9051 alike
std::span<const Rule> body_rules();  // likewise: ENVELOPE and BODYSTRUCTURE
std::span<const Rule> list_rules();  // of RFC 5258 and RFC 9051 alike
std::span<const Rule> rfc3501_rules();
std::span<const Rule> rfc9051_rules();
std::span<const RuleSet> syntax_sets();   // RFC 4466: the frame that extensions fill
std::span<const RuleSet> session_sets();  // ENABLE, ID, IDLE, NAMESPACE, LANGUAGE, COMPRESS, ... and response codes
std::span<const RuleSet> mailbox_sets();  // LIST, STATUS, CREATE, ACL, QUOTA, METADATA
std::span<const RuleSet> message_sets();  // SELECT, FETCH, STORE, APPEND, COPY and what replaces them
std::span<const RuleSet> search_sets();   // SEARCH, SORT, THREAD, NOTIFY
std::span<const RuleSet> url_sets();      // CATENATE, URLAUTH
std::span<const RuleSet> imap_url_sets();
std::span<const RuleSet> old_sets();  // ANNOTATE, CONVERT, referrals, UTF8=

}  // namespace imapspec::grammar::rules
