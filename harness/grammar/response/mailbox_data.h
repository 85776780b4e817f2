// mailbox-data: FLAGS, LIST, LSUB, SEARCH, STATUS, NAMESPACE (RFC 9051 section 9). Each rule begins behind its
// word.
#pragma once

#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

Result<ListData> mailbox_list(Cursor& c, bool lsub);
Result<NamespaceData> namespace_response(Cursor& c);
Result<StatusData> status_data(Cursor& c);
Result<SearchData> search_data(Cursor& c);

void print(Printer& p, const ListData& d);
void print(Printer& p, const NamespaceData& d);
void print(Printer& p, const StatusData& d);
void print(Printer& p, const SearchData& d);

}  // namespace imapspec::grammar
