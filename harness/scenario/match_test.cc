// Steps: fences, results, outcomes, never, only, ordered; what is pending and what can never come.
#include "harness/scenario/match.h"

#include <gmock/gmock.h>

#include "harness/scenario/match_test_support.h"

namespace imapspec::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Match, AStepEndsWhenItsLinesAreMatched) {
  Play play({"* 4 EXISTS", "OK"});
  EXPECT_EQ(play.see({}), "pending");
  EXPECT_EQ(play.see({"* 4 EXISTS"}), "pending");
  EXPECT_THAT(play.wanted(), ElementsAre("OK"));
  EXPECT_EQ(play.see({"A1 OK done"}), "matched");
  EXPECT_THAT(play.verdict().consumed, ElementsAre(0, 1));
  EXPECT_EQ(play.verdict().end, 2U);
}
TEST(Match, NothingExpectedIsMatchedAtOnce) {
  Play play{Strings{}};
  EXPECT_EQ(play.see({}), "matched");
  EXPECT_EQ(play.verdict().end, 0U);
}
TEST(Match, WhatFitsNoPatternIsSetAside) {
  Play play({"* 4 EXISTS", "OK"});
  EXPECT_EQ(play.see({"* 1 RECENT", "* OK hello", "* 4 EXISTS", "A1 OK done"}), "matched");
  EXPECT_THAT(play.verdict().consumed, ElementsAre(2, 3));
}
TEST(Match, WhatComesAfterTheMatchBelongsToTheNextStep) {
  Play play({"OK"});
  EXPECT_EQ(play.see({"A1 OK done", "* 9 EXISTS"}), "matched");
  EXPECT_EQ(play.verdict().end, 1U);
}

TEST(Match, LinesBeforeAResultMustComeBeforeIt) {
  Play play({"* 4 EXISTS", "OK"});
  EXPECT_EQ(play.see({"A1 OK done", "* 4 EXISTS"}), "failed");
  EXPECT_THAT(play.verdict().missing, ElementsAre("* 4 EXISTS"));
}
TEST(Match, LinesBehindAResultMustComeBehindIt) {
  Play play({"OK", "* 4 EXISTS"});
  EXPECT_EQ(play.see({"* 4 EXISTS", "A1 OK done"}), "pending");
  EXPECT_EQ(play.see({"* 4 EXISTS"}), "matched");
  EXPECT_THAT(play.verdict().consumed, ElementsAre(1, 2));
}
TEST(Match, LinesBetweenFencesComeInAnyOrder) {
  EXPECT_EQ(Play({"* 4 EXISTS", "* 0 RECENT", "OK"}).see({"* 0 RECENT", "* 4 EXISTS", "A1 OK done"}), "matched");
}
TEST(Match, ResultsNextToEachOtherComeInEitherOrder) {
  const std::vector<SentCommand> two = {{"A1", "NOOP"}, {"A2", "CHECK"}};
  EXPECT_EQ(Play({"OK", "NO"}).commands(two).see({"A2 NO x", "A1 OK x"}), "matched");
  EXPECT_EQ(Play({"OK", "NO"}).commands(two).see({"A2 OK x"}), "failed")
      << "the n-th result is that of the n-th command";
  EXPECT_EQ(Play({"OK", "* 1 EXISTS", "NO"}).commands(two).see({"A2 NO x", "* 1 EXISTS", "A1 OK x"}), "failed");
}
TEST(Match, TagsThatAreWrittenTellResultsApart) {
  const std::vector<SentCommand> two = {{"A1", "NOOP"}, {"A2", "CHECK"}};
  const auto play = [&] {
    return Play({"$b OK", "$a NO"}).commands(two).bind("a", string_value("A1")).bind("b", string_value("A2"));
  };
  EXPECT_EQ(play().see({"A1 NO x", "A2 OK x"}), "matched");
  EXPECT_EQ(play().see({"A2 NO x"}), "failed");
}
TEST(Match, AResultOfAnotherStatusFailsAtOnce) {
  Play play({"OK"});
  EXPECT_EQ(play.see({"A1 NO not you"}), "failed");
  ASSERT_EQ(play.verdict().nearest.size(), 1U);
  EXPECT_EQ(play.verdict().nearest[0].difference, "NO in place of OK");
}
TEST(Match, StatusesMayBeAlternatives) {
  EXPECT_EQ(Play({"NO/BAD"}).see({"A1 BAD x"}), "matched");
  EXPECT_EQ(Play({"NO/BAD"}).see({"A1 OK x"}), "failed");
}
TEST(Match, AStatusFitsAnyTextAndCodeUnlessThePatternGivesThem) {
  EXPECT_EQ(Play({"OK"}).see({"A1 OK [ALERT] fire"}), "matched");
  EXPECT_EQ(Play({"OK [ALERT]"}).see({"A1 OK fire"}), "failed");
  EXPECT_EQ(Play({"OK [ALERT]"}).see({"A1 OK [ALERT] fire"}), "matched");
  EXPECT_EQ(Play({"OK [alert]"}).see({"A1 OK [ALERT] fire"}), "matched");
  EXPECT_EQ(Play({"OK fire"}).see({"A1 OK fire"}), "matched");
  EXPECT_EQ(Play({"OK fire"}).see({"A1 OK water"}), "failed");
  EXPECT_EQ(Play({"* BYE"}).see({"* BYE whatever it says"}), "matched");
}
TEST(Match, ARegexIsTheWholeOfAText) {
  EXPECT_EQ(Play({"OK /f.*e/"}).see({"A1 OK fire"}), "matched");
  EXPECT_EQ(Play({"OK /f.*r/"}).see({"A1 OK fire"}), "failed");
}

