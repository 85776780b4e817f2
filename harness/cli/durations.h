// Durations as the command line gives them: "5s", "1m30s", "250ms"; a number alone is seconds.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "harness/base/clock.h"

namespace CLI {
class App;
}

namespace imapspec::cli {

std::expected<Duration, std::string> parse_duration(std::string_view text);  // the error is for people

// An option that takes one. `value` keeps its default unless it is given.
void add_duration_option(CLI::App& app, const std::string& name, Duration& value, const std::string& description);

}  // namespace imapspec::cli
