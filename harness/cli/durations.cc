#include "harness/cli/durations.h"

#include <CLI/CLI.hpp>

#include <charconv>

namespace imapspec::cli {

std::expected<Duration, std::string> parse_duration(std::string_view text) {
  const std::string mistake = "\"" + std::string(text) + "\" is no duration; 5s, 250ms, 2m or 1h30m would be";
  if (text.empty()) return std::unexpected(mistake);
  constexpr std::int64_t kSecondsMax = 366 * 24 * 3600;
  Duration sum{0};
  while (!text.empty()) {
    std::int64_t n = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (failed != std::errc() || n < 0 || n > kSecondsMax * 1000) return std::unexpected(mistake);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const std::string_view unit = text.substr(0, text.find_first_of("0123456789"));
    text.remove_prefix(unit.size());
    if (unit == "ms")
      sum += std::chrono::milliseconds(n);
    else if (unit.empty() || unit == "s")
      sum += std::chrono::seconds(std::min(n, kSecondsMax));
    else if (unit == "m")
      sum += std::chrono::minutes(std::min(n, kSecondsMax / 60));
    else if (unit == "h")
      sum += std::chrono::hours(std::min(n, kSecondsMax / 3600));
    else
      return std::unexpected(mistake);
  }
  return sum;
}

void add_duration_option(CLI::App& app, const std::string& name, Duration& value, const std::string& description) {
  app.add_option_function<std::string>(
         name,
         [&value](const std::string& text) {
           const auto duration = parse_duration(text);
           if (!duration) throw CLI::ValidationError(duration.error());
           value = *duration;
         },
         description)
      ->type_name("TIME");
}

}  // namespace imapspec::cli
