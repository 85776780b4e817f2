// Why a message was refused: the furthest failure of a second pass, what stood before it, and what could have.
#include <algorithm>
#include <optional>

#include "harness/base/limits.h"
#include "harness/grammar/core/trace.h"
#include "harness/grammar/expected.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/rule_section.h"
#include "harness/grammar/whole.h"

namespace imapspec::grammar {

namespace {

constexpr std::size_t kNamedAlternatives = 12;  // of what was expected; of more, how many there are

// One arena for the many parses of one diagnosis.
Arena& scratch() {
  thread_local Arena arena;
  arena.reset();
  return arena;
}

template <class Tree, Result<void> (*read)(Cursor&, Tree&)>
std::optional<ParseError> refuse(std::string_view message, const Dialect& dialect) {
  Cursor c(message, scratch(), dialect);
  Tree tree;
  const auto parsed = read(c, tree);
  if (parsed) return std::nullopt;
  return parsed.error();
}

bool part_of_a_word(char c) {
  return is(kAtomChar, c) || c == '\\';
}

// What stands before a place, for people: the rule that ended there, else the string, number or word, else the octet.
std::string what_ends(std::string_view before, const Trace& trace) {
  if (before.empty()) return "";
  if (trace.before_at == before.size() && !trace.before.empty()) return std::string(trace.before);
  const char last = before.back();
  if (last == '"') return "string";
  std::size_t start = before.size();
  while (start > 0 && part_of_a_word(before[start - 1])) --start;
  const std::string_view word = before.substr(start);
  const bool lone = word.size() == 1 && !is(kBase64Char, last);
  if (word.empty() || lone || last == '+') return last < ' ' || last > '~' ? "" : std::string{'"', last, '"'};
  if (std::all_of(word.begin(), word.end(), [](char c) { return is(kDigit, c); })) return "number";
  return std::string(word);
}

// The octets that are missing of the literal in which a message ends, and all of it.
struct Missing {
  std::uint64_t missing, of;
};
std::optional<Missing> missing_of_literal(std::string_view message) {
  std::size_t at = 0;
  while ((at = message.find("}\r\n", at)) != std::string_view::npos) {
    std::size_t start = at;
    if (start > 0 && message[start - 1] == '+') --start;
    std::uint64_t octets = 0, place = 1;
    const std::size_t end = start;
    while (start > 0 && is(kDigit, message[start - 1]) && end - start < 19) {
      octets += place * static_cast<std::uint64_t>(message[--start] - '0');
      place *= 10;
    }
    at += 3;
    if (start == end || start == 0 || message[start - 1] != '{') continue;
    if (octets > message.size() - at) return Missing{octets - (message.size() - at), octets};
    at += static_cast<std::size_t>(octets);
  }
  return std::nullopt;
}

template <class Tree, Result<void> (*read)(Cursor&, Tree&)>
Diagnosis diagnose(std::string_view message, Dialect dialect, bool from_client) {
  Diagnosis d;
  dialect.from_client = from_client;
  Trace trace;
  {
    Cursor c(message, scratch(), dialect);
    c.write_to(&trace);
    Tree tree;
    const auto parsed = read(c, tree);
    if (parsed) return d;
    d.error = parsed.error();
  }
  const bool too_early = d.error.kind == ParseError::Kind::incomplete;
  if (trace.failed && trace.furthest.offset > d.error.offset && !too_early) d.error = trace.furthest;
  d.section = std::string(section_of(d.error.rule, dialect.revision));
  if (d.error.kind == ParseError::Kind::limit) return d;
  const std::string_view before = message.substr(0, d.error.offset);
  const bool behind_space = before.ends_with(' ');
  d.after = what_ends(behind_space ? before.substr(0, before.size() - 1) : before, trace);
  if (behind_space) d.after += d.after.empty() ? "SP" : " SP";
  if (std::string_view(d.error.rule) == "CHAR8") {
    d.expected = {"CHAR8"};  // in a literal: what could stand there as well tells nothing of it
    return d;
  }
  d.expected = expected_behind(refuse<Tree, read>, before, dialect);
  if (before.ends_with("\r\n") && !refuse<Tree, read>(before, dialect)) d.expected = {"end of message"};
  if (before.empty()) std::replace(d.expected.begin(), d.expected.end(), std::string("atom"), std::string("tag"));
  if (too_early && std::string_view(d.error.rule).starts_with("literal"))
    if (const auto missing = missing_of_literal(message))
      d.bound = std::to_string(missing->missing) + " of the " + std::to_string(missing->of) +
                " octets of a literal are missing";
  if (!too_early && !before.empty() && is(kDigit, before.back()) && is(kDigit, message[d.error.offset]))
    if (const auto most = greatest_number(refuse<Tree, read>, before, dialect); most != 0)
      d.bound = std::string(d.error.rule) + " is at most " + std::to_string(most);
  return d;
}

}  // namespace

Diagnosis diagnose_command(std::string_view message, Dialect dialect) {
  return diagnose<Command, whole_command>(message, dialect, true);
}

Diagnosis diagnose_response(std::string_view message, Dialect dialect) {
  return diagnose<Response, whole_response>(message, dialect, false);
}

std::string Diagnosis::to_string() const {
  std::string text = std::to_string(error.offset) + ": " + error.rule + ": " + message();
  if (!section.empty()) text += " (" + section + ")";
  return text;
}

std::string Diagnosis::message() const {
  if (error.kind == ParseError::Kind::limit)
    return "nested deeper than " + std::to_string(limits::kListDepthMax) + " levels, which is this program's limit";
  std::string text = error.kind == ParseError::Kind::incomplete ? "ends too early" : "";
  if (!bound.empty()) return text.empty() ? bound : text + ": " + bound;
  const std::size_t named = expected.size() > kNamedAlternatives + 1 ? kNamedAlternatives : expected.size();
  for (std::size_t i = 0; i < named; ++i) {
    if (i == 0)
      text += text.empty() ? "expected " : ", expected ";
    else
      text += i + 1 == expected.size() ? " or " : ", ";
    text += expected[i];
  }
  if (named < expected.size()) text += " or one of " + std::to_string(expected.size() - named) + " others";
  if (text.empty()) text = "not what may stand here";
  return after.empty() ? text : text + " after " + after;
}

}  // namespace imapspec::grammar
