#include "harness/scenario/match.h"

#include <algorithm>
#include <utility>

#include "harness/scenario/assign.h"
#include "harness/scenario/difference.h"
#include "harness/scenario/scenario.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::Term;
using Kind = Term::Kind;

namespace {

constexpr std::size_t kAloneStepsMax = 1'000'000;   // one line against one response
constexpr std::size_t kStepsOfAllMax = 20'000'000;  // all searches of one step together
constexpr std::size_t kNearestMax = 3;
constexpr std::size_t kComparedMax = 500;  // responses that are looked at for the nearest

bool is_tagged(const Term& term) {
  return !term.items.empty() && term.items[0].octets != "*" && term.items[0].octets != "+";
}
bool is_continuation(const Term& term) {
  return !term.items.empty() && term.items[0].octets == "+";
}
bool is_status(const Term& term) {
  if (term.items.size() < 2 || term.items[0].octets != "*" || term.items[1].kind != Kind::word) return false;
  const std::string_view word = term.items[1].octets;
  return word == "OK" || word == "NO" || word == "BAD" || word == "BYE" || word == "PREAUTH";
}

// Whether the line asks only for what is bound already: then it may be judged before the step's end.
bool is_settled(const Line& line, const Bindings& bindings, const Scope& scope) {
  bool settled = true;
  each_hole(line, [&](const Hole& hole) {
    settled = settled && (hole.nameless() || given_number(hole.name) != 0 || bindings.is_bound(hole.name, scope));
  });
  return settled;
}

}  // namespace

class StepMatcher::Impl {
 public:
  Impl(MatchContext context, const Bindings& before, const std::vector<Line>& never)
      : context_(std::move(context)), before_(before) {
    verdict_.bindings = before;
    for (auto& wanted : wanted_lines(never, context_)) never_.push_back(std::move(wanted));
    // A result without a tag in `never` is that of any of the step's commands.
    std::erase_if(never_, [](const Wanted& w) { return w.line.kind == Line::Kind::closed; });
  }
  void add(std::string name, std::string violates, const std::vector<Line>& lines) {
    Alternative alternative{std::move(name), std::move(violates), wanted_lines(lines, context_), 0, 0, false, false};
    for (const auto& wanted : alternative.lines) {
      alternative.groups = std::max(alternative.groups, wanted.group + 1);
      alternative.continuations += wanted.line.kind == Line::Kind::continuation ? 1 : 0;
    }
    alternatives_.push_back(std::move(alternative));
  }
  void order(bool only, bool ordered) { only_ = only, ordered_ = ordered; }
  void begin() {
    // Where an outcome names a "+", each "+" counts: it is what tells the outcomes apart.
    counts_continuations_ = alternatives_.size() > 1 && std::any_of(alternatives_.begin(), alternatives_.end(),
                                                                    [](const auto& a) { return a.continuations > 0; });
    if (alternatives_.size() == 1 && alternatives_[0].lines.empty()) verdict_.state = StepMatch::State::matched;
  }

  void see(Seen response);
  void peer_closed();
  void time_is_up();
  std::vector<std::string> wanted() const;
  StepMatch verdict_;

 private:
  struct Alternative {
    std::string name, violates;
    std::vector<Wanted> lines;
    std::size_t groups = 0, continuations = 0;
    bool out = false;    // can never fit any more
    bool fresh = false;  // the newest response may have changed whether it fits
  };
  bool pending() const { return verdict_.state == StepMatch::State::pending; }
  std::string label(const Alternative& a, const Line& line) const {
    return a.name.empty() ? line.written : a.name + ": " + line.written;
  }
  void offer(Alternative& alternative, std::size_t position);
  void judge();
  bool try_match(Alternative& alternative);
  bool early_failure(Alternative& alternative);
  bool breaks_never(const Bindings& bindings, bool settled_only, std::size_t from);
  bool breaks_only(const std::set<std::size_t>& taken);
  void fail(std::string why);
  void explain();

  MatchContext context_;
  Bindings before_;
  std::vector<Alternative> alternatives_;
  std::vector<Wanted> never_;
  bool only_ = false, ordered_ = false, counts_continuations_ = false, closed_ = false;
  std::size_t continuations_ = 0, steps_left_ = kStepsOfAllMax;
  std::set<std::string, std::less<>> results_;  // tags of the step's commands whose results came
  std::vector<Seen> seen_;
};

