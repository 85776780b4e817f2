#include "harness/cli/background.h"

#include <map>
#include <set>
#include <string_view>

#include "harness/runner/evidence.h"

namespace imapspec::cli {
namespace {

void append(const std::vector<scenario::Step>& steps, std::vector<reports::Step>& shown) {
  for (const scenario::Step& step : steps) shown.push_back({step.written, step.note, step.place.line});
}

}  // namespace

void add_background(reports::Report& report, const Suite& suite, catalogue::Subject subject) {
  std::set<unsigned> documents;
  for (const catalogue::Requirement& requirement : suite.catalogue.all()) {
    if (requirement.subject != subject && requirement.subject != catalogue::Subject::both) continue;
    report.requirements.push_back(runner::requirement(suite.catalogue, requirement.id));
    report.requirements.back().untestable = requirement.untestable;
    documents.insert(requirement.rfc);
  }
  for (const auto& [rfc, title] : suite.catalogue.titles()) {
    if (documents.contains(rfc)) report.documents.push_back({rfc, title});
  }
  std::map<std::string_view, const scenario::Scenario*> scenarios;
  for (const scenario::Scenario& scenario : suite.scenarios) scenarios.emplace(scenario.id, &scenario);
  for (reports::Result& result : report.results) {
    const auto found = scenarios.find(result.id);
    if (found == scenarios.end()) continue;
    append(found->second->steps, result.steps);
    for (const scenario::Round& round : found->second->rounds) append(round.steps, result.steps);
  }
}

}  // namespace imapspec::cli
