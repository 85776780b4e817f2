// STATUS=SIZE, OBJECTID, SAVEDATE, PREVIEW and APPENDLIMIT.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::Contains;
using testing::HasSubstr;

class AttributeTest : public ServerTest {
 protected:
  AttributeTest() { add_messages(2); }  // of 20 octets each
  Client client{server};
};

TEST_F(AttributeTest, StatusSize) {
  client.logged_in().expect("a STATUS INBOX (SIZE)", {"* STATUS INBOX (SIZE 40)", "a OK ..."});
}

TEST_F(AttributeTest, Appendlimit) {
  client.logged_in().expect("a STATUS INBOX (APPENDLIMIT)", {"* STATUS INBOX (APPENDLIMIT 33554432)", "a OK ..."});
  EXPECT_THAT(client.says("b CAPABILITY").front(), HasSubstr(" APPENDLIMIT=33554432"));
  client.expect("c APPEND INBOX {33554433}", {"c NO [TOOBIG] ..."});
}

TEST_F(AttributeTest, MailboxIdsStayWithTheirMailboxes) {
  client.logged_in().expect("a CREATE box/", {"a OK [MAILBOXID (F1000002)] ..."});
  client.expect("b RENAME box other", {"b OK ..."})
      .expect("c CREATE box", {"c OK [MAILBOXID (F1000003)] ..."})
      .expect("d STATUS other (MAILBOXID)", {"* STATUS other (MAILBOXID (F1000002))", "d OK ..."});
  EXPECT_THAT(client.says("e SELECT other"), Contains("* OK [MAILBOXID (F1000002)] Mailbox"));
}

TEST_F(AttributeTest, EmailIdsGoWithCopies) {
  ASSERT_TRUE(server.store().user("alice")->create("box"));
  client.selected().expect("a FETCH 1:2 EMAILID",
                           {"* 1 FETCH (EMAILID (M1000001-1))", "* 2 FETCH (EMAILID (M1000001-2))", "a OK ..."});
  client.says("b COPY 2 box");
  client.says("c MOVE 1 box");
  client.says("d SELECT box");
  client
      .expect("e FETCH 1:2 (EMAILID THREADID)", {"* 1 FETCH (EMAILID (M1000001-2) THREADID (T1000001-2))",
                                                 "* 2 FETCH (EMAILID (M1000001-1) THREADID (T1000001-1))", "e OK ..."})
      .expect("f SEARCH EMAILID M1000001-1", {"* SEARCH 2", "f OK ..."})
      .expect("g SEARCH EMAILID m1000001-1", {"* SEARCH", "g OK ..."});
}

TEST_F(AttributeTest, ThreadsFollowReferences) {
  client.logged_in().says("a CREATE box");
  for (const char* header :
       {"Message-ID: <a@b>", "References: <a@b> <c@d>", "In-Reply-To: <a@b>", "Message-ID: <c@d>"}) {
    const std::string message = std::string(header) + "\r\n\r\n";
    client.says("b APPEND box {" + std::to_string(message.size()) + "+}\r\n" + message);
  }
  client.says("c SELECT box");
  client
      .expect("d FETCH 1:4 THREADID", {"* 1 FETCH (THREADID (T614062))", "* 2 FETCH (THREADID (T614062))",
                                       "* 3 FETCH (THREADID (T614062))", "* 4 FETCH (THREADID (T634064))", "d OK ..."})
      .expect("e SEARCH THREADID T614062", {"* SEARCH 1 2 3", "e OK ..."});
}

TEST_F(AttributeTest, SaveDates) {
  ASSERT_TRUE(server.store().user("alice")->create("box"));
  client.logged_in().expect("a APPEND box \" 7-Feb-1994 21:52:25 -0800\" {2+}\r\nhi", {"a OK ..."});
  client.says("b SELECT box");
  client
      .expect("c FETCH 1 (SAVEDATE INTERNALDATE)",
              {"* 1 FETCH (SAVEDATE \"24-Nov-2025 16:00:00 +0000\" INTERNALDATE \" 7-Feb-1994 21:52:25 -0800\")",
               "c OK ..."})
      .expect("d SEARCH SAVEDON 24-Nov-2025", {"* SEARCH 1", "d OK ..."})
      .expect("e SEARCH SAVEDBEFORE 24-Nov-2025", {"* SEARCH", "e OK ..."})
      .expect("f SEARCH SAVEDSINCE 24-Nov-2025 SAVEDATESUPPORTED", {"* SEARCH 1", "f OK ..."})
      .expect("g SEARCH SAVEDON 31-Feb-2025", {"g BAD ..."});
}

struct KeepsNone final : Decisions {
  bool keeps_save_dates(bool, std::string_view) override { return false; }
};

TEST(NoSaveDates, TheInternalDateStandsInForThem) {
  Server server;
  server.choices().add(std::make_unique<KeepsNone>());
  server.store().add_user("alice", "secret");
  Client client(server);
  client.logged_in().says("a APPEND INBOX \" 7-Feb-1994 21:52:25 -0800\" {2+}\r\nhi");
  client.says("b SELECT INBOX");
  client.expect("c FETCH 1 SAVEDATE", {"* 1 FETCH (SAVEDATE NIL)", "c OK ..."})
      .expect("d SEARCH SAVEDON 7-Feb-1994", {"* SEARCH 1", "d OK ..."})
      .expect("e SEARCH SAVEDATESUPPORTED", {"* SEARCH", "e OK ..."});
}

TEST_F(AttributeTest, Preview) {
  client.selected().expect("a FETCH 1 (PREVIEW UID)", {"* 1 FETCH (PREVIEW {4}", "Text UID 1)", "a OK ..."});
  client.expect("b FETCH 1 (PREVIEW (LAZY))", {"* 1 FETCH (PREVIEW {4}", "Text)", "b OK ..."})
      .expect("c FETCH 1 (PREVIEW (SOON))", {"c BAD ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
