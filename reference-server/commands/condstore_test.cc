#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class CondstoreTest : public ServerTest {
 protected:
  CondstoreTest() { add_messages(3); }  // mod-sequences 2 to 4
  Client client{server};
};

TEST_F(CondstoreTest, SelectTellsTheHighest) {
  client.logged_in();
  EXPECT_THAT(client.says("a SELECT INBOX (CONDSTORE)"), testing::Contains("* OK [HIGHESTMODSEQ 4] Highest"));
  EXPECT_THAT(client.says("b EXAMINE INBOX"), testing::Contains("* OK [HIGHESTMODSEQ 4] Highest"));
  client.expect("c STATUS INBOX (HIGHESTMODSEQ)", {"* STATUS INBOX (HIGHESTMODSEQ 4)", "c OK ..."});
}

TEST_F(CondstoreTest, TheFirstEnablingCommandTellsItToo) {
  client.selected();
  client.expect("a FETCH 1 MODSEQ", {"* OK [HIGHESTMODSEQ 4] ...", "* 1 FETCH (MODSEQ (2))", "a OK ..."})
      .expect("b SEARCH MODSEQ 4", {"* SEARCH 3 (MODSEQ 4)", "b OK ..."});
  Client other(server);
  other.selected().expect("a STATUS INBOX (HIGHESTMODSEQ)", {"* OK [HIGHESTMODSEQ 4] ...", "* STATUS ...", "a OK ..."});
}

TEST_F(CondstoreTest, EnableNamesWhatItEnables) {
  client.logged_in()
      .expect("a ENABLE X condstore", {"* ENABLED CONDSTORE", "a OK ..."})
      .expect("b ENABLE CONDSTORE", {"* ENABLED", "b OK ..."});
}

TEST_F(CondstoreTest, NewsCarryUidAndModseqOnceTheClientIsAware) {
  client.selected();
  Client other(server);
  other.selected().expect("a STORE 2 +FLAGS (\\Seen)", {"* 2 FETCH (FLAGS (\\Seen))", "a OK ..."});
  client.expect("a NOOP", {"* 2 FETCH (FLAGS (\\Seen \\Recent))", "a OK ..."});
  client.says("b FETCH 1 MODSEQ");
  other.says("b STORE 2 -FLAGS (\\Seen)");
  client.expect("c NOOP", {"* 2 FETCH (UID 2 FLAGS (\\Recent) MODSEQ (6))", "c OK ..."});
  client.expect("d FETCH 3 BODY[TEXT]",
                {"* 3 FETCH (BODY[TEXT] {6}", "Text", " FLAGS (\\Seen \\Recent) UID 3 MODSEQ (7))", "d OK ..."});
  client.expect("e FETCH 3 BODY[TEXT]", {"* 3 FETCH (BODY[TEXT] {6}", "Text", ")", "e OK ..."});
  client.expect("f STORE 1 +FLAGS.SILENT (\\Seen)", {"* 1 FETCH (UID 1 MODSEQ (8))", "f OK ..."})
      .expect("g STORE 1 +FLAGS.SILENT (\\Seen)", {"g OK ..."});
}

TEST_F(CondstoreTest, AnotherLoginIsNotAware) {  // RFC 8437 section 3
  client.selected().says("a FETCH 1 MODSEQ");
  client.says("b UNAUTHENTICATE");
  client.selected().expect("c STORE 1 +FLAGS (\\Seen)", {"* 1 FETCH (FLAGS (\\Seen))", "c OK ..."});
}

TEST_F(CondstoreTest, ChangedSince) {
  client.selected();
  client.expect("a FETCH 1:* FLAGS (CHANGEDSINCE 3)",
                {"* OK [HIGHESTMODSEQ 4] ...", "* 3 FETCH (FLAGS (\\Recent) MODSEQ (4))", "a OK ..."});
  client.expect("b UID FETCH 1:* (FLAGS MODSEQ) (CHANGEDSINCE 4)", {"b OK ..."});
}

