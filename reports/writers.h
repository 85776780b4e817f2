// The functions behind write(): one per format. Internal to reports/.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.h"

namespace imapspec::reports {

inline constexpr int kJsonFormat = 1;  // rises when a reader of the last one would be misled

std::string write_terminal(const Report& report, const WriteOptions& options);
std::string write_junit(const Report& report);
std::string write_tap(const Report& report);
std::string write_json(const Report& report);
std::string write_html(const Report& report);  // reports/html
std::string write_sarif(const Report& report);
std::string write_github(const Report& report);
std::string write_gitlab(const Report& report);
std::string write_markdown(const Report& report);
std::string write_badge(const Report& report);

// "imapspec 0.1.0 against Dovecot at imap://alice@127.0.0.1:1143, seed 7"
std::string headline(const Report& report);
// What a number of such verdicts is called: "passed", "could not be played", ...
std::string_view counted(Verdict verdict);
// "12 results: 2 passed, 3 failed, ..."
std::string sum_up(const Report& report);
// "2026-11-24T17:05:00Z"
std::string timestamp(const Report& report);
// "base/expunge.yaml:14"; empty if there is no file
std::string at(const Place& place);
// Says why this result is not a pass: the reason, or the first failure's message; fit to be shown. Empty for a plain
// pass.
std::string why(const Result& result);
// The failures as indented plain text: what the terminal shows, without colour.
std::string describe(const Result& result);

}  // namespace imapspec::reports
