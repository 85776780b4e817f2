#include "harness/runner/evidence.h"

#include <algorithm>

#include "harness/runner/rev2.h"

namespace imapspec::runner {

namespace {

constexpr std::size_t kLinesShown = 120;

reports::Level level(catalogue::Level level) {
  switch (level) {
    case catalogue::Level::must:
      return reports::Level::must;
    case catalogue::Level::should:
      return reports::Level::should;
    case catalogue::Level::may:
      return reports::Level::may;
  }
  return reports::Level::must;
}

// The end of the transcript, and always the line in question.
void show_transcript(const std::vector<reports::TranscriptLine>& lines, std::optional<std::size_t> line,
                     reports::Failure& failure) {
  std::size_t first = lines.size() > kLinesShown ? lines.size() - kLinesShown : 0;
  std::size_t end = lines.size();
  if (line && *line < first) {
    first = *line > kLinesShown / 2 ? *line - kLinesShown / 2 : 0;
    end = std::min(lines.size(), first + kLinesShown);
  }
  failure.transcript.assign(lines.begin() + static_cast<std::ptrdiff_t>(first),
                            lines.begin() + static_cast<std::ptrdiff_t>(end));
  if (line && *line < end) failure.offending_line = *line - first;
}

}  // namespace

reports::Requirement requirement(const catalogue::Catalogue& catalogue, const std::string& id) {
  reports::Requirement shown;
  shown.id = id;
  const auto* found = catalogue.find(id);
  if (found == nullptr) return shown;
  shown.words = found->words;
  shown.level = level(found->level);
  shown.rfc = found->rfc;
  shown.section = found->section;
  return shown;
}

std::vector<reports::Requirement> requirements(const catalogue::Catalogue& catalogue,
                                               const std::vector<std::string>& ids) {
  std::vector<reports::Requirement> all;
  for (const auto& id : ids) all.push_back(requirement(catalogue, id));
  return all;
}

reports::Level level_of(const std::vector<reports::Requirement>& requirements) {
  if (requirements.empty()) return reports::Level::must;
  return std::min_element(requirements.begin(), requirements.end(),
                          [](const auto& a, const auto& b) { return a.level < b.level; })
      ->level;
}

reports::Failure step_failure(const scenario::Scenario& scenario, const scenario::Step& step, Trouble trouble,
                              const std::vector<reports::TranscriptLine>& transcript,
                              const catalogue::Catalogue& catalogue, bool rev2, std::string reproduce) {
  reports::Failure failure;
  const auto verifies = in_force(catalogue,
                                 !trouble.violates.empty() ? std::vector{trouble.violates}
                                 : step.verifies.empty()   ? scenario.verifies
                                                           : step.verifies,
                                 rev2);
  failure.requirements = requirements(catalogue, verifies);
  failure.place = {scenario.file, step.place.line};
  failure.step = step.written;
  failure.message = std::move(trouble.message);
  failure.note = step.note;
  if (!scenario.row.empty()) {
    if (!failure.note.empty()) failure.note += "; ";
    failure.note += "row " + scenario.row + ", " + scenario.file + ':' + std::to_string(scenario.row_place.line);
  }
  failure.expected = std::move(trouble.expected);
  failure.nearest = std::move(trouble.nearest);
  show_transcript(transcript, trouble.line, failure);
  if (failure.offending_line) {
    auto& line = failure.transcript[*failure.offending_line];
    if (trouble.octet) failure.offending_octet = std::min(*trouble.octet, line.octets.size());
    if (!verifies.empty()) line.requirement = verifies.front();
  }
  failure.reproduce = std::move(reproduce);
  return failure;
}

reports::Failure setup_failure(const Scene& scene, const std::string& step, const std::string& message,
                               const std::vector<reports::TranscriptLine>& transcript) {
  reports::Failure failure;
  failure.place = {scene.scenario.file, scene.scenario.place.line};
  failure.step = step;
  failure.message = message;
  show_transcript(transcript, std::nullopt, failure);
  failure.reproduce = scene.setting.options.reproduce(scene.scenario.id);
  return failure;
}

reports::Failure rule_failure(const catalogue::Catalogue& catalogue, const RuleReport::Breach& breach,
                              const std::string& scenario, const std::string& reproduce) {
  const auto& finding = breach.finding;
  reports::Failure failure;
  const std::string cited = in_force(catalogue, {finding.requirement}, finding.rev2).front();
  failure.requirements = {requirement(catalogue, cited)};
  failure.message = finding.what;
  failure.transcript = breach.transcript;
  failure.offending_line = breach.line;
  if (failure.transcript.empty() && !finding.octets.empty()) {
    const bool of_client = finding.subject == oracle::Subject::client;
    failure.transcript.push_back(
        {{}, {}, of_client ? reports::Direction::client : reports::Direction::server, finding.octets, cited});
    failure.offending_line = 0;
  }
  if (failure.offending_line) {
    auto& line = failure.transcript[*failure.offending_line];
    line.requirement = cited;
    failure.offending_octet = std::min(finding.offset, line.octets.size());
  }
  failure.scenario = scenario;
  failure.reproduce = reproduce;
  return failure;
}

void judge_by_rules(const scenario::Scenario& scenario, const std::vector<RuleReport::Breach>& breaches,
                    const catalogue::Catalogue& catalogue, const std::string& reproduce, reports::Result& result) {
  for (const auto& breach : breaches) {
    if (std::find(scenario.verifies.begin(), scenario.verifies.end(), breach.finding.requirement) ==
        scenario.verifies.end())
      continue;
    if (result.verdict != reports::Verdict::pass && result.verdict != reports::Verdict::warn) return;
    auto failure = rule_failure(catalogue, breach, {}, reproduce);
    failure.place = result.place;
    const auto level = level_of(failure.requirements);
    if (level == reports::Level::may) continue;
    result.level = level;
    result.verdict = level == reports::Level::must ? reports::Verdict::fail : reports::Verdict::warn;
    result.failures.push_back(std::move(failure));
  }
}

}  // namespace imapspec::runner
