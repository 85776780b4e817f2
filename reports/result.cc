#include "reports/result.h"

#include <algorithm>
#include <map>

namespace imapspec::reports {

std::string_view name(Verdict verdict) {
  constexpr std::array<std::string_view, kVerdicts.size()> kNames{"pass",  "fail",  "warn", "skip",
                                                                  "error", "xfail", "xpass"};
  return kNames.at(static_cast<std::size_t>(verdict));
}

bool is_unexpected(Verdict verdict, bool strict) {
  return verdict == Verdict::fail || verdict == Verdict::error || verdict == Verdict::xpass ||
         (strict && verdict == Verdict::warn);
}

std::string_view name(Level level) {
  constexpr std::array<std::string_view, 3> kNames{"MUST", "SHOULD", "MAY"};
  return kNames.at(static_cast<std::size_t>(level));
}

std::string_view name(Direction direction) {
  constexpr std::array<std::string_view, 3> kNames{"C", "S", "note"};
  return kNames.at(static_cast<std::size_t>(direction));
}

namespace {

bool is_appendix(const std::string& section) {
  return !section.empty() && (section[0] < '0' || section[0] > '9');
}

}  // namespace

std::string Requirement::place() const {
  if (rfc == 0) return {};
  std::string text = "RFC " + std::to_string(rfc);
  if (!section.empty()) text += (is_appendix(section) ? " appendix " : " section ") + section;
  return text;
}

std::string Requirement::link() const {
  if (rfc == 0) return {};
  std::string text = "https://www.rfc-editor.org/rfc/rfc" + std::to_string(rfc);
  if (!section.empty()) text += (is_appendix(section) ? "#appendix-" : "#section-") + section;
  return text;
}

std::string Report::reproduce(const Result& result) const {
  if (!result.failures.empty() && !result.failures.front().reproduce.empty()) return result.failures.front().reproduce;
  if (command.empty()) return {};
  return result.rule ? command + command_options : command + " '" + result.id + "'" + command_options;
}

bool is_judged(const Report& report) {
  return std::ranges::any_of(report.results, [](const Result& result) {
    return result.verdict != Verdict::skip && result.verdict != Verdict::error;
  });
}

bool is_unexpected(const Report& report, bool strict) {
  return report.incomplete || std::ranges::any_of(report.results, [strict](const Result& result) {
           return is_unexpected(result.verdict, strict);
         });
}

Summary summarize(const Report& report) {
  Summary summary;
  std::map<std::string, std::size_t> reasons;
  for (const Result& result : report.results) {
    ++summary.counts.at(static_cast<std::size_t>(result.verdict));
    ++summary.total;
    if (result.verdict == Verdict::skip) ++reasons[result.reason];
  }
  for (const auto& [reason, count] : reasons) summary.skips.push_back({reason, count});
  std::ranges::stable_sort(summary.skips, std::ranges::greater{}, &Summary::Skips::count);
  return summary;
}

std::vector<const Result*> in_order(const Report& report) {
  std::vector<const Result*> results;
  results.reserve(report.results.size());
  for (const Result& result : report.results) results.push_back(&result);
  std::ranges::stable_sort(results, {}, [](const Result* result) -> const std::string& { return result->id; });
  return results;
}

}  // namespace imapspec::reports
