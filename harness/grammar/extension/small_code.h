// Response codes of small extensions: NOUPDATE (RFC 5267), UNDEFINED-FILTER (RFC 5466), BADURL (RFC 4469).
#pragma once

#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct CodeNoUpdate {
  static constexpr std::string_view kName = "NOUPDATE";
  String tag;  // quoted: of the command whose results are not kept up to date
  friend bool operator==(const CodeNoUpdate&, const CodeNoUpdate&) = default;
};
Result<CodeNoUpdate> noupdate_code(Cursor& c);
void print(Printer& p, const CodeNoUpdate& code);
void add_terms(Term& t, const CodeNoUpdate& code);

Result<std::string_view> filter_name(Cursor& c);  // 1*<any ATOM-CHAR except "/">
struct CodeUndefinedFilter {
  static constexpr std::string_view kName = "UNDEFINED-FILTER";
  std::string_view name;
  friend bool operator==(const CodeUndefinedFilter&, const CodeUndefinedFilter&) = default;
};
Result<CodeUndefinedFilter> undefined_filter_code(Cursor& c);
void print(Printer& p, const CodeUndefinedFilter& code);
void add_terms(Term& t, const CodeUndefinedFilter& code);

struct CodeBadUrl {
  static constexpr std::string_view kName = "BADURL";
  std::string_view url;  // as written; never empty
  friend bool operator==(const CodeBadUrl&, const CodeBadUrl&) = default;
};
Result<CodeBadUrl> badurl_code(Cursor& c);
void print(Printer& p, const CodeBadUrl& code);
void add_terms(Term& t, const CodeBadUrl& code);

}  // namespace imapspec::grammar
