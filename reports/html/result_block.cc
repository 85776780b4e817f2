#include "reports/html/result_block.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/coverage.h"
#include "reports/html/markup.h"
#include "reports/html/transcript.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports::html {
namespace {

constexpr std::size_t kPassedOctets = 800'000, kFailedOctets = 700'000;  // of all transcripts of a page, about
constexpr std::size_t kStepOctetsMax = 600;

bool is_bad(const Result& result) {
  return !result.failures.empty();
}

std::string heading(std::string_view text) {
  return fmt::format("<h4>{}</h4>\n", text);
}

std::string field(std::string_view label, const std::string& markup) {
  return markup.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, markup);
}

std::string code(const std::string& markup) {
  return "<code>" + markup + "</code>";
}

std::string requirements(const std::vector<const Requirement*>& list) {
  if (list.empty()) return {};
  std::string text = heading("What the RFC asks") + "<ul class=\"req\">\n";
  for (const Requirement* requirement : list) text += "<li>" + requirement_line(*requirement) + "</li>\n";
  return text + "</ul>\n";
}

std::string steps(const Result& result) {
  if (result.steps.empty()) return {};
  std::string text = heading("Steps") + "<ol class=\"steps\">\n";
  for (const Step& step : result.steps) {
    const bool here = step.line != 0 && std::ranges::any_of(result.failures, [&](const Failure& failure) {
                        return failure.place.line == step.line && failure.step == step.text;
                      });
    text += fmt::format("<li{}>{}{}{}</li>\n", here ? " class=\"bad\"" : "",
                        code(octets(step.text, std::nullopt, kStepOctetsMax)),
                        here ? " <strong class=\"here\">here</strong>" : "",
                        step.note.empty() ? "" : " <span class=\"note\">" + words(step.note) + "</span>");
  }
  return text + "</ol>\n";
}

// Expected and nearest below each other, in one type, so that eyes find the difference that is marked.
std::string comparison(const Failure& failure) {
  if (failure.expected.empty() && failure.nearest.empty()) return {};
  std::string text = heading("Expected, and what came nearest") + "<dl class=\"cmp\">\n";
  for (const std::string& expected : failure.expected)
    text += field("expected", code(octets(expected, std::nullopt, kStepOctetsMax)));
  for (const Nearest& nearest : failure.nearest) {
    text += field("nearest", code(octets(nearest.text, nearest.differs)));
    if (failure.expected.size() > 1 && !nearest.expected.empty())
      text += field("held against", code(octets(nearest.expected, std::nullopt, kStepOctetsMax)));
  }
  return text + "</dl>\n";
}

std::string failure_block(const Failure& failure, const Failure* before, std::size_t octets_max,
                          const std::string& prefix) {
  std::string text = "<p class=\"problem\">" + words(failure.message) + "</p>\n";
  if (before == nullptr ||
      !std::ranges::equal(before->requirements, failure.requirements, {}, &Requirement::id, &Requirement::id)) {
    std::vector<const Requirement*> named;
    for (const Requirement& requirement : failure.requirements) named.push_back(&requirement);
    text += requirements(named);
  }
  const std::string facts =
      field("step", failure.step.empty() ? "" : code(octets(failure.step, std::nullopt, kStepOctetsMax))) +
      field("at", failure.place.file.empty() ? "" : code(words(at(failure.place)))) +
      field("note", words(failure.note)) +
      field("in", failure.scenario.empty() ? ""
                  : prefix.empty()
                      ? fmt::format("<a href=\"#{}\">{}</a>", anchor(failure.scenario), words(failure.scenario))
                      : words(failure.scenario));
  if (!facts.empty()) text += heading("Where") + "<dl>\n" + facts + "</dl>\n";
  text += comparison(failure);
  if (const std::string spoken =
          transcript(failure.transcript, {failure.offending_line, failure.offending_octet, prefix.empty(), octets_max});
      !spoken.empty())
    text += heading("What was said: seconds, C client, S server") + spoken;
  return text;
}

