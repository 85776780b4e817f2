#include "harness/cli/repeat.h"

#include <gtest/gtest.h>

#include <malloc.h>

#include "harness/cli/progress.h"

namespace imapspec::cli {
namespace {

using reports::Result;
using reports::Verdict;

Result result(const char* id, Verdict verdict) {
  Result result;
  result.id = id;
  result.verdict = verdict;
  return result;
}

std::vector<Result> combine(std::vector<std::vector<Result>> rounds) {
  Repeats repeats;
  for (auto& round : rounds) repeats.add(std::move(round));
  return repeats.take();
}

TEST(Repeat, WhatComesOutDifferentlyIsFlaky) {
  const auto combined = combine({{result("a", Verdict::pass), result("b", Verdict::fail)},
                                 {result("a", Verdict::fail), result("b", Verdict::fail)},
                                 {result("a", Verdict::pass), result("b", Verdict::fail)}});
  ASSERT_EQ(combined.size(), 2U);
  EXPECT_EQ(combined[0].verdict, Verdict::fail);
  EXPECT_EQ(combined[0].reason, "flaky: pass 2 times, fail once");
  EXPECT_EQ(combined[1].verdict, Verdict::fail);
  EXPECT_EQ(combined[1].reason, "");
}

TEST(Repeat, RulesAreAdded) {
  Result held = result("rules/r", Verdict::pass), broken = result("rules/r", Verdict::fail);
  held.rule = reports::RuleTally{10, 0};
  broken.rule = reports::RuleTally{12, 2};
  const auto combined = combine({{held}, {broken}});
  ASSERT_EQ(combined.size(), 1U);
  EXPECT_EQ(combined[0].verdict, Verdict::fail);
  EXPECT_EQ(combined[0].reason, "");
  EXPECT_EQ(combined[0].rule->watched, 22U);
  EXPECT_EQ(combined[0].rule->broken, 2U);
}

TEST(Repeat, OneRoundIsAsItWas) {
  Result skipped = result("a", Verdict::skip);
  skipped.reason = "no IDLE";
  const auto combined = combine({{result("b", Verdict::pass), skipped}});
  ASSERT_EQ(combined.size(), 2U);
  EXPECT_EQ(combined[0].id, "b");
  EXPECT_EQ(combined[1].reason, "no IDLE");
}

TEST(Repeat, TheEvidenceIsThatOfTheFirstRoundThatHadIt) {
  Result first = result("a", Verdict::fail), second = first;
  first.failures.resize(1);
  first.failures[0].message = "the first";
  second.failures.resize(1);
  second.failures[0].message = "the second";
  EXPECT_EQ(combine({{result("a", Verdict::pass)}, {first}, {second}}).at(0).failures.at(0).message, "the first");
}

// Under the sanitizer's allocator mallinfo2() says nothing, and neither does this.
TEST(Repeat, KeepsNoMoreThanOneTranscriptOfEach) {
  constexpr std::size_t kOctets = 1'000'000;
  Repeats repeats;
  std::size_t before = 0;
  for (int round = 0; round < 50; ++round) {
    Result failing = result("a", round % 2 == 0 ? Verdict::fail : Verdict::pass);
    failing.transcript.push_back({{}, "", reports::Direction::server, std::string(kOctets, 'x'), {}});
    std::vector<Result> results;
    results.push_back(std::move(failing));
    repeats.add(std::move(results));
    if (round == 0) before = mallinfo2().uordblks + mallinfo2().hblkhd;
  }
  EXPECT_LT(mallinfo2().uordblks + mallinfo2().hblkhd, before + 3 * kOctets);
}

TEST(Progress, TellsRateAndTimeLeft) {
  EXPECT_EQ(progress_text(0, 488, 0, std::chrono::seconds(0)), "0 of 488, 0 unexpected");
  EXPECT_EQ(progress_text(100, 300, 2, std::chrono::seconds(5)), "100 of 300, 2 unexpected, 20/s, 10 s left");
  EXPECT_EQ(progress_text(3, 9, 0, std::chrono::seconds(2)), "3 of 9, 0 unexpected, 1.5/s, 4 s left");
}

TEST(Progress, ALogGetsALineNowAndThenAndATerminalOneThatChanges) {
  VirtualClock clock;
  std::string log, terminal;
  {
    ProgressLine in_log(false, clock, [&](std::string_view text) { log += text; });
    ProgressLine on_terminal(true, clock, [&](std::string_view text) { terminal += text; });
    for (std::size_t done = 1; done <= 20; ++done) {
      clock.sleep_until(clock.now() + std::chrono::seconds(1));
      in_log.show("a", done == 2, done, 20);
      if (done == 1) on_terminal.show("a", false, done, 20);
    }
  }
  EXPECT_EQ(log, "10 of 20, 1 unexpected, 1.0/s, 10 s left\n20 of 20, 1 unexpected, 1.0/s, 0 s left\n");
  EXPECT_EQ(terminal, "\r\x1b[K1 of 20, 0 unexpected, 1.0/s, 19 s left  a\r\x1b[K");
}

}  // namespace
}  // namespace imapspec::cli
