// What commands cost in a large mailbox, in messages that are looked up: the same on every machine.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class CostTest : public ServerTest {
 protected:
  static constexpr unsigned kMessages = 3000;
  static constexpr std::uint64_t kFew = 20;  // whatever the size of the mailbox

  CostTest() {
    add_messages(kMessages);
    (void)server.store().user("alice")->create("other");
    alice.selected();
    bob.selected();
  }
  std::uint64_t lookups_of(Client& client, std::string_view command) {
    const auto mailbox = server.store().user("alice")->find("INBOX");
    const std::uint64_t before = mailbox->lookups();
    const Lines answer = client.says(command);
    EXPECT_THAT(answer.back(), testing::HasSubstr("a OK")) << command;
    return mailbox->lookups() - before;
  }

  Client alice{server}, bob{server};
};

TEST_F(CostTest, OfOneMessageWithWhatOthersAreToldOfIt) {
  for (const char* command : {"a UID FETCH 1500 FLAGS", "a FETCH 1500 BODY[]", "a STORE 1500 +FLAGS (\\Flagged)",
                              "a STORE 1500 FLAGS.SILENT (\\Flagged)", "a COPY 1500 other", "a COPY 1500 INBOX",
                              "a APPEND INBOX {6+}\r\nA: b\r\n", "a STORE 1500 +FLAGS (\\Deleted)", "a EXPUNGE"}) {
    EXPECT_LE(lookups_of(alice, command), kFew) << command;
    EXPECT_LE(lookups_of(bob, "a NOOP"), kFew) << "after " << command;
  }
}

TEST_F(CostTest, OfOpeningAMailbox) {
  EXPECT_LE(lookups_of(alice, "a SELECT INBOX"), kFew);
  EXPECT_LE(lookups_of(alice, "a EXAMINE INBOX"), kFew);
}

TEST_F(CostTest, OfAllMessages) {
  EXPECT_LE(lookups_of(alice, "a FETCH 1:* FLAGS"), 5 * kMessages);
  EXPECT_LE(lookups_of(alice, "a SEARCH UNFLAGGED"), 2 * kMessages);
  EXPECT_LE(lookups_of(alice, "a STORE 1:* +FLAGS.SILENT (\\Flagged)"), 8 * kMessages);
  EXPECT_LE(lookups_of(bob, "a NOOP"), 8 * kMessages);
}

// Changes of one message while others cannot be told of a removal yet.
TEST_F(CostTest, WhileARemovalIsUntold) {
  alice.says("x STORE 1 +FLAGS.SILENT (\\Deleted)");
  alice.says("y EXPUNGE");
  for (unsigned i = 0; i < 3; ++i) {
    EXPECT_LE(lookups_of(alice, "a STORE 1500 FLAGS (\\Seen)"), kFew);
    EXPECT_LE(lookups_of(bob, "a FETCH 1500 FLAGS"), kFew);
    EXPECT_LE(lookups_of(alice, "a STORE 1500 FLAGS ()"), kFew);
  }
}

}  // namespace
}  // namespace imapspec::reference_server
