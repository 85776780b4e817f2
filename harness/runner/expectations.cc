#include "harness/runner/expectations.h"

#include <algorithm>

#include "reports/findings.h"

namespace imapspec::runner {
namespace {

using catalogue::Expectation;
using reports::Result;
using reports::Verdict;

void say(Result& result, const std::string& why) {
  result.reason = result.reason.empty() ? why : result.reason + "; " + why;
}

// The first fingerprint that is not expected; empty: there is none.
std::string other_fingerprint(const Expectation& expected, const Result& result) {
  if (expected.fingerprints.empty()) return {};
  for (const auto& failure : result.failures) {
    std::string print = reports::fingerprint(failure);
    if (std::find(expected.fingerprints.begin(), expected.fingerprints.end(), print) == expected.fingerprints.end())
      return print;
  }
  return {};
}

void leave_out(Result& result, const Expectation& skip) {
  result.verdict = Verdict::skip;
  result.failures.clear();
  result.reason = skip.why();
}

void lay_over(Result& result, const Expectation& expected, const Occasion& occasion) {
  if (result.verdict == Verdict::skip || result.verdict == Verdict::error) return;
  const bool passed = result.verdict == Verdict::pass;
  if (expected.has_expired(occasion.today)) {
    if (!passed)
      say(result, "it was expected until " + catalogue::to_string(*expected.expires) + ": " + expected.why());
    return;
  }
  if (passed && result.rule && !occasion.whole) return;
  if (const auto other = other_fingerprint(expected, result); !other.empty())
    return say(result, "it fails otherwise than is expected (fingerprint " + other + "): " + expected.why());
  result.verdict = passed ? Verdict::xpass : Verdict::xfail;
  say(result, (expected.kind == Expectation::Kind::accepted ? "accepted: " : "") + expected.why());
}

}  // namespace

void apply(const catalogue::PeerFile& peer, std::vector<Result>& results, const Occasion& occasion) {
  for (auto& result : results) {
    if (const auto* skip = peer.skips(result.id); skip != nullptr && !skip->has_expired(occasion.today))
      leave_out(result, *skip);
    else if (const auto* expected = peer.find(result.id))
      lay_over(result, *expected, occasion);
  }
}

bool is_expected(const catalogue::PeerFile& peer, const Result& result, std::chrono::year_month_day today) {
  const auto* expected = peer.find(result.id);
  return expected != nullptr && !expected->has_expired(today) && other_fingerprint(*expected, result).empty();
}

std::string left_out(const catalogue::PeerFile& peer, std::string_view id, std::chrono::year_month_day today) {
  const auto* skip = peer.skips(id);
  return skip == nullptr || skip->has_expired(today) ? std::string() : skip->why();
}

}  // namespace imapspec::runner
