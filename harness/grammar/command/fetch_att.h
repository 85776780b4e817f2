// FETCH items of a request.
#pragma once

#include "harness/grammar/command/command.h"

namespace imapspec::grammar {

Result<FetchAtt> fetch_att(Cursor& c);
Result<Fetch::Macro> fetch_macro(Cursor& c);  // "ALL" / "FULL" / "FAST"
void print(Printer& p, const FetchAtt& att);
std::string_view name_of(FetchAtt::Kind kind);  // "BODY.PEEK" of body_peek_section
std::string_view name_of(Fetch::Macro macro);   // empty for none

}  // namespace imapspec::grammar
