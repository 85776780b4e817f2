#include "harness/grammar/extension/uidonly.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

// RFC 9586 section 4: uidfetch-resp = uniqueid SP "UIDFETCH" SP msg-att
Result<UidFetchData> uidfetch_resp(Cursor& c) {
  UidFetchData d;
  TRY(d.items, extension::spaced(c, msg_att, "uidfetch-resp"));
  return d;
}

void print(Printer& p, const UidFetchData& d) {
  p.sp();
  print_msg_att(p, d.items);
}

void add_terms(Term& t, const UidFetchData& d) {
  t.items.push_back(term_parts::msg_att_term(d.items));
}

}  // namespace imapspec::grammar