TEST(Match, APlusAloneFitsAnyContinuation) {
  EXPECT_EQ(Play({"+"}).see({"+ go on"}), "matched");
  EXPECT_EQ(Play({"+ /^$/"}).see({"+ go on"}), "pending");
  EXPECT_EQ(Play({"+ /^$/"}).see({"+ "}), "matched");
  EXPECT_EQ(Play({"+ go on"}).see({"+ go on"}), "matched");
}
TEST(Match, WhenTheResultCameNoPlusWillCome) {
  Play play({"+"});
  EXPECT_EQ(play.see({"A1 BAD no IDLE here"}), "failed");
}
TEST(Match, AContinuationIsAFence) {
  EXPECT_EQ(Play({"+", "* 1 EXISTS", "OK"}).see({"* 1 EXISTS", "+ idling", "A1 OK x"}), "failed");
  EXPECT_EQ(Play({"+", "* 1 EXISTS", "OK"}).see({"+ idling", "* 1 EXISTS", "A1 OK x"}), "matched");
}
TEST(Match, APlusThatLetALiteralGoIsSetAsideUnlessItIsWritten) {
  Play aside({"OK"});
  EXPECT_EQ(aside.literal_continuation(), "pending");
  EXPECT_EQ(aside.see({"A1 OK x"}), "matched");
  Play written({"+", "OK"});
  EXPECT_EQ(written.literal_continuation(), "pending");
  EXPECT_EQ(written.see({"A1 OK x"}), "matched");
}

TEST(Match, ClosedMeansThatThePeerCloses) {
  Play play({"* BYE", "closed"});
  EXPECT_EQ(play.see({"* BYE x"}), "pending");
  EXPECT_EQ(play.close(), "matched");
  EXPECT_TRUE(play.verdict().closed);
}
TEST(Match, EverywhereElseAClosedConnectionFailsTheStep) {
  Play play({"* 1 EXISTS", "OK"});
  play.see({"* 1 EXISTS"});
  EXPECT_EQ(play.close(), "failed");
  EXPECT_EQ(play.verdict().why, "the peer closed the connection");
  EXPECT_THAT(play.verdict().missing, ElementsAre("OK"));
}

