// The writers of reports: one result model, any of several formats, as text.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

enum class Format : std::uint8_t {
  terminal,
  junit,     // Jenkins' schema junit-10
  tap,       // TAP 14
  json,      // result.schema.json
  html,      // one file for people
  sarif,     // 2.1.0, at the scenario's line
  github,    // annotations: workflow commands, for standard output
  gitlab,    // its code quality report
  markdown,  // the summary of a CI job
  badge,     // SVG
};

std::optional<Format> find_format(std::string_view name);  // by the name of its enumerator
std::vector<std::string_view> format_names();              // in the order of Format

struct WriteOptions {
  bool colour = false;   // terminal only: ANSI colours. Whether to (NO_COLOR, a terminal) is for the caller to know
  bool verbose = false;  // terminal only: every result has its line, observations included
};

// The whole report. Always valid for its format, whatever octets the peer sent.
std::string write(Format format, const Report& report, const WriteOptions& options = {});

// Writes `text` to `path` ("-" is standard output). The error is for people and names the path and the reason: an
// unwritable path, a full disk (found out by flushing to it).
std::expected<void, std::string> write_file(const std::string& path, std::string_view text);

}  // namespace imapspec::reports
