#include "reports/read_json.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

using Json = nlohmann::json;

constexpr double kMillisecondsMax = 1e10;  // of any duration: more would not fit into sums of nanoseconds

// The readers throw nlohmann's exceptions at what has another shape; read_json() catches them.

std::string words(const Json& object, const char* key) {
  return object.value(key, std::string());
}

std::string wire(const Json& object, const char* key) {
  return octets_of_latin1(words(object, key));
}

std::vector<std::string> wires(const Json& object, const char* key) {
  std::vector<std::string> list = object.value(key, std::vector<std::string>());
  for (std::string& text : list) text = octets_of_latin1(text);
  return list;
}

Duration milliseconds(const Json& object, const char* key) {
  const double value = std::clamp(object.value(key, 0.0), -kMillisecondsMax, kMillisecondsMax);
  return std::chrono::duration_cast<Duration>(std::chrono::microseconds(std::llround(value * 1e3)));
}

// One of the words that `list` has names for.
template <typename List>
auto named(const List& list, const Json& object, const char* key) {
  const std::string wanted = object.at(key);
  const auto found = std::ranges::find_if(list, [&](auto each) { return name(each) == wanted; });
  if (found == list.end()) throw std::invalid_argument(std::string(key) + " is " + wanted);
  return *found;
}

constexpr std::array kLevels{Level::must, Level::should, Level::may};
constexpr std::array kDirections{Direction::client, Direction::server, Direction::note};

Place place(const Json& object) {
  return {words(object, "file"), object.value("line", 0U)};
}

// What a list holds under that key, each read by `read`; nothing if it is not there.
template <typename Read>
auto each(const Json& object, const char* key, Read read) {
  std::vector<decltype(read(object))> list;
  if (const auto found = object.find(key); found != object.end()) {
    for (const Json& entry : *found) list.push_back(read(entry));
  }
  return list;
}

Requirement requirement(const Json& object) {
  return {words(object, "id"),     words(object, "words"),   named(kLevels, object, "level"),
          object.value("rfc", 0U), words(object, "section"), words(object, "untestable")};
}

TranscriptLine transcript_line(const Json& object) {
  return {milliseconds(object, "ms"), words(object, "session"), named(kDirections, object, "direction"),
          wire(object, "octets"), words(object, "requirement")};
}

std::optional<std::size_t> index(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::nullopt : std::optional(found->get<std::size_t>());
}

Failure failure(const Json& object) {
  Failure failure;
  failure.requirements = each(object, "requirements", requirement);
  failure.place = place(object);
  failure.step = wire(object, "step");
  failure.message = words(object, "message");
  failure.note = words(object, "note");
  failure.expected = wires(object, "expected");
  failure.nearest = each(object, "nearest", [](const Json& nearest) {
    Nearest read{wire(nearest, "text"), nearest.value("differs", std::size_t{0}), wire(nearest, "expected")};
    read.differs = std::min(read.differs, read.text.size());
    return read;
  });
  failure.transcript = each(object, "transcript", transcript_line);
  failure.offending_line = index(object, "offending_line");
  if (failure.offending_line >= failure.transcript.size()) failure.offending_line.reset();
  if (failure.offending_line) failure.offending_octet = index(object, "offending_octet");
  failure.scenario = words(object, "scenario");
  failure.reproduce = words(object, "reproduce");
  return failure;
}

Result result(const Json& object) {
  Result result;
  result.id = object.at("id");
  result.title = words(object, "title");
  result.place = place(object);
  result.verdict = named(kVerdicts, object, "verdict");
  result.level = named(kLevels, object, "level");
  result.requirements = object.value("requirements", std::vector<std::string>());
  result.duration = milliseconds(object, "duration_ms");
  result.reason = words(object, "reason");
  result.failures = each(object, "failures", failure);
  result.observations = each(object, "observations", [](const Json& observation) {
    return Observation{wire(observation, "step"), words(observation, "outcome")};
  });
  result.steps = each(object, "steps", [](const Json& step) {
    return Step{wire(step, "text"), words(step, "note"), step.value("line", 0U)};
  });
  result.transcript = each(object, "transcript", transcript_line);
  if (const auto rule = object.find("rule"); rule != object.end())
    result.rule = RuleTally{rule->value("watched", std::uint64_t{0}), rule->value("broken", std::uint64_t{0})};
  return result;
}

// "2026-11-24T17:05:00Z"; the epoch if it is not of that form.
std::chrono::sys_time<std::chrono::milliseconds> time(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2uZ", &year, &month, &day, &hour, &minute, &second) != 6)
    return {};
  return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) +
         std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

Report report(const Json& object) {
  Report report;
  report.program = words(object, "program");
  report.version = words(object, "version");
  const Json& peer = object.at("peer");
  report.peer = {words(peer, "url"), words(peer, "name"), wire(peer, "greeting"), wires(peer, "capabilities")};
  report.seed = object.value("seed", std::uint64_t{0});
  report.started = time(words(object, "started"));
  report.duration = milliseconds(object, "duration_ms");
  report.incomplete = object.value("incomplete", false);
  report.incomplete_reason = words(object, "incomplete_reason");
  if (const auto shard = object.find("shard"); shard != object.end())
    report.shard = {shard->value("index", 1U), shard->value("count", 1U)};
  if (report.shard.index == 0 || report.shard.index > report.shard.count)
    throw std::invalid_argument("shard is " + std::to_string(report.shard.index) + " of " +
                                std::to_string(report.shard.count));
  report.not_tested = object.value("not_tested", std::vector<std::string>());
  report.command = words(object, "command");
  report.command_options = words(object, "command_options");
  report.documents = each(object, "documents", [](const Json& document) {
    return Document{document.value("rfc", 0U), words(document, "title")};
  });
  report.requirements = each(object, "requirements", requirement);
  report.results = each(object, "results", result);
  return report;
}

}  // namespace

std::expected<Report, std::string> read_json(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    if (!json.is_object() || !json.contains("format") || !json.contains("results"))
      return std::unexpected("it is no JSON report of imapspec");
    const Json& format = json.at("format");
    if (!format.is_number_integer() || format < 1) return std::unexpected("it is no JSON report of imapspec");
    if (format > kJsonFormat)
      return std::unexpected("it is of format " + format.dump() + ", later than this program knows");
    return report(json);
  } catch (const std::exception& error) {  // nlohmann's, and ours
    return std::unexpected(show_line(error.what()));
  }
}

std::expected<Report, std::string> read_report_file(const std::string& path, std::size_t octets_max) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"),
                                                       path == "-" ? std::fflush : std::fclose);
  const auto failed = [&path] { return std::unexpected("cannot read " + path + ": " + std::strerror(errno)); };
  if (file == nullptr) return failed();
  std::string text;
  std::array<char, 65536> part{};
  while (std::feof(file.get()) == 0 && std::ferror(file.get()) == 0) {
    const std::size_t size = std::fread(part.data(), 1, part.size(), file.get());
    if (text.size() + size > octets_max)
      return std::unexpected(path + ": it has more than " + std::to_string(octets_max) +
                             " octets, the most that a report may have");
    text.append(part.data(), size);
  }
  if (std::ferror(file.get()) != 0) return failed();
  auto read = read_json(text);
  if (!read) return std::unexpected(path + ": " + read.error());
  return read;
}

}  // namespace imapspec::reports
