// The subcommands of the program, one file each. Each adds itself to the command line and, when it was chosen, leaves the
// exit status of architecture's table: 0 nothing unexpected, 1 something was, 2 a mistake of the caller, 3 nothing was
// judged, 130 interrupted.
#pragma once

namespace CLI {
class App;
}

namespace imapspec::cli {

void add_run(CLI::App& app, int& exit_status);
void add_report(CLI::App& app, int& exit_status);
void add_probe(CLI::App& app, int& exit_status);
void add_client(CLI::App& app, int& exit_status);
void add_serve(CLI::App& app, int& exit_status);
void add_mutants(CLI::App& app, int& exit_status);
void add_parse(CLI::App& app, int& exit_status);
void add_lint(CLI::App& app, int& exit_status);
void add_list(CLI::App& app, int& exit_status);
void add_explain(CLI::App& app, int& exit_status);
void add_clean(CLI::App& app, int& exit_status);
void add_completions(CLI::App& app, int& exit_status);
void add_manual(CLI::App& app, int& exit_status);

// The whole program: all of the above, and what it has itself. Both arguments outlive the parsing.
void define_program(CLI::App& app, int& exit_status);

}  // namespace imapspec::cli
