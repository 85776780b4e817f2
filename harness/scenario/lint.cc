#include "harness/scenario/lint.h"

#include <algorithm>
#include <functional>

#include "harness/catalogue/catalogue.h"
#include "harness/scenario/flow.h"
#include "harness/scenario/prove.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

namespace {

void each_line(const Step& step, const std::function<void(const Line&, bool continues)>& f) {
  for (const auto& line : step.commands) f(line, step.continues);
  for (const auto* lines : {&step.expect, &step.await, &step.never})
    for (const auto& line : *lines) f(line, false);
  for (const auto& outcome : step.outcomes)
    for (const auto& line : outcome.lines) f(line, false);
}

bool ends_in_rest(const Line& line) {
  return std::any_of(line.fields.begin(), line.fields.end(), [](const Node& n) { return n.kind == Node::Kind::rest; });
}

}  // namespace

void prove_lines(Scenario& scenario, const LoadContext& context) {
  std::vector<std::string> unread;
  for (const auto& requirement : scenario.requires_)
    if (!requirement.negated && std::none_of(requirement.any.begin(), requirement.any.end(), is_in_grammar))
      unread.insert(unread.end(), requirement.any.begin(), requirement.any.end());
  bool utf8 = false;
  for (const auto& session : scenario.sessions)
    for (const auto& name : session.enable) {
      utf8 = utf8 || same_word(name, "UTF8=ACCEPT") || same_word(name, "IMAP4rev2");
      if (!is_in_grammar(name)) unread.push_back(name);
    }
  std::vector<std::string> beyond;
  const auto prove = [&](const Given& given, const Line& line) {
    const Flow flow(scenario, given, context);
    grammar::Dialect dialect{grammar::Revision::either, utf8, false};
    if ((scenario.rev1 && !scenario.rev2) || line.bound_to == "rev1") dialect.revision = grammar::Revision::rev1;
    if ((scenario.rev2 && !scenario.rev1) || line.bound_to == "rev2") dialect.revision = grammar::Revision::rev2;
    const auto disproof = disprove(line, dialect, [&](std::string_view name) { return flow.kind_of(name); });
    if (!disproof) return;
    if (!line.bound_to.empty() && line.bound_to != "rev1" && line.bound_to != "rev2" && !is_in_grammar(line.bound_to)) {
      beyond.push_back(line.bound_to);
      return;
    }
    if (!unread.empty()) {
      beyond.insert(beyond.end(), unread.begin(), unread.end());
      return;
    }
    if (is_beyond_grammar(line)) return;  // no reply that the grammar cannot read is taken for it
    yaml::Place place = line.place;
    place.column += static_cast<std::uint32_t>(disproof->offset);
    context.mistake(line.written.size() > 200 ? line.place : place,
                    "this is no IMAP: " + disproof->rule + " was expected here: " + line.written);
  };
  for (const auto& step : scenario.steps)
    each_line(step, [&](const Line& line, bool continues) {
      if (!continues) prove(scenario.given, line);
    });
  for (const auto& round : scenario.rounds) {
    // Commands of a client are patterns: with "..." they are held against nothing, and its server may break the
    // grammar.
    const auto command = [&](const Line& line) {
      if (!ends_in_rest(line)) prove(round.given, line);
    };
    for (const auto& rule : round.server) command(rule.when);
    for (const auto& step : round.steps)
      each_line(step, [&](const Line& line, bool) {
        if (line.kind != Line::Kind::command) prove(round.given, line);
      });
  }
  std::sort(beyond.begin(), beyond.end());
  beyond.erase(std::unique(beyond.begin(), beyond.end()), beyond.end());
  scenario.beyond_grammar = std::move(beyond);
}

std::vector<std::string> LoadContext::requirement_ids(const yaml::Node& node) const {
  std::vector<std::string> out;
  std::optional<catalogue::Level> level;
  std::string first;
  const auto add = [&](const yaml::Node& one) {
    const std::string id = reader.text(one, "a requirement");
    if (id.empty()) return;
    if (std::find(out.begin(), out.end(), id) != out.end()) return mistake(one.place, id + " is named twice");
    out.push_back(id);
    if (options.catalogue == nullptr) return;
    const auto* requirement = options.catalogue->find(id);
    if (requirement == nullptr) {
      const std::string near = options.catalogue->nearest(id);
      return mistake(one.place, "there is no requirement " + id + (near.empty() ? "" : ": was " + near + " meant?"));
    }
    for (const auto& other : out)
      if (const auto* named = options.catalogue->find(other);
          other == requirement->as || (named != nullptr && named->as == id))
        return mistake(one.place, id + " and " + other + " ask for the same: the older one is enough");
    if (!level) {
      level = requirement->level;
      first = id;
    } else if (*level != requirement->level) {
      mistake(one.place, id + " is a " + std::string(to_string(requirement->level)) + ", " + first + " a " +
                             std::string(to_string(*level)) +
                             ": what fails together is of one level; name them by step");
    }
  };
  if (node.is_list())
    for (const auto& item : node.items) add(item);
  else
    add(node);
  if (out.size() > 3) mistake(node.place, "three requirements at most");
  return out;
}

void check_requirements(const Scenario& scenario, const yaml::Node& node, const LoadContext& context) {
  if (!scenario.verifies.empty()) return;
  const bool by_step = !scenario.steps.empty() && std::any_of(scenario.steps.begin(), scenario.steps.end(),
                                                              [](const Step& step) { return !step.verifies.empty(); });
  if (!by_step) context.mistake(node.place, "'verifies' was expected: the requirements that a failure would violate");
}

}  // namespace imapspec::scenario
