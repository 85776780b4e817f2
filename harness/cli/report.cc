// imapspec report: other reports of the JSON results of runs; their shards put together, compared, or beside each other.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

#include "harness/cli/common.h"
#include "harness/cli/report_files.h"
#include "harness/cli/subcommands.h"
#include "reports/compare.h"
#include "reports/matrix.h"
#include "reports/merge.h"
#include "reports/read_json.h"

namespace imapspec::cli {
namespace {

struct Options {
  std::vector<std::string> files, reports;
  bool compare = false;
};

// FORMAT=FILE with that format; "" if it is another.
std::string file_of(const std::string& text, std::string_view format) {
  const std::string before = std::string(format) + '=';
  return text.starts_with(before) ? text.substr(before.size()) : "";
}

int written(const std::expected<void, std::string>& done) {
  return done ? kNothingUnexpected : complain(done.error());
}

int compare_two(const Options& options, const std::vector<reports::Report>& read) {
  if (read.size() != 2) return complain("--compare wants two files: what was before, and what is now");
  int status = kNothingUnexpected;
  bool stdout_taken = false;
  for (const std::string& text : options.reports) {
    const std::string file = file_of(text, "html");
    if (file.empty()) return complain("--report " + text + ": a comparison is html=FILE");
    stdout_taken |= file == "-";
    status = std::max(status, written(reports::write_file(file, reports::write_comparison_html(read[0], read[1]))));
  }
  if (!stdout_taken)
    status = std::max(status, written(reports::write_file("-", reports::write_comparison_text(read[0], read[1]))));
  if (status != kNothingUnexpected) return status;
  return reports::is_worse(read[1], reports::compare(read[0], read[1])) ? kUnexpected : kNothingUnexpected;
}

int report(const Options& options) {
  std::vector<reports::Report> read;
  for (const std::string& file : options.files) {
    auto one = reports::read_report_file(file);
    if (!one) return complain(one.error());
    read.push_back(*std::move(one));
  }
  if (options.compare) return compare_two(options, read);
  std::vector<std::string> of_one, matrices;
  for (const std::string& text : options.reports) {
    const std::string matrix = file_of(text, "matrix");
    if (matrix.empty()) {
      of_one.push_back(text);
    } else {
      matrices.push_back(matrix);
    }
  }
  ReportFiles files(of_one);
  if (const auto checked = files.check(); !checked) return complain(checked.error());
  int status = kNothingUnexpected;
  for (const std::string& matrix : matrices)
    status = std::max(status, written(reports::write_file(matrix, reports::write_matrix(read))));
  if (of_one.empty() && !matrices.empty()) return status;
  // Of several files one report can be made if they are the shards of one run.
  const auto merged = reports::merge(std::move(read));
  if (!merged) return complain("these files make no one report: " + merged.error());
  status = std::max(status, written(files.write(*merged)));
  if (status != kNothingUnexpected) return status;
  return reports::is_unexpected(*merged) ? kUnexpected : kNothingUnexpected;
}

}  // namespace

void add_report(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand(
      "report",
      "Other reports of what `--report json=FILE` has written: of the shards of one run, of two runs, of many peers");
  command.add_option("files", options->files, "JSON reports; - is stdin")->type_name("JSON")->required();
  command
      .add_option("--report", options->reports,
                  "as `imapspec run` has it, and matrix=FILE: a page with a column for each file")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  command.add_flag("--compare", options->compare,
                   "what the second file has otherwise than the first; exit status 1 if something fails that did not, "
                   "fails differently, or the second run is incomplete");
  command.footer(
      "Examples:\n"
      "  imapspec report imap.json --report html=imap.html\n"
      "  imapspec report shard-1.json shard-2.json --report junit=imap.xml\n"
      "  imapspec report --compare before.json after.json --report html=changes.html\n"
      "  imapspec report dovecot.json cyrus.json --report matrix=peers.html");
  command.callback([options, &exit_status] { exit_status = report(*options); });
}

}  // namespace imapspec::cli
