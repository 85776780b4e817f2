// Flags and keywords (RFC 9051 sections 2.3.2 and 9). Names keep the case in which they were written; comparisons
// ignore it.
#pragma once

#include <span>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

struct Flag {
  enum class Kind : std::uint8_t {
    answered,
    flagged,
    deleted,
    seen,
    draft,
    recent,
    keyword,
    extension,
    any
  };  // any: "\*"
  Kind kind = Kind::keyword;
  std::string_view name;  // as written, with the backslash where there is one
  friend bool operator==(const Flag&, const Flag&) = default;
};
bool same(const Flag& a, const Flag& b);  // without regard to case

Result<Flag> flag(Cursor& c);        // not \Recent, not \*
Result<Flag> flag_fetch(Cursor& c);  // flag / "\Recent"
Result<Flag> flag_perm(Cursor& c);   // flag / "\*"
Result<Flag> flag_keyword(Cursor& c);
Result<List<Flag>> flag_list(Cursor& c);        // "(" [flag *(SP flag)] ")"
Result<List<Flag>> flag_fetch_list(Cursor& c);  // of flag-fetch, as in msg-att-dynamic
Result<List<Flag>> flag_perm_list(Cursor& c);   // of flag-perm, as in PERMANENTFLAGS

std::span<const Flag> system_flags();   // the flags that have a kind of their own, \Recent and \* among them
Flag make_flag(std::string_view name);  // the view is kept
void print(Printer& p, const Flag& f);
void print_flags(Printer& p, List<Flag> flags);  // with parentheses

}  // namespace imapspec::grammar
