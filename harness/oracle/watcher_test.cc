#include "harness/oracle/watcher.h"

#include <gtest/gtest.h>

#include "harness/grammar/framing.h"
#include "harness/oracle/transcript_test.h"

namespace imapspec::oracle {
namespace {

std::size_t findings(Watcher& watcher) {
  return watcher.take_findings().size();
}

TEST(Watcher, FollowsTheStates) {
  Watcher watcher;
  const auto state = [&watcher] { return watcher.conversation().state; };
  EXPECT_EQ(state(), State::before_greeting);
  play(kGreeting, watcher);
  EXPECT_EQ(state(), State::not_authenticated);
  play("C: a1 LOGIN joe x\nS: a1 NO wrong\n", watcher);
  EXPECT_EQ(state(), State::not_authenticated);
  play("C: a2 LOGIN joe y\nS: a2 OK in\n", watcher);
  EXPECT_EQ(state(), State::authenticated);
  EXPECT_FALSE(watcher.conversation().capabilities);
  play("C: a3 SELECT box\n" + kOpened + "S: a3 OK [READ-WRITE] done\n", watcher);
  EXPECT_EQ(state(), State::selected);
  EXPECT_EQ(watcher.conversation().mailbox->exists, 3U);
  play("C: a4 SELECT none\nS: a4 NO none\n", watcher);
  EXPECT_EQ(state(), State::authenticated);
  EXPECT_FALSE(watcher.conversation().mailbox);
  play("C: a5 LOGOUT\nS: * BYE\nS: * BYE now\nS: a5 OK done\n", watcher);
  EXPECT_EQ(state(), State::logout);
}

TEST(Watcher, KeepsTheNumberingOfTheMailbox) {
  Watcher watcher;
  play(kSelected +
           "C: a3 FETCH 1:3 UID\nS: * 1 FETCH (UID 1)\nS: * 3 FETCH (UID 5)\nS: a3 OK done\n"
           "C: a4 NOOP\nS: * 1 EXPUNGE\nS: * 4 EXISTS\nS: a4 OK done\n",
       watcher);
  const MailboxView& box = *watcher.conversation().mailbox;
  EXPECT_EQ(box.exists, 4U);
  EXPECT_EQ(box.settled, 2U);
  EXPECT_EQ(watcher.conversation().message(1), nullptr);
  ASSERT_NE(watcher.conversation().message(2), nullptr);
  EXPECT_EQ(watcher.conversation().message(2)->uid, 5U);
}

// Not what the client has to work out, having asked for silence: RFC 9051 section 6.4.6.
TEST(Watcher, KnowsWhatWasSaidOfFlags) {
  Watcher watcher;
  const auto flags = [&watcher](std::uint32_t number) { return watcher.conversation().message(number)->flags; };
  const std::string fetched =
      "C: f FETCH 1:3 (UID FLAGS)\nS: * 1 FETCH (UID 1 FLAGS (\\Seen a))\nS: * 2 FETCH (UID 2 FLAGS (A \\seen "
      "\\Recent))\n"
      "S: * 3 FETCH (UID 5 FLAGS ())\nS: f OK done\n";
  play(kSelected + fetched, watcher);
  EXPECT_TRUE(flags(1) && flags(1) == flags(2));
  EXPECT_NE(flags(1), flags(3));
  play("C: a3 NOOP\nS: * 1 FETCH (FLAGS ())\nS: a3 OK done\n", watcher);
  EXPECT_EQ(flags(1), flags(3));
  play("C: a4 STORE 2:* FLAGS.SILENT (b)\nS: a4 OK done\n", watcher);
  EXPECT_TRUE(flags(1) && !flags(2) && !flags(3));
  play(fetched + "C: a5 UID STORE * +FLAGS.SILENT (b)\nS: a5 NO not all\n", watcher);
  EXPECT_TRUE(flags(1) && flags(2) && !flags(3));
  play(fetched + "C: a6 UID STORE 1:2 +FLAGS (b)\nS: * 1 FETCH (UID 1 FLAGS (b))\nS: a6 OK done\n", watcher);
  EXPECT_TRUE(flags(1) && flags(2) && flags(3) && flags(1) != flags(2));
  // It is not known which was the last when the server read it.
  play("C: a9 STORE * FLAGS.SILENT (y)\nS: * 4 EXISTS\nS: a9 OK done\n", watcher);
  EXPECT_TRUE(!flags(3));
}

TEST(Watcher, FollowsTheDialect) {
  Watcher watcher;
  EXPECT_EQ(watcher.conversation().dialect.revision, grammar::Revision::either);
  play(kLogin, watcher);
  EXPECT_EQ(watcher.conversation().dialect.revision, grammar::Revision::rev1);
  play("C: a2 ENABLE imap4REV2\nS: * ENABLED Imap4rev2\nS: a2 OK done\n", watcher);
  EXPECT_EQ(watcher.conversation().dialect.revision, grammar::Revision::rev2);
  EXPECT_EQ(findings(watcher), 0U);
}

// However the octets are cut, the findings are the same.
TEST(Watcher, DoesNotCareForPortions) {
  for (const Violation& violation : violations()) {
    Watcher whole;
    play(violation.transcript, whole);
    Watcher octets;
    std::string_view rest = violation.transcript;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end + 1);
      const std::string wire = line.size() < 3 ? std::string() : std::string(line.substr(3)) + "\r\n";
      for (const char& c : wire) {
        const std::string_view one(&c, 1);
        if (line[0] == 'C') octets.client_said(one);
        if (line[0] == 'c') octets.client_said_on_purpose(one);
        if (line[0] == 'S') octets.server_said(one);
      }
      if (line == "tls") octets.tls_started();
      if (line == "closed") octets.server_closed();
    }
    const auto expected = whole.take_findings(), found = octets.take_findings();
    ASSERT_FALSE(found.empty()) << violation.transcript;
    EXPECT_EQ(expected.front().rule, found.front().rule) << violation.transcript;
    EXPECT_EQ(expected.front().what, found.front().what) << violation.transcript;
  }
}

