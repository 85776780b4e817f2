#include "harness/cli/repeat.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "reports/coverage.h"

namespace imapspec::cli {
namespace {

using reports::Result;
using reports::Verdict;

std::string times(std::size_t number) {
  return number == 1 ? "once" : std::to_string(number) + " times";
}

// All of one id, in the order of the rounds.
Result one_of(std::vector<Result> results) {
  std::map<Verdict, std::size_t> counts;
  std::size_t gravest = 0;
  reports::RuleTally tally;
  for (std::size_t i = 0; i < results.size(); ++i) {
    ++counts[results[i].verdict];
    if (results[i].verdict != results[gravest].verdict &&
        reports::gravest(results[i].verdict, results[gravest].verdict) == results[i].verdict)
      gravest = i;
    if (!results[i].rule) continue;
    tally.watched += results[i].rule->watched;
    tally.broken += results[i].rule->broken;
  }
  Result result = std::move(results[gravest]);
  if (result.rule) {
    result.rule = tally;
  } else if (counts.size() > 1) {
    std::string flaky;
    for (const auto& [verdict, count] : counts)
      flaky += (flaky.empty() ? "flaky: " : ", ") + std::string(reports::name(verdict)) + ' ' + times(count);
    result.reason = result.reason.empty() ? flaky : flaky + "; " + result.reason;
  }
  return result;
}

}  // namespace

std::vector<Result> combine(std::vector<std::vector<Result>> rounds) {
  if (rounds.size() == 1) return std::move(rounds.front());
  std::map<std::string, std::size_t> places;
  std::vector<std::vector<Result>> by_id;
  for (auto& round : rounds) {
    for (Result& result : round) {
      const auto [place, is_new] = places.try_emplace(result.id, by_id.size());
      if (is_new) by_id.emplace_back();
      by_id[place->second].push_back(std::move(result));
    }
  }
  std::vector<Result> combined;
  for (auto& results : by_id) combined.push_back(one_of(std::move(results)));
  return combined;
}

}  // namespace imapspec::cli
