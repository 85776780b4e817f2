#include "reports/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "reports/coverage.h"
#include "reports/text.h"

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

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += std::string(text.empty() ? "" : between) + word;
  return text;
}

// What all shards of one run have in common. Not the greeting: servers put the hour or a name of the connection there.
struct Trait {
  std::string_view what;
  std::string (*of)(const Report& report);
  std::string_view hint = "";
};
constexpr Trait kTraits[] = {
    {"version", [](const Report& report) { return report.program + ' ' + report.version; }},
    {"server", [](const Report& report) { return report.peer.url; }},
    {"server's name", [](const Report& report) { return report.peer.name; }},
    {"command line", [](const Report& report) { return report.command + report.command_options; }},
    {"seed", [](const Report& report) { return std::to_string(report.seed); },
     "; `imapspec run --seed N` is for all shards the same"},
    {"number of shards", [](const Report& report) { return std::to_string(report.shard.count); }},
    {"list of what is not tested", [](const Report& report) { return joined(report.not_tested, " "); }},
    {"list of the server's capabilities",
     [](const Report& report) {
       std::vector<std::string> sorted = report.peer.capabilities;
       std::ranges::sort(sorted);
       return joined(sorted, " ");
     }},
};

// Empty if they may be parts of one run.
std::string difference(const Part& a, const Part& b) {
  for (const Trait& trait : kTraits) {
    const std::string of_a = trait.of(a.report), of_b = trait.of(b.report);
    if (of_a == of_b) continue;
    return a.file + " and " + b.file + " are not of one run: the " + std::string(trait.what) + " is \"" +
           show_line(of_a) + "\" in the one and \"" + show_line(of_b) + "\" in the other" + std::string(trait.hint);
  }
  if (a.report.shard.index == b.report.shard.index)
    return a.file + " and " + b.file + " are both shard " + std::to_string(a.report.shard.index) + " of " +
           std::to_string(a.report.shard.count);
  return {};
}

}  // namespace

std::expected<Report, std::string> merge(std::vector<Part> parts) {
  if (parts.empty()) return std::unexpected("there is nothing to merge");
  std::ranges::stable_sort(parts, {}, [](const Part& part) { return part.report.shard.index; });
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (const std::string differs = difference(parts[i - 1], parts[i]); !differs.empty())
      return std::unexpected(differs);
  }
  Report sum = parts.front().report;
  const unsigned count = sum.shard.count;
  sum.results.clear();
  sum.shard = {};
  sum.incomplete_reason.clear();
  std::set<unsigned> seen;
  struct Seen {
    std::size_t place;
    const Part* part;
  };
  std::map<std::string, Seen, std::less<>> places;
  for (Part& part : parts) {
    Report& shard = part.report;
    seen.insert(shard.shard.index);
    if (shard.incomplete) {
      sum.incomplete = true;
      sum.incomplete_reason += (sum.incomplete_reason.empty() ? "" : "; ") + shard.incomplete_reason;
    }
    sum.started = std::min(sum.started, shard.started);
    sum.duration = std::max(sum.duration, shard.duration);
    for (Result& result : shard.results) {
      const auto [known_one, is_new] = places.try_emplace(result.id, Seen{sum.results.size(), &part});
      if (is_new) {
        sum.results.push_back(std::move(result));
      } else if (Result& known = sum.results[known_one->second.place]; known.rule && result.rule) {
        add_rule(known, std::move(result));
      } else {
        return std::unexpected(known_one->second.part->file + " and " + part.file + " both have a result of " +
                               show_line(result.id));
      }
    }
  }
  for (Result& result : sum.results) {
    if (result.rule) keep_first_evidence(result);
  }
  if (const std::string lost = missing(seen, count); !lost.empty()) {
    sum.incomplete = true;
    sum.incomplete_reason += (sum.incomplete_reason.empty() ? "" : "; ") + lost;
  }
  return sum;
}

}  // namespace imapspec::reports
