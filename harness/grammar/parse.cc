#include "harness/grammar/parse.h"

#include <utility>

namespace imapspec::grammar {

namespace {

// CRLF, and nothing behind it.
Result<void> end_of_message(Cursor& c, const char* rule) {
  if (c.looks_at(' ') && c.deviates(Deviation::trailing_space)) c.take(' ');
  if (!(c.looks_at('\n') && c.deviates(Deviation::bare_lf))) TRY_(expect(c, '\r', "CRLF"));
  TRY_(expect(c, '\n', "CRLF"));
  if (!c.at_end()) return c.fail_at(c.offset(), rule);
  return {};
}

// RFC 9051 section 9: command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF
Result<Command> command_in(std::string_view message, Arena& arena, const Dialect& dialect) {
  Cursor c(message, arena, dialect);
  Command command;
  TRY(command.tag, tag(c));
  TRY_(sp(c, "command"));
  TRY(command.body, command_body(c));
  TRY_(end_of_message(c, "command"));
  command.spellings = c.spellings();
  command.deviations = c.deviations();
  return command;
}

Result<Response> response_in(std::string_view message, Arena& arena, const Dialect& dialect) {
  Cursor c(message, arena, dialect);
  TRY(auto whole, response(c));
  TRY_(end_of_message(c, "response"));
  whole.spellings = c.spellings();
  whole.deviations = c.deviations();
  return whole;
}

// What is right is parsed strictly: only a message that the strict grammar refuses meets the tolerant one. So tolerance
// costs the right ones nothing, and can never read them differently.
template <class Parse>
auto strict_then_tolerant(Parse parse, std::string_view message, Arena& arena, Dialect dialect) {
  const DeviationSet tolerated = std::exchange(dialect.tolerated, {});
  auto strict = parse(message, arena, dialect);
  if (strict || tolerated.empty()) return strict;
  dialect.tolerated = tolerated;
  return parse(message, arena, dialect);
}

}  // namespace

Result<Command> parse_command(std::string_view message, Arena& arena, Dialect dialect) {
  dialect.from_client = true;
  return strict_then_tolerant(command_in, message, arena, dialect);
}

Result<Response> parse_response(std::string_view message, Arena& arena, Dialect dialect) {
  dialect.from_client = false;
  return strict_then_tolerant(response_in, message, arena, dialect);
}

}  // namespace imapspec::grammar
