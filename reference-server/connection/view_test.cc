// Several sessions on one mailbox: who is told what, when, under which number (RFC 3501 sections 5.2 and 7.4.1).
#include "reference-server/connection/view.h"

#include "reference-server/quirks/quirk.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;

class ViewTest : public ServerTest {
 protected:
  ViewTest() {
    add_messages(4);
    alice.selected();
    bob.selected();
  }
  void alice_removes(const std::string& set) {
    alice.says("x STORE " + set + " +FLAGS.SILENT (\\Deleted)");
    alice.says("y EXPUNGE");
  }
  Client alice{server}, bob{server};
};

TEST_F(ViewTest, NoExpungeWhileNumbersAreInUse) {
  alice_removes("1:2");
  bob.expect("a FETCH 3 UID", {"* 3 FETCH (UID 3)", "a OK ..."});
  bob.expect("b SEARCH ALL", {"* SEARCH 3 4", "b OK ..."});
  bob.expect("c STORE 4 +FLAGS (\\Seen)", {"* 4 FETCH (FLAGS (\\Seen))", "c OK ..."});
  add_messages(1);
  bob.expect("d FETCH 4 UID", {"* 4 FETCH (UID 4)", "* 5 EXISTS", "* 1 RECENT", "d OK ..."});
  bob.expect("e NOOP", {"* 1 EXPUNGE", "* 1 EXPUNGE", "e OK ..."});
  bob.expect("f FETCH 1:* UID", {"* 1 FETCH (UID 3)", "* 2 FETCH (UID 4)", "* 3 FETCH (UID 5)", "f OK ..."});
}

TEST_F(ViewTest, UidCommandsMayTellExpunges) {
  alice_removes("1");
  bob.expect("a UID FETCH 4 FLAGS", {"* 4 FETCH (UID 4 FLAGS ())", "* 1 EXPUNGE", "a OK ..."});
}

TEST_F(ViewTest, WhatIsGoneButNotTold) {
  alice_removes("2");
  bob.expect("a FETCH 1:2 UID", {"* 1 FETCH (UID 1)", "a NO [EXPUNGEISSUED] ..."});
  bob.expect("b STORE 2 +FLAGS (\\Seen)", {"b NO [EXPUNGEISSUED] ..."});
  bob.expect("c STORE 2 +FLAGS.SILENT (\\Seen)", {"c OK ..."});
  bob.expect("d COPY 1:2 INBOX", {"* 2 EXPUNGE", "d NO [EXPUNGEISSUED] ..."});
  bob.expect("e COPY 1:2 INBOX", {"* 5 EXISTS", "* 2 RECENT", "e OK [COPYUID 1000001 1,3 5:6] ..."});
}

TEST_F(ViewTest, OldMessagesMayStandBetweenRecentOnes) {
  server.choices().add(find_quirk("copy-is-not-recent")->make());
  alice.says("a CREATE box");
  alice.says("b APPEND box {1+}\r\nx");
  alice.says("c COPY 1 box");
  alice.says("d APPEND box {1+}\r\nx");
  bob.says("a SELECT box");
  bob.expect("b FETCH 1:3 FLAGS",
             {"* 1 FETCH (FLAGS (\\Recent))", "* 2 FETCH (FLAGS ())", "* 3 FETCH (FLAGS (\\Recent))", "b OK ..."});
}

TEST_F(ViewTest, NothingIsToldWithoutACommand) {
  add_messages(1);
  alice_removes("1");
  EXPECT_THAT(bob.hears(), ElementsAre());
}

TEST_F(ViewTest, IdleTellsAtOnce) {
  bob.expect("a IDLE", {"+ idling"});
  add_messages(1);
  EXPECT_THAT(bob.hears(), ElementsAre("* 5 EXISTS", "* 1 RECENT"));
  alice_removes("1");
  EXPECT_THAT(bob.hears(), ElementsAre("* 1 EXPUNGE"));
  EXPECT_THAT(bob.hears(), ElementsAre());
  alice.says("z STORE 1 +FLAGS (\\Flagged)");
  bob.expect("done", {"* 1 FETCH (FLAGS (\\Flagged))", "a OK IDLE completed"});
  EXPECT_THAT(bob.hears(), ElementsAre());
}

TEST_F(ViewTest, IdleEndsWithDoneOnly) {
  bob.expect("a IDLE", {"+ idling"}).expect("b NOOP", {"a BAD ..."}).expect("c NOOP", {"c OK ..."});
}

TEST_F(ViewTest, TheHostIsToldThatThereIsNews) {
  int notified = 0;
  Connection connection(server, {}, [&notified] { ++notified; });
  connection.receive("a LOGIN alice secret\r\nb SELECT INBOX\r\nc IDLE\r\n");
  connection.output().clear();
  const int before = notified;
  add_messages(1);
  EXPECT_GT(notified, before);
  connection.wake();
  EXPECT_THAT(connection.output(), testing::HasSubstr("* 5 EXISTS"));
}

TEST_F(ViewTest, AFlagChangeOfAnotherIsToldOnce) {
  alice.says("x STORE 2 +FLAGS (\\Seen)");
  bob.expect("a CHECK", {"* 2 FETCH (FLAGS (\\Seen))", "a OK ..."}).expect("b NOOP", {"b OK ..."});
  alice.says("y STORE 2 -FLAGS (\\Seen)");
  bob.expect("c FETCH 2 FLAGS", {"* 2 FETCH (FLAGS ())", "c OK ..."}).expect("d NOOP", {"d OK ..."});
}

TEST_F(ViewTest, SetsAreNeverExpanded) {
  bob.expect("a UID FETCH 1:4294967295,2:4294967294,*:1 UID",
             {"* 1 FETCH (UID 1)", "* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)", "* 4 FETCH (UID 4)", "a OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
