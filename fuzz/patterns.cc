// Patterns against responses: the first line of the input is a pattern, the rest what a server says. A response that is
// written without anything special to patterns fits itself, and the verdict on a step does not depend on when it is asked.
#include <algorithm>

#include "fuzz/input.h"
#include "fuzz/mutate.h"
#include "fuzz/target.h"
#include "harness/base/word.h"
#include "harness/grammar/parse.h"
#include "harness/scenario/match.h"
#include "harness/scenario/say.h"
#include "harness/scenario/scenario.h"

using namespace imapspec;
using fuzz::require;

namespace {

const std::map<std::string, scenario::Data, std::less<>> kData;

scenario::MatchContext context_of(scenario::Octets& octets) {
  scenario::MatchContext context;
  context.dialect = {.revision = grammar::Revision::rev1};
  context.bound_to = {"rev1"};
  context.octets = &octets;
  context.commands = {{"A1", "NOOP"}};
  context.search_steps_max = 5'000;
  return context;
}

// Whether all of it means to a pattern what it means to the grammar. A pattern that begins with OK, NO or BAD has the tag
// of the command: a tag with such a name cannot be said.
bool is_plain(std::string_view line) {
  for (const auto* status : {"OK", "NO", "BAD"})
    if (same_word(line.substr(0, line.find(' ')), status)) return false;
  return line.find_first_of("${/") == std::string_view::npos && line.find("...") == std::string_view::npos;
}

struct Heard {
  std::string octets;
  grammar::Term term;
  scenario::Seen seen(std::size_t index) const {
    scenario::Seen seen;
    seen.index = index;
    seen.term = &term;
    return seen;
  }
};

// The data of a code that the grammar does not know are one text, of which a pattern has the words; and what is no code is
// text, though it stands in brackets.
bool has_unknown_code(const grammar::Term& term) {
  return std::any_of(term.items.begin(), term.items.end(), [](const grammar::Term& item) {
    if (item.kind == grammar::Term::Kind::text) return item.octets.starts_with('[');
    return item.kind == grammar::Term::Kind::list && !item.items.empty() &&
           item.items.back().kind == grammar::Term::Kind::text;
  });
}

void fits_itself(const Heard& heard, scenario::Octets& octets) {
  const std::string_view line = std::string_view(heard.octets).substr(0, heard.octets.size() - 2);
  if (!is_plain(line) || has_unknown_code(heard.term)) return;
  const auto pattern = scenario::parse_response_line(line);
  if (!pattern || !pattern->bound_to.empty()) return;
  scenario::Bindings bindings;
  require(scenario::fits(*pattern, heard.term, context_of(octets), heard.seen(0), bindings), "a response fits itself",
          heard.octets);
}

void step(const scenario::Line& expected, const std::vector<Heard>& heard, scenario::Octets& octets) {
  scenario::Step step;
  step.expect = {expected};
  const scenario::Bindings before;
  scenario::StepMatcher matcher(step, context_of(octets), before);
  using State = scenario::StepMatch::State;
  bool alone = false;  // one of them fits the line by itself
  for (std::size_t i = 0; i < heard.size(); ++i) {
    scenario::Bindings bindings;
    alone = alone || scenario::fits(expected, heard[i].term, context_of(octets), heard[i].seen(i), bindings);
    const State was = matcher.verdict().state;
    const State now = matcher.see(heard[i].seen(i)).state;
    require(was == State::pending || was == now, "a verdict stands");
  }
  const auto& verdict = matcher.time_is_up();
  require(verdict.state != State::pending, "when the time is up there is a verdict");
  require(verdict.state != State::matched || alone, "what has matched fits by itself", expected.written);
  require(verdict.state != State::failed || !verdict.why.empty(), "14: a failure says why");
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(patterns, octets, octets) {
  fuzz::Input input(octets);
  const std::string_view line = input.until('\n');
  scenario::Octets data(kData);
  std::vector<Heard> heard;
  for (auto& message : fuzz::messages_of(input.rest(), fuzz::Shape::responses)) {
    Arena arena;
    const auto response = grammar::parse_response(message, arena, {.revision = grammar::Revision::rev1});
    if (!response || heard.size() == 20) continue;
    heard.push_back({message, grammar::term_of(*response)});
    fits_itself(heard.back(), data);
  }
  const auto expected = scenario::parse_response_line(line);
  if (expected && !heard.empty()) step(*expected, heard, data);
}
