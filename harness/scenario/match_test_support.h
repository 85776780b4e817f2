// What the tests of matching share: lines, received octets, and the verdict in one word.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/parse.h"
#include "harness/scenario/match.h"
#include "harness/scenario/say.h"
#include "harness/scenario/scenario.h"

namespace imapspec::scenario {

using Strings = std::vector<std::string>;

inline Line response(std::string_view text) {
  auto line = parse_response_line(text);
  EXPECT_TRUE(line) << text << ": " << (line ? "" : line.error().message);
  return line ? *line : Line{};
}

// One step of one session, whose commands have the tags A1, A2, ...; `see` takes lines without CRLF.
class Play {
 public:
  explicit Play(const Strings& lines = {}) {
    step_.expect = of(lines);
    context_.commands = {{"A1", "NOOP"}};
    context_.bound_to = {"rev1"};
    context_.dialect = {grammar::Revision::rev1, false, false};
    data_["abc"].text = {{"abcdefghij", {}}};
  }
  Play& never(const Strings& lines) { return step_.never = of(lines), *this; }
  Play& only() { return step_.only = true, *this; }
  Play& ordered() { return step_.ordered = true, *this; }
  Play& outcome(std::string name, const Strings& lines) {
    step_.outcomes.push_back({std::move(name), of(lines), {}, {}});
    return *this;
  }
  Play& commands(std::vector<SentCommand> commands) { return context_.commands = std::move(commands), *this; }
  Play& dialect(grammar::Revision revision) {
    context_.dialect = {revision, revision == grammar::Revision::rev2, false};
    context_.bound_to = {revision == grammar::Revision::rev2 ? "rev2" : "rev1"};
    return *this;
  }
  Play& has(std::string_view capability) { return context_.bound_to.emplace(capability), *this; }
  Play& bind(std::string_view name, grammar::Term value) { return bindings_.bind(name, std::move(value)), *this; }
  Play& mailbox(std::string_view name, std::string_view utf8) {
    return bindings_.bind_for("", name, mailbox_value(utf8)), *this;
  }
  Play& given(std::vector<std::uint32_t> uids) {
    bindings_.set_uids(uids);
    numbering_ = Numbering(std::move(uids));
    return *this;
  }
  Play& steps_max(std::size_t n) { return context_.search_steps_max = n, *this; }
  Play& await() { return awaits_ = true, *this; }

  // "pending", "matched", "matched NAME", "failed", "error".
  std::string see(const Strings& wires) {
    for (const auto& wire : wires) one(wire);
    return state();
  }
  std::string close() { return matcher().peer_closed(), state(); }
  std::string time_is_up() { return matcher().time_is_up(), state(); }
  std::string before_step(const std::string& wire) { return before_ = true, one(wire), before_ = false, state(); }
  std::string literal_continuation() { return for_literal_ = true, one("+ OK"), for_literal_ = false, state(); }
  std::string not_ours(const std::string& wire) { return not_ours_ = true, one(wire), not_ours_ = false, state(); }
  const StepMatch& verdict() { return matcher().verdict(); }
  Strings wanted() { return matcher().wanted(); }
  // The value of a capture, as text; "-" where there is none.
  std::string value(std::string_view name) {
    const auto found = verdict().bindings.value(name, {});
    return found ? grammar::to_string(*found) : "-";
  }
  void term(grammar::Term term) {
    terms_.push_back(std::move(term));
    Seen seen;
    seen.index = terms_.size() - 1;
    seen.term = &terms_.back();
    matcher().see(std::move(seen));
  }

  std::string state() {
    switch (verdict().state) {
      case StepMatch::State::pending:
        return "pending";
      case StepMatch::State::matched:
        return verdict().outcome.empty() ? "matched" : "matched " + verdict().outcome;
      case StepMatch::State::failed:
        return "failed";
      case StepMatch::State::error:
        return "error";
    }
    return "?";
  }

 private:
  std::vector<Line> of(const Strings& lines) {
    std::vector<Line> out;
    for (const auto& text : lines) {
      // "rev2| line" is bound to rev2.
      const std::size_t bar = text.find("| ");
      out.push_back(response(bar == std::string::npos ? text : text.substr(bar + 2)));
      if (bar != std::string::npos) out.back().bound_to = text.substr(0, bar);
    }
    return out;
  }
  StepMatcher& matcher() {
    if (!matcher_) {
      octets_ = std::make_shared<Octets>(data_);
      context_.octets = octets_.get();
      matcher_ = std::make_shared<StepMatcher>(
          awaits_ ? (step_.await = step_.expect, StepMatcher::awaiting(step_, context_, bindings_))
                  : StepMatcher(step_, context_, bindings_));
    }
    return *matcher_;
  }
  void one(const std::string& wire) {
    Arena arena;
    const std::string message = wire + "\r\n";
    const auto parsed = grammar::parse_response(message, arena, {grammar::Revision::either, true, false});
    EXPECT_TRUE(parsed) << wire << " at " << (parsed ? 0 : parsed.error().offset);
    terms_.push_back(parsed ? grammar::term_of(*parsed) : grammar::Term{});
    Seen seen;
    seen.index = terms_.size() - 1;
    seen.term = &terms_.back();
    seen.before_step = before_;
    seen.for_literal = for_literal_;
    seen.not_ours = not_ours_;
    seen.numbering = std::make_shared<const Numbering>(numbering_);
    numbering_.see(terms_.back());
    matcher().see(std::move(seen));
  }

  Step step_;
  MatchContext context_;
  Bindings bindings_;
  Numbering numbering_;
  std::map<std::string, Data, std::less<>> data_;
  std::shared_ptr<Octets> octets_;
  std::shared_ptr<StepMatcher> matcher_;
  std::deque<grammar::Term> terms_;
  bool before_ = false, for_literal_ = false, not_ours_ = false, awaits_ = false;
};

}  // namespace imapspec::scenario
