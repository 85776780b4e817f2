// mailbox-data: FLAGS, LIST, LSUB, SEARCH, STATUS, NAMESPACE (RFC 9051 section 9). Each rule begins behind its
// word.
#pragma once

#include <span>

#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

std::span<const std::string_view> selectability_flags();  // mbx-list-sflag, in capitals: LIST has one of them at most
Result<void> mailbox_list(Cursor& c, bool lsub, ListData& d);  // in place, as status_data is; `d` is a new one
Result<NamespaceData> namespace_response(Cursor& c);
Result<void> status_data(Cursor& c, StatusData& d);
Result<SearchData> search_data(Cursor& c);

void print(Printer& p, const ListData& d);
void print(Printer& p, const NamespaceData& d);
void print(Printer& p, const StatusData& d);
void print(Printer& p, const SearchData& d);

}  // namespace imapspec::grammar
