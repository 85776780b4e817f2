// MESSAGELIMIT: how many messages one command may process (RFC 9738).
#pragma once

#include <optional>

#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct CodeMessageLimit {
  static constexpr std::string_view kName = "MESSAGELIMIT";
  std::uint32_t limit = 0;
  std::optional<std::uint32_t> uid;  // the lowest that was processed, if the server says so
  friend bool operator==(const CodeMessageLimit&, const CodeMessageLimit&) = default;
};

Result<CodeMessageLimit> messagelimit(Cursor& c);
void print(Printer& p, const CodeMessageLimit& code);
void add_terms(Term& t, const CodeMessageLimit& code);

}  // namespace imapspec::grammar
