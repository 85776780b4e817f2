#include "harness/grammar/parse.h"

#include <utility>

#include "harness/grammar/whole.h"

namespace imapspec::grammar {

namespace {

// CRLF, and nothing behind it.
Result<void> end_in_full(Cursor& c, const char* rule) {
  const bool trailing = c.rest().starts_with(" \r") || c.rest().starts_with(" \n");
  if (trailing && c.deviates(Deviation::trailing_space)) c.take(' ');
  if (c.rest().starts_with("\r\r") && c.deviates(Deviation::double_cr)) c.take('\r');
  if (!(c.looks_at('\n') && c.deviates(Deviation::bare_lf))) TRY_(expect(c, '\r', "CRLF"));
  TRY_(expect(c, '\n', "CRLF"));
  if (!c.at_end()) return c.fail_at(c.offset(), rule);
  return {};
}
inline Result<void> end_of_message(Cursor& c, const char* rule) {
  if (std::string_view crlf; c.rest() == "\r\n" && c.skip(2, crlf)) return {};
  return end_in_full(c, rule);
}

}  // namespace

// RFC 9051 section 9: command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF
Result<void> whole_command(Cursor& c, Command& command) {
  TRY(command.tag, tag(c));
  c.ended("tag");
  TRY_(sp(c, "command"));
  TRY_(command_body(c, command.body));
  TRY_(end_of_message(c, "command"));
  command.spellings = c.spellings();
  command.deviations = c.deviations();
  return {};
}

Result<void> whole_response(Cursor& c, Response& whole) {
  TRY_(response_into(c, whole));
  TRY_(end_of_message(c, "response"));
  whole.spellings = c.spellings();
  whole.deviations = c.deviations();
  return {};
}

namespace {

// New trees. Of a variant only the first alternative is written: `Tree()` would first clear all of it, which takes as
// long as to parse a small message.
struct First {
  template <class... Alternatives>
  operator std::variant<Alternatives...>() const {
    return std::variant<Alternatives...>(std::in_place_index<0>);
  }
};
template <class Tree>
struct New;
template <>
struct New<Command> {
  operator Command() const { return {{}, First(), {}, {}}; }
};
template <>
struct New<Response> {
  operator Response() const { return {decltype(Response::body)(std::in_place_type<Untagged>, First()), {}, {}}; }
};

// What is right is parsed strictly: only a message that the strict grammar refuses meets the tolerant one. So tolerance
// costs the right ones nothing, and can never read them differently.
// The tree is made where it is handed out: it is large.
template <class Tree>
Result<Tree> strict_then_tolerant(Result<void> (*read)(Cursor&, Tree&), std::string_view message, Arena& arena,
                                  Dialect dialect) {
  const DeviationSet tolerated = std::exchange(dialect.tolerated, {});
  Result<Tree> tree(std::in_place, New<Tree>());
  Cursor strictly(message, arena, dialect);
  Result<void> parsed = read(strictly, *tree);
  if (!parsed && !tolerated.empty()) {
    dialect.tolerated = tolerated;
    *tree = Tree();
    Cursor c(message, arena, dialect);
    parsed = read(c, *tree);
  }
  if (!parsed) tree = std::unexpected(parsed.error());
  return tree;
}

}  // namespace

Result<Command> parse_command(std::string_view message, Arena& arena, Dialect dialect) {
  dialect.from_client = true;
  return strict_then_tolerant(whole_command, message, arena, dialect);
}

Result<Response> parse_response(std::string_view message, Arena& arena, Dialect dialect) {
  dialect.from_client = false;
  return strict_then_tolerant(whole_response, message, arena, dialect);
}

}  // namespace imapspec::grammar
