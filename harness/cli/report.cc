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
  bool compare = false, strict = false;
};

// FORMAT=FILE with that format; "" if it is another.
std::string file_of(const std::string& text, std::string_view format) {
  const std::string before = std::string(format) + '=';
  return text.starts_with(before) ? text.substr(before.size()) : "";
}

int written(const std::expected<void, std::string>& done) {
  return done ? kNothingUnexpected : complain(done.error());
}

int compare_two(const Options& options, const reports::Report& before, const reports::Report& after) {
  const auto changes = reports::compare(before, after);
  int status = kNothingUnexpected;
  bool stdout_taken = false;
  for (const std::string& text : options.reports) {
    const std::string file = file_of(text, "html");
    if (file.empty()) return complain("--report " + text + ": a comparison is html=FILE");
    stdout_taken |= file == "-";
    status =
        std::max(status, written(reports::write_file(file, reports::write_comparison_html(before, after, changes))));
  }
  if (!stdout_taken)
    status =
        std::max(status, written(reports::write_file("-", reports::write_comparison_text(before, after, changes))));
  if (status != kNothingUnexpected) return status;
  if (!reports::is_judged(after)) return exit_status(after, options.strict);
  return reports::is_worse(after, changes) ? kUnexpected : kNothingUnexpected;
}

int report(const Options& options) {
  if (options.compare && options.files.size() != 2)
    return complain("--compare wants two files: what was before, and what is now");
  std::vector<reports::Part> parts;
  for (const std::string& file : options.files) {
    auto one = reports::read_report_file(file);
    if (!one) return complain(one.error());
    parts.push_back({file, *std::move(one)});
  }
  if (options.compare) return compare_two(options, parts[0].report, parts[1].report);
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
  if (!matrices.empty()) {
    std::vector<reports::Report> peers;
    for (const reports::Part& part : parts) peers.push_back(part.report);
    const std::string page = reports::write_matrix(peers);
    for (const std::string& matrix : matrices) status = std::max(status, written(reports::write_file(matrix, page)));
  }
  if (of_one.empty() && !matrices.empty()) return status;
  // Of several files one report can be made if they are the shards of one run.
  const auto merged = reports::merge(std::move(parts));
  if (!merged) return complain("these files make no one report: " + merged.error());
  status = std::max(status, written(files.write(*merged)));
  if (status != kNothingUnexpected) return status;
  return exit_status(*merged, options.strict);
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
  command.add_flag("--strict", options->strict, "a warning is unexpected too");
  command.footer(
      "The exit status is that of the run that the report shows, as if it had been one: 1 if something unexpected is "
      "in it\n"
      "or a shard is missing, 3 if nothing was judged. A matrix alone says nothing about one run: 0.\n"
      "Examples:\n"
      "  imapspec report imap.json --report html=imap.html\n"
      "  imapspec report shard-1.json shard-2.json --report junit=imap.xml\n"
      "  imapspec report --compare before.json after.json --report html=changes.html\n"
      "  imapspec report dovecot.json cyrus.json --report matrix=peers.html");
  command.callback([options, &exit_status] { exit_status = report(*options); });
}

}  // namespace imapspec::cli