TEST(Watcher, HoldsSessionsOfOneUserAgainstEachOther) {
  const auto account = std::make_shared<AccountView>();
  Watcher alice, bob;
  alice.share(account);
  bob.share(account);
  play(kSelected + "C: a3 FETCH 1 (UID RFC822.SIZE)\nS: * 1 FETCH (UID 4 RFC822.SIZE 9)\nS: a3 OK done\n", alice);
  play(kSelected + "C: a3 FETCH 1 (UID RFC822.SIZE)\nS: * 1 FETCH (UID 4 RFC822.SIZE 8)\nS: a3 OK done\n", bob);
  EXPECT_EQ(findings(alice), 0U);
  const auto found = bob.take_findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "static-data-never-change");
}

// What was asked before may be answered from before.
TEST(Watcher, AllowsForAnswersThatCross) {
  const auto account = std::make_shared<AccountView>();
  Watcher alice, bob;
  alice.share(account);
  bob.share(account);
  play(kLogin + "C: a2 STATUS box (UIDNEXT UIDVALIDITY)\n", alice);
  play(kSelected, bob);
  play("S: * STATUS box (UIDNEXT 9 UIDVALIDITY 7)\nS: a2 OK done\n", alice);
  EXPECT_EQ(findings(alice), 0U);
  play("C: a3 STATUS box (UIDNEXT UIDVALIDITY)\nS: * STATUS box (UIDNEXT 9 UIDVALIDITY 7)\nS: a3 OK done\n", alice);
  EXPECT_EQ(findings(alice), 1U);
  play(
      "C: a4 DELETE box\nS: a4 OK done\nC: a5 STATUS box (UIDVALIDITY)\nS: * STATUS box (UIDVALIDITY 1)\nS: a5 OK "
      "done\n",
      alice);
  EXPECT_EQ(findings(alice), 0U);
}

