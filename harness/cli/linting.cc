#include "harness/cli/linting.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <ranges>
#include <tuple>

#include "harness/catalogue/quirk_notes.h"
#include "harness/cli/coverage.h"
#include "harness/cli/modeline.h"
#include "harness/runner/expectations.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {
namespace {

void append(std::vector<yaml::Mistake>& to, std::vector<yaml::Mistake> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void sort(std::vector<yaml::Mistake>& mistakes) {
  std::ranges::stable_sort(mistakes, {},
                           [](const yaml::Mistake& mistake) { return std::tie(mistake.file, mistake.place); });
}

// A scenario cannot verify what the catalogue says no scenario can, nor what is asked of the other side.
void check_requirements(const std::vector<scenario::Scenario>& scenarios, const catalogue::Catalogue& catalogue,
                        Findings& findings) {
  for (const scenario::Scenario& scenario : scenarios) {
    for (const std::string& id : requirements_of(scenario)) {
      const catalogue::Requirement* requirement = catalogue.find(id);
      if (requirement == nullptr) continue;  // the loader has said so
      const auto other = scenario.client ? catalogue::Subject::server : catalogue::Subject::client;
      if (requirement->subject == other) {
        findings.mistakes.push_back(
            {scenario.file, scenario.place,
             fmt::format("{} verifies {}, which is asked of {}s; `role` says that a {} is under test", scenario.id, id,
                         to_string(other), scenario.client ? "client" : "server")});
      }
      if (!requirement->testable()) {
        findings.warnings.push_back(
            {scenario.file, scenario.place,
             fmt::format("{} verifies {}, of which the catalogue says that it cannot be tested: {}", scenario.id, id,
                         requirement->untestable)});
      }
    }
  }
}

// The names behind "variation " that no variation has.
std::vector<std::string_view> unknown_variations(std::string_view choice) {
  constexpr std::string_view kVariation = "variation ";
  std::vector<std::string_view> unknown;
  for (std::size_t at = 0; (at = choice.find(kVariation, at)) != std::string_view::npos;) {
    at += kVariation.size();
    const std::string_view names = choice.substr(at, choice.find(';', at) - at);
    for (const auto each : std::views::split(names, std::string_view(", "))) {
      const std::string_view name(each.begin(), each.end());
      if (std::ranges::find(reference_server::all_variations(), name, &reference_server::Quirk::name) ==
          reference_server::all_variations().end())
        unknown.push_back(name);
    }
  }
  return unknown;
}

// Whether what is asked for again has what the first time it was asked for has: a quirk or variation, or a note.
bool shown_by_what_it_is_as(const catalogue::Requirement& requirement, const catalogue::QuirkNotes& notes,
                            const std::map<std::string_view, std::string_view>& violated,
                            const std::map<std::string_view, std::string_view>& varied) {
  const std::string& first = requirement.as;
  if (first.empty()) return false;
  const catalogue::QuirkNote* note = notes.of(first);
  if (violated.contains(first) || (note != nullptr && note->choice.empty())) return true;
  // What was left to a server may be asked of it now.
  return wants_choice(requirement) && (note != nullptr || varied.contains(first));
}

// The notes of `files`, whose catalogue is `checked`, against the table of quirks and the `whole` catalogue.
void check_quirks(const FileSet& files, const catalogue::Catalogue& checked, const catalogue::Catalogue& whole,
                  Findings& findings) {
  const catalogue::QuirkNotes notes = catalogue::load_quirk_notes(files, findings.mistakes);
  std::map<std::string_view, std::string_view> violated;  // each requirement by the first quirk that names it
  for (const auto& quirk : reference_server::all_quirks()) violated.emplace(quirk.requirement, quirk.name);
  std::map<std::string_view, std::string_view> varied;
  for (const auto& variation : reference_server::all_variations())
    varied.emplace(variation.requirement, variation.name);
  for (const catalogue::Requirement& requirement : checked.all()) {
    const auto mistake = [&](std::string message) {
      findings.mistakes.push_back({requirement.file, requirement.place, requirement.id + " " + std::move(message)});
    };
    if (shown_by_what_it_is_as(requirement, notes, violated, varied)) continue;
    const auto quirk = violated.find(requirement.id);
    const catalogue::QuirkNote* note = notes.of(requirement.id);
    const bool wanted = wants_quirk(requirement);
    if (note == nullptr) {
      if (wanted && quirk == violated.end() && notes.complete.contains(requirement.rfc))
        mistake("is violated by no quirk of the reference server, and has neither quirk-of nor no-quirk");
      if (wants_choice(requirement) && !varied.contains(requirement.id) && notes.complete.contains(requirement.rfc))
        mistake("is done by no variation of the reference server, and has no choice");
      continue;
    }
    if (!note->choice.empty()) {
      if (const auto variation = varied.find(requirement.id); variation != varied.end())
        mistake(fmt::format("has a choice, and the variation {} does it", variation->second));
      else if (!wants_choice(requirement))
        mistake("has a choice, which is for what a MAY leaves to a server, and can be seen");
      for (const auto name : unknown_variations(note->choice))
        mistake(fmt::format("has a choice that names {}, which is no variation", name));
      continue;
    }
    const std::string_view key = note->quirk_of.empty() ? "no-quirk" : "quirk-of";
    if (quirk != violated.end())
      mistake(fmt::format("has {}, and the quirk {} violates it", key, quirk->second));
    else if (!wanted && std::ranges::none_of(whole.asked_again(requirement.id),
                                             [](const auto* again) { return wants_quirk(*again); }))
      mistake(fmt::format("has {}, which is for what a MUST asks of a server, and can be judged", key));
    else if (!note->quirk_of.empty() && whole.find(note->quirk_of) == nullptr)
      mistake(fmt::format("has quirk-of {}, which is no requirement", note->quirk_of));
    else if (!note->quirk_of.empty() && !violated.contains(note->quirk_of))
      mistake(fmt::format("has quirk-of {}, which no quirk violates", note->quirk_of));
  }
}

void take(scenario::Loaded loaded, const catalogue::Catalogue& catalogue, Findings& findings) {
  findings.scenarios += loaded.scenarios.size();
  check_requirements(loaded.scenarios, catalogue, findings);
  append(findings.mistakes, std::move(loaded.mistakes));
  append(findings.warnings, std::move(loaded.warnings));
}

void take(const catalogue::PeerFile& peer, const Suite& suite, Findings& findings) {
  ++findings.peers;
  append(findings.mistakes, catalogue::check_expectations(peer, result_ids(suite)));
  append(findings.warnings, catalogue::expired_expectations(peer, catalogue::today()));
}

void sort(Findings& findings) {
  sort(findings.mistakes);
  sort(findings.warnings);
  // The rows of a scenario make the same mistake at the same place.
  findings.mistakes.erase(std::ranges::unique(findings.mistakes).begin(), findings.mistakes.end());
  findings.warnings.erase(std::ranges::unique(findings.warnings).begin(), findings.warnings.end());
}

// In a folder peers/ whatever is in it; elsewhere by what no scenario file has.
bool is_of_a_peer(const std::string& path, std::string_view text) {
  if (("/" + path).find("/peers/") != std::string::npos) return true;
  const auto tree = yaml::load(path, text);
  return tree && tree->is_map() && (tree->find("name") != nullptr || tree->find("expect") != nullptr);
}

}  // namespace

Findings lint_suite(const FileSet& files) {
  Findings findings;
  Suite suite;
  suite.files = files;
  auto catalogue = catalogue::Catalogue::load(files);
  if (catalogue) {
    suite.catalogue = *std::move(catalogue);
  } else {
    append(findings.mistakes, std::move(catalogue.error()));
  }
  findings.requirements = suite.catalogue.all().size();
  check_quirks(files, suite.catalogue, suite.catalogue, findings);
  scenario::LoadOptions options = load_options(suite.catalogue);
  if (!findings.mistakes.empty()) options.catalogue = nullptr;
  scenario::Loaded loaded = scenario::load(files, options);
  suite.scenarios = loaded.scenarios;
  append(findings.mistakes, check_modelines(files, suite.scenarios));
  take(std::move(loaded), suite.catalogue, findings);
  for (const catalogue::PeerFile& peer : load_peers(files, findings.mistakes)) {
    take(peer, suite, findings);
  }
  sort(findings);
  return findings;
}

Findings lint_file(const std::string& path, const Suite& suite) {
  Findings findings;
  auto found = find_file(path);
  if (!found) {
    findings.mistakes.push_back({path, {}, "there is no such file, or it cannot be read"});
    return findings;
  }
  const std::string slashed = "/" + path;
  if (slashed.find("/requirements/") != std::string::npos) {
    FileSet alone;
    alone.root = found->files.root;
    alone.files["requirements/" + path.substr(path.rfind('/') + 1)] = found->files.files.at(found->path);
    auto catalogue = catalogue::Catalogue::load(alone);
    if (catalogue) {
      findings.requirements = catalogue->all().size();
      check_quirks(alone, *catalogue, suite.catalogue, findings);
    }
    if (!catalogue) append(findings.mistakes, std::move(catalogue.error()));
  } else if (is_of_a_peer(path, found->files.files.at(found->path))) {
    auto peer = catalogue::load_peer_file(path, found->files.files.at(found->path));
    if (peer)
      take(*peer, suite, findings);
    else
      append(findings.mistakes, std::move(peer.error()));
  } else {
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::path(found->files.root) / kSchemaFile, error))
      append(findings.mistakes, check_modeline(found->files, found->path));
    take(scenario::load_file(found->files, found->path, load_options(suite.catalogue)), suite.catalogue, findings);
  }
  sort(findings);
  return findings;
}

std::vector<yaml::Mistake> stale_expectations(const catalogue::PeerFile& peer, const reports::Report& last) {
  std::vector<reports::Result> results = last.results;
  for (auto& result : results) {  // as they came, before anything was laid over them
    if (result.verdict == reports::Verdict::xfail) result.verdict = reports::Verdict::fail;
    if (result.verdict == reports::Verdict::xpass) result.verdict = reports::Verdict::pass;
    result.reason.clear();
  }
  runner::apply(peer, results, {});
  std::map<std::string_view, const reports::Result*> by_id;
  for (const auto& result : results) by_id.emplace(result.id, &result);
  std::vector<yaml::Mistake> stale;
  for (const auto& expectation : peer.expect) {
    if (expectation.is_skip()) continue;
    const auto found = by_id.find(expectation.id);
    const std::string why = found == by_id.end()                                   ? "it is not among the results"
                            : found->second->verdict == reports::Verdict::xpass    ? "it passes"
                            : reports::is_unexpected(found->second->verdict, true) ? found->second->reason
                                                                                   : "";
    if (!why.empty()) stale.push_back({peer.file, expectation.place, "'" + expectation.id + "' is stale: " + why});
  }
  return stale;
}

}  // namespace imapspec::cli
