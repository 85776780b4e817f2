// imapspec explain: what is behind an id of a report.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "harness/cli/common.h"
#include "harness/cli/explanation.h"
#include "harness/cli/subcommands.h"

namespace imapspec::cli {
namespace {

struct ExplainOptions {
  std::vector<std::string> ids;
  std::string scenarios;
};

int execute(const ExplainOptions& options) {
  const auto suite = load_suite(options.scenarios);
  if (!suite) {
    std::cerr << suite.error();
    return kMistake;
  }
  int status = kNothingUnexpected;
  bool first = true;
  for (const std::string& id : options.ids) {
    const auto text = explain(*suite, id);
    if (text) {
      std::cout << (std::exchange(first, false) ? "" : "\n") << *text;
    } else {
      status = complain(text.error());
    }
  }
  std::cout.flush();
  return status;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App& explain = *app.add_subcommand(
      "explain", "What is behind an id: its words, its level, its section of the RFC, and who tests it");
  explain.add_option("id", options->ids, "of a requirement, scenario, rule, ambiguity, quirk, peer or deviation")
      ->required()
      ->type_name("ID");
  add_scenarios_option(explain, options->scenarios);
  explain.footer(
      "Examples:\n"
      "  imapspec explain rfc9051-7.5.1-a\n"
      "  imapspec explain base/expunge/silent-during-fetch rules/uid-ascends\n"
      "  imapspec explain trailing-space");
  explain.callback([options, &exit_status] { exit_status = execute(*options); });
}

}  // namespace imapspec::cli