// A SELECT whose tag nobody can read is refused without it, and opens no mailbox.
TEST(Watcher, SelectThatIsRefusedUntagged) {
  for (const bool selected : {false, true}) {
    Watcher watcher;
    play(selected ? kSelected : kLogin, watcher);
    const auto before = watcher.conversation().mailbox;
    watcher.client_said_on_purpose("a9\t SELECT other\r\n");
    watcher.server_said("* BAD this has no tag\r\n");
    const auto& after = watcher.conversation().mailbox;
    ASSERT_EQ(after.has_value(), selected);
    if (selected) {
      EXPECT_EQ(after->name, before->name);
    }
  }
}

// CLOSE closes the mailbox that was selected, not that of the SELECT which the client said without waiting.
TEST(Watcher, MailboxThatIsClosedWhileAnotherIsOpened) {
  for (const char* close : {"CLOSE", "UNSELECT", "UNAUTHENTICATE"}) {
    Watcher watcher;
    play(kSelected + "C: a3 " + close + "\nC: a4 SELECT other\nS: a3 OK done\n", watcher);
    EXPECT_FALSE(watcher.conversation().previous) << close;
    play("S: * 1 EXISTS\nS: * OK [UNSEEN 1] first\nS: a4 OK [READ-WRITE] done\n", watcher);
    ASSERT_TRUE(watcher.conversation().mailbox) << close;
    EXPECT_EQ(watcher.conversation().mailbox->name, "other");
    EXPECT_EQ(watcher.conversation().mailbox->exists, 1U);
  }
}

// An IDLE whose line was too long for a server to know its tag: what the client says next is a command.
TEST(Watcher, IdleThatIsRefusedUntagged) {
  Watcher watcher;
  play(kSelected, watcher);
  watcher.client_said_on_purpose(std::string(3000, 'a') + " IDLE\r\n");
  watcher.server_said("* BAD this was long\r\n");
  watcher.client_said_on_purpose("a10\r\n");
  watcher.server_said("a10 BAD this is no command\r\n");
  EXPECT_TRUE(watcher.take_findings().empty());
}

// "DONE" is no command, in whatever portions it comes.
TEST(Watcher, DoneMayComeBeforeTheContinuation) {
  for (const std::string_view line :
       {"DONE\r\n", "AGFsaWNlAHNlY3JldA==\r\n", "\r\n", "word{3}\r\n", "a9 NOOP\r\n", "a9 X {3}\r\n"})
    for (const std::string_view command : {"a8 IDLE\r\n", "a8 AUTHENTICATE PLAIN\r\n"}) {
      std::string found[2];
      for (const bool whole : {true, false}) {
        Watcher watcher;
        play(kSelected, watcher);
        watcher.client_said(command);
        if (whole) watcher.client_said(line);
        for (std::size_t i = 0; !whole && i < line.size(); ++i) watcher.client_said(line.substr(i, 1));
        watcher.server_said("+ \r\n");
        for (const auto& finding : watcher.take_findings()) found[whole] += finding.rule + ": " + finding.what + "\n";
      }
      EXPECT_EQ(found[false], found[true]) << line;
      if (command == "a8 IDLE\r\n" && line == "DONE\r\n") {
        EXPECT_EQ(found[true], "");
      }
    }
}

TEST(Watcher, AnAnswerThatIsTooLongIsNotHeldAgainstTheNextCommand) {
  Watcher watcher;
  play(kSelected, watcher);
  watcher.client_said("a8 AUTHENTICATE PLAIN\r\n");
  watcher.server_said("+ \r\n");
  watcher.client_said(std::string(grammar::FramingLimits().line_octets + 1, 'A') + "\r\n");
  watcher.server_said("a8 BAD this was long\r\n");
  watcher.client_said("a9 NOOP\r\n");
  const auto* noop = watcher.conversation().find_open("a9");
  ASSERT_NE(noop, nullptr);
  EXPECT_TRUE(noop->command.has_value());
}

