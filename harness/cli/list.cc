// imapspec list: what there is.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "harness/cli/common.h"
#include "harness/cli/listing.h"
#include "harness/cli/subcommands.h"

namespace imapspec::cli {
namespace {

struct ListOptions {
  std::string kind, scenarios;
  bool coverage = false;
};

int execute(const ListOptions& options) {
  const auto suite = load_suite(options.scenarios);
  if (!suite) {
    std::cerr << suite.error();
    return kMistake;
  }
  const auto text = listing(*suite, options.kind, options.coverage);
  if (!text) return complain(text.error());
  std::cout << *text << std::flush;
  return kNothingUnexpected;
}

}  // namespace

void add_list(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ListOptions>();
  CLI::App& list = *app.add_subcommand("list",
                                       "What there is: scenarios, requirements, quirks and variations of the reference "
                                       "server, rules, peers, deviations");
  list.add_option("kind", options->kind, "what to list")
      ->required()
      ->check(CLI::IsMember(list_kinds()))
      ->type_name("KIND");
  list.add_flag("--coverage", options->coverage,
                "requirements: who would notice that one is not met; scenarios: what each verifies");
  add_scenarios_option(list, options->scenarios);
  list.footer(
      "A quirk or a variation is chosen for a whole server, by `imapspec serve --quirk NAME`, or for a user of one "
      "that runs: who "
      "logs in as alice+quirk=NAME has it, as imapspec serve --help says. Those that act before login come only the "
      "first way.\n\n"
      "Examples:\n"
      "  imapspec list scenarios\n"
      "  imapspec list requirements --coverage\n"
      "  imapspec list quirks            what --quirk of `imapspec serve` knows\n"
      "  imapspec list deviations        what --tolerate of `imapspec parse` knows");
  list.callback([options, &exit_status] { exit_status = execute(*options); });
}

}  // namespace imapspec::cli