TEST(Match, WhatWasExpectedTwiceMustComeTwice) {
  EXPECT_EQ(Play({"* 1 EXISTS", "* 1 EXISTS", "OK"}).see({"* 1 EXISTS", "A1 OK x"}), "failed");
  EXPECT_EQ(Play({"* 1 EXISTS", "* 1 EXISTS", "OK"}).see({"* 1 EXISTS", "* 1 EXISTS", "A1 OK x"}), "matched");
}
TEST(Match, AllHolesMustAgreeNotTheFirstThatHappensToFit) {
  // $n must be the number that RECENT has too: the first EXISTS does not do.
  Play play({"* $n EXISTS", "* $n RECENT", "OK"});
  EXPECT_EQ(play.see({"* 1 EXISTS", "* 2 EXISTS", "* 2 RECENT", "A1 OK x"}), "matched");
  EXPECT_EQ(play.value("n"), "2");
  EXPECT_THAT(play.verdict().consumed, ElementsAre(1, 2, 3));
  EXPECT_EQ(Play({"* $n EXISTS", "* $n RECENT", "OK"}).see({"* 1 EXISTS", "* 2 RECENT", "A1 OK x"}), "failed");
}
TEST(Match, OfSeveralAssignmentsTheEarliestIsTaken) {
  Play play({"* $n EXISTS", "OK"});
  EXPECT_EQ(play.see({"* 1 EXISTS", "* 2 EXISTS", "A1 OK x"}), "matched");
  EXPECT_EQ(play.value("n"), "1");
}
TEST(Match, TheSearchIsBounded) {
  Strings lines, wires;
  for (int i = 0; i < 12; ++i) lines.push_back("* LIST () $x \"" + std::string("$m") + std::to_string(i) + "x$y\"");
  lines.push_back("* LIST () $x \"$y-never\"");
  lines.push_back("OK");
  for (int i = 0; i < 14; ++i)
    wires.push_back("* LIST () \"/\" \"a" + std::to_string(i) + "x" + std::to_string(i) + "-never\"");
  wires.push_back("A1 OK x");
  Play play(lines);
  play.steps_max(2'000);
  EXPECT_EQ(play.see(wires), "error");
  EXPECT_THAT(play.verdict().why, HasSubstr("given up"));
}

TEST(Match, AFloodIsTakenInLinearTime) {
  Play play({"* 4 EXISTS", "* $n RECENT", "OK"});
  Strings flood(20'000, "* 4 EXISTS");
  EXPECT_EQ(play.see(flood), "pending");
  EXPECT_EQ(play.see({"* 1 RECENT", "A1 OK x"}), "matched");
  EXPECT_THAT(play.verdict().consumed, ElementsAre(0, 20'000, 20'001));
}

TEST(Match, OrderedLinesComeInTheirOrder) {
  EXPECT_EQ(Play({"* 1 EXISTS", "* 2 RECENT", "OK"}).ordered().see({"* 2 RECENT", "* 1 EXISTS", "A1 OK x"}), "failed");
  EXPECT_EQ(Play({"* 1 EXISTS", "* 2 RECENT", "OK"}).ordered().see({"* 1 EXISTS", "* 2 RECENT", "A1 OK x"}), "matched");
}
TEST(Match, OnlyAllowsNoOtherUntaggedResponseButStatus) {
  EXPECT_EQ(Play({"* 1 EXISTS", "OK"}).only().see({"* 1 EXISTS", "* OK still here", "A1 OK x"}), "matched");
  Play play({"* 1 EXISTS", "OK"});
  EXPECT_EQ(play.only().see({"* 1 EXISTS", "* 2 RECENT", "A1 OK x"}), "failed");
  EXPECT_THAT(play.verdict().offending, ElementsAre(1));
  Play early({"OK"});
  early.only().before_step("* 2 RECENT");
  EXPECT_EQ(early.see({"A1 OK x"}), "matched") << "what came before the step is not this command's doing";
}
TEST(Match, NeverLastsFromWhatCameBeforeToTheEnd) {
  Play early({"OK"});
  EXPECT_EQ(early.never({"* $_ EXPUNGE"}).before_step("* 2 EXPUNGE"), "failed");
  EXPECT_THAT(early.verdict().offending, ElementsAre(0));
  EXPECT_EQ(Play({"OK"}).never({"* $_ EXPUNGE"}).see({"* 1 EXISTS", "A1 OK x", "* 2 EXPUNGE"}), "matched");
}
TEST(Match, NeverKnowsWhatTheStepBinds) {
  EXPECT_EQ(Play({"* $n EXISTS", "OK"}).never({"* $n RECENT"}).see({"* 2 RECENT", "* 1 EXISTS", "A1 OK x"}), "matched");
  EXPECT_EQ(Play({"* $n EXISTS", "OK"}).never({"* $n RECENT"}).see({"* 2 RECENT", "* 2 EXISTS", "A1 OK x"}), "failed");
}
TEST(Match, NeverOfAResultIsThatOfTheStepsCommands) {
  EXPECT_EQ(Play({"OK"}).never({"NO"}).see({"A1 NO x"}), "failed");
  EXPECT_EQ(Play({"OK"}).never({"+"}).see({"+ x"}), "failed");
}

TEST(Match, TheFirstOutcomeThatFitsAsAWholeIsTaken) {
  const auto play = [] { return Play().outcome("early", {"NO [TRYCREATE]"}).outcome("late", {"+", "NO [TRYCREATE]"}); };
  EXPECT_EQ(play().see({"A1 NO [TRYCREATE] x"}), "matched early");
  Play late = play();
  late.literal_continuation();
  EXPECT_EQ(late.see({"A1 NO [TRYCREATE] x"}), "matched late");
}
TEST(Match, OutcomesWithClosed) {
  const auto play = [] {
    return Play().outcome("bye", {"* BYE", "closed"}).outcome("bad", {"BAD"}).outcome("closed", {"closed"});
  };
  EXPECT_EQ(play().close(), "matched closed");
  EXPECT_EQ(play().see({"A1 BAD x"}), "matched bad");
  Play bye = play();
  EXPECT_EQ(bye.see({"* BYE x"}), "pending");
  EXPECT_EQ(bye.close(), "matched bye");
}
TEST(Match, NoOutcomeFits) {
  Play play = Play().outcome("yes", {"OK"}).outcome("no", {"NO"});
  EXPECT_EQ(play.see({"A1 BAD x"}), "failed");
  EXPECT_THAT(play.verdict().missing, ElementsAre("yes: OK", "no: NO"));
}
TEST(Match, TheVerdictDoesNotDependOnHowItWasCut) {
  const Strings wires = {"* 1 EXISTS", "* 2 RECENT", "A1 OK x"};
  Play whole({"* $a EXISTS", "* $b RECENT", "OK"}), pieces({"* $a EXISTS", "* $b RECENT", "OK"});
  whole.see(wires);
  for (const auto& wire : wires) pieces.see({wire});
  EXPECT_EQ(whole.verdict().consumed, pieces.verdict().consumed);
  EXPECT_EQ(whole.value("b"), pieces.value("b"));
}

TEST(Match, LinesBoundToARevisionOrACapability) {
  const Strings lines = {"rev1| * 0 RECENT", "UIDPLUS| * 1 EXISTS", "OK"};
  EXPECT_EQ(Play(lines).see({"A1 OK x"}), "failed");
  EXPECT_EQ(Play(lines).see({"* 0 RECENT", "A1 OK x"}), "matched");
  EXPECT_EQ(Play(lines).has("UIDPLUS").see({"* 0 RECENT", "A1 OK x"}), "failed");
  EXPECT_EQ(Play(lines).dialect(grammar::Revision::rev2).see({"A1 OK x"}), "matched");
}

TEST(Match, WhatIsAwaitedMayComeAtAnyTime) {
  Play play({"* 5 EXISTS"});
  play.await();
  EXPECT_EQ(play.not_ours("A7 OK a NOOP of the harness"), "pending");
  EXPECT_EQ(play.see({"* 5 EXISTS"}), "matched");
}
TEST(Match, AFetchItemOfAnyValueIsThere) {
  EXPECT_EQ(Play({"* 1 FETCH (FLAGS ...)", "OK"}).see({"* 1 FETCH (UID 3)", "A1 OK x"}), "failed");
  EXPECT_EQ(Play({"* 1 FETCH (FLAGS ...)", "OK"}).see({"* 1 FETCH (FLAGS (x))", "A1 OK x"}), "matched");
  EXPECT_EQ(Play({"* 1 FETCH (UID 3 FLAGS ...)", "OK"}).see({"* 1 FETCH (UID 3)", "A1 OK x"}), "failed");
  EXPECT_EQ(Play({"* 1 FETCH (UID 3 ...)", "OK"}).see({"* 1 FETCH (UID 3)", "A1 OK x"}), "matched");
}
TEST(Match, TimeIsUp) {
  Play play({"* 5 EXISTS", "OK"});
  play.see({"* 4 EXISTS"});
  EXPECT_EQ(play.time_is_up(), "failed");
  EXPECT_EQ(play.verdict().why, "the time is up");
  ASSERT_EQ(play.verdict().nearest.size(), 1U);
  EXPECT_EQ(play.verdict().nearest[0].received, "* 4 EXISTS");
  EXPECT_EQ(play.verdict().nearest[0].difference, "4 in place of 5");
}
TEST(Match, OctetsAreComparedFromTheFirstThatIsOther) {
  const auto difference = [](const char* expected, const std::string& received) {
    Play play({expected, "OK"});
    EXPECT_EQ(play.see({"* 1 FETCH (BODY[] " + received + ")", "A1 OK x"}), "failed");
    return play.verdict().nearest.at(0).difference;
  };
  EXPECT_EQ(difference("* 1 FETCH (BODY[] {abc})", "\"abcdefghijk\""),
            "BODY[]: \"k\" in place of the end from octet 11 of {abc}");
  EXPECT_EQ(difference("* 1 FETCH (BODY[] {abc})", "\"abcdefghi\""),
            "BODY[]: the end in place of \"j\" from octet 10 of {abc}");
  EXPECT_EQ(difference("* 1 FETCH (BODY[] {abc<2.3>})", "\"cxe\""),
            "BODY[]: \"xe\" in place of \"de\" from octet 2 of {abc<...>}");
  EXPECT_EQ(difference("* 1 FETCH (BODY[] {abc})", "NIL"), "BODY[]: NIL in place of {abc}");
}
TEST(Match, WhatCouldNotBeReadFitsNothing) {
  Play play({"* 1 EXISTS", "OK"});
  EXPECT_EQ(play.see({}), "pending");
  play.term({});
  EXPECT_EQ(play.see({"* 1 EXISTS", "A1 OK x"}), "matched");
}

TEST(Match, QuietIsBrokenByWhatChangesNumbers) {
  EXPECT_FALSE(breaks_quiet({}));
  grammar::Term expunge;
  for (const std::string_view word : {"*", "EXPUNGE"}) {
    grammar::Term t;
    t.kind = grammar::Term::Kind::word;
    t.octets = word;
    expunge.items.push_back(t);
  }
  expunge.items.insert(expunge.items.begin() + 1, number_value(2));
  EXPECT_TRUE(breaks_quiet(expunge));
}

}  // namespace
}  // namespace imapspec::scenario
