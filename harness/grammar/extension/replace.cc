#include "harness/grammar/extension/replace.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// A number as a set of one: sets know how it is printed and what Term it is.
SequenceSet set_of_one(const SeqItem& item) {
  return {.items = {&item, 1}};
}

}  // namespace

// RFC 8508 section 5: replace = "REPLACE" SP seq-number SP mailbox append-message
// RFC 4466 section 3: append-message = append-opts SP append-data
Result<Replace> replace(Cursor& c) {
  Replace r;
  TRY(r.number, spaced(c, seq_number, "replace"));
  TRY(r.mailbox, spaced(c, mailbox, "replace"));
  TRY(r.message, spaced(c, append_message, "replace"));
  return r;
}

void print(Printer& p, const Replace& r) {
  const SeqItem number = r.number;
  print_each(p, set_of_one(number), r.mailbox, r.message);
}

void add_terms(Term& t, const Replace& r) {
  const SeqItem number = r.number;
  add(t, {set_term(set_of_one(number)), mailbox_term(r.mailbox)});
  add_terms(t, r.message);
}

}  // namespace imapspec::grammar