// Which lines the newest response could be; and whether it shows that the alternative can never fit.
void StepMatcher::Impl::offer(Alternative& alternative, std::size_t position) {
  const Seen& seen = seen_[position];
  alternative.fresh = false;
  for (auto& wanted : alternative.lines) {
    std::size_t steps = kAloneStepsMax;
    if (Assignment::fits_alone(wanted, seen, context_, before_, steps)) {
      wanted.candidates.push_back(position);
      alternative.fresh = true;
    } else if (!wanted.tag.empty() && seen.term != nullptr && is_tagged(*seen.term) &&
               seen.term->items[0].octets == wanted.tag) {
      alternative.out = true;  // the command's one result, and not this
    } else if (wanted.line.tag && seen.term != nullptr && is_tagged(*seen.term)) {
      const auto tag = before_.value(wanted.line.tag->name, {context_.session, nullptr});
      alternative.out = alternative.out || (tag && tag->octets == seen.term->items[0].octets);
    }
  }
}

bool StepMatcher::Impl::try_match(Alternative& alternative) {
  if (!alternative.fresh && !closed_) return false;
  if (counts_continuations_ && continuations_ != alternative.continuations) return false;
  const std::size_t budget = std::min(context_.search_steps_max, steps_left_);
  std::size_t steps = budget;
  Bindings bindings = before_;
  Assignment assignment(context_, seen_, closed_, ordered_, steps);
  const bool solved = assignment.solve(alternative.lines, alternative.groups, bindings);
  steps_left_ -= budget - steps;
  if (!solved) {
    if (steps == 0) {
      verdict_.state = StepMatch::State::error;
      verdict_.why =
          "the search for an assignment of the replies to the lines was given up: say more in the lines that have "
          "holes";
    }
    return false;
  }
  if (breaks_never(bindings, false, 0) || breaks_only(assignment.taken())) return true;
  verdict_.state = StepMatch::State::matched;
  verdict_.bindings = std::move(bindings);
  verdict_.outcome = alternative.name;
  verdict_.violates = alternative.violates;
  for (const std::size_t position : assignment.taken()) verdict_.consumed.push_back(seen_[position].index);
  std::sort(verdict_.consumed.begin(), verdict_.consumed.end());
  verdict_.end = verdict_.consumed.empty() ? 0 : verdict_.consumed.back() + 1;
  verdict_.closed = closed_ && std::any_of(alternative.lines.begin(), alternative.lines.end(),
                                           [](const Wanted& w) { return w.line.kind == Line::Kind::closed; });
  if (verdict_.closed && !seen_.empty()) verdict_.end = seen_.back().index + 1;
  return true;
}

// A result has come: what was written before it must have come too, and a "+" for its command will not come any more.
bool StepMatcher::Impl::early_failure(Alternative& alternative) {
  std::size_t groups = 0;
  bool continuation_missing = false;
  for (std::size_t i = 0; i < alternative.lines.size(); ++i) {
    const Wanted& wanted = alternative.lines[i];
    if (wanted.line.kind == Line::Kind::tagged) {
      if (wanted.candidates.empty()) break;
      groups = std::max(groups, wanted.group + 1);
    }
    if (wanted.line.kind == Line::Kind::continuation && wanted.candidates.empty()) continuation_missing = true;
  }
  if (continuation_missing && !context_.commands.empty() && results_.size() == context_.commands.size()) return true;
  // Of a group of several results all must be there.
  for (const auto& wanted : alternative.lines)
    if (wanted.line.kind == Line::Kind::tagged && wanted.candidates.empty()) groups = std::min(groups, wanted.group);
  if (groups == 0) return false;
  std::size_t steps = context_.search_steps_max;
  Bindings bindings = before_;
  Assignment assignment(context_, seen_, closed_, ordered_, steps);
  return !assignment.solve(alternative.lines, groups, bindings) && steps > 0;
}

void StepMatcher::Impl::judge() {
  for (auto& alternative : alternatives_) {
    if (alternative.out) continue;
    if (try_match(alternative) || !pending()) return;
  }
  const bool result =
      !seen_.empty() && seen_.back().term != nullptr && is_tagged(*seen_.back().term) && !seen_.back().not_ours;
  for (auto& alternative : alternatives_) {
    if (counts_continuations_ && continuations_ > alternative.continuations) alternative.out = true;
    if (!alternative.out && result && early_failure(alternative)) alternative.out = true;
  }
  if (std::any_of(alternatives_.begin(), alternatives_.end(), [](const auto& a) { return !a.out; })) {
    if (!closed_) return;
    fail("the peer closed the connection");
    return;
  }
  fail(result ? "the result came, and with it not what was expected" : "what came leaves nothing that was expected");
}

