// INPROGRESS: how far a command is (RFC 9585).
#pragma once

#include <optional>

#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct CodeInProgress {
  static constexpr std::string_view kName = "INPROGRESS";
  bool details = false;  // the list is there; without it all of them are NIL
  NString tag;
  std::optional<std::uint32_t> progress;
  std::optional<std::uint32_t> goal;  // only with progress; never 0
  friend bool operator==(const CodeInProgress&, const CodeInProgress&) = default;
};

Result<CodeInProgress> inprogress_code(Cursor& c);
void print(Printer& p, const CodeInProgress& code);
void add_terms(Term& t, const CodeInProgress& code);

}  // namespace imapspec::grammar
