#include "harness/cli/repeat.h"

#include <utility>

#include "reports/coverage.h"

namespace imapspec::cli {
namespace {

using reports::Result;
using reports::Verdict;

std::string times(std::size_t number) {
  return number == 1 ? "once" : std::to_string(number) + " times";
}

bool is_graver(Verdict a, Verdict b) {
  return a != b && reports::gravest(a, b) == a;
}

}  // namespace

void Repeats::add(std::vector<Result> round) {
  for (Result& result : round) {
    const auto [place, is_new] = places_.try_emplace(result.id, entries_.size());
    if (is_new) entries_.emplace_back();
    Entry& entry = entries_[place->second];
    ++entry.counts[result.verdict];
    if (result.rule) {
      entry.tally.watched += result.rule->watched;
      entry.tally.broken += result.rule->broken;
    }
    if (is_new || is_graver(result.verdict, entry.gravest.verdict)) entry.gravest = std::move(result);
  }
}

std::vector<Result> Repeats::take() {
  std::vector<Result> results;
  for (Entry& entry : entries_) {
    Result& result = results.emplace_back(std::move(entry.gravest));
    if (result.rule) {
      result.rule = entry.tally;
    } else if (entry.counts.size() > 1) {
      std::string flaky;
      for (const auto& [verdict, count] : entry.counts)
        flaky += (flaky.empty() ? "flaky: " : ", ") + std::string(reports::name(verdict)) + ' ' + times(count);
      result.reason = result.reason.empty() ? flaky : flaky + "; " + result.reason;
    }
  }
  entries_.clear();
  places_.clear();
  return results;
}

}  // namespace imapspec::cli
