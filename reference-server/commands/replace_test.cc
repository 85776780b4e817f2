#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class ReplaceTest : public ServerTest {
 protected:
  ReplaceTest() {
    add_messages(3);
    client.logged_in();
  }
  Client client{server};
};

TEST_F(ReplaceTest, IsOneStep) {
  client.says("a SELECT INBOX");
  client.says("b STORE 1 +FLAGS.SILENT ($Old)");
  client.expect("c REPLACE 1 INBOX (\\Draft) {3+}\r\nnew",
                {"* OK [APPENDUID 1000001 4] ...", "* 1 EXPUNGE", "* 3 EXISTS", "* 3 RECENT", "c OK ..."});
  client.expect("d FETCH 3 (UID FLAGS)", {"* 3 FETCH (UID 4 FLAGS (\\Draft \\Recent))", "d OK ..."});
  client.expect("e UID REPLACE 3 INBOX {3+}\r\nnew",
                {"* OK [APPENDUID 1000001 5] ...", "* 2 EXPUNGE", "* 3 EXISTS", "* 3 RECENT", "e OK ..."});
}

TEST_F(ReplaceTest, RefusedLeavesEverything) {
  client.expect("a REPLACE 1 INBOX {1+}\r\nx", {"a BAD No mailbox is selected"});
  client.says("b SELECT INBOX");
  client.expect("c REPLACE 1 none {1+}\r\nx", {"c NO [TRYCREATE] ..."});
  client.expect("d REPLACE 7 INBOX {1+}\r\nx", {"d BAD ..."});
  client.expect("e UID REPLACE 7 INBOX {1+}\r\nx", {"e NO [EXPUNGEISSUED] ..."});
  client.expect("f REPLACE 1 INBOX {0+}\r\n", {"f NO ..."});
  client.expect("g STATUS INBOX (MESSAGES UIDNEXT)", {"* STATUS INBOX (MESSAGES 3 UIDNEXT 4)", "g OK ..."});
  client.says("h EXAMINE INBOX");
  client.expect("i REPLACE 1 INBOX {1+}\r\nx", {"i NO The mailbox is read-only"});
}

TEST_F(ReplaceTest, VanishesUnderQresync) {
  client.says("a ENABLE QRESYNC");
  client.says("b SELECT INBOX");
  client.says("c CREATE other");
  client.expect("d REPLACE 2 other {3+}\r\nnew",
                {"* OK [APPENDUID 1000002 1] ...", "* VANISHED 2", "* 2 RECENT", "d OK [HIGHESTMODSEQ 5] ..."});
}

// RFC 8508 section 3.4: its message may be as long as that of APPEND.
TEST_F(ReplaceTest, TakesLongMessages) {
  client.says("a SELECT INBOX");
  const std::string long_one(100'000, 'x');
  for (const char* command : {"b REPLACE 1", "b UID REPLACE 2"})
    EXPECT_THAT(client.says(command + std::string(" INBOX {100000+}\r\n") + long_one).back(),
                testing::StartsWith("b OK"));
}

class WithoutReplaceTest : public ServerTest {
 protected:
  WithoutReplaceTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(WithoutReplaceTest, IsUnknown) {
  add_messages(1);
  Client client(server);
  client.selected().expect("a REPLACE 1 INBOX {1}", {"+ ..."});
  client.expect("x", {"a BAD Unknown command or argument"});
}

}  // namespace
}  // namespace imapspec::reference_server
