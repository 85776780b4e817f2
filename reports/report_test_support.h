// What the tests of the writers share: a report as a run would fill it in, one full of hostile octets, and golden
// files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/result.h"

namespace imapspec::reports {

// Every verdict, two sessions, a rule that was broken and one that was not, out of the order of their ids.
Report sample_report();

// Every string of it holds `octets`, one result of every verdict.
Report report_full_of(const std::string& octets);

// One failure whose wire is one line of so many x, marked in the middle.
Report report_with_long_lines(std::size_t octets);

// So many results, a tenth of them failures, each with a transcript of twenty lines or more.
Report large_report(std::size_t results);

// What a peer may send to break a format: NUL, ESC, invalid UTF-8, "]]>", ends of YAML and of JSON, lines that look
// like ours.
std::string hostile_octets();

// Holds `text` against reports/testdata/NAME. With IMAPSPEC_UPDATE_GOLDEN in the environment it writes the file
// instead, for a person to look at the difference.
void expect_golden(const std::string& file, std::string_view text);

std::string read_file(const std::string& path);

}  // namespace imapspec::reports
