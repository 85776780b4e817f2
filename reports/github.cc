// GitHub's annotations: workflow commands on standard output, one for each finding, and a line that sums up.
#include <fmt/format.h>

#include "reports/findings.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

// What a workflow command may not hold as it is; in its properties : and , too.
std::string data(std::string_view text, bool property) {
  std::string escaped;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    escaped += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return escaped;
}

std::string command(std::string_view level, const Place& place, std::string_view title, std::string_view text) {
  std::string properties;
  if (!place.file.empty()) {
    properties += "file=" + data(show_line(place.file), true);
    if (place.line != 0) properties += fmt::format(",line={}", place.line);
    properties += ',';
  }
  return fmt::format("::{} {}title={}::{}\n", level, properties, data(title, true), data(text, false));
}

}  // namespace

std::string write_github(const Report& report) {
  std::string text;
  if (report.incomplete) text += command("error", {}, "The run is incomplete", show_line(report.incomplete_reason));
  for (const Finding& finding : findings(report, false)) {
    const Result& result = *finding.result;
    text += command(result.verdict == Verdict::warn ? "warning" : "error", finding.place,
                    fmt::format("{}: {}", show_line(result.id), name(result.verdict)), finding.message);
  }
  return text + command(is_judged(report) ? "notice" : "error", {}, "imapspec", sum_up(report));
}

}  // namespace imapspec::reports
