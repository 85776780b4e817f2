#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class ResyncTest : public ServerTest {
 protected:
  ResyncTest() {
    add_messages(5);  // mod-sequences 2 to 6
    client.logged_in().expect("E ENABLE QRESYNC", {"* ENABLED QRESYNC", "E OK ..."});
    client.says("S SELECT INBOX");
    other.selected();
  }
  // What SELECT with these parameters says of changes.
  Lines news_of(const std::string& parameters) {
    Lines news;
    for (const auto& line : client.says("Q SELECT INBOX (QRESYNC (" + parameters + "))"))
      if (line.find("VANISHED") != std::string::npos || line.find("FETCH") != std::string::npos) news.push_back(line);
    return news;
  }
  const std::string uidvalidity = std::to_string(server.store().user("alice")->find("INBOX")->uidvalidity());
  Client client{server}, other{server};
};

TEST_F(ResyncTest, VanishedInPlaceOfExpunge) {
  other.says("a STORE 1,3 +FLAGS.SILENT (\\Deleted)");
  other.expect("b EXPUNGE", {"* 1 EXPUNGE", "* 2 EXPUNGE", "b OK EXPUNGE completed"});
  client.expect("a FETCH 2 UID", {"* 2 FETCH (UID 2)", "a OK ..."})
      .expect("b NOOP", {"* VANISHED 1,3", "* 3 RECENT", "b OK ..."})
      .expect("c STORE 1:2 +FLAGS.SILENT (\\Deleted)",
              {"* 1 FETCH (UID 2 MODSEQ (10))", "* 2 FETCH (UID 4 MODSEQ (11))", "c OK ..."})
      .expect("d UID EXPUNGE 4", {"* VANISHED 4", "* 2 RECENT", "d OK [HIGHESTMODSEQ 12] ..."})
      .expect("e EXPUNGE", {"* VANISHED 2", "* 1 RECENT", "e OK [HIGHESTMODSEQ 13] ..."})
      .expect("f EXPUNGE", {"f OK EXPUNGE completed"});
}

TEST_F(ResyncTest, MoveAndCloseAreRemovals) {
  ASSERT_TRUE(server.store().user("alice")->create("other"));
  client.expect("a MOVE 2:3 other",
                {"* OK [COPYUID ...", "* VANISHED 2:3", "* 3 RECENT", "a OK [HIGHESTMODSEQ 7] ..."});
  other.says("a NOOP");
  other.says("b STORE 1 +FLAGS.SILENT (\\Deleted)");
  other.expect("c CLOSE", {"c OK CLOSE completed"});
  EXPECT_EQ(news_of(uidvalidity + " 6"), (Lines{"* VANISHED (EARLIER) 1:3"}));
  EXPECT_EQ(news_of(uidvalidity + " 8"), (Lines{"* VANISHED (EARLIER) 1"}));
  EXPECT_EQ(news_of(uidvalidity + " 9"), Lines{});
}

TEST_F(ResyncTest, SelectTellsWhatHappenedToTheKnownUids) {
  other.says("a STORE 2 +FLAGS.SILENT (\\Seen)");
  other.says("b STORE 1,4 +FLAGS.SILENT (\\Deleted)");
  other.says("c EXPUNGE");
  const std::string vanished = "* VANISHED (EARLIER) 1,4", seen = "* 1 FETCH (UID 2 FLAGS (\\Seen) MODSEQ (7))";
  EXPECT_EQ(news_of(uidvalidity + " 6"), (Lines{vanished, seen}));
  EXPECT_EQ(news_of(uidvalidity + " 6 1:3"), (Lines{"* VANISHED (EARLIER) 1", seen}));
  EXPECT_EQ(news_of(uidvalidity + " 6 3:9"), (Lines{"* VANISHED (EARLIER) 4"}));
  EXPECT_EQ(news_of(uidvalidity + " 7"), (Lines{vanished}));
  EXPECT_EQ(news_of("1 6"), Lines{});
  EXPECT_EQ(
      news_of(uidvalidity + " 1 1:3 (1,2 2,3)"),
      (Lines{seen, "* 2 FETCH (UID 3 FLAGS () MODSEQ (4))"}));  // the second is UID 3 still: nothing went below it
  EXPECT_EQ(news_of(uidvalidity + " 6 (3 5)"), (Lines{seen}));
}

