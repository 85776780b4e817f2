#include "harness/grammar/extension/message_limit.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

// RFC 9738 section 5: "MESSAGELIMIT" SP message-limit [SP uniqueid]; message-limit = nz-number
Result<CodeMessageLimit> messagelimit(Cursor& c) {
  CodeMessageLimit code;
  TRY_(sp(c, "resp-text-code"));
  TRY(code.limit, nz_number(c, "message-limit"));
  if (!c.take(' ')) return code;
  TRY(code.uid, nz_number(c, "uniqueid"));
  return code;
}

void print(Printer& p, const CodeMessageLimit& code) {
  p.sp();
  p.number(code.limit);
  if (!code.uid) return;
  p.sp();
  p.number(*code.uid);
}

void add_terms(Term& t, const CodeMessageLimit& code) {
  t.items.push_back(term_parts::number_term(code.limit));
  if (code.uid) t.items.push_back(term_parts::number_term(*code.uid));
}

}  // namespace imapspec::grammar
