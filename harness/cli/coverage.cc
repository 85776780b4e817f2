#include "harness/cli/coverage.h"

#include <fmt/format.h>

#include <map>
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

Coverage coverage_of(const std::vector<scenario::Scenario>& scenarios, const catalogue::Catalogue& catalogue) {
  Coverage coverage;
  for (const scenario::Scenario& scenario : scenarios) {
    std::set<std::string> ids;
    for (const std::string& id : requirements_of(scenario)) {
      ids.insert(id);
      for (const catalogue::Requirement* again : catalogue.asked_again(id))
        if (again->rfc != catalogue::kRev2 || scenario.rev2) ids.insert(again->id);
    }
    for (const std::string& id : ids) coverage.by_requirement[id].scenarios.push_back(scenario.id);
  }
  for (const oracle::Rule::About& rule : oracle::list_rules()) {
    std::set<std::string> ids(rule.also.begin(), rule.also.end());
    ids.emplace(rule.requirement);
    for (const std::string& id : std::set(ids))
      for (const catalogue::Requirement* again : catalogue.asked_again(id)) ids.insert(again->id);
    for (const std::string& id : ids) coverage.by_requirement[id].rules.emplace_back(rule.name);
  }
  return coverage;
}

std::vector<std::string> not_tested_on_servers(const std::vector<scenario::Scenario>& scenarios,
                                               const catalogue::Catalogue& catalogue) {
  const Coverage coverage = coverage_of(scenarios, catalogue);
  struct Count {
    std::size_t uncovered = 0, all = 0;
  };
  std::map<unsigned, Count> counts;  // by RFC
  std::size_t untestable = 0, of_clients = 0;
  for (const catalogue::Requirement& requirement : catalogue.all()) {
    if (requirement.subject == catalogue::Subject::client) {
      ++of_clients;
    } else if (!requirement.testable()) {
      ++untestable;
    } else {
      const Coverage::By& by = coverage.of(requirement.id);
      ++counts[requirement.rfc].all;
      counts[requirement.rfc].uncovered += by.scenarios.empty() && by.rules.empty() ? 1 : 0;
    }
  }
  std::vector<std::string> holes;
  for (const auto& [rfc, count] : counts) {
    if (count.uncovered > 0) holes.push_back(fmt::format("RFC {} {} of {}", rfc, count.uncovered, count.all));
  }
  std::vector<std::string> sentences;
  if (!holes.empty()) {
    sentences.push_back(fmt::format(
        "requirements that no scenario and no rule covers: {}; `imapspec list requirements --coverage` names them",
        fmt::join(holes, ", ")));
  }
  if (untestable > 0)
    sentences.push_back(fmt::format("{} requirements that cannot be judged from the wire", untestable));
  if (of_clients > 0) sentences.push_back(fmt::format("{} requirements of clients: see `imapspec client`", of_clients));
  return sentences;
}

}  // namespace imapspec::cli
