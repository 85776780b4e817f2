#include "harness/grammar/response/capability.h"

#include "harness/grammar/core/string.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

// RFC 9051 section 9: capability-data = "CAPABILITY" *(SP capability) SP "IMAP4rev2" *(SP capability); RFC 3501: IMAP4rev1
// capability = ("AUTH=" auth-type) / atom
Result<List<std::string_view>> capability_list(Cursor& c) {
  ListBuilder<std::string_view> names(c.arena());
  bool base = false;
  while (c.take(' ')) {
    const std::uint32_t start = c.offset();
    TRY(const auto name, atom(c));
    Cursor word(name, c.arena());
    if (name.size() == 9) base = base || word.looks_at_word("IMAP4REV1") || word.looks_at_word("IMAP4REV2");
    if (name.size() == 5 && word.looks_at_word("AUTH=")) return c.at_end() ? c.incomplete("auth-type") : c.fail_at(start + 5, "auth-type");
    names.add(name);
  }
  if (!base) return c.fail("capability-data");
  return names.done();
}

void print_capability_list(Printer& p, List<std::string_view> capabilities) {
  for (const auto name : capabilities) {
    p.sp();
    p.raw(name);
  }
}

}  // namespace imapspec::grammar
