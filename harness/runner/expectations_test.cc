#include "harness/runner/expectations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/findings.h"

namespace imapspec::runner {
namespace {

using catalogue::Expectation;
using reports::Result;
using reports::Verdict;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace std::chrono_literals;

constexpr std::chrono::year_month_day kToday = 2026y / 11 / 25;

Expectation known(const char* id, Expectation::Kind kind = Expectation::Kind::xfail) {
  Expectation expectation;
  expectation.id = id;
  expectation.kind = kind;
  expectation.section = "RFC 3501 section 2.2.2";
  expectation.reason = "It does so.";
  return expectation;
}

reports::Failure failure(const char* message) {
  reports::Failure failed;
  failed.message = message;
  return failed;
}

Result laid_over(Verdict verdict, const char* id, const Expectation& expectation, bool whole = true) {
  catalogue::PeerFile peer;
  peer.expect = {expectation};
  std::vector<Result> results(1);
  results[0].id = id;
  results[0].verdict = verdict;
  if (verdict == Verdict::fail || verdict == Verdict::warn) results[0].failures = {failure("no reply came in 5 s")};
  if (results[0].id.starts_with("rules/")) results[0].rule = reports::RuleTally{1, 0};
  apply(peer, results, {whole, kToday});
  return results[0];
}

TEST(Expectations, AnExpectedFailureIsOneAndAPassIsNot) {
  const auto expected = known("base/x/known");
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known", expected).verdict, Verdict::xfail);
  EXPECT_EQ(laid_over(Verdict::warn, "base/x/known", expected).verdict, Verdict::xfail);
  EXPECT_EQ(laid_over(Verdict::pass, "base/x/known", expected).verdict, Verdict::xpass);
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/other", expected).verdict, Verdict::fail);
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known[row]", expected).verdict, Verdict::fail);
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known", expected).reason, "It does so. (RFC 3501 section 2.2.2)");
}

TEST(Expectations, WhatIsAcceptedFailsAndMustGoOnFailing) {
  const auto accepted = known("base/x/known", Expectation::Kind::accepted);
  const auto result = laid_over(Verdict::fail, "base/x/known", accepted);
  EXPECT_EQ(result.verdict, Verdict::xfail);
  EXPECT_THAT(result.reason, StartsWith("accepted: It does so."));
  EXPECT_EQ(laid_over(Verdict::pass, "base/x/known", accepted).verdict, Verdict::xpass);
}

TEST(Expectations, WhatWasNotPlayedIsNeither) {
  EXPECT_EQ(laid_over(Verdict::skip, "base/x/known", known("base/x/known")).verdict, Verdict::skip);
  EXPECT_EQ(laid_over(Verdict::error, "base/x/known", known("base/x/known")).verdict, Verdict::error);
}

TEST(Expectations, ARuleThatHeldInAPartOfTheSuiteProvesNothing) {
  const auto expected = known("rules/known");
  EXPECT_EQ(laid_over(Verdict::pass, "rules/known", expected).verdict, Verdict::xpass);
  EXPECT_EQ(laid_over(Verdict::pass, "rules/known", expected, false).verdict, Verdict::pass);
  EXPECT_EQ(laid_over(Verdict::fail, "rules/known", expected, false).verdict, Verdict::xfail);
}

TEST(Expectations, AFailureOfAnotherKindIsNotTheExpectedOne) {
  auto expected = known("base/x/known");
  expected.fingerprints = {"0000000000000000", reports::fingerprint(failure("no reply came in 9 s"))};
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known", expected).verdict, Verdict::xfail);
  expected.fingerprints = {reports::fingerprint(failure("the connection was closed"))};
  const auto other = laid_over(Verdict::fail, "base/x/known", expected);
  EXPECT_EQ(other.verdict, Verdict::fail);
  EXPECT_THAT(other.reason, HasSubstr(reports::fingerprint(failure("no reply came in 5 s"))));
  EXPECT_EQ(laid_over(Verdict::pass, "base/x/known", expected).verdict, Verdict::xpass);
}

TEST(Expectations, ExpireAfterTheirLastDay) {
  auto expected = known("base/x/known");
  expected.expires = kToday;
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known", expected).verdict, Verdict::xfail);
  expected.expires = 2026y / 11 / 24;
  const auto over = laid_over(Verdict::fail, "base/x/known", expected);
  EXPECT_EQ(over.verdict, Verdict::fail);
  EXPECT_EQ(over.reason, "it was expected until 2026-11-24: It does so. (RFC 3501 section 2.2.2)");
  EXPECT_EQ(laid_over(Verdict::pass, "base/x/known", expected).verdict, Verdict::pass);
}

TEST(Expectations, AreKnownWhileTheRunGoesOn) {
  catalogue::PeerFile peer;
  peer.expect = {known("base/x/known")};
  Result result;
  result.id = "base/x/known";
  result.verdict = Verdict::fail;
  result.failures = {failure("no reply came in 5 s")};
  EXPECT_TRUE(is_expected(peer, result, kToday));
  peer.expect[0].expires = 2026y / 11 / 24;
  EXPECT_FALSE(is_expected(peer, result, kToday));
  peer.expect[0].expires = kToday;
  peer.expect[0].fingerprints = {reports::fingerprint(failure("the connection was closed"))};
  EXPECT_FALSE(is_expected(peer, result, kToday));
  peer.expect[0].fingerprints.push_back(reports::fingerprint(result.failures[0]));
  EXPECT_TRUE(is_expected(peer, result, kToday));
  result.id = "base/x/other";
  EXPECT_FALSE(is_expected(peer, result, kToday));
}

TEST(Expectations, WhatIsLeftOutIsNotPlayedAndNotJudged) {
  auto skip = known("base/x/*", Expectation::Kind::skip);
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known[row]", skip).verdict, Verdict::skip);
  EXPECT_EQ(laid_over(Verdict::fail, "base/y/known", skip).verdict, Verdict::fail);
  catalogue::PeerFile peer;
  peer.expect = {skip};
  EXPECT_EQ(left_out(peer, "base/x/known[row]", kToday), "It does so. (RFC 3501 section 2.2.2)");
  EXPECT_EQ(left_out(peer, "base/y/known", kToday), "");
  peer.expect[0].expires = 2026y / 11 / 24;
  EXPECT_EQ(left_out(peer, "base/x/known[row]", kToday), "");
}

}  // namespace
}  // namespace imapspec::runner
