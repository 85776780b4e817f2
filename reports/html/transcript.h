// A transcript as a list, all connections on one time line, the offending line marked.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports::html {

struct TranscriptOptions {
  std::optional<std::size_t> line;   // the offending one
  std::optional<std::size_t> octet;  // of that line
  bool links = true;                 // to the requirements, which are on the same page
  std::size_t octets_max = 16'000;  // of markup, about; then lines are left out, those far from the offending one first
};

// Markup; empty if there are no lines.
std::string transcript(const std::vector<TranscriptLine>& lines, const TranscriptOptions& options);

}  // namespace imapspec::reports::html
