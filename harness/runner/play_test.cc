#include "harness/runner/play.h"

#include <algorithm>

#include "harness/runner/runner_test_support.h"

namespace imapspec::runner {
namespace {

using namespace std::chrono_literals;
using reports::Verdict;

struct PlayTest : testing::Test {
  Town town;
  TownPeer peer{town};
  Transcript surveyed{peer.clock()};
  std::optional<Survey> survey_;
  catalogue::Catalogue catalogue;
  PlayOptions options;
  std::vector<scenario::Scenario> scenarios;

  // Plays the first scenario of this text.
  Played played(const std::string& text, const std::string& head = "topic: test\ngiven: {messages: 3}\n") {
    scenarios = scenarios_of(text, head);
    if (scenarios.empty()) return {};
    survey_ = survey(peer, 5s, surveyed).value();
    town.heard.clear();
    town.messages = 3;
    Caretaker caretaker(peer, *survey_, peer.profile().accounts.front(), "X", 5s);
    Setting setting{peer, *survey_, catalogue, options, caretaker};
    return play(scenarios.front(), 7, setting);
  }
  Played steps(const std::string& text) {
    return played("  - id: one\n    title: One\n    verifies: [rfc3501-1-a]\n    steps:\n" + text);
  }
  static std::string message(const Played& played) {
    return played.result.failures.empty() ? "" : played.result.failures.front().message;
  }
};

TEST_F(PlayTest, PassesAndLeavesNothing) {
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(done.result.id, "base/test/one");
  EXPECT_TRUE(town.mailboxes.empty());
  EXPECT_EQ(town.heard_times("APPEND \"imapspec-0-7-box\""), 3U);
  EXPECT_EQ(town.heard_times("SELECT \"imapspec-0-7-box\""), 1U);
}

TEST_F(PlayTest, FailsWithTheEvidence) {
  const auto done = steps("      - {C: NOOP, S: ['* 4 EXISTS', OK], note: somebody delivered}\n");
  ASSERT_EQ(done.result.verdict, Verdict::fail);
  const auto& failure = done.result.failures.front();
  EXPECT_EQ(failure.requirements.front().id, "rfc3501-1-a");
  EXPECT_EQ(failure.expected, std::vector<std::string>{"* 4 EXISTS"});
  EXPECT_EQ(failure.note, "somebody delivered");
  EXPECT_EQ(failure.place.line, 8U);
  EXPECT_EQ(failure.reproduce, "imapspec run 'base/test/one'");
  EXPECT_FALSE(failure.transcript.empty());
  EXPECT_TRUE(town.mailboxes.empty()) << "cleaned up all the same";
}

TEST_F(PlayTest, TimeIsUpHoweverMuchDribblesIn) {
  town.replies["NOOP"] = [](MemoryStream& stream, const std::string&, const std::string&) {
    for (int i = 0; i < 100; ++i) stream.say("*", 900ms);
  };
  const auto begin = peer.clock().now();
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::fail);
  EXPECT_TRUE(done.silent);
  EXPECT_LT(peer.clock().now() - begin, 7s);
}

TEST_F(PlayTest, AClosedConnectionFailsTheStep) {
  town.replies["NOOP"] = [](MemoryStream& stream, const std::string&, const std::string&) { stream.end(); };
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::fail);
  EXPECT_TRUE(done.silent);
}

