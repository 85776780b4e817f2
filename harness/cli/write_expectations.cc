#include "harness/cli/write_expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "reports/findings.h"
#include "reports/report.h"
#include "reports/text.h"

namespace imapspec::cli {
namespace {

using reports::Result;
using reports::Verdict;

// More than these are of a rule that was broken in many ways: it is expected however it fails.
constexpr std::size_t kFingerprintsMax = 8;

// Between quotes, as YAML and JSON both have it.
std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string section_of(const Result& result, const reports::Report& report) {
  for (const auto& failure : result.failures)
    for (const auto& requirement : failure.requirements)
      if (!requirement.place().empty()) return requirement.place();
  for (const auto& requirement : report.requirements)
    if (std::find(result.requirements.begin(), result.requirements.end(), requirement.id) !=
            result.requirements.end() &&
        !requirement.place().empty())
      return requirement.place();
  return {};
}

std::string fingerprints_of(const Result& result) {
  std::vector<std::string> prints;
  for (const auto& failure : result.failures) prints.push_back(reports::fingerprint(failure));
  std::sort(prints.begin(), prints.end());
  prints.erase(std::unique(prints.begin(), prints.end()), prints.end());
  if (prints.empty() || prints.size() > kFingerprintsMax) return {};
  std::string list;
  for (const auto& print : prints) list += (list.empty() ? "'" : ", '") + print + '\'';
  return prints.size() == 1 ? list : '[' + list + ']';
}

std::string entry(const std::string& id, const catalogue::Expectation& e, const std::string& fingerprints) {
  std::string text = fmt::format("  - id: {}\n    kind: {}\n", quoted(id), catalogue::to_string(e.kind));
  if (!e.section.empty()) text += fmt::format("    section: {}\n", e.section);
  text += fmt::format("    reason: {}\n", quoted(e.reason));
  if (!e.link.empty()) text += fmt::format("    link: {}\n", quoted(e.link));
  if (e.expires) text += fmt::format("    expires: {}\n", catalogue::to_string(*e.expires));
  if (!fingerprints.empty()) text += fmt::format("    fingerprint: {}\n", fingerprints);
  return text;
}

std::string words_of(std::string_view key, const std::map<std::string, std::string>& words) {
  std::string text;
  for (const auto& [word, value] : words)
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", word, quoted(value));
  return words.empty() ? text : fmt::format("{}: {{{}}}\n", key, text);
}

std::string how_it_is_used(const catalogue::PeerFile& peer) {
  std::string text = words_of("start", peer.start),
              profile = peer.inbox_may_be_emptied ? "inbox: may-be-emptied" : "inbox: keep";
  if (peer.connections > 0) profile += fmt::format(", connections: {}", peer.connections);
  if (!peer.prefix.empty()) profile += ", prefix: " + quoted(peer.prefix);
  if (peer.role == catalogue::Subject::server) text += fmt::format("profile: {{{}}}\n", profile);
  text += words_of("tasks", peer.tasks);
  if (!peer.stored.empty()) text += fmt::format("stored: {}\n", quoted(peer.stored));
  return text;
}

}  // namespace

std::expected<void, std::string> may_write_expectations(const std::string& path) {
  std::error_code error;
  if (path.empty() || !std::filesystem::exists(path, error)) return {};
  return std::unexpected("--write-expectations " + path + ": it is there already, and is not written over");
}

std::string expectations_of(const reports::Report& report, const catalogue::PeerFile* known, catalogue::Subject role) {
  const std::string name = known != nullptr ? known->name : report.peer.name.empty() ? "peer" : report.peer.name;
  std::string text = fmt::format(
      "# What {} did otherwise than the RFCs ask, as {} saw it. Reasons that begin with \"As it was seen\" are the\n"
      "# messages of failures: see that each is no mistake of the scenario, and put a sentence there on what the peer "
      "does.\n"
      "name: {}\nrole: {}\n{}expect:",
      reports::show_line(name), report.command.empty() ? report.program : report.command, quoted(name),
      catalogue::to_string(role), known == nullptr ? "" : how_it_is_used(*known));
  std::string entries;
  if (known != nullptr)
    for (const auto& e : known->expect)
      if (e.is_skip()) entries += entry(e.id, e, "");
  for (const Result* result : reports::in_order(report)) {
    if (result->verdict != Verdict::fail && result->verdict != Verdict::warn && result->verdict != Verdict::xfail)
      continue;
    const auto* before = known == nullptr ? nullptr : known->find(result->id);
    catalogue::Expectation e = before != nullptr ? *before : catalogue::Expectation();
    if (before == nullptr) {
      e.section = section_of(*result, report);
      e.reason = "As it was seen: " +
                 reports::show_line(result->failures.empty() ? result->reason : result->failures.front().message);
    }
    entries += entry(result->id, e, fingerprints_of(*result));
  }
  return text + (entries.empty() ? " []\n" : "\n" + entries);
}

std::expected<void, std::string> write_expectations(const std::string& path, const reports::Report& report,
                                                    const catalogue::PeerFile* known, catalogue::Subject role) {
  if (path.empty()) return {};
  if (auto written = reports::write_file(path, expectations_of(report, known, role)); !written)
    return std::unexpected("--write-expectations: " + written.error());
  return {};
}

}  // namespace imapspec::cli
