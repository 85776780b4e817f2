// GitLab's code quality report: a list of findings, each at a line of a scenario.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/findings.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity(const Result& result) {
  switch (result.verdict) {
    case Verdict::warn:
      return "minor";
    case Verdict::xpass:
      return "info";
    case Verdict::error:
      return "blocker";
    default:
      return "major";
  }
}

}  // namespace

std::string write_gitlab(const Report& report) {
  Json list = Json::array();
  for (const Finding& finding : findings(report, false)) {
    // A place is a must; a rule that was broken on no scenario's connection has none of its own.
    const std::string path = finding.place.file.empty() ? "scenarios" : show_line(finding.place.file);
    list.push_back({{"description", show_line(finding.result->id) + ": " + show_line(finding.message)},
                    {"check_name", show_line(finding.result->id)},
                    {"fingerprint", finding.key},
                    {"severity", severity(*finding.result)},
                    {"location", {{"path", path}, {"lines", {{"begin", std::max(1U, finding.place.line)}}}}}});
  }
  return list.dump(1) + "\n";
}

}  // namespace imapspec::reports