// What only happened, such as the end of the connection, is no reason to show a transcript twice.
std::ptrdiff_t spoken_lines(const std::vector<TranscriptLine>& lines) {
  return std::ranges::count_if(lines, [](const TranscriptLine& line) { return line.direction != Direction::note; });
}

std::string facts(const Result& result) {
  std::string text;
  if (result.rule)
    text += fmt::format("Watched {}, broken {}. ", count(result.rule->watched, "time"), result.rule->broken);
  if (!result.place.file.empty()) text += "Defined at " + code(words(at(result.place))) + ". ";
  if (result.duration.count() > 0) text += fmt::format("Took {} ms.", milliseconds(result.duration.count()));
  return text.empty() ? "" : "<p class=\"facts\">" + text + "</p>\n";
}

std::string observations(const Result& result) {
  if (result.observations.empty()) return {};
  std::string text = heading("Which outcome the peer chose") + "<ul>\n";
  for (const Observation& observation : result.observations)
    text += fmt::format("<li><strong>{}</strong> at {}</li>\n", words(observation.outcome),
                        code(octets(observation.step, std::nullopt, kStepOctetsMax)));
  return text + "</ul>\n";
}

// Of what did not fail; a failure names those that it violates.
std::string asked_of(const Result& result, const ResultContext& context) {
  std::vector<const Requirement*> asked;
  for (const std::string& id : result.requirements) {
    const auto found = context.requirements.find(id);
    if (found != context.requirements.end()) asked.push_back(found->second);
  }
  return requirements(asked);
}

}  // namespace

ResultContext::ResultContext(const Report& of) : report(of) {
  for (const Covered& covered : coverage(of)) requirements.emplace(covered.requirement->id, covered.requirement);
  const auto failed = static_cast<std::size_t>(std::ranges::count_if(of.results, is_bad));
  passed_octets_max = std::clamp<std::size_t>(kPassedOctets / (of.results.size() - failed + 1), 300, 6'000);
  failed_octets_max = std::clamp<std::size_t>(kFailedOctets / (failed + 1), 500, 40'000);
}

std::string requirement_line(const Requirement& requirement) {
  std::string text = words(requirement.words.empty() ? requirement.id : requirement.words);
  text += fmt::format(" <span class=\"lv\">{}</span>", name(requirement.level));
  if (requirement.rfc != 0)
    text += fmt::format(" <a href=\"{}\">{}</a>", words(requirement.link()), words(requirement.place()));
  return text;
}

std::string result_block(const Result& result, const ResultContext& context) {
  std::string text = fmt::format(
      "<details class=\"r {0}\" id=\"{1}\" data-level=\"{2}\">\n<summary>{3} <code>{4}</code> "
      "<span class=\"ti\">{5}</span></summary>\n<div class=\"body\">\n",
      name(result.verdict), context.prefix + anchor(result.id), name(result.level), chip(name(result.verdict)),
      words(result.id), words(result.title));
  if (!result.reason.empty())
    text += fmt::format("<p class=\"problem\">{}{}</p>\n", result.verdict == Verdict::xfail ? "Expected: " : "",
                        words(why(result)));
  if (result.failures.empty()) text += asked_of(result, context);
  const Failure* before = nullptr;
  for (const Failure& failure : result.failures) {
    text += failure_block(failure, before, context.failed_octets_max / result.failures.size(), context.prefix);
    before = &failure;
  }
  text += steps(result) + observations(result);
  if (result.failures.empty() || spoken_lines(result.transcript) > spoken_lines(result.failures.front().transcript)) {
    const std::string whole = transcript(
        result.transcript,
        {{}, {}, context.prefix.empty(), is_bad(result) ? context.failed_octets_max : context.passed_octets_max});
    if (!whole.empty()) text += heading("All that was said: seconds, C client, S server") + whole;
  }
  if (const std::string command = context.report.reproduce(result); !command.empty())
    text += heading("See it again") + "<pre class=\"cmd\"><code>" + words(command) + "</code></pre>\n";
  return text + facts(result) + "</div>\n</details>\n";
}

}  // namespace imapspec::reports::html
