#include "harness/grammar/extension/in_progress.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

void print_number_or_nil(Printer& p, const std::optional<std::uint32_t>& n) {
  if (n)
    p.number(*n);
  else
    p.word("NIL");
}

Term optional_term(const std::optional<std::uint32_t>& n) {
  return n ? number_term(*n) : nil_term();
}

}  // namespace

// RFC 9585 section 5: "INPROGRESS" [SP "(" inprogress-tag SP inprogress-state ")"]; inprogress-tag = quoted / nil
// inprogress-state = nil SP nil / number SP nil / number SP nz-number
Result<CodeInProgress> inprogress_code(Cursor& c) {
  CodeInProgress code;
  code.details = c.take(' ');
  if (!code.details) return code;
  TRY_(expect(c, '(', "resp-text-code"));
  if (c.looks_at('"')) {
    TRY(code.tag, quoted(c));
  } else {
    TRY_(nil(c));
  }
  TRY_(sp(c, "resp-text-code"));
  if (c.looks_at(kDigit)) {
    TRY(code.progress, number(c));
  } else {
    TRY_(nil(c));
  }
  TRY_(sp(c, "inprogress-state"));
  if (code.progress && c.looks_at(kDigit)) {
    TRY(code.goal, nz_number(c));
  } else {
    TRY_(nil(c));
  }
  TRY_(expect(c, ')', "resp-text-code"));
  return code;
}

void print(Printer& p, const CodeInProgress& code) {
  if (!code.details) return;
  p.raw(" (");
  print(p, code.tag);
  p.sp();
  print_number_or_nil(p, code.progress);
  p.sp();
  print_number_or_nil(p, code.goal);
  p.raw(')');
}

void add_terms(Term& t, const CodeInProgress& code) {
  if (code.details)
    add(t, {group(Kind::list, {nstring_term(code.tag), optional_term(code.progress), optional_term(code.goal)})});
}

}  // namespace imapspec::grammar
