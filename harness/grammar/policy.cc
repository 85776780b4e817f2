#include "harness/grammar/policy.h"

#include <algorithm>

#include "harness/grammar/parse.h"
#include "harness/grammar/rebuild.h"

namespace imapspec::grammar {

namespace {

constexpr std::size_t kLiteralMinusOctets = 4096;  // RFC 7888 section 5

Form announced(std::string_view octets, bool literal8, const PrintPolicy& policy) {
  literal8 = literal8 || octets.find('\0') != std::string_view::npos;
  const bool plus = policy.literals == PrintPolicy::Literals::plus ||
                    (policy.literals == PrintPolicy::Literals::minus && octets.size() <= kLiteralMinusOctets);
  if (literal8) return plus ? Form::literal8_plus : Form::literal8;
  return plus ? Form::literal_plus : Form::literal;
}

// `s` in its form, or in the next that can carry its octets. `atoms` says which octets an atom may have.
String fitted(const String& s, Place atoms, const PrintPolicy& policy) {
  switch (s.form) {
    case Form::atom:
      return best_form(s.value, atoms, policy);
    case Form::quoted:
      return best_form(s.value, Place::string, policy);
    case Form::literal:
    case Form::literal_plus:
      return {s.value, announced(s.value, false, policy)};
    case Form::literal8:
    case Form::literal8_plus:
      return {s.value, announced(s.value, true, policy)};
  }
  return s;
}

Fragments printed(const Command& command) {
  return print_command(command);
}
Fragments printed(const Response& response) {
  return {print_response(response)};
}
Result<Command> parsed(const std::string& text, Arena& arena, const Dialect& dialect, const Command&) {
  return parse_command(text, arena, dialect);
}
Result<Response> parsed(const std::string& text, Arena& arena, const Dialect& dialect, const Response&) {
  return parse_response(text, arena, dialect);
}

// The tree with its strings in forms that can carry them, if the strict parser reads it as the same. An atom with a
// wildcard is right in a pattern of LIST alone, which a string does not tell of itself: it is left as it is, and quoted
// where that was refused.
template <class Tree>
Result<Fragments> checked(Tree tree, PrintPolicy policy, const char* rule) {
  policy.dialect.tolerated = {};
  tree.spellings = {};
  ParseError refused;
  for (const auto atoms : {Place::list_mailbox, Place::astring}) {
    Arena arena;
    auto fragments =
        printed(rebuilt(tree, arena, {.string = [&](const String& s) { return fitted(s, atoms, policy); }}));
    const std::string text = joined(fragments);
    const auto read = parsed(text, arena, policy.dialect, tree);
    if (read && same_but_for_forms(*read, tree)) return fragments;
    refused = read ? ParseError{ParseError::Kind::mismatch, 0, rule} : read.error();
  }
  return std::unexpected(refused);
}

}  // namespace

String best_form(std::string_view value, Place place, const PrintPolicy& policy) {
  const String best = best_form(value, place, policy.dialect);
  const bool as_literal =
      best.form == Form::literal || (best.form == Form::quoted && value.size() > policy.quoted_octets_max);
  return as_literal ? String{value, announced(value, false, policy)} : best;
}

Result<Fragments> print_command(const Command& command, const PrintPolicy& policy) {
  return checked(command, policy, "command");
}

Result<std::string> print_response(const Response& response, const PrintPolicy& policy) {
  PrintPolicy of_server = policy;
  of_server.literals = PrintPolicy::Literals::sync;
  TRY(const auto fragments, checked(response, of_server, "response"));
  return joined(fragments);
}

}  // namespace imapspec::grammar
