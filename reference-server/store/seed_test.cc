#include "reference-server/store/seed.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

std::expected<std::string, std::string> read_file(const std::string& name) {
  if (name == "m.eml") return "From file\r\n";
  return std::unexpected("cannot read " + name);
}

std::string mistakes(std::string_view text) {
  Server server;
  const auto done = seed(server.store(), "f.yaml", text, read_file, 0);
  return done ? "" : yaml::to_string(done.error());
}

TEST(Seed, UsersMailboxesAndMessages) {
  Server server;
  const auto done = seed(server.store(), "f.yaml", R"(users:
  alice:
    password: secret
    subscriptions: [lists/imap]
    mailboxes:
      inbox:
        - {data: "A: b\r\n\r\nc", flags: ['\Seen', $x], date: '7-Feb-1994 21:52:25 -0800'}
        - file: m.eml
        - data: |
            Block
            lines
      lists/imap: []
)",
                         read_file, 1'700'000'000);
  ASSERT_TRUE(done) << yaml::to_string(done.error());
  Client client(server);
  client.selected();
  client.expect(
      "a FETCH 1:3 (RFC822.SIZE FLAGS INTERNALDATE)",
      {"* 1 FETCH (RFC822.SIZE 9 FLAGS (\\Seen \\Recent $x) INTERNALDATE \" 7-Feb-1994 21:52:25 -0800\")",
       "* 2 FETCH (RFC822.SIZE 11 FLAGS (\\Recent) INTERNALDATE \"14-Nov-2023 22:13:20 +0000\")",
       "* 3 FETCH (RFC822.SIZE 14 FLAGS (\\Recent) INTERNALDATE \"14-Nov-2023 22:13:20 +0000\")", "a OK ..."});
  client.expect("b LSUB \"\" *", {"* LSUB () \"/\" lists/imap", "b OK ..."});
}

TEST(Seed, CopiesShareTheirOctets) {
  Server server;
  const auto done =
      seed(server.store(), "f.yaml",
           "users: {alice: {password: secret, mailboxes: {INBOX: [{data: \"A: b\\r\\n\", copies: 3}]}}}", read_file, 0);
  ASSERT_TRUE(done) << yaml::to_string(done.error());
  const auto& messages = server.store().user("alice")->find("INBOX")->messages();
  ASSERT_EQ(messages.size(), 3);
  EXPECT_EQ(messages[2].uid, 3);
  EXPECT_EQ(messages[0].octets, messages[2].octets);
}

TEST(Seed, MistakesHaveTheirPlaces) {
  EXPECT_EQ(mistakes("users:\n  a: {}\n"), "f.yaml:2:3: user \"a\" has no password\n");
  EXPECT_EQ(mistakes("users:\n  a: {password: x, colour: red}\n"), "f.yaml:2:20: unknown key \"colour\" of a user\n");
  EXPECT_EQ(mistakes("users:\n  a:\n    password: x\n    mailboxes: {INBOX: [{file: none}]}\n"),
            "f.yaml:4:32: cannot read none\n");
  EXPECT_EQ(mistakes("users:\n  a:\n    password: x\n    mailboxes: {'a//b': []}\n"),
            "f.yaml:4:17: there can be no mailbox \"a//b\"\n");
  EXPECT_EQ(
      mistakes("users:\n  a:\n    password: x\n    mailboxes: {INBOX: [{data: y, flags: ['\\Recent'], date: now}]}\n"),
      "f.yaml:4:43: \"\\Recent\" is no flag that can be set\n"
      "f.yaml:4:61: expected a date such as 7-Feb-1994 21:52:25 -0800\n");
  for (const char* copies : {"0", "-1", "1x", "10000001", "[]"})
    EXPECT_THAT(mistakes("users:\n  a:\n    password: x\n    mailboxes: {INBOX: [{data: y, copies: " +
                         std::string(copies) + "}]}\n"),
                testing::HasSubstr("f.yaml:4:43: expected how many copies, 1 to 10000000\n"));
}

}  // namespace
}  // namespace imapspec::reference_server
