// The SARIF 2.1.0 report (OASIS, sarif-v2.1.0): what code scanning shows beside the line of the scenario.
#include <map>
#include <nlohmann/json.hpp>

#include "reports/findings.h"
#include "reports/percent.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level_of(Verdict verdict) {
  return verdict == Verdict::warn ? "warning" : verdict == Verdict::xfail ? "note" : "error";
}

// A path as a relative reference (RFC 3986 section 4.2).
std::string uri(std::string_view path) {
  return percent_encoded(path, "/");
}

Json message(const std::string& text) {
  return {{"text", text.empty() ? "-" : text}};
}

// What is one rule to SARIF is one scenario, or one of our rules, to us.
Json rule(const Finding& finding) {
  const Result& result = *finding.result;
  Json object{{"id", show_text(result.id)},
              {"shortDescription", message(show_text(result.title))},
              {"properties", {{"tags", {name(result.level)}}}}};
  if (finding.failure == nullptr || finding.failure->requirements.empty()) return object;
  const Requirement& requirement = finding.failure->requirements.front();
  object["fullDescription"] = message(show_text(requirement.words));
  if (requirement.rfc != 0) {
    Requirement encoded = requirement;
    encoded.section = uri(requirement.section);
    object["helpUri"] = encoded.link();
    object["help"] = message(show_text(requirement.place()));
  }
  return object;
}

Json location(const Finding& finding) {
  Json physical{{"artifactLocation", {{"uri", uri(finding.place.file)}}}};
  if (finding.place.line != 0) physical["region"] = {{"startLine", finding.place.line}};
  return {{"physicalLocation", std::move(physical)},
          {"logicalLocations", {{{"fullyQualifiedName", show_text(finding.result->id)}}}}};
}

Json json_finding(const Finding& finding, std::size_t rule_index) {
  const Result& result = *finding.result;
  Json object{{"ruleId", show_text(result.id)},    {"ruleIndex", rule_index},
              {"level", level_of(result.verdict)}, {"message", message(finding.message)},
              {"locations", Json::array()},        {"partialFingerprints", {{"imapspec/v1", finding.key}}}};
  if (!finding.place.file.empty()) object["locations"].push_back(location(finding));
  if (result.verdict == Verdict::xfail)
    object["suppressions"] = {{{"kind", "external"}, {"justification", show_text(result.reason)}}};
  return object;
}

}  // namespace

std::string write_sarif(const Report& report) {
  Json rules = Json::array(), results = Json::array();
  std::map<std::string, std::size_t> indices;
  for (const Finding& finding : findings(report, true)) {
    const auto [found, is_new] = indices.try_emplace(finding.result->id, rules.size());
    if (is_new) rules.push_back(rule(finding));
    results.push_back(json_finding(finding, found->second));
  }
  Json invocation{{"executionSuccessful", !report.incomplete}, {"startTimeUtc", timestamp(report)}};
  if (report.incomplete) {
    invocation["toolExecutionNotifications"] = {
        {{"level", "error"}, {"message", message("incomplete: " + show_line(report.incomplete_reason))}}};
  }
  const Json object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs",
                     {{{"tool",
                        {{"driver",
                          {{"name", report.program.empty() ? "imapspec" : show_line(report.program)},
                           {"version", show_line(report.version)},
                           {"rules", std::move(rules)}}}}},
                       {"invocations", Json::array({std::move(invocation)})},
                       {"results", std::move(results)}}}}};
  return object.dump(1) + "\n";
}

}  // namespace imapspec::reports
