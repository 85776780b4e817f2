// Reads the JSON report back into the result model, so that other reports can be made of it later and elsewhere.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "reports/result.h"

namespace imapspec::reports {

// What write() made of it as Format::json, of this format or an earlier one; members that are not known are passed over.
// The error, for people, says what is wrong with the text: no JSON, no report of ours, or one of a later format.
std::expected<Report, std::string> read_json(std::string_view text);

// A run of the whole suite with all transcripts has some 5 MiB. Read, it takes about ten times as much.
inline constexpr std::size_t kReportOctetsMax = std::size_t{256} << 20;

// Of a file, "-" for standard input, of so many octets at most. The error names the file.
std::expected<Report, std::string> read_report_file(const std::string& path, std::size_t octets_max = kReportOctetsMax);

}  // namespace imapspec::reports
