// ReportFiles: where the results of a run go: the terminal, and the files that --report and --transcripts name.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "reports/report.h"

namespace CLI {
class App;
}

namespace imapspec::cli {

class ReportFiles {
 public:
  ReportFiles() = default;
  // As --report names them, FORMAT=FILE each.
  explicit ReportFiles(std::vector<std::string> reports) : reports_(std::move(reports)) {}
  void add_options(CLI::App& app);
  // Whether the formats are known. The error is a mistake in the command line.
  std::expected<void, std::string> check() const;
  // Whether anything is wanted that shows the transcripts of what passed.
  bool keeps_transcripts() const;
  bool verbose() const { return verbose_; }
  // The terminal report on stdout, unless a report goes there; then the files. All are tried; the error, for people, names
  // those that could not be written.
  std::expected<void, std::string> write(const reports::Report& report) const;

 private:
  std::vector<std::string> reports_;  // FORMAT=FILE
  std::string transcripts_;           // a folder
  bool verbose_ = false;
};

// The exit status of a run with these results, written as they should be: 3 if nothing was judged, which is said on stderr,
// since no report may look well for want of results; 1 if something unexpected is among them, 0 if not.
int exit_status(const reports::Report& report, bool strict);

}  // namespace imapspec::cli
