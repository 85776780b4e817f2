// Parsing: what `imapspec parse` says of one message.
#pragma once

#include <string>
#include <string_view>

#include "harness/grammar/core/dialect.h"
#include "harness/grammar/framing.h"

namespace imapspec::cli {

struct ParsingOptions {
  grammar::Direction direction = grammar::Direction::response;
  grammar::Dialect dialect;
  bool json = false;
  bool caret = false;  // show the line that is wrong with a mark below its octet
};

struct Parsing {
  std::string text;  // one line (with a caret, three), or with `json` one line of JSON; ends with a newline
  bool accepted = false;
};

// `octets` is to be one complete command or response with its CRLF and literals. Lines are `NAME: ok`, with what was
// tolerated in parentheses, or `NAME: OFFSET: RULE: message (section)`.
Parsing parsing(std::string_view name, std::string_view octets, const ParsingOptions& options);

// Octets as one line for people: CR, LF and all that is not printable ASCII as \r, \n and \xNN.
std::string escaped(std::string_view octets);

}  // namespace imapspec::cli
