#include "harness/runner/rule_results.h"

#include "harness/runner/evidence.h"

namespace imapspec::runner {

using reports::Verdict;

void RuleResults::add(const RuleReport& report, const std::string& scenario, const std::string& reproduce) {
  constexpr std::size_t kEvidenceKept = 3;
  for (const auto& [rule, count] : report.counts) {
    tallies_[rule].watched += count.watched;
    tallies_[rule].broken += count.broken;
  }
  for (const auto& breach : report.breaches) {
    auto& kept = evidence_[breach.finding.rule];
    if (kept.size() < kEvidenceKept) kept.push_back({breach, scenario, reproduce});
  }
}

std::vector<reports::Result> RuleResults::results(const catalogue::Catalogue& catalogue,
                                                  oracle::Subject subject) const {
  std::vector<reports::Result> results;
  for (const auto& about : oracle::list_rules()) {
    if (about.subject != subject) continue;
    const std::string name(about.name);
    reports::Result result;
    result.id = "rules/" + name;
    result.title = about.title;
    result.requirements = {std::string(about.requirement)};
    const auto tally = tallies_.find(name);
    result.rule = tally != tallies_.end() ? tally->second : reports::RuleTally{};
    if (const auto found = evidence_.find(name); found != evidence_.end())
      for (const auto& e : found->second)
        result.failures.push_back(rule_failure(catalogue, e.breach, e.scenario, e.reproduce));
    result.level = result.failures.empty() ? requirement(catalogue, result.requirements.front()).level
                                           : level_of(result.failures.front().requirements);
    if (result.rule->broken > 0) {
      result.verdict = result.level == reports::Level::must ? Verdict::fail : Verdict::warn;
    } else if (result.rule->watched == 0) {
      result.verdict = Verdict::skip;
      result.reason = "nothing to judge";
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace imapspec::runner
