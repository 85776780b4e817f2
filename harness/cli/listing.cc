#include "harness/cli/listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "harness/cli/coverage.h"
#include "harness/grammar/core/deviation.h"
#include "harness/oracle/rule.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string join(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string list_scenarios(const Suite& suite, bool coverage) {
  Rows rows;
  for (const scenario::Scenario& scenario : suite.scenarios) {
    rows.push_back({scenario.id, scenario.title});
    if (coverage) rows.back().insert(rows.back().begin() + 1, join(requirements_of(scenario)));
  }
  return table(rows);
}

std::string list_requirements(const Suite& suite) {
  Rows rows;
  for (const catalogue::Requirement& requirement : suite.catalogue.all()) {
    rows.push_back(
        {requirement.id, requirement.keyword, std::string(to_string(requirement.subject)), requirement.words});
  }
  return table(rows);
}

std::string count_of(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string covered_by(const catalogue::Requirement& requirement, const Coverage::By& by) {
  std::vector<std::string> parts;
  if (!by.scenarios.empty()) parts.push_back(count_of(by.scenarios.size(), "scenario"));
  if (!by.rules.empty()) parts.push_back(count_of(by.rules.size(), "rule"));
  if (!parts.empty()) return join(parts);
  return requirement.testable() ? "-" : "not testable";
}

// Each requirement with who covers it; then how many of those that can be judged are, by RFC and level.
std::string list_requirements_by_coverage(const Suite& suite) {
  const Coverage coverage = coverage_of(suite.scenarios, suite.catalogue);
  struct Count {
    std::size_t covered = 0, testable = 0;
  };
  std::map<std::tuple<unsigned, catalogue::Subject, catalogue::Level>, Count> counts;
  std::map<unsigned, std::size_t> untestable;
  Rows rows;
  for (const catalogue::Requirement& requirement : suite.catalogue.all()) {
    const Coverage::By& by = coverage.of(requirement.id);
    rows.push_back({requirement.id, requirement.keyword, covered_by(requirement, by), requirement.words});
    if (!requirement.testable()) ++untestable[requirement.rfc];
    if (!requirement.testable()) continue;
    Count& count = counts[{requirement.rfc, requirement.subject, requirement.level}];
    ++count.testable;
    count.covered += by.scenarios.empty() && by.rules.empty() ? 0 : 1;
  }
  Rows summary{{"RFC", "about", "level", "covered"}};
  for (const auto& [key, count] : counts) {
    const auto& [rfc, subject, level] = key;
    summary.push_back({std::to_string(rfc), std::string(to_string(subject)), std::string(level_name(level)),
                       fmt::format("{} of {}", count.covered, count.testable)});
  }
  for (const auto& [rfc, count] : untestable)
    summary.push_back({std::to_string(rfc), "", "", fmt::format("{} cannot be judged from the wire", count)});
  return table(rows) + "\n" + table(summary);
}

std::string list_rules() {
  Rows rows;
  for (const oracle::Rule::About& rule : oracle::list_rules()) {
    rows.push_back({"rules/" + std::string(rule.name), rule.subject == oracle::Subject::client ? "client" : "server",
                    std::string(rule.requirement), std::string(rule.title)});
  }
  return table(rows);
}

std::string list_quirks() {
  Rows rows;
  for (const auto* quirks : {&reference_server::all_quirks(), &reference_server::all_variations()}) {
    for (const reference_server::Quirk& quirk : *quirks) {
      std::string kind = quirks == &reference_server::all_quirks() ? "quirk" : "variation";
      if (quirk.acts == reference_server::Acts::before_login) kind += " before login";
      rows.push_back({std::string(quirk.name), kind, std::string(quirk.requirement), std::string(quirk.sentence)});
    }
  }
  return table(rows);
}

std::string list_deviations() {
  Rows rows;
  for (const grammar::DeviationInfo& deviation : grammar::deviations()) {
    rows.push_back({std::string(deviation.name), deviation.tolerable ? "tolerable" : "refused",
                    std::string(deviation.section), std::string(deviation.what)});
  }
  return table(rows);
}

std::expected<std::string, std::string> list_peers(const Suite& suite) {
  std::vector<yaml::Mistake> mistakes;
  Rows rows;
  for (const catalogue::PeerFile& peer : load_peers(suite.files, mistakes)) {
    rows.push_back({peer.name, std::string(to_string(peer.role)), count_of(peer.expect.size(), "expected failure")});
  }
  if (!mistakes.empty()) return std::unexpected(yaml::to_string(mistakes));
  return table(rows);
}

}  // namespace

std::vector<std::string> list_kinds() {
  return {"scenarios", "requirements", "quirks", "rules", "peers", "deviations"};
}

std::expected<std::string, std::string> listing(const Suite& suite, std::string_view kind, bool coverage) {
  if (coverage && kind != "scenarios" && kind != "requirements") {
    return std::unexpected(fmt::format("--coverage is for scenarios and requirements, not for {}", kind));
  }
  if (kind == "scenarios") return list_scenarios(suite, coverage);
  if (kind == "requirements") return coverage ? list_requirements_by_coverage(suite) : list_requirements(suite);
  if (kind == "quirks") return list_quirks();
  if (kind == "rules") return list_rules();
  if (kind == "deviations") return list_deviations();
  if (kind == "peers") return list_peers(suite);
  return std::unexpected(fmt::format("there is no list of {}; there is {}", kind, join(list_kinds())));
}

}  // namespace imapspec::cli