TEST_F(CondstoreTest, ConditionalStore) {
  client.selected().says("a FETCH 1 MODSEQ");
  client.expect("b STORE 1:3 (UNCHANGEDSINCE 3) FLAGS.SILENT (\\Seen)",
                {"* 1 FETCH (UID 1 MODSEQ (5))", "* 2 FETCH (UID 2 MODSEQ (6))", "b OK [MODIFIED 3] ..."});
  client.expect("c UID STORE 2,3 (UNCHANGEDSINCE 4) +FLAGS (\\Flagged)",
                {"* 2 FETCH (UID 2 FLAGS (\\Flagged \\Seen \\Recent) MODSEQ (7))",
                 "* 3 FETCH (UID 3 FLAGS (\\Flagged \\Recent) MODSEQ (8))", "c OK UID STORE completed"});
  client.expect("d UID STORE 1:3 (UNCHANGEDSINCE 4) -FLAGS (\\Seen)",
                {"* 3 FETCH (UID 3 FLAGS (\\Flagged \\Recent) MODSEQ (8))", "d OK [MODIFIED 1:2] ..."});
  client.expect("e STORE 1 (UNCHANGEDSINCE 0) +FLAGS (\\Draft)", {"e OK [MODIFIED 1] ..."});
  client.expect("f STORE 1 (UNCHANGEDSINCE 0) +FLAGS.SILENT ($New)",
                {"* 1 FETCH (UID 1 MODSEQ (9))", "* FLAGS ...", "* OK [PERMANENTFLAGS ...", "f OK STORE completed"});
}

TEST_F(CondstoreTest, WhatOthersChangedComesWithTheFailure) {
  client.selected().says("a FETCH 1 MODSEQ");
  Client other(server);
  other.selected().says("a STORE 2 +FLAGS (\\Flagged)");
  other.says("b STORE 3 +FLAGS (\\Deleted)");
  other.says("c EXPUNGE");
  client.expect("b STORE 2:3 (UNCHANGEDSINCE 4) FLAGS (\\Seen)",
                {"* 2 FETCH (UID 2 FLAGS (\\Flagged \\Recent) MODSEQ (5))", "b NO [MODIFIED 2] ..."});
}

TEST_F(CondstoreTest, SearchOfAnEntry) {
  client.selected().says("a STORE 2 +FLAGS ($Key)");
  client
      .expect("b SEARCH MODSEQ \"/flags/$key\" all 1",
              {"* OK [HIGHESTMODSEQ 5] ...", "* SEARCH 2 (MODSEQ 5)", "b OK ..."})
      .expect("c SEARCH MODSEQ \"/flags/\\\\Seen\" priv 4", {"* SEARCH 3 (MODSEQ 4)", "c OK ..."})
      .expect("d SEARCH OR MODSEQ 6 SUBJECT none", {"* SEARCH", "d OK ..."});
}

TEST_F(CondstoreTest, ClosedComesBeforeTheNextMailbox) {
  client.selected();
  EXPECT_EQ(client.says("a SELECT INBOX").front(), "* OK [CLOSED] The mailbox that was selected is closed");
  client.expect("b SELECT none", {"* OK [CLOSED] ...", "b NO [NONEXISTENT] ..."});
}

TEST_F(CondstoreTest, EachModifierOnce) {
  client.selected()
      .expect("a FETCH 1 FLAGS (CHANGEDSINCE 1 CHANGEDSINCE 2)", {"a BAD ..."})
      .expect("b STORE 1 (UNCHANGEDSINCE 1 UNCHANGEDSINCE 2) FLAGS ()", {"b BAD ..."});
}

struct KeepsNone final : Decisions {
  bool keeps_modseqs(bool, std::string_view) override { return false; }
};

TEST(Nomodseq, NothingIsToldAndWhatNeedsModseqsIsBad) {
  Server server;
  server.choices().add(std::make_unique<KeepsNone>());
  Message message;
  message.octets = std::make_shared<const std::string>("\r\n");
  server.store().add_user("alice", "secret").find("INBOX")->add(message, Origin::seed);
  Client client(server);
  client.logged_in();
  EXPECT_THAT(client.says("a SELECT INBOX (CONDSTORE)"),
              testing::Contains("* OK [NOMODSEQ] No mod-sequences are kept here"));
  for (const char* command : {"FETCH 1 MODSEQ", "FETCH 1 FLAGS (CHANGEDSINCE 1)", "SEARCH NOT MODSEQ 1",
                              "STORE 1 (UNCHANGEDSINCE 1) FLAGS ()"})
    client.expect("b " + std::string(command), {"b BAD The mailbox keeps no mod-sequences"});
  client.expect("c STATUS INBOX (HIGHESTMODSEQ)", {"* STATUS INBOX (HIGHESTMODSEQ 0)", "c OK ..."})
      .expect("d STORE 1 +FLAGS (\\Seen)", {"* 1 FETCH (FLAGS (\\Seen \\Recent))", "d OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
