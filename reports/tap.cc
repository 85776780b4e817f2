// TAP version 14: https://testanything.org/tap-version-14-specification.html
//   xfail -> not ok # TODO; skip -> ok # SKIP; warn -> ok with diagnostics; xpass -> not ok, since TAP would let it
//   pass.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

constexpr std::size_t kOctetsMax = 1000;  // of one string of the wire; JSON has the whole

// One line, in which # and \ stand for themselves.
std::string escape(std::string_view text) {
  std::string escaped;
  for (const char c : show_line(text)) {
    if (c == '#' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// JSON's strings are YAML's double-quoted scalars.
std::string yaml(std::string_view text) {
  return nlohmann::json(show_text(text)).dump();
}
std::string wire(std::string_view octets) {
  return show_start(octets, kOctetsMax);
}

class Block {
 public:
  void begin() { text_ += "  ---\n"; }
  void end() { text_ += "  ...\n"; }
  void entry(std::string_view key, std::string_view value) { text_ += fmt::format("  {}: {}\n", key, yaml(value)); }
  void number(std::string_view key, std::string_view value) { text_ += fmt::format("  {}: {}\n", key, value); }
  void list(std::string_view key) { text_ += fmt::format("  {}:\n", key); }
  void item(std::string_view value) { text_ += fmt::format("    - {}\n", yaml(value)); }
  // The first entry of a map in a list, and the further ones.
  void map_item(std::string_view key, std::string_view value) {
    text_ += fmt::format("    - {}: {}\n", key, yaml(value));
  }
  void map_entry(std::string_view key, std::string_view value) {
    text_ += fmt::format("      {}: {}\n", key, yaml(value));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_failure(Block& block, const Failure& failure) {
  if (!failure.requirements.empty()) block.list("requirements");
  for (const Requirement& requirement : failure.requirements) {
    block.map_item("id", requirement.id);
    block.map_entry("level", name(requirement.level));
    block.map_entry("words", requirement.words);
    if (requirement.rfc != 0) block.map_entry("link", requirement.link());
  }
  if (!failure.place.file.empty()) block.entry("at", at(failure.place));
  if (!failure.scenario.empty()) block.entry("scenario", failure.scenario);
  if (!failure.step.empty()) block.entry("step", wire(failure.step));
  if (!failure.note.empty()) block.entry("note", failure.note);
  if (!failure.expected.empty()) block.list("expected");
  for (const std::string& expected : failure.expected) block.item(wire(expected));
  if (!failure.nearest.empty()) block.list("nearest");
  for (const Nearest& nearest : failure.nearest) {
    block.map_item("text", wire(nearest.text));
    block.map_entry("differs", wire(nearest.text.substr(std::min(nearest.differs, nearest.text.size()))));
  }
  if (!failure.transcript.empty()) block.list("transcript");
  for (std::size_t i = 0; i < failure.transcript.size(); ++i) {
    const TranscriptLine& line = failure.transcript[i];
    block.item(fmt::format("{}{}{}{}: {}", failure.offending_line == i ? "> " : "", show_text(line.session),
                           line.session.empty() ? "" : " ", name(line.direction), wire(line.octets)));
  }
  if (!failure.reproduce.empty()) block.entry("reproduce", failure.reproduce);
}

std::string diagnostics(const Result& result) {
  Block block;
  block.begin();
  block.entry("message", why(result));
  if (!result.reason.empty() && !result.failures.empty()) block.entry("failure", result.failures.front().message);
  block.entry("severity", name(result.verdict));
  block.number("duration_ms", milliseconds(result.duration.count()));
  if (result.rule) {
    block.number("watched", std::to_string(result.rule->watched));
    block.number("broken", std::to_string(result.rule->broken));
  }
  // A map has each key once: the first failure at length, of the further ones (rules only) what they say.
  if (!result.failures.empty()) add_failure(block, result.failures.front());
  if (result.failures.size() > 1) block.list("further");
  for (std::size_t i = 1; i < result.failures.size(); ++i) {
    const Failure& failure = result.failures[i];
    block.item(failure.scenario.empty() ? failure.message : failure.scenario + ": " + failure.message);
  }
  block.end();
  return block.take();
}

std::string line_of(const Result& result, std::size_t number) {
  const bool ok = result.verdict == Verdict::pass || result.verdict == Verdict::warn || result.verdict == Verdict::skip;
  std::string line = fmt::format("{}ok {} - {}", ok ? "" : "not ", number, escape(result.id));
  if (!result.title.empty()) line += ": " + escape(result.title);
  const std::string_view directive = result.verdict == Verdict::skip    ? " # SKIP"
                                     : result.verdict == Verdict::xfail ? " # TODO"
                                                                        : "";
  line += directive;
  if (!directive.empty() && !result.reason.empty()) line += " " + escape(result.reason);
  return line + "\n";
}

}  // namespace

std::string write_tap(const Report& report) {
  std::string text = "TAP version 14\n";
  text += "# " + escape(headline(report)) + "\n";
  const auto results = in_order(report);
  text += results.empty() ? "1..0 # SKIP nothing was judged\n" : fmt::format("1..{}\n", results.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    text += line_of(*results[i], i + 1);
    const Verdict verdict = results[i]->verdict;
    if (verdict != Verdict::pass && verdict != Verdict::skip) text += diagnostics(*results[i]);
  }
  for (const std::string& sentence : report.not_tested) text += "# not tested: " + escape(sentence) + "\n";
  if (report.incomplete) text += "Bail out! incomplete: " + escape(report.incomplete_reason) + "\n";
  return text;
}

}  // namespace imapspec::reports
