#include "reports/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "reports/coverage.h"

namespace imapspec::reports {
namespace {

constexpr std::size_t kEvidenceKept = 3;  // failures of a rule, as a run keeps them
constexpr std::size_t kMissingNamed = 20;

void add_rule(Result& sum, Result&& more) {
  sum.rule->watched += more.rule->watched;
  sum.rule->broken += more.rule->broken;
  sum.failures.insert(sum.failures.end(), std::make_move_iterator(more.failures.begin()),
                      std::make_move_iterator(more.failures.end()));
  const Verdict both = gravest(sum.verdict, more.verdict);
  if (both != sum.verdict) {
    sum.reason = more.reason;
    sum.level = more.level;
  }
  sum.verdict = both;
}

// The evidence that a single run would have kept: that of the first scenarios; what no scenario saw comes last.
void keep_first_evidence(Result& rule) {
  std::ranges::stable_sort(rule.failures, {}, [](const Failure& failure) {
    return std::pair(failure.scenario.empty(), std::string_view(failure.scenario));
  });
  if (rule.failures.size() > kEvidenceKept) rule.failures.resize(kEvidenceKept);
}

// `seen` are from 1 to `count`, which may be any number.
std::string missing(const std::set<unsigned>& seen, unsigned count) {
  const std::size_t lost = count - seen.size();
  std::size_t named = 0;
  std::string text;
  for (unsigned index = 1; named < std::min(lost, kMissingNamed); ++index) {
    if (seen.contains(index)) continue;
    text += (text.empty() ? "shard " : ", ") + std::to_string(index);
    ++named;
  }
  if (lost > named) text += " and " + std::to_string(lost - named) + " more";
  return text.empty() ? text : text + " of " + std::to_string(count) + " is missing";
}

}  // namespace

std::expected<Report, std::string> merge(std::vector<Report> shards) {
  if (shards.empty()) return std::unexpected("there is nothing to merge");
  std::ranges::stable_sort(shards, {}, [](const Report& report) { return report.shard.index; });
  Report sum = shards.front();
  sum.results.clear();
  sum.shard = {};
  sum.incomplete_reason.clear();
  std::set<unsigned> seen;
  std::map<std::string, std::size_t, std::less<>> places;
  for (Report& shard : shards) {
    if (shard.version != sum.version) return std::unexpected("they are of different versions of the program");
    if (shard.shard.count != shards.front().shard.count)
      return std::unexpected("they are parts of differently divided runs");
    if (!seen.insert(shard.shard.index).second)
      return std::unexpected("shard " + std::to_string(shard.shard.index) + " is given twice");
    if (shard.incomplete) {
      sum.incomplete = true;
      sum.incomplete_reason += (sum.incomplete_reason.empty() ? "" : "; ") + shard.incomplete_reason;
    }
    sum.started = std::min(sum.started, shard.started);
    sum.duration = std::max(sum.duration, shard.duration);
    for (Result& result : shard.results) {
      const auto [place, is_new] = places.try_emplace(result.id, sum.results.size());
      if (is_new) {
        sum.results.push_back(std::move(result));
      } else if (Result& known = sum.results[place->second]; known.rule && result.rule) {
        add_rule(known, std::move(result));
      } else {
        return std::unexpected("two of them have a result of " + result.id);
      }
    }
  }
  for (Result& result : sum.results) {
    if (result.rule) keep_first_evidence(result);
  }
  if (const std::string lost = missing(seen, shards.front().shard.count); !lost.empty()) {
    sum.incomplete = true;
    sum.incomplete_reason += (sum.incomplete_reason.empty() ? "" : "; ") + lost;
  }
  return sum;
}

}  // namespace imapspec::reports
