#include "reference-server/commands/offered.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class OfferedTest : public ServerTest {};

// The grammar reads every extension; what the server does not offer is BAD, and the next command is answered as ever.
TEST_F(OfferedTest, WhatIsNotOfferedIsBad) {
  add_messages(1);
  Client client(server);
  client.selected("INBOX");
  for (const char* command :
       {"CREATE x (X-A 5)", "RENAME x y (X-A)", "FETCH 1 FLAGS (PARTIAL -1:-5)", "UID FETCH 1 FLAGS (X-PART 5)",
        "SEARCH RETURN (CONTEXT COUNT) ALL", "SEARCH NOT FUZZY ALL", "SEARCH FILTER x", "LIST \"\" % RETURN (MYRIGHTS)",
        "SORT RETURN (COUNT SAVE) (DATE) UTF-8 ALL", "UID SORT (RELEVANCY) UTF-8 FUZZY ALL", "THREAD X-REFS UTF-8 ALL",
        "ESEARCH IN (personal) ALL", "CANCELUPDATE \"a\"", "APPEND INBOX CATENATE (URL x)", "APPEND INBOX X-DATA 5"})
    client.expect("a " + std::string(command), {"a BAD Unknown command or argument"});
  client.expect("c APPEND INBOX CATENATE (TEXT {1+}\r\na)", {"c BAD Unknown command or argument"})
      .expect("d STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 1)", "d OK ..."});
}

class PlainProfileTest : public ServerTest {
 protected:
  PlainProfileTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(PlainProfileTest, WhatTheProfileDisablesIsBad) {
  add_messages(1);
  Client client(server);
  client.selected();
  for (const char* command :
       {"SELECT INBOX (CONDSTORE)", "SELECT INBOX (QRESYNC (1 2))", "FETCH 1 MODSEQ", "FETCH 1 FLAGS (CHANGEDSINCE 5)",
        "UID FETCH 1 FLAGS (CHANGEDSINCE 5 VANISHED)", "STORE 1 (UNCHANGEDSINCE 5) FLAGS ()", "SEARCH NOT MODSEQ 5",
        "STATUS INBOX (HIGHESTMODSEQ)", "STATUS INBOX (SIZE)", "STATUS INBOX (MAILBOXID)", "STATUS INBOX (APPENDLIMIT)",
        "FETCH 1 (UID SAVEDATE)", "FETCH 1 PREVIEW", "FETCH 1 EMAILID", "FETCH 1 THREADID", "SEARCH SAVEDATESUPPORTED",
        "SEARCH SAVEDON 1-Jan-2020", "SEARCH EMAILID x", "SEARCH THREADID x"})
    client.expect("a " + std::string(command), {"a BAD Unknown command or argument"});
  for (const auto& line : client.says("b SELECT INBOX")) {
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("MODSEQ")));
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("MAILBOXID")));
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("CLOSED")));
  }
  client.expect("c CREATE box", {"c OK CREATE completed"});
  client.expect("d APPEND INBOX UTF8 (~{1}\r\na)", {"+ Ready ...", "d BAD Unknown command or argument"});
}

}  // namespace
}  // namespace imapspec::reference_server
