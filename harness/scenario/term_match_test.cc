// Meaning, not spelling: what one line fits, and what its holes hold then.
#include "harness/scenario/term_match.h"

#include <gtest/gtest.h>

#include "harness/scenario/match_test_support.h"

namespace imapspec::scenario {
namespace {

using grammar::Revision;

// Whether the line fits the message; the names are what `value` shows.
testing::AssertionResult fits(const std::string& line, const std::string& wire) {
  Play one(Strings{line});
  return one.see({wire}) == "matched" ? testing::AssertionSuccess()
                                      : testing::AssertionFailure() << line << " does not fit " << wire;
}
std::string captured(const std::string& line, const std::string& wire, const std::string& name) {
  Play play(Strings{line});
  return play.see({wire}) == "matched" ? play.value(name) : "no match";
}

TEST(Meaning, WordsAndNumbers) {
  EXPECT_TRUE(fits("* 4 exists", "* 4 EXISTS"));
  EXPECT_FALSE(fits("* 5 EXISTS", "* 4 EXISTS"));
  EXPECT_FALSE(fits("* 4 RECENT", "* 4 EXISTS"));
}
TEST(Meaning, Holes) {
  EXPECT_EQ(captured("* $n EXISTS", "* 4 EXISTS", "n"), "4");
  EXPECT_TRUE(fits("* $_ EXISTS", "* 4 EXISTS"));
  EXPECT_EQ(captured("* FLAGS $all", "* FLAGS (\\Seen x)", "all"), "\\Seen x");
  EXPECT_TRUE(fits("* FLAGS $_", "* FLAGS (\\Seen x)")) << "a whole list included";
  EXPECT_EQ(captured("* OK [UIDVALIDITY $v]", "* OK [UIDVALIDITY 7] x", "v"), "7");
  EXPECT_EQ(captured("OK $text", "A1 OK well done", "text"), "\"well done\"");
}
TEST(Meaning, BoundHolesMustBeEqual) {
  EXPECT_EQ(Play({"* $n EXISTS"}).bind("n", number_value(4)).see({"* 4 EXISTS"}), "matched");
  EXPECT_EQ(Play({"* $n EXISTS"}).bind("n", number_value(5)).see({"* 4 EXISTS"}), "pending");
  EXPECT_EQ(Play({"* STATUS x (MESSAGES $n RECENT $n)"}).see({"* STATUS x (MESSAGES 1 RECENT 2)"}), "pending");
}
TEST(Meaning, RulesNarrowAHole) {
  EXPECT_TRUE(fits("* $n:nz-number EXISTS", "* 4 EXISTS"));
  EXPECT_FALSE(fits("* $n:nz-number EXISTS", "* 0 EXISTS"));
  EXPECT_TRUE(fits("* $n:number EXISTS", "* 0 EXISTS"));
  EXPECT_TRUE(fits("* LIST () $s:quoted x", "* LIST () \"/\" x"));
  EXPECT_FALSE(fits("* LIST () $s:quoted x", "* LIST () NIL x"));
  EXPECT_TRUE(fits("* LIST () NIL $m:mailbox", "* LIST () NIL x"));
  EXPECT_TRUE(fits("* LIST () NIL $m:quoted", "* LIST () NIL \"x\""));
  EXPECT_FALSE(fits("* LIST () NIL $m:quoted", "* LIST () NIL x"));
  EXPECT_TRUE(fits("* LIST () NIL $m:literal", "* LIST () NIL {1}\r\nx"));
  EXPECT_TRUE(fits("* FLAGS ($f:flag)", "* FLAGS (\\Seen)"));
  EXPECT_TRUE(fits("OK [COPYUID $_ $s:uid-set $_]", "A1 OK [COPYUID 1 1:3 5:7] x"));
}

TEST(Meaning, FormsOfAStringAreAlike) {
  for (const std::string wire : {"* LIST () NIL x", "* LIST () NIL \"x\"", "* LIST () NIL {1}\r\nx"}) {
    EXPECT_TRUE(fits("* LIST () NIL x", wire));
    EXPECT_TRUE(fits("* LIST () NIL \"x\"", wire));
  }
  EXPECT_FALSE(fits("* LIST () NIL X", "* LIST () NIL x")) << "other strings octet by octet";
}
TEST(Meaning, NilIsNeverAString) {
  EXPECT_TRUE(fits("* LIST () nil x", "* LIST () NIL x"));
  EXPECT_FALSE(fits("* LIST () NIL x", "* LIST () \"/\" x"));
  EXPECT_FALSE(fits("* 1 FETCH (BODY[] \"\")", "* 1 FETCH (BODY[] NIL)"));
  EXPECT_TRUE(fits("* 1 FETCH (BODY[] NIL)", "* 1 FETCH (BODY[] NIL)"));
}
TEST(Meaning, InboxInAnyCase) {
  EXPECT_TRUE(fits("* LIST () NIL INBOX", "* LIST () NIL inbox"));
  EXPECT_FALSE(fits("* LIST () NIL INBOXES", "* LIST () NIL inboxes"));
}
TEST(Meaning, MailboxNamesAreDecoded) {
  EXPECT_EQ(Play({"* LIST () NIL $m"}).mailbox("m", "café").see({"* LIST () NIL caf&AOk-"}), "matched");
  EXPECT_EQ(Play({"* LIST () NIL $m"}).mailbox("m", "café").dialect(Revision::rev2).see({"* LIST () NIL \"café\""}),
            "matched");
  EXPECT_EQ(Play({"* LIST () NIL \"$(m)/x&AOk-\""}).mailbox("m", "café").see({"* LIST () NIL \"caf&AOk-/x&AOk-\""}),
            "matched");
  EXPECT_EQ(captured("* LIST () NIL $m", "* LIST () NIL caf&AOk-", "m"), "\"caf\\xc3\\xa9\"");
}
TEST(Meaning, DateTimesAreInstants) {
  EXPECT_TRUE(fits("* 1 FETCH (INTERNALDATE \"17-Jul-1996 09:44:25 +0000\")",
                   "* 1 FETCH (INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")"));
  EXPECT_FALSE(fits("* 1 FETCH (INTERNALDATE \"17-Jul-1996 09:44:26 +0000\")",
                    "* 1 FETCH (INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")"));
}

TEST(Meaning, SetsHaveNoOrder) {
  EXPECT_TRUE(fits("* FLAGS (\\seen \\Answered)", "* FLAGS (\\Answered \\Seen)"));
  EXPECT_FALSE(fits("* FLAGS (\\Seen)", "* FLAGS (\\Answered \\Seen)")) << "without ... it is exact";
  EXPECT_TRUE(fits("* FLAGS (\\Seen ...)", "* FLAGS (\\Answered \\Seen)"));
  EXPECT_TRUE(fits("* FLAGS (\\Seen ...)", "* FLAGS (\\Seen)")) << "none included";
  EXPECT_FALSE(fits("* FLAGS (\\Seen \\Seen ...)", "* FLAGS (\\Seen)"));
  EXPECT_TRUE(fits("* FLAGS ($$Forwarded)", "* FLAGS ($Forwarded)"));
  EXPECT_TRUE(fits("* CAPABILITY IDLE IMAP4rev1 ...", "* CAPABILITY IMAP4rev1 X IDLE"));
  EXPECT_FALSE(fits("* CAPABILITY IDLE", "* CAPABILITY IMAP4rev1 IDLE"));
  EXPECT_TRUE(fits("* CAPABILITY ...", "* CAPABILITY IMAP4rev1 IDLE"));
  EXPECT_TRUE(fits("OK [CAPABILITY IDLE ...]", "A1 OK [CAPABILITY IMAP4rev1 IDLE] x"));
  EXPECT_TRUE(fits("OK [PERMANENTFLAGS (\\* \\Seen)]", "A1 OK [PERMANENTFLAGS (\\Seen \\*)] x"));
}
TEST(Meaning, PairsHaveNoOrder) {
  EXPECT_TRUE(fits("* STATUS x (UNSEEN 2 MESSAGES 1)", "* STATUS x (MESSAGES 1 UNSEEN 2)"));
  EXPECT_FALSE(fits("* STATUS x (UNSEEN 1 MESSAGES 2)", "* STATUS x (MESSAGES 1 UNSEEN 2)"));
  EXPECT_FALSE(fits("* STATUS x (MESSAGES 1)", "* STATUS x (MESSAGES 1 UNSEEN 2)"));
  EXPECT_TRUE(fits("* STATUS x (MESSAGES 1 ...)", "* STATUS x (UNSEEN 2 MESSAGES 1)"));
  EXPECT_TRUE(fits("* ID (\"version\" \"2\" \"name\" $_)", "* ID (\"name\" \"a\" \"version\" \"2\")"));
}
TEST(Meaning, SetsOfNumbers) {
  for (const std::string wire : {"* SEARCH 1 2 3", "* SEARCH 3 1 2"}) {
    EXPECT_TRUE(fits("* SEARCH 1 2 3", wire));
    EXPECT_TRUE(fits("* SEARCH 1:3", wire));
    EXPECT_TRUE(fits("* SEARCH 3:1", wire));
    EXPECT_TRUE(fits("* SEARCH 3 ...", wire));
    EXPECT_FALSE(fits("* SEARCH 1 2", wire));
    EXPECT_FALSE(fits("* SEARCH 4 ...", wire));
  }
  EXPECT_TRUE(fits("* SEARCH", "* SEARCH"));
  EXPECT_FALSE(fits("* SEARCH", "* SEARCH 1"));
  EXPECT_TRUE(fits("* SEARCH ...", "* SEARCH"));
  EXPECT_EQ(captured("* SEARCH $set", "* SEARCH 4 2", "set"), "4,2");
  EXPECT_EQ(captured("* SEARCH 2 $x", "* SEARCH 4 2", "x"), "4") << "what is known goes first";
  EXPECT_EQ(captured("* ESEARCH (TAG \"a\") ALL $x:$y", "* ESEARCH (TAG \"a\") ALL 2:9", "y"), "9");
}
TEST(Meaning, ASetOfHolesFitsInThePeersOrder) {
  Play play({"OK [COPYUID $v $uid1,$uid3 $d1,$d3]"});
  EXPECT_EQ(play.given({11, 12, 13}).see({"A1 OK [COPYUID 7 13,11 20,22] x"}), "matched");
  EXPECT_EQ(play.value("d1"), "22") << "the n-th source belongs to the n-th destination";
  EXPECT_EQ(play.value("d3"), "20");
  EXPECT_EQ(captured("OK [COPYUID 7 1:3 $d]", "A1 OK [COPYUID 7 1:3 5:7] x", "d"), "5:7");
  EXPECT_FALSE(fits("OK [COPYUID 7 $a,$b $c,$d]", "A1 OK [COPYUID 7 1:3 5:7] x")) << "as many members";
  EXPECT_EQ(captured("OK [COPYUID 7 $a $b]", "A1 OK [COPYUID 7 1 5] x", "b"), "5");
}
TEST(Meaning, SetsAreNeverExpanded) {
  EXPECT_FALSE(fits("OK [COPYUID 7 $a,$b 1,2]", "A1 OK [COPYUID 7 1:4294967295 1:4294967295] x"));
  EXPECT_TRUE(fits("OK [COPYUID 7 4294967295:1 $_]", "A1 OK [COPYUID 7 1:4294967295 1:4294967295] x"));
}

TEST(Meaning, Esearch) {
  EXPECT_TRUE(fits("* ESEARCH (TAG a) COUNT 4 MIN 1", "* ESEARCH (TAG \"a\") MIN 1 COUNT 4"));
  EXPECT_FALSE(fits("* ESEARCH (TAG a) COUNT 4", "* ESEARCH (TAG \"a\") MIN 1 COUNT 4"));
  EXPECT_TRUE(fits("* ESEARCH (TAG a) COUNT 4 ...", "* ESEARCH (TAG \"a\") MIN 1 COUNT 4"));
  EXPECT_TRUE(fits("* ESEARCH (TAG a) UID ALL 2,3", "* ESEARCH (TAG \"a\") UID ALL 2:3"));
  EXPECT_FALSE(fits("* ESEARCH (TAG a) ALL 2,3", "* ESEARCH (TAG \"a\") UID ALL 2:3"));
  EXPECT_TRUE(fits("* ESEARCH ...", "* ESEARCH (TAG \"a\") UID ALL 2:3"));
}
TEST(Meaning, UnderRev2SearchStandsForTheEsearchThatItDemands) {
  const auto play = [](const std::string& line, const std::string& name) {
    return Play({line}).dialect(Revision::rev2).commands({{"A1", name}});
  };
  EXPECT_EQ(play("* SEARCH 2 4", "SEARCH").see({"* ESEARCH (TAG \"A1\") ALL 2,4"}), "matched");
  EXPECT_EQ(play("* SEARCH", "SEARCH").see({"* ESEARCH (TAG \"A1\")"}), "matched") << "no ALL where there is no number";
  EXPECT_EQ(play("* SEARCH 2", "UID SEARCH").see({"* ESEARCH (TAG \"A1\") UID ALL 2"}), "matched");
  EXPECT_EQ(play("* SEARCH 2 (MODSEQ 9)", "SEARCH").see({"* ESEARCH (TAG \"A1\") ALL 2 MODSEQ 9"}), "matched");
  EXPECT_EQ(play("* SEARCH 2 (MODSEQ 9)", "SEARCH").see({"* ESEARCH (TAG \"A1\") MODSEQ 8 ALL 2"}), "pending");
  EXPECT_EQ(play("* SEARCH 2 (MODSEQ 9)", "SEARCH").see({"* ESEARCH (TAG \"A1\") ALL 2"}), "pending");
  EXPECT_EQ(play("* SEARCH 2", "SEARCH").see({"* ESEARCH (TAG \"A1\") ALL 2 COUNT 1"}), "pending");
  EXPECT_EQ(play("* SEARCH 2", "UID SEARCH").see({"* ESEARCH (TAG \"A1\") ALL 2"}), "pending");
  EXPECT_EQ(play("* SEARCH 2", "SEARCH").see({"* ESEARCH (TAG \"A2\") ALL 2"}), "pending") << "this command's tag";
  EXPECT_EQ(Play({"* SEARCH 2"}).commands({{"A1", "SEARCH"}}).see({"* ESEARCH (TAG \"A1\") ALL 2"}), "pending")
      << "rev1";
}

TEST(Meaning, SortAndThreadAreInOrder) {
  EXPECT_TRUE(fits("* SORT 2 1 3", "* SORT 2 1 3"));
  EXPECT_FALSE(fits("* SORT 2 1 3", "* SORT 1 2 3"));
  EXPECT_FALSE(fits("* SORT 2 1", "* SORT 2 1 3"));
  EXPECT_TRUE(fits("* SORT 2 ...", "* SORT 2 1 3"));
  EXPECT_TRUE(fits("* SORT", "* SORT"));
  EXPECT_FALSE(fits("* SORT", "* SORT 1"));
  EXPECT_TRUE(fits("* SORT 2 1 (MODSEQ $m)", "* SORT 2 1 (MODSEQ 5)"));
  EXPECT_FALSE(fits("* SORT 2 1", "* SORT 2 1 (MODSEQ 5)"));
  EXPECT_TRUE(fits("* THREAD (1 2)(3 (4)(5))", "* THREAD (1 2)(3 (4)(5))"));
  EXPECT_FALSE(fits("* THREAD (3)(1 2)", "* THREAD (1 2)(3)"));
  EXPECT_FALSE(fits("* THREAD (1 (2)(3))", "* THREAD (1 2 3)"));
  EXPECT_FALSE(fits("* THREAD (1 2 3)", "* THREAD (1 (2)(3))"));
  EXPECT_TRUE(fits("* THREAD", "* THREAD"));
}

TEST(Fetch, MayCarryItemsThatWereNotAskedFor) {
  EXPECT_TRUE(fits("* 1 FETCH (FLAGS (\\Seen))", "* 1 FETCH (UID 7 FLAGS (\\Seen))"));
  EXPECT_FALSE(fits("* 1 FETCH (FLAGS (\\Seen) UID 8)", "* 1 FETCH (UID 7 FLAGS (\\Seen))"));
}
TEST(Fetch, FlagsMayCarryRecent) {
  EXPECT_TRUE(fits("* 1 FETCH (FLAGS (\\Seen))", "* 1 FETCH (FLAGS (\\Recent \\Seen))"));
  EXPECT_FALSE(fits("* 1 FETCH (FLAGS (\\Seen))", "* 1 FETCH (FLAGS (\\Deleted \\Seen))"));
}
TEST(Fetch, ItemsOfAMessageComeInOneResponseOrInSeveral) {
  const Strings lines = {"* 1 FETCH (FLAGS (\\Seen) UID $u)", "OK"};
  EXPECT_EQ(
      Play(lines).see({"* 1 FETCH (UID 7)", "* 2 FETCH (FLAGS (\\Seen))", "* 1 FETCH (FLAGS (\\Seen))", "A1 OK x"}),
      "matched");
  EXPECT_EQ(Play(lines).see({"* 1 FETCH (UID 7)", "* 2 FETCH (FLAGS (\\Seen))", "A1 OK x"}), "failed");
}
TEST(Fetch, EachItemSatisfiesOneExpectation) {
  const Strings lines = {"* 1 FETCH (FLAGS (\\Seen))", "* 1 FETCH (FLAGS (\\Seen))", "OK"};
  EXPECT_EQ(Play(lines).see({"* 1 FETCH (FLAGS (\\Seen))", "A1 OK x"}), "failed");
  EXPECT_EQ(Play(lines).see({"* 1 FETCH (FLAGS (\\Seen))", "* 1 FETCH (FLAGS (\\Seen))", "A1 OK x"}), "matched");
  EXPECT_EQ(Play({"* 1 FETCH (FLAGS ())", "* 1 FETCH (UID 3)", "OK"}).see({"* 1 FETCH (FLAGS () UID 3)", "A1 OK x"}),
            "matched");
}
TEST(Fetch, ItemsOfOneLineAreOfOneMessage) {
  EXPECT_EQ(Play({"* $_ FETCH (UID 7 FLAGS (\\Seen))", "OK"})
                .see({"* 1 FETCH (UID 7)", "* 2 FETCH (FLAGS (\\Seen))", "A1 OK x"}),
            "failed");
  Play play({"* $n FETCH (UID 8 FLAGS ())", "OK"});
  EXPECT_EQ(play.see({"* 1 FETCH (UID 7 FLAGS ())", "* 2 FETCH (UID 8 FLAGS ())", "A1 OK x"}), "matched");
  EXPECT_EQ(play.value("n"), "2");
}
TEST(Fetch, FencesHoldForItems) {
  const std::vector<SentCommand> two = {{"A1", "FETCH"}, {"A2", "STORE"}};
  const Strings lines = {"* 1 FETCH (FLAGS ())", "OK", "* 1 FETCH (FLAGS (\\Seen))", "OK"};
  EXPECT_EQ(Play(lines).commands(two).see({"* 1 FETCH (FLAGS ())", "A1 OK x", "* 1 FETCH (FLAGS (\\Seen))", "A2 OK x"}),
            "matched");
  EXPECT_EQ(Play(lines).commands(two).see({"* 1 FETCH (FLAGS (\\Seen))", "A1 OK x"}), "failed");
}
TEST(Fetch, AnythingOfAMessage) {
  EXPECT_TRUE(fits("* 1 FETCH (...)", "* 1 FETCH (UID 7)"));
  EXPECT_TRUE(fits("* 1 FETCH ...", "* 1 FETCH (UID 7)"));
  EXPECT_TRUE(fits("* 1 FETCH (UID ...)", "* 1 FETCH (UID 7)"));
  EXPECT_FALSE(fits("* 2 FETCH (...)", "* 1 FETCH (UID 7)"));
}
TEST(Fetch, SectionsAndOrigins) {
  EXPECT_TRUE(fits("* 1 FETCH (BODY[] {abc})", "* 1 FETCH (BODY[] \"abcdefghij\")"));
  EXPECT_TRUE(fits("* 1 FETCH (BODY[]<2> {abc<2.3>})", "* 1 FETCH (BODY[]<2> {3}\r\ncde)"));
  EXPECT_TRUE(fits("* 1 FETCH (BODY[]<8> {abc<8.100>})", "* 1 FETCH (BODY[]<8> \"ij\")"));
  EXPECT_TRUE(fits("* 1 FETCH (BODY[]<99> {abc<99.1>})", "* 1 FETCH (BODY[]<99> \"\")"));
  EXPECT_FALSE(fits("* 1 FETCH (BODY[] {abc})", "* 1 FETCH (BODY[]<0> \"abcdefghij\")"))
      << "the origin is part of the name";
  EXPECT_TRUE(fits("* 1 FETCH (BODY[1.2.MIME] $_)", "* 1 FETCH (BODY[1.2.MIME] \"x\")"));
  EXPECT_FALSE(fits("* 1 FETCH (BODY[1.2.MIME] $_)", "* 1 FETCH (BODY[1.3.MIME] \"x\")"));
  EXPECT_TRUE(fits("* 1 FETCH (BODY[HEADER.FIELDS (to From)] $_)", "* 1 FETCH (BODY[HEADER.FIELDS (From To)] \"x\")"));
  EXPECT_EQ(captured("* 1 FETCH (BODY[]<$o> $_)", "* 1 FETCH (BODY[]<17> \"x\")", "o"), "17");
  EXPECT_TRUE(fits("* 1 FETCH (BODY[TEXT] /a.*d/)", "* 1 FETCH (BODY[TEXT] {5}\r\nab\r\nd)"));
  EXPECT_FALSE(fits("* 1 FETCH (BODY[TEXT] /a.*d/)", "* 1 FETCH (BODY[TEXT] \"abcde\")"))
      << "a regex is the whole of one string";
}
TEST(Fetch, BodyFieldsLeftOffAtTheEndAreNil) {
  const std::string full = "* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1 NIL NIL NIL NIL))";
  const std::string brief = "* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1))";
  const std::string other = "* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1 \"md5\"))";
  EXPECT_TRUE(fits(full, brief));
  EXPECT_TRUE(fits(brief, full));
  EXPECT_FALSE(fits(full, other));
  EXPECT_TRUE(fits("* 1 FETCH (BODYSTRUCTURE (\"text\" \"plain\" $_ NIL NIL \"7bit\" 1 1 ...))", other))
      << "without case";
  EXPECT_TRUE(
      fits("* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"format\" \"flowed\" \"charset\" \"UTF-8\") NIL NIL "
           "\"7BIT\" 1 1 ...))",
           "* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\" \"FORMAT\" \"flowed\") NIL NIL "
           "\"7BIT\" 1 1))"));
}

TEST(Given, NumbersAreThoseOfTheMoment) {
  const auto play = [] { return Play({"* $1 EXPUNGE", "* $3 EXPUNGE", "OK"}).given({11, 12, 13, 14}); };
  EXPECT_EQ(play().see({"* 3 EXPUNGE", "* 1 EXPUNGE", "A1 OK x"}), "matched");
  EXPECT_EQ(play().see({"* 1 EXPUNGE", "* 2 EXPUNGE", "A1 OK x"}), "matched");
  EXPECT_EQ(play().see({"* 1 EXPUNGE", "* 3 EXPUNGE", "A1 OK x"}), "failed") << "that was the fourth";
  EXPECT_EQ(play().see({"* 2 EXPUNGE", "* 1 EXPUNGE", "A1 OK x"}), "failed");
}
TEST(Given, Uids) {
  EXPECT_EQ(Play({"* 2 FETCH (UID $uid2)"}).given({11, 12}).see({"* 2 FETCH (UID 12)"}), "matched");
  EXPECT_EQ(Play({"* 2 FETCH (UID $uid2)"}).given({11, 12}).see({"* 2 FETCH (UID 11)"}), "pending");
}

grammar::Term vanished(bool earlier, grammar::TermRange range) {
  const auto word = [](std::string_view octets) {
    grammar::Term t;
    t.kind = grammar::Term::Kind::word;
    t.compare = grammar::Term::Compare::nocase;
    t.octets = octets;
    return t;
  };
  grammar::Term t;
  t.items = {word("*"), word("VANISHED")};
  if (earlier) {
    grammar::Term list;
    list.items = {word("EARLIER")};
    t.items.push_back(list);
  }
  grammar::Term set;
  set.kind = grammar::Term::Kind::ranges;
  set.ranges = {range};
  t.items.push_back(set);
  return t;
}
TEST(Vanished, SeveralCountAsOne) {
  Play play({"* VANISHED $uid1,$uid2"});
  play.given({11, 12}).term(vanished(false, {11, 11}));
  EXPECT_EQ(play.state(), "pending");
  play.term(vanished(false, {12, 12}));
  EXPECT_EQ(play.state(), "matched");
  Play two({"* VANISHED 11", "* VANISHED 12"});
  two.term(vanished(false, {11, 12}));
  EXPECT_EQ(two.state(), "matched");
  Play earlier({"* VANISHED (EARLIER) $gone"});
  earlier.term(vanished(false, {11, 12}));
  EXPECT_EQ(earlier.state(), "pending");
  earlier.term(vanished(true, {3, 4}));
  EXPECT_EQ(earlier.value("gone"), "3:4");
  Play numbered({"* $n VANISHED 11:12"});
  numbered.term(vanished(false, {11, 12}));
  EXPECT_EQ(numbered.state(), "pending") << "no VANISHED has a number before it";
}

TEST(Values, SearchWithAModSequence) {
  EXPECT_EQ(captured("* SEARCH 2 1 (MODSEQ $m)", "* SEARCH 1 2 (MODSEQ 5)", "m"), "5");
  EXPECT_TRUE(fits("* SEARCH 2 (MODSEQ 5)", "* SEARCH 2 (MODSEQ 5)"));
  EXPECT_FALSE(fits("* SEARCH 2 (MODSEQ 6)", "* SEARCH 2 (MODSEQ 5)"));
  EXPECT_FALSE(fits("* SEARCH 2", "* SEARCH 2 (MODSEQ 5)"));
  EXPECT_FALSE(fits("* SEARCH 2 (MODSEQ 5)", "* SEARCH 2"));
}

TEST(Values, OneInParentheses) {
  EXPECT_EQ(captured("* 1 FETCH (MODSEQ ($m))", "* 1 FETCH (MODSEQ (715194045007))", "m"), "715194045007");
  EXPECT_TRUE(fits("* 1 FETCH (FLAGS () MODSEQ (5))", "* 1 FETCH (MODSEQ (5) FLAGS ())"));
  EXPECT_FALSE(fits("* 1 FETCH (MODSEQ (5))", "* 1 FETCH (MODSEQ (6))"));
  EXPECT_EQ(captured("* 1 FETCH (EMAILID ($e))", "* 1 FETCH (EMAILID (M1-a))", "e"), "\"M1-a\"");
  EXPECT_FALSE(fits("* 1 FETCH (THREADID ($t))", "* 1 FETCH (THREADID NIL)"));
  EXPECT_EQ(captured("* STATUS box (MAILBOXID ($f))", "* STATUS box (MAILBOXID (F2))", "f"), "\"F2\"");
  EXPECT_EQ(captured("* OK [MAILBOXID ($f)]", "* OK [MAILBOXID (F2)] done", "f"), "\"F2\"");
}

TEST(Untyped, CodesThatTheGrammarDoesNotKnow) {
  EXPECT_EQ(captured("* OK [HIGHESTMODSEQ $m]", "* OK [HIGHESTMODSEQ 715194045007] x", "m"), "715194045007");
  EXPECT_TRUE(fits("* NO [X-THING 1:3 (a \"b\") ...]", "* NO [X-THING 3,1:2 (A \"b\") c] x"));
  EXPECT_FALSE(fits("* NO [X-THING 1]", "* NO [X-THING 2] x"));
  EXPECT_TRUE(fits("* NO [X-THING /^1 .*/]", "* NO [X-THING 1 2 3] x"));
}

// RFC 4314 section 3, RFC 9208 section 4.2, RFC 5464 section 4.4: what stands at the end has no order, and no parentheses.
TEST(Meaning, ResponsesThatEndWithASetInTheOpen) {
  EXPECT_TRUE(fits("* LISTRIGHTS x y a", "* LISTRIGHTS x y a"));
  EXPECT_TRUE(fits("* LISTRIGHTS x y a b c", "* LISTRIGHTS x y a c b"));
  EXPECT_TRUE(fits("* LISTRIGHTS x y a b ...", "* LISTRIGHTS x y a c b"));
  EXPECT_TRUE(fits("* LISTRIGHTS x ...", "* LISTRIGHTS x y a c b"));
  EXPECT_FALSE(fits("* LISTRIGHTS x y a b", "* LISTRIGHTS x y a c b"));
  EXPECT_FALSE(fits("* LISTRIGHTS x y b a", "* LISTRIGHTS x y a b"));
  EXPECT_FALSE(fits("* LISTRIGHTS x y", "* LISTRIGHTS x y a"));
  EXPECT_TRUE(fits("* ACL x fred rwipslda test lr", "* ACL x test lr fred rwipslda"));
  EXPECT_TRUE(fits("* ACL x fred $r ...", "* ACL x test lr fred rwipslda"));
  EXPECT_TRUE(fits("* ACL x", "* ACL x"));
  EXPECT_FALSE(fits("* ACL x fred lr test rwipslda", "* ACL x test lr fred rwipslda"));
  EXPECT_TRUE(fits("* QUOTAROOT x", "* QUOTAROOT x"));
  EXPECT_TRUE(fits("* QUOTAROOT x \"\" root", "* QUOTAROOT x root \"\""));
  EXPECT_FALSE(fits("* QUOTAROOT x root", "* QUOTAROOT x root \"\""));
  EXPECT_TRUE(fits("* METADATA x \"/private/a\" \"/shared/b\"", "* METADATA x /shared/b /private/a"));
  EXPECT_TRUE(fits("* METADATA x (\"/private/a\" \"1\" \"/shared/b\" NIL)",
                   "* METADATA x (/shared/b NIL /private/a {1}\r\n1)"));
  EXPECT_TRUE(fits("* ENABLED CONDSTORE ...", "* ENABLED QRESYNC CONDSTORE"));
}

}  // namespace
}  // namespace imapspec::scenario
