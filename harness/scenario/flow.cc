#include "harness/scenario/flow.h"

#include <algorithm>

#include "harness/scenario/value.h"

namespace imapspec::scenario {

namespace {

std::string quoted(std::string_view name) {
  return "$" + std::string(name);
}

bool is_account_word(std::string_view name) {
  for (const std::string_view word : {"user", "password"})
    if (name == word || (name.starts_with(word) && given_number(name.substr(word.size())) > 0)) return true;
  return name == "host" || name == "port";
}

std::size_t given_messages(const Given& given) {
  const GivenMailbox* box = given.find("box");
  return box == nullptr ? 0 : box->messages.size();
}

bool ends_closed(const std::vector<Line>& lines) {
  return !lines.empty() && lines.back().kind == Line::Kind::closed;
}

}  // namespace

Flow::Flow(const Scenario& scenario, const Given& given, const LoadContext& context)
    : scenario_(scenario), given_(given), context_(context) {
  for (const auto& session : scenario.sessions)
    sessions_[session.name][""] =
        End{session.state == SessionSpec::State::none ? End::Kind::absent : End::Kind::idle, 0};
}

VariableKind Flow::kind_of(std::string_view name) const {
  if (given_number(name) != 0 || given_uid(name) != 0) return VariableKind::number;
  if (given_.find(name) != nullptr) return VariableKind::mailbox;
  if (scenario_.data.find(name) != scenario_.data.end()) return VariableKind::data;
  if (name == "sep") return VariableKind::separator;
  return is_account_word(name) ? VariableKind::word : VariableKind::unknown;
}

bool Flow::is_bound(std::string_view name, const Step& step) const {
  const auto at = bound_.find(name);
  if (at == bound_.end()) return false;
  if (at->second.contains("")) return true;
  if (step.when && (at->second.contains(step.when->word) || at->second.contains(step.when->written))) return true;
  return std::any_of(scenario_.requires_.begin(), scenario_.requires_.end(), [&](const Requirement& r) {
    return !r.negated && r.any.size() == 1 && at->second.contains(r.any[0]);
  });
}

void Flow::given_hole(const Hole& hole, const yaml::Place& place) {
  const std::size_t number = std::max(given_number(hole.name), given_uid(hole.name));
  if (number <= given_messages(given_)) return;
  const std::size_t known = given_messages(given_);
  context_.mistake(place, quoted(hole.name) + " is no given message: box " +
                              (known == 0 ? "is given none" : "is given " + std::to_string(known)));
}

void Flow::named_octets(const Node& node, const yaml::Place& place, const Step& step, bool is_sent) {
  for (const auto& item : node.items) named_octets(item, place, step, is_sent);
  if (node.kind != Node::Kind::octets) return;
  const auto data = scenario_.data.find(node.octets.name);
  if (data == scenario_.data.end()) {
    context_.mistake(place, "there are no data of the name '" + node.octets.name + "'");
    return;
  }
  if (is_sent) sent_data(node.octets.name, place, step);
}

void Flow::sent_hole(const Hole& hole, const yaml::Place& place, const Step& step) {
  if (hole.nameless()) return context_.mistake(place, "$_ cannot be sent: it has no value");
  given_hole(hole, place);
  const VariableKind kind = kind_of(hole.name);
  if (kind == VariableKind::unknown && !is_bound(hole.name, step)) {
    const bool sometimes = bound_.contains(hole.name);
    context_.mistake(
        place, quoted(hole.name) + (sometimes ? " is bound in some outcomes only: `when` was expected"
                                              : " is not bound here: no mailbox, no data, nothing captured before"));
  }
  if (kind == VariableKind::data) sent_data(hole.name, place, step);
}

// What data hold must have a value too. Data that hold themselves, at first or second hand, have none.
void Flow::sent_data(const std::string& name, const yaml::Place& place, const Step& step) {
  if (!within_data_.insert(name).second)
    return context_.mistake(place, "the data of the name '" + name + "' hold themselves");
  each_hole(scenario_.data.find(name)->second.text, [&](const Hole& inner) { sent_hole(inner, place, step); });
  within_data_.erase(name);
}

void Flow::sent(const Line& line, const Step& step) {
  Line without_tag = line;
  without_tag.tag.reset();
  each_hole(without_tag, [&](const Hole& hole) { sent_hole(hole, line.place, step); });
  const auto check = [&](const Node& node) {
    named_octets(node, line.place, step, true);
    std::function<void(const Node&)> unsendable = [&](const Node& each) {
      if (each.kind == Node::Kind::rest) context_.mistake(line.place, "`...` cannot be sent: " + line.written);
      if (each.kind == Node::Kind::regex)
        context_.mistake(line.place, "a regular expression cannot be sent: " + line.written);
      for (const auto& item : each.items) unsendable(item);
    };
    unsendable(node);
  };
  for (const auto& node : line.fields) check(node);
  for (const auto& node : line.code) check(node);
}

void Flow::received(const std::vector<Line>& lines, const std::string& condition,
                    std::map<std::string, std::set<std::string>>& binds) {
  for (const auto& line : lines) {
    for (const auto& node : line.fields) named_octets(node, line.place, {}, false);
    each_hole(line, [&](const Hole& hole) {
      if (hole.nameless()) return;
      given_hole(hole, line.place);
      if (is_variable(hole.name)) return;
      binds[hole.name].insert(line.bound_to.empty() ? condition : line.bound_to);
    });
  }
}

void Flow::capture(const Line& command) {
  std::map<std::string, std::set<std::string>> binds;
  received({command}, {}, binds);
  for (const auto& [name, conditions] : binds) bound_[name].insert(conditions.begin(), conditions.end());
  if (command.tag) tags_.insert(command.tag->name);
}

std::optional<Flow::End> Flow::chosen(std::string_view session, const std::optional<Condition>& when) const {
  const auto at = sessions_.find(session);
  if (at == sessions_.end()) return End{};
  const Ends& ends = at->second;
  const bool word = when && when->kind == Condition::Kind::word;
  if (word && !when->negated)
    if (const auto one = ends.find(when->word); one != ends.end()) return one->second;
  std::optional<End> same;
  for (const auto& [name, end] : ends) {
    if (word && when->negated && name == when->word) continue;
    if (same && *same != end) return std::nullopt;
    same = end;
  }
  return same;
}

bool Flow::continues(std::string_view session, const std::optional<Condition>& when) const {
  const auto end = chosen(session, when);
  return end && end->kind == End::Kind::plus;
}

Flow::End Flow::end_before(const Step& step) {
  const auto end = chosen(step.session, step.when);
  if (end) return *end;
  context_.mistake(step.place,
                   "the outcomes of an earlier step end differently (+, result, closed): `when` was expected here");
  sessions_[step.session] = {{"", End{}}};
  return End{};
}

void Flow::expression(const Expression& expression, const Condition& condition, const Step& step) {
  for (const auto& operand : expression.operands) {
    if (operand.name.empty()) continue;
    given_hole({operand.name, {}}, condition.place);
    if (!is_variable(operand.name) && !is_bound(operand.name, step))
      context_.mistake(condition.place, quoted(operand.name) + " is not bound here: " + condition.written);
  }
}

void Flow::conditions(const Step& step) {
  for (const auto& condition : step.check) {
    expression(condition.right, condition, step);
    const auto& left = condition.left.operands;
    const bool binds = condition.kind == Condition::Kind::equal && !condition.negated && left.size() == 1 &&
                       !left[0].name.empty() && !left[0].count && !is_variable(left[0].name) &&
                       !bound_.contains(left[0].name);
    if (binds)
      bound_[left[0].name].insert(step.when ? step.when->word : "");
    else
      expression(condition.left, condition, step);
    if (condition.kind == Condition::Kind::word)
      context_.mistake(condition.place, "a comparison was expected: == != < <= > >= contains");
  }
}

void Flow::commands(Step& step, const End& before) {
  if (before.kind == End::Kind::absent)
    context_.mistake(step.place, "this session is not connected: `connect` was expected before");
  if (before.kind == End::Kind::closed)
    context_.mistake(step.place, "the connection of this session is closed: `connect` was expected before");
  if (before.kind == End::Kind::open && step.kind == Step::Kind::say)
    context_.mistake(step.place,
                     "a command of this session is still open: its result was expected in an S before this C");
  if (step.continues && step.commands.size() > 1)
    context_.mistake(step.place, "what answers a + is one line: no pipeline can");
  for (const auto& line : step.commands) {
    if (line.tag) {
      if (line.tag->nameless() || is_variable(line.tag->name) || bound_.contains(line.tag->name))
        context_.mistake(line.place,
                         "the tag " + quoted(line.tag->name) + " has a value already: a fresh name was expected");
      step.tags.push_back(line.tag->name);
      tags_.insert(line.tag->name);
    }
    const bool last = &line == &step.commands.back();
    if (!last && !line.fields.empty() && line.fields.back().kind == Node::Kind::announcement)
      context_.mistake(line.place, "an announcement ends its step: the octets are the next C");
  }
  // A hole that begins a line of raw octets and has no value is a fresh tag.
  for (std::size_t i = 0; i < step.octets.size(); ++i) {
    const auto& hole = step.octets[i].hole;
    const bool begins = i == 0 || (!step.octets[i - 1].hole && step.octets[i - 1].text.ends_with("\n"));
    if (hole && begins && !hole->nameless() && !is_variable(hole->name) && !bound_.contains(hole->name)) {
      step.tags.push_back(hole->name);
      tags_.insert(hole->name);
    }
  }
  for (const auto& tag : step.tags) bound_[tag].insert("");
  for (const auto& line : step.commands) sent(line, step);
  each_hole(step.octets, [&](const Hole& hole) { sent_hole(hole, step.place, step); });
}

Flow::End Flow::end_behind(const Step& step, const End& before, const std::vector<Line>& lines) {
  End end = before;
  if (end.kind != End::Kind::open && end.kind != End::Kind::plus) end.open = 0;
  if (step.kind == Step::Kind::say && !step.continues)
    end = {End::Kind::open, std::max<std::size_t>(step.commands.size(), 1)};
  if (step.kind == Step::Kind::say && step.continues) end = {End::Kind::open, std::max<std::size_t>(before.open, 1)};
  const bool raw = step.kind == Step::Kind::raw;
  for (const auto& line : lines) {
    if (&line != &lines.back() && line.kind == Line::Kind::closed)
      context_.mistake(line.place, "nothing can come behind `closed`: it is the last line");
    switch (line.kind) {
      case Line::Kind::closed:
        end = {End::Kind::closed, 0};
        break;
      case Line::Kind::continuation:
        if (end.open == 0 && !raw && !scenario_.client)
          context_.mistake(line.place, "no command is open that a + could continue");
        else if (end.open > 0)
          end.kind = End::Kind::plus;
        break;
      case Line::Kind::tagged:
        if (line.tag && !tags_.contains(line.tag->name) && !scenario_.client)
          context_.mistake(line.place, "no command has the tag " + quoted(line.tag->name));
        if (!line.tag && end.open == 0 && !scenario_.client)
          context_.mistake(line.place, raw ? "`raw` opens no command: the tag was expected, $a " + line.written
                                           : "there is no open command that this result could be of");
        if (end.open == 0) break;
        --end.open;
        end.kind = end.open == 0 ? End::Kind::idle : End::Kind::open;
        break;
      default:
        break;
    }
  }
  switch (step.kind) {
    case Step::Kind::connect:
      return {End::Kind::idle, 0};
    case Step::Kind::close:
    case Step::Kind::reset:
      return {End::Kind::absent, 0};
    case Step::Kind::half_close:
      return {End::Kind::closed, 0};
    default:
      return end;
  }
}

void Flow::answers(const Step& step, const End& before) {
  Ends ends;
  std::map<std::string, std::set<std::string>> binds;
  const std::string condition =
      step.when
          ? (step.when->kind == Condition::Kind::word && !step.when->negated ? step.when->word : step.when->written)
          : "";
  if (step.outcomes.empty()) {
    ends[""] = end_behind(step, before, step.expect);
    received(step.expect, condition, binds);
  }
  std::map<std::string, std::set<std::string>> in_outcomes;
  std::size_t going_on = 0;
  for (const auto& outcome : step.outcomes) {
    ends[outcome.name] = end_behind(step, before, outcome.lines);
    received(outcome.lines, outcome.name, in_outcomes);
    outcomes_.insert(outcome.name);
    if (!ends_closed(outcome.lines)) ++going_on;
  }
  for (auto& [name, names] : in_outcomes) {
    if (names.size() >= going_on && condition.empty()) names = {""};
    binds[name].insert(names.begin(), names.end());
  }
  received(step.await, condition, binds);
  std::map<std::string, std::set<std::string>> ignored;
  received(step.never, condition, ignored);
  for (const auto& [name, conditions] : binds) bound_[name].insert(conditions.begin(), conditions.end());

  const bool same =
      std::all_of(ends.begin(), ends.end(), [&](const auto& e) { return e.second == ends.begin()->second; });
  if (same && ends.size() > 1) ends = {{"", ends.begin()->second}};
  Ends& now = sessions_[step.session];
  const bool one_way =
      step.when && step.when->kind == Condition::Kind::word && !step.when->negated && now.contains(step.when->word);
  if (one_way && ends.size() == 1)
    now[step.when->word] = ends.begin()->second;
  else
    now = std::move(ends);
}

void Flow::take(Step& step) {
  if (step.when) {
    if (step.when->kind != Condition::Kind::word) {
      expression(step.when->left, *step.when, step);
      expression(step.when->right, *step.when, step);
    } else if (!outcomes_.contains(step.when->word) &&
               (step.when->word.front() < 'A' || step.when->word.front() > 'Z') && step.when->word != "rev1" &&
               step.when->word != "rev2") {
      context_.mistake(step.when->place,
                       "no step before has an outcome '" + step.when->word + "', and no capability is called so");
    }
  }
  const End before = end_before(step);
  if (scenario_.client) {
    for (const auto& line : step.commands) capture(line);
    for (const auto& line : step.expect) sent(line, step);
    each_hole(step.octets, [&](const Hole& hole) { sent_hole(hole, step.place, step); });
  } else if (step.kind == Step::Kind::say || step.kind == Step::Kind::raw) {
    commands(step, before);
  }
  if (!step.await.empty() && (before.kind == End::Kind::absent || before.kind == End::Kind::closed))
    context_.mistake(step.place, "this session is not connected: nothing can be awaited");
  answers(step, before);
  conditions(step);
}

}  // namespace imapspec::scenario
