// FETCH items of a request.
#pragma once

#include "harness/grammar/command/command.h"

namespace imapspec::grammar {

Result<FetchAtt> fetch_att(Cursor& c);
void print(Printer& p, const FetchAtt& att);
std::string_view name_of(FetchAtt::Kind kind);  // "BODY.PEEK" of body_peek_section

}  // namespace imapspec::grammar
