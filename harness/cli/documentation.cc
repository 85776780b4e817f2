// imapspec completions and imapspec manual: what the command line says of itself, for shells and for man.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "harness/cli/common.h"
#include "harness/cli/completions.h"
#include "harness/cli/manual.h"
#include "harness/cli/subcommands.h"
#include "harness/cli/version.h"
#include "reports/report.h"

namespace imapspec::cli {
namespace {

struct ManualOptions {
  std::string command, into;
};

int show_manual(const ManualOptions& options, const CommandAbout& program) {
  const std::vector<ManualPage> pages = manual(program, version());
  if (options.into.empty()) {
    const std::string name = options.command.empty() ? "imapspec" : "imapspec-" + options.command;
    for (const ManualPage& page : pages)
      if (page.name == name) std::cout << page.text << std::flush;
    return kNothingUnexpected;
  }
  std::error_code failed;
  std::filesystem::create_directories(options.into, failed);
  for (const ManualPage& page : pages) {
    const auto done = reports::write_file(options.into + '/' + page.name + ".1", page.text);
    if (!done) return complain(done.error());
  }
  return kNothingUnexpected;
}

}  // namespace

void add_completions(CLI::App& app, int& exit_status) {
  auto shell = std::make_shared<std::string>();
  CLI::App& command =
      *app.add_subcommand("completions", "A script by which a shell completes commands, options and ids");
  command.add_option("shell", *shell, "for which shell")
      ->required()
      ->check(CLI::IsMember(shells()))
      ->type_name("SHELL");
  command.footer(
      "Examples:\n"
      "  source <(imapspec completions bash)\n"
      "  imapspec completions zsh >~/.zfunc/_imapspec\n"
      "  imapspec completions fish >~/.config/fish/completions/imapspec.fish");
  command.callback([shell, &app, &exit_status] {
    std::cout << completions(*shell, about(app)) << std::flush;
    exit_status = kNothingUnexpected;
  });
}

void add_manual(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ManualOptions>();
  CLI::App& command = *app.add_subcommand("manual", "The man page of the program, or of one of its commands, for man");
  command.add_option("command", options->command, "of which command (default: of the program)")->type_name("COMMAND");
  command.add_option("--into", options->into, "leave all pages as files in that folder")->type_name("DIR");
  command.footer(
      "Examples:\n"
      "  imapspec manual run | man -l -\n"
      "  imapspec manual --into ~/.local/share/man/man1");
  command.callback([options, &app, &exit_status] {
    const CommandAbout program = about(app);
    if (!options->command.empty() && !std::ranges::count(program.commands, options->command, &CommandAbout::name))
      exit_status = complain("there is no command " + options->command);
    else
      exit_status = show_manual(*options, program);
  });
}

}  // namespace imapspec::cli