TEST_F(ResyncTest, UidFetchVanished) {
  client.says("a STORE 5 +FLAGS.SILENT (\\Deleted)");
  client.says("b EXPUNGE");
  client.expect("c UID FETCH 1:* FLAGS (CHANGEDSINCE 6 VANISHED)", {"* VANISHED (EARLIER) 5", "c OK ..."})
      .expect("d UID FETCH 1:4 FLAGS (VANISHED CHANGEDSINCE 5)", {"d OK ..."});
  other.says("a STORE 1 +FLAGS.SILENT (\\Deleted)");
  other.says("b EXPUNGE");
  client.expect("e UID FETCH 1:4 FLAGS (CHANGEDSINCE 6 VANISHED)", {"* VANISHED 1", "* 3 RECENT", "e OK ..."})
      .expect("f UID FETCH 1:4 FLAGS (CHANGEDSINCE 6 VANISHED)", {"* VANISHED (EARLIER) 1", "f OK ..."});
}

TEST_F(ResyncTest, WhatIsNotEnabledOrHasNoPlaceIsBad) {
  client.expect("a FETCH 1 FLAGS (CHANGEDSINCE 1 VANISHED)", {"a BAD ..."})
      .expect("b UID FETCH 1 FLAGS (VANISHED)", {"b BAD ..."});
  other.expect("a UID FETCH 1 FLAGS (CHANGEDSINCE 1 VANISHED)", {"a BAD QRESYNC is not enabled"})
      .expect("b SELECT INBOX (QRESYNC (1 1))", {"b BAD QRESYNC is not enabled"})
      .expect("c NOOP", {"c OK ..."});
}

TEST_F(ResyncTest, HighestmodseqStaysBelowARemovalThatIsHeldBack) {
  other.says("a STORE 1 +FLAGS.SILENT (\\Deleted)");
  client.expect("a NOOP", {"* 1 FETCH (UID 1 FLAGS (\\Deleted \\Recent) MODSEQ (7))", "a OK ..."});
  other.says("b EXPUNGE");
  other.says("c STORE 1 +FLAGS.SILENT (\\Seen)");
  client
      .expect("b FETCH 3 FLAGS",
              {"* 3 FETCH (FLAGS (\\Recent))", "* 2 FETCH (UID 2 FLAGS (\\Seen \\Recent) MODSEQ (9))",
               "* OK [HIGHESTMODSEQ 7] ...", "b OK ..."})
      .expect("c UID SEARCH 3", {"* SEARCH 3", "c OK ..."})
      .expect("d UID SEARCH UID 3",
              {"* SEARCH 3", "* VANISHED 1", "* 4 RECENT", "* OK [HIGHESTMODSEQ 9] ...", "d OK ..."})
      .expect("e NOOP", {"e OK ..."});
}

TEST_F(ResyncTest, ItStaysBelowWhateverPortionOfALongAnswerTellsMore) {
  add_messages(595);
  client.says("n NOOP");
  other.says("n NOOP");
  other.says("a STORE 600 +FLAGS.SILENT (\\Deleted)");
  client.says("o NOOP");
  other.says("b EXPUNGE");
  other.says("c STORE 1 +FLAGS.SILENT (\\Seen)");
  const std::vector<std::string> answer = client.says("a FETCH 1:599 (FLAGS MODSEQ)");
  EXPECT_THAT(answer, Contains("* 1 FETCH (FLAGS (\\Seen \\Recent) MODSEQ (604))"));
  EXPECT_THAT(answer, Contains("* OK [HIGHESTMODSEQ 602] A removal is yet to be told"));
}

struct ForgetsAll final : Decisions {
  bool forgets_removals(bool) override { return true; }
};

TEST(Resync, WhereNothingIsRememberedAllThatIsNotThereHasVanished) {
  Server server;
  server.choices().add(std::make_unique<ForgetsAll>());
  auto inbox = server.store().add_user("alice", "secret").find("INBOX");
  Message message;
  message.octets = std::make_shared<const std::string>("\r\n");
  for (int i = 0; i < 6; ++i) inbox->add(message, Origin::seed);
  inbox->expunge({1, 4, 6}, Removal::expunge);
  Client client(server);
  client.logged_in().says("a ENABLE QRESYNC");
  const std::string select = "b SELECT INBOX (QRESYNC (" + std::to_string(inbox->uidvalidity());
  EXPECT_THAT(client.says(select + " 3))"), Contains("* VANISHED (EARLIER) 1,4,6"));
  EXPECT_THAT(client.says(select + " 3 2:99 (1 2)))"), Contains("* VANISHED (EARLIER) 4,6"));
  EXPECT_THAT(client.says(select + " 3 2:99 (1,3 2,5)))"), Contains("* VANISHED (EARLIER) 6"));
  EXPECT_THAT(client.says(select + " 8))"), Not(Contains(HasSubstr("VANISHED"))));
}

}  // namespace
}  // namespace imapspec::reference_server
