// APPEND of several messages (RFC 3502), and with NUL (RFC 3516); BINARY; short literals (RFC 7888).
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class AppendTest : public ServerTest {
 protected:
  AppendTest() { client.logged_in(); }
  static std::string literal(std::string_view octets) {
    return "{" + std::to_string(octets.size()) + "+}\r\n" + std::string(octets);
  }
  std::string stored(std::uint32_t uid) {
    const Message* message = server.store().user("alice")->find("INBOX")->find(uid);
    return message == nullptr ? "none" : *message->octets;
  }
  Client client{server};
};

TEST_F(AppendTest, AllMessagesOrNone) {
  client.expect("a APPEND INBOX (\\Seen) " + literal("one") + " " + literal("two"),
                {"a OK [APPENDUID 1000001 1:2] ..."});
  client.expect("b APPEND INBOX " + literal("three") + " " + literal(""), {"b NO An empty message cancels APPEND"});
  client.expect("c STATUS INBOX (MESSAGES UNSEEN)", {"* STATUS INBOX (MESSAGES 2 UNSEEN 1)", "c OK ..."});
}

TEST_F(AppendTest, NulGoesIntoBase64) {
  using namespace std::string_literals;
  const std::string head = "Content-Type: application/octet-stream\r\n";
  client.expect("a APPEND INBOX ~" + literal(head + "Content-Transfer-Encoding:\r\n binary\r\n\r\na\0b"s),
                {"a OK ..."});
  EXPECT_EQ(stored(1), head + "Content-Transfer-Encoding: base64\r\n\r\nYQBi");
  client.expect("b APPEND INBOX ~" + literal(head + "\r\n\0"s), {"b OK ..."});
  EXPECT_EQ(stored(2), "Content-Transfer-Encoding: base64\r\n" + head + "\r\nAA==");
  const std::string parts = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n";
  client.expect("c APPEND INBOX ~" + literal(parts + "\0\r\n--b--\r\n"s), {"c OK ..."});
  EXPECT_THAT(stored(3), testing::HasSubstr("\r\nAA==\r\n--b--\r\n"));
}

TEST_F(AppendTest, NulThatNoEncodingCanHideIsRefused) {
  using namespace std::string_literals;
  for (const std::string& octets :
       {"Subject: \0\r\n\r\nx"s, "Content-Transfer-Encoding: base64\r\n\r\nAA==\0"s, "\0"s,
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n\0\r\n--b\r\n\r\nx\r\n--b--\r\n"s})
    client.expect("a APPEND INBOX ~" + literal(octets), {"a NO [UNKNOWN-CTE] ..."});
}

TEST_F(AppendTest, BinaryDecodes) {
  client.says("a APPEND INBOX " + literal("Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"));
  client.says("b APPEND INBOX " + literal("Content-Transfer-Encoding: x-a\r\n\r\nx"));
  client.says("c SELECT INBOX");
  client.expect("d FETCH 1 (BINARY.PEEK[1]<1.3> BINARY.SIZE[1] BINARY.SIZE[2] BINARY.PEEK[2])",
                {"* 1 FETCH (BINARY[1]<1> {3}", "ell BINARY.SIZE[1] 5 BINARY.SIZE[2] 0 BINARY[2] NIL)", "d OK ..."});
  client.expect("e FETCH 2 BINARY[1]", {"e NO [UNKNOWN-CTE] ..."})
      .expect("f FETCH 2 FLAGS", {"* 2 FETCH (FLAGS (\\Recent))", "f OK ..."});
}

class ShortLiteralsTest : public ServerTest {
 protected:
  ShortLiteralsTest() : ServerTest(*profile_named("short-literals")) {}
};

TEST_F(ShortLiteralsTest, LongOnesAreTooBigAndNoCommands) {
  Client client(server);
  client.logged_in();
  const std::string long_one(4097, 'x');
  client.expect("a APPEND INBOX {4097+}\r\n" + long_one, {"a BAD [TOOBIG] ..."});
  client.expect("b SELECT {4097+}\r\n" + long_one, {"b BAD [TOOBIG] ..."});
  client.expect("c APPEND INBOX {3+}\r\nabc", {"c OK ..."});
  EXPECT_THAT(client.says("d CAPABILITY").front(),
              testing::AllOf(testing::HasSubstr("LITERAL-"), testing::Not(testing::HasSubstr("LITERAL+"))));
}

}  // namespace
}  // namespace imapspec::reference_server
