// imapspec: finds out whether an IMAP server, or an IMAP client, does what the RFCs say.
#include <CLI/CLI.hpp>

#include <csignal>
#include <exception>
#include <iostream>

#include "harness/cli/command_words.h"
#include "harness/cli/subcommands.h"

int main(int argc, char** argv) {
  // A peer that goes away while we write is an error of that write, not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app;
  int exit_status = 0;
  using namespace imapspec::cli;
  define_program(app, exit_status);
  try {
    app.parse(take_command_words(argc, argv), argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::cerr << "imapspec: " << error.what() << '\n';
    return 3;
  }
  return exit_status;
}