TEST(Watcher, AnIdleThatIsRefusedUntaggedGetsNoContinuation) {
  Watcher watcher;
  watcher.server_said("* OK ready\r\n");
  watcher.client_said_on_purpose(std::string(3000, 'a') + " IDLE\r\n");
  watcher.server_said("* BAD this was long\r\n");
  watcher.client_said("a1 AUTHENTICATE PLAIN\r\n");
  watcher.server_said("+ \r\n");
  watcher.client_said("*\r\n");
  watcher.server_said("a1 BAD as you wish\r\n");
  watcher.client_said_on_purpose("a2\r\n");
  watcher.server_said("a2 BAD this is no command\r\n");
  EXPECT_TRUE(watcher.take_findings().empty());
}

TEST(Watcher, HugeNumbersCostNothing) {
  Watcher watcher;
  play(kSelected + "C: a3 FETCH 1 UID\nS: * 4294967295 EXISTS\nS: * 4294967295 FETCH (UID 4294967295)\nS: a3 OK done\n",
       watcher);
  EXPECT_EQ(watcher.conversation().mailbox->exists, 4294967295U);
  EXPECT_TRUE(watcher.conversation().mailbox->messages.empty());
  EXPECT_EQ(findings(watcher), 0U);
}

TEST(Watcher, WhatIsTooLongIsNotJudged) {
  Watcher watcher;
  play(kSelected + "C: a3 FETCH 1 BODY[]\n", watcher);
  watcher.server_said("* 1 FETCH (BODY[] {20000000}\r\n");
  const std::string part(1'000'000, 'x');
  for (int i = 0; i < 20; ++i) watcher.server_said(part);
  watcher.server_said(")\r\na3 OK done\r\n");
  watcher.client_said("a4 APPEND box {20000000}\r\n");
  watcher.server_said("+ go\r\n");
  for (int i = 0; i < 20; ++i) watcher.client_said(part);
  watcher.client_said("\r\n");
  watcher.server_said("a4 OK done\r\n");
  watcher.client_said("a5 NOOP\r\n");
  watcher.server_said("a5 OK done\r\n");
  for (const Finding& finding : watcher.take_findings()) ADD_FAILURE() << finding.rule << finding.what;
}

// A line that the server answers before its end: what it takes for commands from there on is its own affair.
TEST(Watcher, AnswersToUnfinishedLines) {
  Watcher watcher;
  play(kLogin, watcher);
  watcher.client_said_on_purpose("a2 NOOP xxxxxxxxxxxxxxxxxxxxxxxxx");
  watcher.server_said("a2 BAD too long\r\n");
  watcher.client_said_on_purpose("yy zz\r\n");
  watcher.server_said("yy BAD what?\r\n");
  play("C: a3 NOOP\nS: a3 OK done\n", watcher);
  for (const Finding& finding : watcher.take_findings()) ADD_FAILURE() << finding.rule << finding.what;
  play("S: a3 OK done\n", watcher);
  EXPECT_EQ(findings(watcher), 1U);
}

TEST(Watcher, ALiteralOfACommandWithoutATagIsRefusedUntagged) {
  for (const char* command : {"a*2 SELECT {3}", " SELECT {3}", "{3}"}) {
    Watcher watcher;
    play(kLogin + "c: " + command + "\nS: * BAD what?\nC: a3 NOOP\nS: a3 OK done\n", watcher);
    for (const Finding& finding : watcher.take_findings()) ADD_FAILURE() << finding.rule << finding.what;
    EXPECT_TRUE(watcher.conversation().open.empty()) << command;
  }
}

TEST(Watcher, ReadsOnPastADeviation) {
  Watcher watcher;
  play(kSelected + "C: a3 SEARCH ALL\nS: * SEARCH 1 2 \nS: a3 OK done\n", watcher);
  const auto found = watcher.take_findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "response-syntax");
  EXPECT_NE(found[0].what.find("trailing-space"), std::string::npos);
}

}  // namespace
}  // namespace imapspec::oracle
