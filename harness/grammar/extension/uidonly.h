// UIDONLY: messages are named by UID alone (RFC 9586).
#pragma once

#include "harness/grammar/extension/node.h"
#include "harness/grammar/response/fetch_data.h"

namespace imapspec::grammar {

struct UidFetchData {  // takes the place of FETCH
  static constexpr std::string_view kName = "UIDFETCH";
  std::uint32_t number = 0;  // a UID
  List<FetchItem> items;
  friend bool operator==(const UidFetchData&, const UidFetchData&) = default;
};

Result<UidFetchData> uidfetch_resp(Cursor& c);
void print(Printer& p, const UidFetchData& d);
void add_terms(Term& t, const UidFetchData& d);

}  // namespace imapspec::grammar
