#include "harness/runner/select.h"

#include <algorithm>
#include <charconv>

#include "harness/base/glob.h"

namespace imapspec::runner {

namespace {

bool goes_by(const scenario::Scenario& scenario, std::string_view name) {
  const auto is = [name](std::string_view id) {
    if (id == name) return true;
    // A folder or a file of ids, or a scenario with all its rows.
    return id.starts_with(name) && (name.ends_with('/') || id[name.size()] == '/' || id[name.size()] == '[');
  };
  return is(scenario.id) || std::any_of(scenario.was.begin(), scenario.was.end(), is) ||
         std::find(scenario.tags.begin(), scenario.tags.end(), name) != scenario.tags.end();
}

bool is_of_level(const scenario::Scenario& scenario, const catalogue::Catalogue& catalogue, catalogue::Level level) {
  return std::any_of(scenario.verifies.begin(), scenario.verifies.end(), [&](const auto& id) {
    const auto* requirement = catalogue.find(id);
    return requirement != nullptr && requirement->level == level;
  });
}

}  // namespace

std::optional<std::pair<unsigned, unsigned>> parse_shard(std::string_view text) {
  const auto number = [](std::string_view digits) {
    unsigned n = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return failed == std::errc() && end == digits.data() + digits.size() ? n : 0;
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const unsigned shard = number(text.substr(0, slash)), shards = number(text.substr(slash + 1));
  if (shard == 0 || shard > shards) return std::nullopt;
  return std::pair(shard, shards);
}

std::expected<std::vector<const scenario::Scenario*>, std::string> select(const std::vector<scenario::Scenario>& suite,
                                                                          const catalogue::Catalogue& catalogue,
                                                                          const Selection& selection) {
  for (const auto& name : selection.names)
    if (std::none_of(suite.begin(), suite.end(), [&](const auto& scenario) { return goes_by(scenario, name); }))
      return std::unexpected("no scenario, folder or tag is called \"" + name + '"');
  std::vector<const scenario::Scenario*> chosen;
  for (const auto& scenario : suite) {
    const auto named = [&](const auto& name) { return goes_by(scenario, name); };
    if (!selection.names.empty() && std::none_of(selection.names.begin(), selection.names.end(), named)) continue;
    if (!selection.filter.empty() && !matches_glob(selection.filter, scenario.id)) continue;
    if (selection.level && !is_of_level(scenario, catalogue, *selection.level)) continue;
    chosen.push_back(&scenario);
  }
  if (chosen.empty()) return std::unexpected("nothing is left to play: no scenario fits all that was asked for");
  std::vector<const scenario::Scenario*> sharded;
  for (std::size_t i = selection.shard - 1; i < chosen.size(); i += selection.shards) sharded.push_back(chosen[i]);
  return sharded;
}

}  // namespace imapspec::runner
