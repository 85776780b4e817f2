// The front door of the grammar: one complete message in, its tree out. Complete means framed (framing.h): with its
// CRLF and all its literals, and nothing behind them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/command/command.h"
#include "harness/grammar/core/dialect.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// The tree refers to `message` and lives in `arena`: it is gone when either is. Where dialect.tolerated names
// deviations, a message that is wrong in these ways only is parsed as if it were right, and its tree lists them.
Result<Command> parse_command(std::string_view message, Arena& arena, Dialect dialect = {});
Result<Response> parse_response(std::string_view message, Arena& arena, Dialect dialect = {});

// Why a message was refused, for people. Made by further passes over the refused message only. Of a message that is
// right the rule is "" and nothing else is set.
struct Diagnosis {
  ParseError error;                   // the furthest failure
  std::vector<std::string> expected;  // what could have stood at error.offset: "SP", "nz-number", "\")\"", ...
  std::string after;                  // what stands before it: "mailbox", "FETCH SP"; "" at the beginning
  std::string bound;                  // of a number too large or a literal too short: "number is at most 4294967295"
  std::string section;                // of the rule error.rule: "RFC 9051 section 9"
  std::string message() const;        // "expected SP after mailbox"
  std::string to_string() const;      // "17: status: expected SP after mailbox (RFC 9051 section 9)"
};
Diagnosis diagnose_command(std::string_view message, Dialect dialect = {});
Diagnosis diagnose_response(std::string_view message, Dialect dialect = {});

}  // namespace imapspec::grammar
