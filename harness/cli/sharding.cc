#include "harness/cli/sharding.h"

#include <charconv>
#include <optional>
#include <string_view>

#include "harness/runner/select.h"

namespace imapspec::cli {
namespace {

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// `index` from 0, as the environment has it.
std::expected<reports::Shard, std::string> from_environment(const char* name, std::string_view index,
                                                            std::string_view total) {
  const auto i = number(index), n = number(total);
  if (!i || !n || *n == 0 || *i >= *n)
    return std::unexpected(std::string(name) + "=" + std::string(index) + " of " + std::string(total) +
                           ": a number from 0 was expected, below that of the shards");
  return reports::Shard{*i + 1, *n};
}

}  // namespace

std::expected<reports::Shard, std::string> find_shard(const std::string& option, const Environment& environment) {
  const auto value = [&](const char* name) {
    const char* text = environment(name);
    return std::string_view(text == nullptr ? "" : text);
  };
  if (option.starts_with('/')) {
    constexpr const char* kIndex = "JOB_COMPLETION_INDEX";
    if (value(kIndex).empty()) return std::unexpected("--shard " + option + ": JOB_COMPLETION_INDEX is not set");
    return from_environment(kIndex, value(kIndex), option.substr(1));
  }
  if (!option.empty()) {
    const auto shard = runner::parse_shard(option);
    if (!shard) return std::unexpected("--shard " + option + ": i/n was expected, with i from 1 to n");
    return reports::Shard{shard->first, shard->second};
  }
  constexpr std::pair<const char*, const char*> kNames[] = {{"GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS"},
                                                            {"TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS"}};
  for (const auto& [index, total] : kNames) {
    if (!value(total).empty()) return from_environment(index, value(index), value(total));
  }
  return reports::Shard{};
}

}  // namespace imapspec::cli
