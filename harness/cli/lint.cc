// imapspec lint: mistakes in scenarios, catalogue and peers' expectations, with their places.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "harness/cli/common.h"
#include "harness/cli/linting.h"
#include "harness/cli/subcommands.h"
#include "reports/read_json.h"

namespace imapspec::cli {
namespace {

struct LintOptions {
  std::vector<std::string> files;
  std::string scenarios, results;
  bool strict = false;
};

void add(Findings& to, Findings from) {
  to.mistakes.insert(to.mistakes.end(), from.mistakes.begin(), from.mistakes.end());
  to.warnings.insert(to.warnings.end(), from.warnings.begin(), from.warnings.end());
  to.scenarios += from.scenarios;
  to.requirements += from.requirements;
  to.peers += from.peers;
}

std::string count(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

int show(const Findings& findings, bool strict) {
  std::cout << yaml::to_string(findings.mistakes);
  for (const yaml::Mistake& warning : findings.warnings) {
    yaml::Mistake shown = warning;
    shown.message = "warning: " + shown.message;
    std::cout << yaml::to_string(shown) << '\n';
  }
  std::cout.flush();
  std::cerr << count(findings.scenarios, "scenario") << ", " << count(findings.requirements, "requirement") << ", "
            << count(findings.peers, "peer") << ": " << count(findings.mistakes.size(), "mistake") << ", "
            << count(findings.warnings.size(), "warning") << '\n';
  return findings.mistakes.empty() && (!strict || findings.warnings.empty()) ? kNothingUnexpected : kMistake;
}

int execute(const LintOptions& options) {
  if (!options.results.empty() && options.files.empty())
    return complain("--results is of a run against a peer: name the peer's file too");
  if (options.files.empty()) {
    const auto files = suite_files(options.scenarios);
    if (!files) return complain("--scenarios " + files.error());
    return show(lint_suite(*files), options.strict);
  }
  const auto suite = load_suite(options.scenarios);
  if (!suite) {
    std::cerr << suite.error();
    return kMistake;
  }
  Findings findings;
  for (const std::string& file : options.files) add(findings, lint_file(file, *suite));
  if (!options.results.empty()) {
    const auto last = reports::read_report_file(options.results);
    if (!last) return complain("--results " + last.error());
    for (const std::string& file : options.files) {
      if (const auto peer = load_expectations(file, *suite))
        for (auto& stale : stale_expectations(*peer, *last)) findings.warnings.push_back(std::move(stale));
    }
  }
  return show(findings, options.strict);
}

}  // namespace

void add_lint(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<LintOptions>();
  CLI::App& lint =
      *app.add_subcommand("lint", "Mistakes in scenarios, catalogue and peers' expectations; plays nothing");
  lint.add_option("files", options->files,
                  "scenario files, files of requirements/, or files of peers (default: the whole suite)")
      ->type_name("FILE");
  lint.add_option("--results", options->results,
                  "the JSON report of a run against that peer: which expectations of its file are stale")
      ->type_name("FILE");
  lint.add_flag("--strict", options->strict, "a warning is a mistake too");
  add_scenarios_option(lint, options->scenarios);
  lint.footer(
      "Every mistake is a line FILE:LINE:COLUMN: what, and what was expected; exit status 2 if there is one.\n"
      "Examples:\n"
      "  imapspec lint\n"
      "  imapspec lint --scenarios scenarios\n"
      "  imapspec lint my-scenario.yaml scenarios/peers/dovecot.yaml\n"
      "  imapspec lint scenarios/peers/dovecot.yaml --results build/dovecot.json");
  lint.callback([options, &exit_status] { exit_status = execute(*options); });
}

}  // namespace imapspec::cli
