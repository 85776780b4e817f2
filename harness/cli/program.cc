#include <CLI/CLI.hpp>

#include "harness/cli/subcommands.h"
#include "harness/cli/version.h"

namespace imapspec::cli {

void define_program(CLI::App& app, int& exit_status) {
  app.description("IMAP conformance tests: scenarios against servers and clients, judged by the RFCs.");
  app.name("imapspec");
  app.set_version_flag("--version", std::string("imapspec ") + version());
  app.require_subcommand(1);
  app.fallthrough(false);
  for (const auto add : {add_run, add_report, add_probe, add_client, add_serve, add_mutants, add_parse, add_lint,
                         add_list, add_explain, add_clean, add_completions, add_manual})
    add(app, exit_status);
}

}  // namespace imapspec::cli