void StepMatcher::Impl::see(Seen response) {
  if (!pending()) return;
  seen_.push_back(std::move(response));
  const std::size_t position = seen_.size() - 1;
  const Seen& seen = seen_.back();
  if (seen.term != nullptr && !seen.not_ours) {
    if (is_continuation(*seen.term)) ++continuations_;
    if (is_tagged(*seen.term))
      for (const auto& command : context_.commands)
        if (command.tag == seen.term->items[0].octets) results_.insert(command.tag);
  }
  if (breaks_never(before_, true, position)) return;
  for (auto& alternative : alternatives_)
    if (!alternative.out) offer(alternative, position);
  judge();
}

void StepMatcher::Impl::peer_closed() {
  if (!pending()) return;
  closed_ = true;
  judge();
}

void StepMatcher::Impl::time_is_up() {
  if (!pending()) return;
  if (!breaks_never(before_, false, 0)) fail("the time is up");
}

bool StepMatcher::Impl::breaks_never(const Bindings& bindings, bool settled_only, std::size_t from) {
  for (std::size_t position = from; position < seen_.size(); ++position) {
    const Seen& seen = seen_[position];
    if (seen.term == nullptr || seen.not_ours) continue;
    for (const auto& never : never_) {
      if (settled_only && !is_settled(never.line, bindings, {context_.session, nullptr})) continue;
      bool fits = false;
      if (never.line.kind == Line::Kind::tagged && !never.line.tag) {
        for (const auto& command : context_.commands) {
          Wanted any = never;
          any.tag = command.tag;
          std::size_t steps = kAloneStepsMax;
          Bindings scratch = bindings;
          fits = fits || Assignment::fits_alone(any, seen, context_, scratch, steps);
        }
      } else if (never.is_vanished || never.is_fetch) {
        Bindings scratch = bindings;
        fits = scenario::fits(never.line, *seen.term, context_, seen, scratch);
      } else {
        std::size_t steps = kAloneStepsMax;
        Bindings scratch = bindings;
        fits = Assignment::fits_alone(never, seen, context_, scratch, steps);
      }
      if (!fits) continue;
      verdict_.state = StepMatch::State::failed;
      verdict_.why = "what must never come has come: " + never.line.written;
      verdict_.offending = {seen.index};
      return true;
    }
  }
  return false;
}

bool StepMatcher::Impl::breaks_only(const std::set<std::size_t>& taken) {
  if (!only_) return false;
  for (std::size_t position = 0; position < seen_.size(); ++position) {
    const Seen& seen = seen_[position];
    if (seen.before_step || seen.not_ours || taken.contains(position)) continue;
    if (seen.term != nullptr && (is_tagged(*seen.term) || is_continuation(*seen.term) || is_status(*seen.term)))
      continue;
    verdict_.offending.push_back(seen.index);
  }
  if (verdict_.offending.empty()) return false;
  verdict_.state = StepMatch::State::failed;
  verdict_.why = "an untagged response came that was not expected (`only: true`)";
  return true;
}

void StepMatcher::Impl::fail(std::string why) {
  if (breaks_never(before_, false, 0)) return;
  verdict_.state = StepMatch::State::failed;
  verdict_.why = std::move(why);
  explain();
}

void StepMatcher::Impl::explain() {
  for (const auto& alternative : alternatives_) {
    std::vector<const Wanted*> missing;
    for (const auto& wanted : alternative.lines)
      if (wanted.line.kind == Line::Kind::closed ? !closed_ : wanted.candidates.empty()) missing.push_back(&wanted);
    if (missing.empty())  // each fits something, but not all together
      for (const auto& wanted : alternative.lines) missing.push_back(&wanted);
    for (const Wanted* wanted : missing) {
      verdict_.missing.push_back(label(alternative, wanted->line));
      if (wanted->line.kind == Line::Kind::closed || !wanted->candidates.empty()) continue;
      Nearest nearest;
      unsigned least = 100;
      const std::size_t from = seen_.size() > kComparedMax ? seen_.size() - kComparedMax : 0;
      for (std::size_t position = from; position < seen_.size(); ++position) {
        const Seen& seen = seen_[position];
        if (seen.term == nullptr || seen.not_ours) continue;
        if (!wanted->tag.empty() && seen.term->items[0].octets != wanted->tag) continue;
        auto found = difference(wanted->line, seen, context_, before_);
        if (found.distance >= least) continue;
        least = found.distance;
        nearest = {label(alternative, wanted->line), wanted->line.place, seen.index, grammar::to_string(*seen.term),
                   std::move(found.text)};
      }
      if (least < 100 && verdict_.nearest.size() < kNearestMax) verdict_.nearest.push_back(std::move(nearest));
    }
  }
}

