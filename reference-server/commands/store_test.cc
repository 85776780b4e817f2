#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class StoreTest : public ServerTest {
 protected:
  StoreTest() {
    add_messages(2);
    client.selected();
  }
  Client client{server};
};

TEST_F(StoreTest, Forms) {
  client.expect("a STORE 1 FLAGS (\\Seen $A)",
                {"* 1 FETCH (FLAGS (\\Seen \\Recent $A))", "* FLAGS ...", "* OK ...", "a OK ..."});
  client.expect("b STORE 1 +FLAGS \\Flagged", {"* 1 FETCH (FLAGS (\\Flagged \\Seen \\Recent $A))", "b OK ..."});
  client.expect("c STORE 1 -FLAGS ($a \\Seen)", {"* 1 FETCH (FLAGS (\\Flagged \\Recent))", "c OK ..."});
  client.expect("d STORE 1 FLAGS ()", {"* 1 FETCH (FLAGS (\\Recent))", "d OK ..."});
  client.expect("e UID STORE 1:2 +FLAGS (\\Draft)", {"* 1 FETCH (UID 1 FLAGS (\\Draft \\Recent))",
                                                     "* 2 FETCH (UID 2 FLAGS (\\Draft \\Recent))", "e OK ..."});
  client.expect("f STORE 1 +FLAGS.SILENT (\\Seen)", {"f OK ..."}).expect("g UID STORE 9 FLAGS ()", {"g OK ..."});
  client.expect("h STORE 1 +FLAGS (\\Recent)", {"h BAD ..."});
}

TEST_F(StoreTest, FlagsThatNobodyKnowsAreIgnored) {
  client.expect("a STORE 1 +FLAGS (\\Strange)", {"* 1 FETCH (FLAGS (\\Recent))", "a OK ..."});
}

TEST_F(StoreTest, OthersAreToldAndSilentHidesNothingOfTheirs) {
  Client other(server);
  other.selected();
  other.expect("a STORE 1 +FLAGS.SILENT (\\Flagged)", {"a OK ..."});
  client.expect("a STORE 1 +FLAGS.SILENT (\\Seen)", {"* 1 FETCH (FLAGS (\\Flagged \\Seen \\Recent))", "a OK ..."});
  client.expect("b NOOP", {"b OK ..."});
  other.expect("b NOOP", {"* 1 FETCH (FLAGS (\\Flagged \\Seen))", "b OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
