#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class SelectTest : public ServerTest {};

TEST_F(SelectTest, ExamineChangesNothing) {
  add_messages(2);
  Client client(server);
  client.logged_in();
  for (const char* tag : {"a", "b"}) {
    client.expect(std::string(tag) + " EXAMINE inbox",
                  {"* FLAGS ...", "* OK [PERMANENTFLAGS ()] No flag can be changed", "* 2 EXISTS", "* 2 RECENT",
                   "* OK [UNSEEN 1] ...", "* OK [UIDVALIDITY ...", "* OK [UIDNEXT 3] ...", "* OK [HIGHESTMODSEQ 3] ...",
                   "* OK [MAILBOXID ...", std::string(tag) + " OK [READ-ONLY] EXAMINE completed"});
    client.expect("u UNSELECT", {"u OK ..."});
  }
  client.says("v EXAMINE inbox");
  client.expect("c FETCH 1 BODY[TEXT]", {"* 1 FETCH (BODY[TEXT] {6}", "Text", ")", "c OK ..."});
  client.expect("d STORE 1 +FLAGS (\\Seen)", {"d NO The mailbox is read-only"});
  client.expect("e EXPUNGE", {"e NO ..."})
      .expect("f UID EXPUNGE 1", {"f NO ..."})
      .expect("g MOVE 1 INBOX", {"g NO ..."});
  client.expect("h FETCH 1 FLAGS", {"* 1 FETCH (FLAGS (\\Recent))", "h OK ..."});
}

TEST_F(SelectTest, RecentBelongsToTheFirstSessionThatMayChangeTheMailbox) {
  add_messages(2);
  Client first(server), second(server);
  EXPECT_THAT(first.logged_in().says("a SELECT INBOX"), testing::Contains("* 2 RECENT"));
  EXPECT_THAT(second.logged_in().says("a SELECT INBOX"), testing::Contains("* 0 RECENT"));
  add_messages(1);
  first.expect("b NOOP", {"* 3 EXISTS", "* 3 RECENT", "b OK ..."});
  second.expect("b NOOP", {"* 3 EXISTS", "* 0 RECENT", "b OK ..."});
  second.expect("c STATUS INBOX (RECENT)", {"* STATUS INBOX (RECENT 0)", "c OK ..."});
}

TEST_F(SelectTest, AFailedSelectDeselects) {
  Client client(server);
  client.selected();
  client.expect("a SELECT none", {"* OK [CLOSED] ...", "a NO [NONEXISTENT] ..."})
      .expect("b FETCH 1 FLAGS", {"b BAD No mailbox is selected"});
}

TEST_F(SelectTest, NoUnseenWhereAllIsSeen) {
  add_messages(1);
  Client client(server);
  client.selected().expect("a STORE 1 FLAGS.SILENT (\\Seen)", {"a OK ..."});
  for (const auto& line : client.says("b SELECT INBOX")) EXPECT_THAT(line, testing::Not(testing::HasSubstr("UNSEEN")));
}

TEST_F(SelectTest, CloseRemovesSilently) {
  add_messages(3);
  Client client(server);
  client.selected()
      .expect("a STORE 2 +FLAGS.SILENT (\\Deleted)", {"a OK ..."})
      .expect("b CLOSE", {"b OK CLOSE completed"});
  client.expect("c STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 2)", "c OK ..."})
      .expect("d CLOSE", {"d BAD ..."});
}

TEST_F(SelectTest, UnselectAndExaminedCloseRemoveNothing) {
  add_messages(1);
  Client client(server);
  client.selected().expect("a STORE 1 +FLAGS.SILENT (\\Deleted)", {"a OK ..."}).expect("b UNSELECT", {"b OK ..."});
  client.says("c EXAMINE INBOX");
  client.expect("d CLOSE", {"d OK ..."})
      .expect("e STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 1)", "e OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
