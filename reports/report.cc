#include "reports/report.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 10> kFormats{{
    {"terminal", Format::terminal},
    {"junit", Format::junit},
    {"tap", Format::tap},
    {"json", Format::json},
    {"html", Format::html},
    {"sarif", Format::sarif},
    {"github", Format::github},
    {"gitlab", Format::gitlab},
    {"markdown", Format::markdown},
    {"badge", Format::badge},
}};

}  // namespace

std::optional<Format> find_format(std::string_view name) {
  for (const auto& [known, format] : kFormats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const auto& [name, format] : kFormats) names.push_back(name);
  return names;
}

std::string write(Format format, const Report& report, const WriteOptions& options) {
  switch (format) {
    case Format::junit:
      return write_junit(report);
    case Format::tap:
      return write_tap(report);
    case Format::json:
      return write_json(report);
    case Format::html:
      return write_html(report);
    case Format::sarif:
      return write_sarif(report);
    case Format::github:
      return write_github(report);
    case Format::gitlab:
      return write_gitlab(report);
    case Format::markdown:
      return write_markdown(report);
    case Format::badge:
      return write_badge(report);
    case Format::terminal:
      break;
  }
  return write_terminal(report, options);
}

std::expected<void, std::string> write_file(const std::string& path, std::string_view text) {
  const auto failed = [&path] {
    return std::unexpected("cannot write " + (path == "-" ? "to standard output" : path) + ": " + std::strerror(errno));
  };
  if (path == "-") {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) return failed();
    return {};
  }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"), std::fclose);
  if (file == nullptr) return failed();
  if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() || std::fflush(file.get()) != 0)
    return failed();
  if (std::fclose(file.release()) != 0) return failed();  // a network file system may say only now that it is full
  return {};
}

std::string timestamp(const Report& report) {
  const auto whole = std::chrono::time_point_cast<std::chrono::seconds>(report.started);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(whole)));
}

std::string headline(const Report& report) {
  std::string text = report.program;
  if (!report.version.empty()) text += " " + report.version;
  if (!report.peer.name.empty()) text += " against " + report.peer.name;
  if (!report.peer.url.empty()) text += (report.peer.name.empty() ? " against " : " at ") + report.peer.url;
  text += fmt::format(", seed {}", report.seed);
  if (report.shard.count > 1) text += fmt::format(", shard {} of {}", report.shard.index, report.shard.count);
  return show_line(text);
}

std::string_view counted(Verdict verdict) {
  constexpr std::array<std::string_view, kVerdicts.size()> kWords{"passed",
                                                                  "failed",
                                                                  "with warnings",
                                                                  "skipped",
                                                                  "could not be played",
                                                                  "failed as expected",
                                                                  "passed unexpectedly"};
  return kWords.at(static_cast<std::size_t>(verdict));
}

std::string sum_up(const Report& report) {
  const Summary summary = summarize(report);
  std::string text = fmt::format("{} result{}", summary.total, summary.total == 1 ? "" : "s");
  std::string_view before = ": ";
  for (const Verdict verdict : kVerdicts) {
    if (summary.of(verdict) == 0) continue;
    text += fmt::format("{}{} {}", before, summary.of(verdict), counted(verdict));
    before = ", ";
  }
  return is_judged(report) ? text : text + "; nothing was judged";
}

std::string at(const Place& place) {
  if (place.file.empty() || place.line == 0) return place.file;
  return fmt::format("{}:{}", place.file, place.line);
}

std::string why(const Result& result) {
  std::string text = result.reason;
  if (text.empty() && !result.failures.empty()) text = result.failures.front().message;
  if (result.verdict == Verdict::xpass) text = "does not fail any more, as was expected: " + text;
  return show_text(text);
}

}  // namespace imapspec::reports
