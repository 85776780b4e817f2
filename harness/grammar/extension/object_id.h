// Identifiers of mailboxes, messages and threads: OBJECTID (RFC 8474).
#pragma once

#include <optional>

#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

inline constexpr std::size_t kObjectIdOctetsMax = 255;

Result<std::string_view> objectid(Cursor& c);  // 1*255(ALPHA / DIGIT / "_" / "-"); case matters
Result<std::string_view> objectid_in_parentheses(Cursor& c);

struct CodeMailboxId {
  static constexpr std::string_view kName = "MAILBOXID";
  std::string_view id;
  friend bool operator==(const CodeMailboxId&, const CodeMailboxId&) = default;
};
Result<CodeMailboxId> mailboxid_code(Cursor& c);
void print(Printer& p, const CodeMailboxId& code);
void add_terms(Term& t, const CodeMailboxId& code);

struct FetchEmailId {
  static constexpr std::string_view kName = "EMAILID";
  std::string_view id;
  friend bool operator==(const FetchEmailId&, const FetchEmailId&) = default;
};
Result<FetchEmailId> fetch_emailid_resp(Cursor& c);
void print(Printer& p, const FetchEmailId& item);
void add_terms(Term& t, const FetchEmailId& item);

struct FetchThreadId {
  static constexpr std::string_view kName = "THREADID";
  std::optional<std::string_view> id;  // nullopt is NIL
  friend bool operator==(const FetchThreadId&, const FetchThreadId&) = default;
};
Result<FetchThreadId> fetch_threadid_resp(Cursor& c);
void print(Printer& p, const FetchThreadId& item);
void add_terms(Term& t, const FetchThreadId& item);

Term objectid_term(std::string_view id);  // a string

}  // namespace imapspec::grammar
