// UTF8=ACCEPT (RFC 6855): names, quoted strings and headers in UTF-8, once it is enabled.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class Utf8Test : public ServerTest {
 protected:
  static Client& enabled(Client& client) {
    return client.logged_in().expect("e ENABLE UTF8=ACCEPT", {"* ENABLED UTF8=ACCEPT", "e OK ..."});
  }
  static std::string literal(std::string_view octets) {
    return "{" + std::to_string(octets.size()) + "+}\r\n" + std::string(octets);
  }
  std::string stored(std::uint32_t uid) {
    const Message* message = server.store().user("alice")->find("INBOX")->find(uid);
    return message == nullptr ? "none" : *message->octets;
  }
  const std::string header = "Subject: \xC3\xA9t\xC3\xA9\r\n\r\nx";
};

TEST_F(Utf8Test, IsEnabledOnceInTheAuthenticatedState) {
  Client client(server);
  client.expect("a ENABLE UTF8=ACCEPT", {"a BAD Please log in first"});
  enabled(client).expect("b ENABLE utf8=accept UTF8=ONLY", {"* ENABLED", "b OK ..."});
  client.says("c SELECT INBOX");
  EXPECT_THAT(client.says("d ENABLE UTF8=ACCEPT").back(), testing::StartsWith("d BAD"));
}

TEST_F(Utf8Test, NamesAreUtf8HereAndModifiedUtf7There) {
  Client one(server), other(server);
  enabled(one).expect("a CREATE \"\xC3\xA9&\"", {"a OK ..."}).expect("b SUBSCRIBE \"\xC3\xA9&\"", {"b OK ..."});
  one.expect("c LIST \"\" \"\xC3\xA9%\"", {"* LIST (\\HasNoChildren) \"/\" \"\xC3\xA9&\"", "c OK ..."});
  EXPECT_THAT(one.says("d LSUB \"\" *").front(), testing::EndsWith("\"/\" \"\xC3\xA9&\""));
  one.expect("e STATUS {3+}\r\n\xC3\xA9& (MESSAGES)", {"* STATUS \"\xC3\xA9&\" (MESSAGES 0)", "e OK ..."});
  other.logged_in().expect("f LIST \"\" *-", {"* LIST (\\HasNoChildren) \"/\" &AOk-&-", "f OK ..."});
  other.expect("g STATUS \"\xC3\xA9&\" (MESSAGES)", {"g BAD ..."});
}

TEST_F(Utf8Test, NamesAreNetUnicode) {
  Client client(server);
  enabled(client);
  for (const char* name : {"\x01", "\x7F", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "e\xCC\x81"})
    client.expect("a CREATE \"a" + std::string(name) + "\"", {"a NO [CANNOT] ..."});
}

TEST_F(Utf8Test, QuotedStringsThatAreNoUtf8AreBad) {
  Client client(server);
  enabled(client).says("a SELECT INBOX");
  for (const char* octets : {"\xE9", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"})
    client.expect("b SEARCH SUBJECT \"" + std::string(octets) + "\"", {"b BAD ..."});
  client.expect("c SEARCH SUBJECT \"\xC3\xA9\"", {"* SEARCH", "c OK ..."});
}

// RFC 6855 section 3; SORT and THREAD cannot do without one.
TEST_F(Utf8Test, SearchWithACharsetIsBad) {
  Client client(server), other(server);
  enabled(client).says("a SELECT INBOX");
  client.expect("b SEARCH CHARSET UTF-8 SUBJECT x", {"b BAD ..."})
      .expect("c SORT (DATE) UTF-8 ALL", {"* SORT", "c OK ..."});
  other.logged_in().expect("d ENABLE IMAP4rev2", {"* ENABLED IMAP4rev2", "d OK ..."}).says("e SELECT INBOX");
  other.expect("f SEARCH CHARSET UTF-8 SUBJECT x", {"* ESEARCH (TAG \"f\")", "f OK ..."});
}

// RFC 6855 section 4.
TEST_F(Utf8Test, HeadersInUtf8NeedEnable) {
  Client one(server), other(server);
  other.logged_in();
  for (const std::string& data : {literal(header), "UTF8 (~" + literal(header) + ")"})
    other.expect("a APPEND INBOX " + data, {"a NO A header in UTF-8 needs ENABLE UTF8=ACCEPT"});
  other.expect("b APPEND INBOX " + literal("Subject: x\r\n\r\n\xC3\xA9"), {"b OK ..."});
  enabled(one).expect("c APPEND INBOX UTF8 (~" + literal(header) + ") " + literal(header),
                      {"c OK [APPENDUID 1000001 2:3] ..."});
  EXPECT_EQ(stored(2), header);
  EXPECT_EQ(stored(3), header);
  one.says("d SELECT INBOX");
  one.expect("e REPLACE 1 INBOX UTF8 (~" + literal(header) + ")",
             {"* OK [APPENDUID 1000001 4] ...", "* 1 EXPUNGE", "* 3 EXISTS", "* 3 RECENT", "e OK ..."});
  EXPECT_EQ(stored(4), header);
}

TEST_F(Utf8Test, EnvelopeIsQuotedHereAndALiteralThere) {
  Client one(server), other(server);
  enabled(one).says("a APPEND INBOX UTF8 (~" + literal(header) + ")");
  one.says("b SELECT INBOX");
  EXPECT_THAT(one.says("c FETCH 1 ENVELOPE").front(), testing::HasSubstr(" \"\xC3\xA9t\xC3\xA9\" "));
  other.selected();
  EXPECT_THAT(other.says("d FETCH 1 ENVELOPE").front(), testing::EndsWith(" {5}"));
}

TEST_F(Utf8Test, UnauthenticateEndsIt) {
  Client client(server);
  enabled(client).expect("a UNAUTHENTICATE", {"a OK ..."});
  enabled(client);
}

class Utf8WithoutEnableTest : public ServerTest {
 protected:
  static Profile profile() {
    Profile profile;
    profile.disabled = {"ENABLE", "IMAP4rev2"};
    return profile;
  }
  Utf8WithoutEnableTest() : ServerTest(profile()) {}
};

TEST_F(Utf8WithoutEnableTest, IsNotOffered) {
  Client client(server);
  client.logged_in();
  EXPECT_THAT(client.says("a CAPABILITY").front(), testing::Not(testing::HasSubstr("UTF8")));
  client.expect("b APPEND INBOX " + std::string("{13+}\r\nSubject: \xC3\xA9\r\n"), {"b OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
