// The JSON report; reports/result.schema.json says what is in it. Octets of the wire are strings whose characters
// U+0000 to U+00FF are the octets, so that nothing is lost and offsets count characters; our own words are plain
// Unicode.
#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/findings.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

using Json = nlohmann::ordered_json;

// Milliseconds with three decimals.
double json_milliseconds(Duration duration) {
  return std::round(static_cast<double>(duration.count()) / 1e3) / 1e3;
}

Json words(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(show_text(text));
  return list;
}

Json wire(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(latin1(text));
  return list;
}

// Members that have nothing to say are left out.
void add_words(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = show_text(text);
}

void add_place(Json& object, const Place& place) {
  add_words(object, "file", place.file);
  if (place.line != 0) object["line"] = place.line;
}

Json json_requirement(const Requirement& requirement) {
  Json object{
      {"id", show_text(requirement.id)}, {"level", name(requirement.level)}, {"words", show_text(requirement.words)}};
  if (requirement.rfc != 0) object["rfc"] = requirement.rfc;
  add_words(object, "section", requirement.section);
  add_words(object, "link", requirement.link());
  add_words(object, "untestable", requirement.untestable);
  return object;
}

Json json_transcript(const std::vector<TranscriptLine>& lines) {
  Json list = Json::array();
  for (const TranscriptLine& line : lines) {
    Json object{{"ms", json_milliseconds(line.time)}};
    add_words(object, "session", line.session);
    object["direction"] = name(line.direction);
    object["octets"] = latin1(line.octets);
    add_words(object, "requirement", line.requirement);
    list.push_back(std::move(object));
  }
  return list;
}

Json json_failure(const Failure& failure) {
  Json object{
      {"message", show_text(failure.message)}, {"fingerprint", fingerprint(failure)}, {"requirements", Json::array()}};
  for (const Requirement& requirement : failure.requirements) {
    object["requirements"].push_back(json_requirement(requirement));
  }
  add_place(object, failure.place);
  add_words(object, "scenario", failure.scenario);
  if (!failure.step.empty()) object["step"] = latin1(failure.step);
  add_words(object, "note", failure.note);
  object["expected"] = wire(failure.expected);
  object["nearest"] = Json::array();
  for (const Nearest& nearest : failure.nearest) {
    Json entry{{"text", latin1(nearest.text)}, {"differs", nearest.differs}};
    if (!nearest.expected.empty()) entry["expected"] = latin1(nearest.expected);
    object["nearest"].push_back(std::move(entry));
  }
  object["transcript"] = json_transcript(failure.transcript);
  if (failure.offending_line) object["offending_line"] = *failure.offending_line;
  if (failure.offending_octet) object["offending_octet"] = *failure.offending_octet;
  add_words(object, "reproduce", failure.reproduce);
  return object;
}

Json json_result(const Result& result) {
  Json object{{"id", show_text(result.id)}, {"title", show_text(result.title)}};
  add_place(object, result.place);
  object["verdict"] = name(result.verdict);
  object["level"] = name(result.level);
  object["requirements"] = words(result.requirements);
  object["duration_ms"] = json_milliseconds(result.duration);
  add_words(object, "reason", result.reason);
  object["failures"] = Json::array();
  for (const Failure& failure : result.failures) object["failures"].push_back(json_failure(failure));
  for (const Observation& observation : result.observations) {
    object["observations"].push_back({{"step", latin1(observation.step)}, {"outcome", show_text(observation.outcome)}});
  }
  for (const Step& step : result.steps) {
    Json entry{{"text", latin1(step.text)}};
    add_words(entry, "note", step.note);
    if (step.line != 0) entry["line"] = step.line;
    object["steps"].push_back(std::move(entry));
  }
  if (result.rule) object["rule"] = {{"watched", result.rule->watched}, {"broken", result.rule->broken}};
  if (!result.transcript.empty()) object["transcript"] = json_transcript(result.transcript);
  return object;
}

Json json_summary(const Report& report) {
  const Summary summary = summarize(report);
  Json object{{"total", summary.total}};
  for (const Verdict verdict : kVerdicts) object[std::string(name(verdict))] = summary.of(verdict);
  object["skips"] = Json::array();
  for (const Summary::Skips& skips : summary.skips) {
    object["skips"].push_back({{"reason", show_text(skips.reason)}, {"count", skips.count}});
  }
  return object;
}

}  // namespace

std::string write_json(const Report& report) {
  Json object{{"format", kJsonFormat},
              {"program", show_text(report.program)},
              {"version", show_text(report.version)},
              {"peer",
               {{"url", show_text(report.peer.url)},
                {"name", show_text(report.peer.name)},
                {"greeting", latin1(report.peer.greeting)},
                {"capabilities", wire(report.peer.capabilities)}}},
              {"seed", report.seed},
              {"started", timestamp(report)},
              {"duration_ms", json_milliseconds(report.duration)},
              {"incomplete", report.incomplete}};
  add_words(object, "incomplete_reason", report.incomplete_reason);
  if (report.shard.count > 1) object["shard"] = {{"index", report.shard.index}, {"count", report.shard.count}};
  object["summary"] = json_summary(report);
  object["not_tested"] = words(report.not_tested);
  add_words(object, "command", report.command);
  add_words(object, "command_options", report.command_options);
  for (const Document& document : report.documents) {
    object["documents"].push_back({{"rfc", document.rfc}, {"title", show_text(document.title)}});
  }
  for (const Requirement& requirement : report.requirements) {
    object["requirements"].push_back(json_requirement(requirement));
  }
  object["results"] = Json::array();
  for (const Result* result : in_order(report)) object["results"].push_back(json_result(*result));
  return object.dump(1) + "\n";
}

}  // namespace imapspec::reports
