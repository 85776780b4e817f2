#include "harness/grammar/response/capability.h"

#include "harness/grammar/core/string.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

// RFC 9051 section 9: capability-data = "CAPABILITY" *(SP capability) SP "IMAP4rev2" *(SP capability); RFC 3501:
// IMAP4rev1 capability = ("AUTH=" auth-type) / atom: both are an atom.
Result<List<std::string_view>> capability_list(Cursor& c) {
  ListBuilder<std::string_view> names(c.arena());
  bool base = false;
  while (c.another_item()) {
    TRY(const auto name, atom(c));
    base = base || (c.dialect().rev1() && is_word(name, "IMAP4REV1")) ||
           (c.dialect().rev2() && is_word(name, "IMAP4REV2"));
    names.add(name);
  }
  if (!base && !c.deviates(Deviation::capability_without_revision)) return c.fail("capability-data");
  return names.done();
}

void print_capability_list(Printer& p, List<std::string_view> capabilities) {
  for (const auto name : capabilities) {
    p.sp();
    p.raw(name);
  }
}

}  // namespace imapspec::grammar
