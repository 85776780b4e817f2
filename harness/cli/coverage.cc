#include "harness/cli/coverage.h"

#include <set>

#include "harness/oracle/rule.h"

namespace imapspec::cli {
namespace {

void add(std::set<std::string>& ids, const std::vector<scenario::Step>& steps) {
  for (const scenario::Step& step : steps) {
    ids.insert(step.verifies.begin(), step.verifies.end());
    for (const scenario::Outcome& outcome : step.outcomes) {
      if (!outcome.violates.empty()) ids.insert(outcome.violates);
    }
  }
}

}  // namespace

const Coverage::By& Coverage::of(std::string_view requirement) const {
  static const By kNothing;
  const auto found = by_requirement.find(requirement);
  return found == by_requirement.end() ? kNothing : found->second;
}

std::vector<std::string> requirements_of(const scenario::Scenario& scenario) {
  std::set<std::string> ids(scenario.verifies.begin(), scenario.verifies.end());
  add(ids, scenario.steps);
  for (const scenario::Round& round : scenario.rounds) {
    add(ids, round.steps);
    for (const scenario::ServerRule& rule : round.server) add(ids, rule.steps);
  }
  return {ids.begin(), ids.end()};
}

Coverage coverage_of(const std::vector<scenario::Scenario>& scenarios) {
  Coverage coverage;
  for (const scenario::Scenario& scenario : scenarios) {
    for (const std::string& id : requirements_of(scenario)) coverage.by_requirement[id].scenarios.push_back(scenario.id);
  }
  for (const oracle::Rule::About& rule : oracle::list_rules()) {
    coverage.by_requirement[std::string(rule.requirement)].rules.emplace_back(rule.name);
  }
  return coverage;
}

}  // namespace imapspec::cli