TEST_F(PlayTest, AnExpectedCloseIsFine) {
  const auto done = steps("      - {C: LOGOUT, S: ['* BYE', OK, closed]}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
}

TEST_F(PlayTest, WhatTheHarnessAskedBeforeTheFirstStepIsNoStepsBusiness) {
  town.greeting = "* OK hello\r\n";  // so that CAPABILITY has to be asked for
  const auto done = played(
      "  - id: one\n    title: One\n    verifies: [rfc3501-1-a]\n    sessions: {alice: secured}\n    steps:\n"
      "      - {C: CAPABILITY, S: ['* CAPABILITY ...', OK], only: true}\n",
      "topic: test\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
}

TEST_F(PlayTest, AHandshakeThatMayBeRefusedEndsTheScenario) {
  town.replies["NOOP"] = [](MemoryStream& stream, const std::string& tag, const std::string&) {
    stream.say(tag + " OK done\r\n");
    stream.refuse_tls("the peer closed the connection");
  };
  const auto done = steps("      - {C: NOOP, S: OK}\n      - {tls: or-closed}\n      - {C: NOOP, S: NO}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  ASSERT_EQ(done.result.observations.size(), 1U);
  EXPECT_EQ(done.result.observations.front().outcome, "the handshake failed: the peer closed the connection");
  EXPECT_EQ(steps("      - {C: NOOP, S: OK}\n      - tls\n").result.verdict, Verdict::fail);
}

TEST_F(PlayTest, EndlessDataAreCutOff) {
  town.replies["NOOP"] = [](MemoryStream& stream, const std::string&, const std::string&) {
    std::string lines;
    for (int i = 0; i < 1000; ++i) lines += "* 3 EXISTS\r\n";
    for (int i = 0; i < 300; ++i) stream.say(lines);
  };
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::fail);
  EXPECT_EQ(message(done), "more came than any step may receive");
}

TEST_F(PlayTest, WhatCannotBeReadFailsTheStep) {
  town.answer("NOOP", "* ((\r\n{tag} OK done\r\n");
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  ASSERT_EQ(done.result.verdict, Verdict::fail);
  EXPECT_EQ(message(done).substr(0, 30), "a response that cannot be read");
  ASSERT_TRUE(done.result.failures.front().offending_line);
  EXPECT_EQ(done.result.failures.front().transcript[*done.result.failures.front().offending_line].octets, "* ((\r\n");
}

TEST_F(PlayTest, NeverCountsWhatCameBefore) {
  town.replies["NOOP"] = [](MemoryStream& stream, const std::string& tag, const std::string&) {
    stream.say(tag + " OK done\r\n* 2 EXPUNGE\r\n");
  };
  const auto done = steps(
      "      - {C: NOOP, S: OK}\n"
      "      - {C: CHECK, S: OK, never: '* $_ EXPUNGE'}\n");
  EXPECT_EQ(done.result.verdict, Verdict::fail) << message(done);
}

TEST_F(PlayTest, AnOutcomeIsAnObservationAndMayBreakARequirement) {
  const auto done = steps("      - {C: NOOP, outcomes: {fine: OK, refused: NO}}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass);
  ASSERT_EQ(done.result.observations.size(), 1U);
  EXPECT_EQ(done.result.observations.front().outcome, "fine");
  const auto broken = steps("      - {C: NOOP, outcomes: {refused: NO, fine: {S: OK, violates: rfc3501-2-b}}}\n");
  ASSERT_EQ(broken.result.verdict, Verdict::fail);
  EXPECT_EQ(broken.result.failures.front().requirements.front().id, "rfc3501-2-b");
}

TEST_F(PlayTest, WhenAsksForOutcomesAndCapabilities) {
  const auto done = steps(
      "      - {C: NOOP, outcomes: {fine: OK, refused: NO}}\n"
      "      - {when: refused, C: CHECK, S: NO}\n"
      "      - {when: IDLE, C: CAPABILITY, S: OK}\n"
      "      - {when: not IDLE, C: CHECK, S: NO}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(town.heard_times("CHECK"), 0U);
  EXPECT_EQ(town.heard_times("CAPABILITY"), 1U);
}

TEST_F(PlayTest, AwaitSendsNoopUntilItHasCome) {
  int noops = 0;
  town.replies["NOOP"] = [&noops](MemoryStream& stream, const std::string& tag, const std::string&) {
    stream.say((++noops == 3 ? "* 4 EXISTS\r\n" : "") + tag + " OK done\r\n");
  };
  const auto done = steps("      - {await: '* 4 EXISTS'}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(noops, 3);
}

TEST_F(PlayTest, AwaitGivesUpInTime) {
  const auto begin = peer.clock().now();
  const auto done = steps("      - {await: '* 4 EXISTS', within: 2s}\n");
  EXPECT_EQ(done.result.verdict, Verdict::fail);
  EXPECT_GE(peer.clock().now() - begin, 2s);
  EXPECT_LT(peer.clock().now() - begin, 4s);
}

TEST_F(PlayTest, AwaitOnlyWaitsWhileIdleIsOpen) {
  town.replies["IDLE"] = [](MemoryStream& stream, const std::string&, const std::string&) {
    stream.say("+ idling\r\n");
    stream.say("* 4 EXISTS\r\n", 1s);
  };
  town.replies["DONE"] = [](MemoryStream& stream, const std::string&, const std::string&) {
    stream.say("A2 OK done\r\n");
  };
  const auto done = steps(
      "      - {C: IDLE, S: +}\n"
      "      - {await: '* 4 EXISTS'}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(town.heard_times("NOOP"), 0U);
}

TEST_F(PlayTest, ChecksCompareWhatWasCaptured) {
  town.answer("NOOP", "* 7 EXISTS\r\n{tag} OK done\r\n");
  EXPECT_EQ(steps("      - {C: NOOP, S: ['* $n EXISTS', OK], check: $n > 6}\n").result.verdict, Verdict::pass);
  const auto done = steps("      - {C: NOOP, S: ['* $n EXISTS', OK], check: $n > 7}\n");
  EXPECT_EQ(done.result.verdict, Verdict::fail);
  EXPECT_EQ(message(done), "not so: $n > 7");
}

TEST_F(PlayTest, QuietIsShownByAFetch) {
  EXPECT_EQ(steps("      - {C: NOOP, S: OK, quiet: true}\n").result.verdict, Verdict::pass);
  EXPECT_EQ(town.heard_times("FETCH 1 (UID)"), 1U);
  town.answer("FETCH", "* 1 EXPUNGE\r\n{tag} OK done\r\n");
  EXPECT_EQ(steps("      - {C: NOOP, S: OK, quiet: true}\n").result.verdict, Verdict::fail);
}

TEST_F(PlayTest, NumbersFollowTheSessionsExpunges) {
  town.answer("EXPUNGE", "* 1 EXPUNGE\r\n* 2 EXPUNGE\r\n{tag} OK done\r\n");
  const auto done = steps(
      "      - {C: EXPUNGE, S: ['* $1 EXPUNGE', '* $3 EXPUNGE', OK]}\n"
      "      - {C: 'FETCH $2 FLAGS', S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(town.heard_times("FETCH 1 FLAGS"), 1U);
}

TEST_F(PlayTest, RawTagsAreFreshAndTheWatcherIsToldThatItIsOnPurpose) {
  town.answer("FETCH", "{tag} BAD no\r\n");
  const auto done = steps("      - {raw: \"$a FETCH\\r\\n\", S: $a BAD}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
}

TEST_F(PlayTest, ARefusedLiteralIsNotSent) {
  town.refuses_literals = true;
  const auto done = played(
      "  - id: one\n    title: One\n    verifies: [rfc3501-1-a]\n    data: {plain: 'octets of the literal'}\n"
      "    steps:\n      - {C: 'SEARCH TEXT {plain}', outcomes: {early: NO, late: [+, NO]}}\n      - {C: NOOP, S: "
      "OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  ASSERT_FALSE(done.result.observations.empty());
  EXPECT_EQ(done.result.observations.front().outcome, "early");
  EXPECT_EQ(town.heard_times("octets"), 0U);
  EXPECT_EQ(town.heard_times("NOOP"), 1U);
}

TEST_F(PlayTest, ErrorsOfWhatIsGivenAreErrors) {
  town.answer("CREATE", "{tag} NO not here\r\n");
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  ASSERT_EQ(done.result.verdict, Verdict::error);
  EXPECT_EQ(done.result.failures.front().step, "given");
  EXPECT_EQ(message(done), "CREATE was refused: NO not here");
  EXPECT_FALSE(done.result.failures.front().transcript.empty());
}

TEST_F(PlayTest, WhatIsGivenGetsASecondChance) {
  int created = 0;
  town.replies["CREATE"] = [&created](MemoryStream& stream, const std::string& tag, const std::string&) {
    stream.say(tag + (++created == 1 ? " NO [ALREADYEXISTS] not settled yet\r\n" : " OK done\r\n"));
  };
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(created, 2);
}

TEST_F(PlayTest, ConnectAndCloseAreSteps) {
  const auto done = played(
      "  - id: one\n    title: One\n    verifies: [rfc3501-1-a]\n    sessions: {alice: selected, bob: none}\n    "
      "steps:\n"
      "      - alice: close\n"
      "      - bob: connect\n"
      "      - bob: {C: NOOP, S: OK}\n"
      "      - alice: connect\n"
      "      - alice: {C: NOOP, S: OK}\n");
  EXPECT_EQ(done.result.verdict, Verdict::pass) << message(done);
  EXPECT_EQ(town.heard_times("SELECT"), 2U);
}

TEST_F(PlayTest, RulesAreCountedAndFailTheScenarioThatIsAboutThem) {
  town.answer("NOOP", "* 1 EXISTS\r\n{tag} OK done\r\n");  // three messages cannot become one
  const auto other = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(other.result.verdict, Verdict::pass);
  ASSERT_FALSE(other.rules.breaches.empty());
  const auto& breach = other.rules.breaches.front();
  ASSERT_TRUE(breach.line);
  EXPECT_EQ(breach.transcript[*breach.line].octets, "* 1 EXISTS\r\n");
  EXPECT_GE(other.rules.counts.at(breach.finding.rule).broken, 1U);
  const std::string requirement = breach.finding.requirement;

  const auto about_it = played("  - id: one\n    title: One\n    verifies: [" + requirement +
                               "]\n    steps:\n      - {C: NOOP, S: OK}\n");
  EXPECT_EQ(about_it.result.verdict, Verdict::fail);
}

TEST_F(PlayTest, Interrupted) {
  options.interrupted = [] { return true; };
  const auto done = steps("      - {C: NOOP, S: OK}\n");
  EXPECT_TRUE(done.interrupted);
  EXPECT_TRUE(town.mailboxes.empty()) << "cleaned up all the same";
}

}  // namespace
}  // namespace imapspec::runner
