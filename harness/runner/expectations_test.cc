#include "harness/runner/expectations.h"

#include <gtest/gtest.h>

namespace imapspec::runner {
namespace {

using reports::Verdict;

reports::Verdict laid_over(Verdict verdict, const char* id, bool whole = true) {
  catalogue::PeerFile peer;
  for (const char* known : {"base/x/known", "rules/known"}) {
    catalogue::Expectation expectation;
    expectation.id = known;
    expectation.section = "RFC 3501 section 2.2.2";
    expectation.reason = "It does so.";
    peer.expect.push_back(expectation);
  }
  std::vector<reports::Result> results(1);
  results[0].id = id;
  results[0].verdict = verdict;
  if (results[0].id.starts_with("rules/")) results[0].rule = reports::RuleTally{1, 0};
  apply(peer, results, whole);
  return results[0].verdict;
}

TEST(Expectations, AnExpectedFailureIsOneAndAPassIsNot) {
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known"), Verdict::xfail);
  EXPECT_EQ(laid_over(Verdict::warn, "base/x/known"), Verdict::xfail);
  EXPECT_EQ(laid_over(Verdict::pass, "base/x/known"), Verdict::xpass);
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/other"), Verdict::fail);
  EXPECT_EQ(laid_over(Verdict::fail, "base/x/known[row]"), Verdict::fail);
}

TEST(Expectations, WhatWasNotPlayedIsNeither) {
  EXPECT_EQ(laid_over(Verdict::skip, "base/x/known"), Verdict::skip);
  EXPECT_EQ(laid_over(Verdict::error, "base/x/known"), Verdict::error);
}

TEST(Expectations, ARuleThatHeldInAPartOfTheSuiteProvesNothing) {
  EXPECT_EQ(laid_over(Verdict::pass, "rules/known"), Verdict::xpass);
  EXPECT_EQ(laid_over(Verdict::pass, "rules/known", false), Verdict::pass);
  EXPECT_EQ(laid_over(Verdict::fail, "rules/known", false), Verdict::xfail);
}

}  // namespace
}  // namespace imapspec::runner
