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
Result<void> command_in(std::string_view message, Arena& arena, const Dialect& dialect, Command& command) {
  Cursor c(message, arena, dialect);
  TRY(command.tag, tag(c));
  TRY_(sp(c, "command"));
  TRY(command.body, command_body(c));
  TRY_(end_of_message(c, "command"));
  command.spellings = c.spellings();
  command.deviations = c.deviations();
  return {};
}

Result<void> response_in(std::string_view message, Arena& arena, const Dialect& dialect, Response& whole) {
  Cursor c(message, arena, dialect);
  TRY_(response_into(c, whole));
  TRY_(end_of_message(c, "response"));
  whole.spellings = c.spellings();
  whole.deviations = c.deviations();
  return {};
}

// What is right is parsed strictly: only a message that the strict grammar refuses meets the tolerant one. So tolerance
// costs the right ones nothing, and can never read them differently.
// The tree is made where it is handed out: it is large.
template <class Tree, class Parse>
Result<Tree> strict_then_tolerant(Parse parse, std::string_view message, Arena& arena, Dialect dialect) {
  const DeviationSet tolerated = std::exchange(dialect.tolerated, {});
  Result<Tree> tree;
  Result<void> parsed = parse(message, arena, dialect, *tree);
  if (!parsed && !tolerated.empty()) {
    dialect.tolerated = tolerated;
    *tree = Tree();
    parsed = parse(message, arena, dialect, *tree);
  }
  if (!parsed) tree = std::unexpected(parsed.error());
  return tree;
}

}  // namespace

Result<Command> parse_command(std::string_view message, Arena& arena, Dialect dialect) {
  dialect.from_client = true;
  return strict_then_tolerant<Command>(command_in, message, arena, dialect);
}

Result<Response> parse_response(std::string_view message, Arena& arena, Dialect dialect) {
  dialect.from_client = false;
  return strict_then_tolerant<Response>(response_in, message, arena, dialect);
}

}  // namespace imapspec::grammar
