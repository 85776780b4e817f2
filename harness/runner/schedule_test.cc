#include "harness/runner/schedule.h"

#include <algorithm>
#include <atomic>

#include "harness/runner/runner_test_support.h"

namespace imapspec::runner {
namespace {

using namespace std::chrono_literals;
using reports::Verdict;

const char* const kThree =
    "  - {id: a, title: A, verifies: [rfc3501-1-a], steps: [{C: NOOP, S: OK}]}\n"
    "  - {id: b, title: B, verifies: [rfc3501-1-a], exclusive: account, steps: [{C: CHECK, S: OK}]}\n"
    "  - {id: c, title: C, verifies: [rfc3501-1-a], requires: [MOVE], steps: [{C: NOOP, S: OK}]}\n"
    "  - {id: d, title: D, verifies: [rfc3501-1-a], steps: [{C: EXPUNGE, S: OK}]}\n";

struct ScheduleTest : testing::Test {
  Town town;
  catalogue::Catalogue catalogue;
  ScheduleOptions options;
  Survey survey_;
  std::vector<scenario::Scenario> scenarios;

  ScheduleTest() {
    options.connections = 2;  // one worker: the server in memory is for one thread
    TownPeer peer(town);
    Transcript transcript(peer.clock());
    survey_ = survey(peer, 5s, transcript).value();
    town.heard.clear();
  }
  runner::Run run(const std::string& text) {
    scenarios = scenarios_of(text);
    std::vector<const scenario::Scenario*> all;
    for (const auto& scenario : scenarios) all.push_back(&scenario);
    return run_scenarios([this] { return std::make_unique<TownPeer>(town); }, all, survey_, catalogue, options);
  }
  static const reports::Result& find(const runner::Run& run, const std::string& id) {
    return *std::find_if(run.results.begin(), run.results.end(), [&](const auto& result) { return result.id == id; });
  }
};

TEST_F(ScheduleTest, ResultsAreInOrderSkipsHaveReasonsAndExclusiveOnesComeLast) {
  const auto done = run(kThree);
  ASSERT_GE(done.results.size(), 4U);
  EXPECT_EQ(done.results[0].id, "base/test/a");
  EXPECT_EQ(done.results[1].id, "base/test/b");
  EXPECT_EQ(done.results[2].verdict, Verdict::skip);
  EXPECT_EQ(done.results[2].reason, "no MOVE");
  EXPECT_EQ(done.results[3].verdict, Verdict::pass);
  EXPECT_TRUE(done.judged);
  EXPECT_TRUE(done.incomplete.empty());
  const auto at = [&](const char* word) { return std::find(town.heard.begin(), town.heard.end(), word); };
  EXPECT_LT(at("EXPUNGE"), at("CHECK"));
}

TEST_F(ScheduleTest, RulesAreResultsOfTheirOwn) {
  town.answer("NOOP", "* 1 EXISTS\r\n* 0 EXISTS\r\n{tag} OK done\r\n");
  const auto done = run(kThree);
  const auto broken = std::find_if(done.results.begin(), done.results.end(),
                                   [](const auto& r) { return r.rule && r.rule->broken > 0; });
  ASSERT_NE(broken, done.results.end());
  EXPECT_TRUE(broken->id.starts_with("rules/"));
  EXPECT_EQ(broken->verdict, Verdict::fail);
  EXPECT_EQ(broken->failures.front().scenario, "base/test/a");
  EXPECT_EQ(broken->failures.front().reproduce, "imapspec run 'base/test/a'");
}

TEST_F(ScheduleTest, PasswordsAreMasked) {
  options.keep_transcripts = true;
  const auto done = run(kThree);
  for (const auto& line : find(done, "base/test/a").transcript)
    EXPECT_EQ(line.octets.find("sesame"), std::string::npos);
}

TEST_F(ScheduleTest, ManyWithoutAnAnswerEndTheRun) {
  options.max_errors = 2;
  for (const char* word : {"NOOP", "CHECK", "EXPUNGE"}) town.answer(word, "");
  const auto done = run(kThree);
  EXPECT_NE(done.incomplete.find("2 scenarios in a row"), std::string::npos) << done.incomplete;
  EXPECT_EQ(town.heard_times("CHECK"), 0U);
  EXPECT_TRUE(town.mailboxes.empty());
}

TEST_F(ScheduleTest, AnInterruptedRunHasNoVerdictsButCleansUp) {
  std::atomic<int> asked{0};
  options.play.interrupted = [&asked] { return ++asked > 3; };
  town.answer("NOOP", "");
  const auto done = run(kThree);
  EXPECT_EQ(done.incomplete, "interrupted");
  EXPECT_FALSE(done.judged);
  EXPECT_TRUE(done.results.empty());
  EXPECT_TRUE(town.mailboxes.empty());
}

TEST_F(ScheduleTest, CopesWithFewConnections) {
  town.connections_max = 1;
  const auto done = run(kThree);
  EXPECT_EQ(find(done, "base/test/a").verdict, Verdict::pass);
  EXPECT_EQ(find(done, "base/test/d").verdict, Verdict::pass);
}

TEST_F(ScheduleTest, ANumberOfConnectionsThatIsNotEnoughIsAnError) {
  town.connections_max = 1;
  const auto done =
      run("  - {id: a, title: A, verifies: [rfc3501-1-a], sessions: {alice: selected, bob: selected}, steps: [alice: "
          "{C: NOOP, S: OK}]}\n");
  EXPECT_EQ(find(done, "base/test/a").verdict, Verdict::error);
}

TEST_F(ScheduleTest, WhatIsLeftBehindIsTold) {
  town.answer("DELETE", "{tag} NO in use\r\n");
  const auto done = run(kThree);
  ASSERT_EQ(done.left_behind.size(), 3U);
  EXPECT_NE(done.left_behind.front().find("imapspec-0-"), std::string::npos) << done.left_behind.front();
}

TEST_F(ScheduleTest, NothingJudgedWhereEverythingIsSkipped) {
  const auto done =
      run("  - {id: c, title: C, verifies: [rfc3501-1-a], requires: [MOVE], steps: [{C: NOOP, S: OK}]}\n");
  EXPECT_FALSE(done.judged);
  EXPECT_EQ(done.results.size(), 1U);
}

}  // namespace
}  // namespace imapspec::runner
