// Reads the JSON report back into the result model, so that other reports can be made of it later and elsewhere.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "reports/result.h"

namespace imapspec::reports {

// What write() made of it as Format::json, of this format or an earlier one; members that are not known are passed over.
// The error, for people, says what is wrong with the text: no JSON, no report of ours, or one of a later format.
std::expected<Report, std::string> read_json(std::string_view text);

// Of a file, "-" for standard input. The error names the file.
std::expected<Report, std::string> read_report_file(const std::string& path);

}  // namespace imapspec::reports
