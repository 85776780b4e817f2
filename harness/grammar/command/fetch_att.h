// FETCH items of a request.
#pragma once

#include <span>

#include "harness/grammar/command/command.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

struct FetchAttWord {
  std::string_view text;
  FetchAtt::Kind kind;
  bool rev1_only;  // RFC 9051 appendix E: RFC822, RFC822.HEADER and RFC822.TEXT are gone
};
std::span<const FetchAttWord> fetch_att_words();  // body_section has none of its own: it is BODY with a section
std::span<const Word<Fetch::Macro>> fetch_macro_words();

Result<FetchAtt> fetch_att(Cursor& c);
Result<Fetch::Macro> fetch_macro(Cursor& c);  // "ALL" / "FULL" / "FAST"
void print(Printer& p, const FetchAtt& att);
std::string_view name_of(FetchAtt::Kind kind);  // "BODY.PEEK" of body_peek_section
std::string_view name_of(Fetch::Macro macro);   // empty for none

}  // namespace imapspec::grammar
