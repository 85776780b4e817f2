#include "harness/cli/report_files.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>

#include "harness/cli/common.h"
#include "reports/text.h"

namespace imapspec::cli {

namespace {

struct Wanted {
  reports::Format format;
  std::string file;
};

std::optional<Wanted> parse(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size()) return std::nullopt;
  const auto format = reports::find_format(text.substr(0, equals));
  if (!format) return std::nullopt;
  return Wanted{*format, text.substr(equals + 1)};
}

// Letters, digits and what does no harm in a file's name.
std::string file_name(std::string_view id) {
  std::string name(id);
  for (char& c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
          c == '_'))
      c = '_';
  return name;
}

std::string transcript_text(const reports::Result& result) {
  std::string text = result.id + "  " + std::string(reports::name(result.verdict)) + '\n';
  for (const auto& line : result.transcript) {
    text += reports::milliseconds(line.time.count()) + ' ' + line.session + (line.session.empty() ? "" : " ") +
            std::string(reports::name(line.direction)) + ": " + reports::show_octets(line.octets) + '\n';
  }
  return text;
}

}  // namespace

void ReportFiles::add_options(CLI::App& app) {
  std::string formats;
  for (const auto name : reports::format_names()) formats += (formats.empty() ? "" : ", ") + std::string(name);
  app.add_option("--report", reports_,
                 "a report in a file; may be given several times. Formats: " + formats + ". The file - is stdout")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_option("--transcripts", transcripts_, "the whole transcript of each scenario goes into a file there")
      ->type_name("DIR");
  app.add_flag("-v,--verbose", verbose_, "a line for every result");
}

bool ReportFiles::keeps_transcripts() const {
  return !transcripts_.empty() || std::any_of(reports_.begin(), reports_.end(), [](const std::string& text) {
    const auto wanted = parse(text);
    return wanted && wanted->format == reports::Format::html;
  });
}

std::expected<void, std::string> ReportFiles::check() const {
  for (const auto& report : reports_)
    if (!parse(report))
      return std::unexpected("--report " + report +
                             ": FORMAT=FILE was expected, with one of the formats that --help lists");
  return {};
}

std::expected<void, std::string> ReportFiles::write(const reports::Report& report) const {
  std::string errors;
  const auto note = [&errors](const std::expected<void, std::string>& done) {
    if (!done) errors += (errors.empty() ? "" : "; ") + done.error();
  };
  bool stdout_taken = false;
  for (const auto& text : reports_) stdout_taken |= parse(text)->file == "-";
  if (!stdout_taken) {
    reports::WriteOptions options;
    options.colour = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    options.verbose = verbose_;
    note(reports::write_file("-", reports::write(reports::Format::terminal, report, options)));
  }
  for (const auto& text : reports_) {
    const auto wanted = *parse(text);
    note(reports::write_file(wanted.file, reports::write(wanted.format, report)));
  }
  if (transcripts_.empty()) return errors.empty() ? std::expected<void, std::string>() : std::unexpected(errors);
  std::error_code failed;
  std::filesystem::create_directories(transcripts_, failed);
  for (const auto& result : report.results)
    if (!result.transcript.empty())
      note(reports::write_file(transcripts_ + '/' + file_name(result.id) + ".txt", transcript_text(result)));
  if (!errors.empty()) return std::unexpected(errors);
  return {};
}

int exit_status(const reports::Report& report, bool strict) {
  if (reports::is_judged(report)) return reports::is_unexpected(report, strict) ? kUnexpected : kNothingUnexpected;
  const reports::Summary summary = reports::summarize(report);
  std::string why = "there are no results";
  if (summary.total > 0)
    why = std::to_string(summary.of(reports::Verdict::skip)) + " skipped, " +
          std::to_string(summary.of(reports::Verdict::error)) + " could not be played";
  if (!summary.skips.empty() && !summary.skips.front().reason.empty())
    why += "; skipped above all: " + reports::show_line(summary.skips.front().reason);
  std::cerr << "imapspec: nothing was judged: " << why << '\n';
  return kNothingJudged;
}

}  // namespace imapspec::cli
