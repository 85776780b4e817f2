// APPEND, COPY, MOVE, EXPUNGE and UID EXPUNGE: how messages come and go.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class CopyTest : public ServerTest {
 protected:
  CopyTest() {
    add_messages(4);
    client.selected().expect("x CREATE box", {"x OK ..."});
  }
  Client client{server};
};

TEST_F(CopyTest, CopyTellsTheNewUids) {
  client.expect("a STORE 2 +FLAGS.SILENT (\\Seen $A)", {"* FLAGS ...", "* OK ...", "a OK ..."});
  client.expect("b COPY 1:2,4 box", {"b OK [COPYUID 1000002 1:2,4 1:3] COPY completed"});
  client.expect("c UID COPY 99 box", {"c OK UID COPY completed"});
  client.expect("d COPY 1 none", {"d NO [TRYCREATE] ..."}).expect("e COPY 1 &", {"e NO [CANNOT] ..."});
  Client other(server);
  other.selected("box").expect(
      "a FETCH 2 (FLAGS INTERNALDATE)",
      {"* 2 FETCH (FLAGS (\\Seen \\Recent $A) INTERNALDATE \"14-Nov-2023 23:13:20 +0100\")", "a OK ..."});
}

TEST_F(CopyTest, CopyIntoTheSelectedMailbox) {
  client.expect("a COPY 1 INBOX", {"* 5 EXISTS", "* 5 RECENT", "a OK [COPYUID 1000001 1 5] ..."});
}

TEST_F(CopyTest, MoveTellsTheNewUidsBeforeTheOldOnesGo) {
  client.expect("a MOVE 2:3 box", {"* OK [COPYUID 1000002 2:3 1:2] Moved", "* 2 EXPUNGE", "* 2 EXPUNGE", "* 2 RECENT",
                                   "a OK MOVE completed"});
  client.expect("b UID MOVE 4 INBOX", {"* OK [COPYUID 1000001 4 5] Moved", "* 2 EXPUNGE", "* 2 EXISTS", "* 2 RECENT",
                                       "b OK UID MOVE completed"});
  client.expect("c MOVE 1 none", {"c NO [TRYCREATE] ..."});
}

TEST_F(CopyTest, ExpungeNumbersFallAsMessagesGo) {
  client.expect("a STORE 1,3:4 +FLAGS.SILENT (\\Deleted)", {"a OK ..."});
  client.expect("b EXPUNGE", {"* 1 EXPUNGE", "* 2 EXPUNGE", "* 2 EXPUNGE", "* 1 RECENT", "b OK ..."});
}

TEST_F(CopyTest, UidExpungeMindsItsSet) {
  client.expect("a STORE 1:3 +FLAGS.SILENT (\\Deleted)", {"a OK ..."});
  client.expect("b UID EXPUNGE 2,4", {"* 2 EXPUNGE", "* 3 RECENT", "b OK UID EXPUNGE completed"});
}

TEST_F(CopyTest, AppendIsTold) {
  client.expect("a APPEND INBOX {2+}\r\nhi",
                {"* 5 EXISTS", "* 5 RECENT", "a OK [APPENDUID 1000001 5] APPEND completed"});
  client.expect("b APPEND none {2+}\r\nhi", {"b NO [TRYCREATE] ..."});
  client.expect("c APPEND INBOX \"30-Feb-2020 00:00:00 +0000\" {2+}\r\nhi", {"c NO There is no such date"});
  client.expect("d APPEND INBOX {0+}\r\n", {"d NO An empty message cancels APPEND"});
}

}  // namespace
}  // namespace imapspec::reference_server