std::vector<std::string> StepMatcher::Impl::wanted() const {
  std::vector<std::string> out;
  for (const auto& alternative : alternatives_) {
    if (alternative.out) continue;
    for (const auto& wanted : alternative.lines)
      if (wanted.candidates.empty()) out.push_back(label(alternative, wanted.line));
  }
  return out;
}

StepMatcher::StepMatcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StepMatcher::StepMatcher(StepMatcher&&) noexcept = default;
StepMatcher& StepMatcher::operator=(StepMatcher&&) noexcept = default;
StepMatcher::~StepMatcher() = default;

StepMatcher::StepMatcher(const Step& step, MatchContext context, const Bindings& before)
    : impl_(std::make_unique<Impl>(std::move(context), before, step.never)) {
  if (step.outcomes.empty()) impl_->add({}, {}, step.expect);
  for (const auto& outcome : step.outcomes) impl_->add(outcome.name, outcome.violates, outcome.lines);
  impl_->order(step.only, step.ordered);
  impl_->begin();
}

StepMatcher StepMatcher::awaiting(const Step& step, MatchContext context, const Bindings& before) {
  auto impl = std::make_unique<Impl>(std::move(context), before, step.never);
  impl->add({}, {}, step.await);
  impl->begin();
  return StepMatcher(std::move(impl));
}

const StepMatch& StepMatcher::see(Seen response) {
  impl_->see(std::move(response));
  return impl_->verdict_;
}
const StepMatch& StepMatcher::peer_closed() {
  impl_->peer_closed();
  return impl_->verdict_;
}
const StepMatch& StepMatcher::time_is_up() {
  impl_->time_is_up();
  return impl_->verdict_;
}
const StepMatch& StepMatcher::verdict() const {
  return impl_->verdict_;
}
std::vector<std::string> StepMatcher::wanted() const {
  return impl_->wanted();
}

bool fits(const Line& line, const Term& response, const MatchContext& context, const Seen& seen, Bindings& bindings) {
  std::size_t steps = kAloneStepsMax;
  TermMatch match(context, bindings, steps);
  match.at(seen.numbering.get());
  const auto all = [&] { return match.line(line, response, [] { return true; }); };
  if (line.kind != Line::Kind::tagged) return all();
  if (response.items.empty() || !is_tagged(response)) return false;
  if (line.tag) return match.hole(*line.tag, response.items[0], all);
  return std::any_of(context.commands.begin(), context.commands.end(),
                     [&](const SentCommand& c) { return c.tag == response.items[0].octets; }) &&
         all();
}

namespace {

// FETCH 1 FLAGS is FETCH 1 (FLAGS), and +FLAGS \Seen is +FLAGS (\Seen): a Term has the parentheses always.
Line with_parentheses(Line line, const Term& command) {
  if (line.fields.empty() || command.items.size() != line.fields.size() + 1) return line;
  const Term& came = command.items.back();
  Node& last = line.fields.back();
  const bool one = (came.kind == Kind::list || came.kind == Kind::set) && came.items.size() == 1;
  const bool bare = last.kind == Node::Kind::section || (last.kind == Node::Kind::atom && last.hole() == nullptr);
  if (!one || !bare) return line;
  Node list;
  list.kind = Node::Kind::list;
  list.begin = last.begin;
  list.end = last.end;
  list.items.push_back(std::move(last));
  last = std::move(list);
  return line;
}

}  // namespace

bool fits_command(const Line& written, const Term& command, const MatchContext& context, Bindings& bindings) {
  std::size_t steps = kAloneStepsMax;
  TermMatch match(context, bindings, steps);
  if (command.items.empty()) return false;
  const Line line = with_parentheses(written, command);
  const auto all = [&] { return match.line(line, command, [] { return true; }); };
  return line.tag ? match.hole(*line.tag, command.items[0], all) : all();
}

bool breaks_quiet(const Term& response) {
  const auto& items = response.items;
  if (items.size() < 2 || items[0].octets != "*") return false;
  if (items.size() >= 3 && items[1].kind == Kind::number && same_word(items[2].octets, "EXPUNGE")) return true;
  if (same_word(items[1].octets, "VANISHED")) return true;
  if (items.size() == 4 && same_word(items[2].octets, "FETCH") && items[3].kind == Kind::pairs)
    for (std::size_t i = 0; i < items[3].items.size(); i += 2)
      if (!items[3].items[i].items.empty() && same_word(items[3].items[i].items[0].octets, "MODSEQ")) return true;
  return false;
}

}  // namespace imapspec::scenario
