// Each limit of a profile, from both sides, and how it is answered.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

Profile small() {
  Profile profile;
  profile.line_octets_max = 1000;
  profile.literal_octets_max = 10;
  profile.append_octets_max = 20;
  profile.literals_max = 2;
  profile.nesting_max = 2;
  profile.search_depth_max = 3;
  profile.dropped_line_octets_max = 5000;
  profile.dropped_literal_octets_max = 100;
  profile.failed_logins_max = 3;
  profile.bad_commands_max = 3;
  return profile;
}

class LimitsTest : public ServerTest {
 protected:
  explicit LimitsTest(const Profile& profile = small()) : ServerTest(profile), client(server) {}
  Client client;
};

TEST_F(LimitsTest, OfALine) {
  client.expect("a NOOP" + std::string(992, ' '), {"a BAD Command..."});  // with its CRLF
  client.expect("a NOOP" + std::string(993, ' '), {"a BAD Line too long"});
  client.expect("b NOOP", {"b OK ..."});
}

TEST_F(LimitsTest, OfALineThatHasNoEnd) {
  EXPECT_THAT(client.sends(std::string(5000, 'x')), ElementsAre());
  EXPECT_THAT(client.sends("x"), ElementsAre("* BYE Line too long"));
  EXPECT_TRUE(client.connection().closed());
}

TEST_F(LimitsTest, OfASynchronisingLiteral) {  // RFC 3501 section 4.3
  client.expect("a LOGIN {10}", {"+ ..."}).expect("0123456789 x", {"a NO [AUTHENTICATIONFAILED] ..."});
  client.expect("b LOGIN {11}", {"b BAD [TOOBIG] Literal too long"}).expect("c NOOP", {"c OK ..."});
}

TEST_F(LimitsTest, OfANonSynchronisingLiteral) {  // RFC 7888 section 4
  client.expect("a LOGIN {10+}\r\n0123456789 x", {"a NO [AUTHENTICATIONFAILED] ..."});
  client.expect("b LOGIN {11+}\r\n0\r\nc NOOP\r\n x", {"b BAD [TOOBIG] Literal too long"})
      .expect("d NOOP", {"d OK ..."});
}

TEST_F(LimitsTest, OfWhatIsThrownAway) {  // RFC 7888 section 5: BYE with TOOBIG
  client.expect("a LOGIN {100+}\r\n" + std::string(100, '\n') + " x", {"a BAD [TOOBIG] Literal too long"});
  client.expect("b LOGIN {101+}", {"* BYE [TOOBIG] Literal too long"});
  EXPECT_TRUE(client.connection().closed());
}

TEST_F(LimitsTest, OfAMessage) {  // RFC 7889 section 4
  client.logged_in();
  client.expect("a APPEND INBOX {20}", {"+ ..."}).expect("01234567890123456789", {"a OK ..."});
  client.expect("b APPEND INBOX {21}", {"b NO [TOOBIG] Literal too long"});
  client.expect("c APPEND INBOX {21+}\r\n" + std::string(21, '\n'), {"c NO [TOOBIG] Literal too long"});
  client.expect("d NOOP", {"d OK ..."});
}

TEST_F(LimitsTest, OfLiterals) {
  client.expect("a LOGIN {1+}\r\na {1+}\r\nb", {"a NO [AUTHENTICATIONFAILED] ..."});
  client.logged_in().says("S SELECT INBOX");
  client.expect("b SEARCH TEXT {1+}\r\na TEXT {1+}\r\nb", {"* SEARCH", "b OK ..."});
  client.expect("c SEARCH TEXT {1+}\r\na TEXT {1+}\r\nb TEXT {1+}\r\nc", {"c BAD [LIMIT] Too many literals"});
  client.expect("d SEARCH TEXT {1+}\r\na TEXT {1+}\r\nb TEXT {1}", {"d BAD [LIMIT] Too many literals"});
  client.expect("e NOOP", {"e OK ..."});
}

TEST_F(LimitsTest, OfNesting) {  // RFC 5530 section 3
  client.selected();
  client.expect("a SEARCH ((SEEN OLD) NEW)", {"* SEARCH", "a OK ..."});
  client.expect("b SEARCH (((SEEN OLD) NEW) ALL)", {"b NO [LIMIT] Nested too deep"});
  client.expect("c SEARCH NOT NOT NOT SEEN", {"* SEARCH", "c OK ..."});
  client.expect("d SEARCH NOT NOT NOT NOT SEEN", {"d NO [LIMIT] Search keys are nested too deep"});
  client.expect("e UID SORT (DATE) UTF-8 NOT NOT NOT NOT SEEN", {"e NO [LIMIT] Search keys are nested too deep"});
  client.expect("f NOOP", {"f OK ..."});
}

TEST_F(LimitsTest, OfFailedLogins) {
  client.expect("a LOGIN alice x", {"a NO ..."}).expect("b LOGIN alice x", {"b NO ..."});
  EXPECT_FALSE(client.connection().closed());
  client.expect("c LOGIN alice x", {"* BYE Too many failed logins", "c NO ..."});
  EXPECT_TRUE(client.connection().closed());
}

TEST_F(LimitsTest, OfBadCommands) {
  client.expect("a X", {"a BAD ..."}).expect("b X", {"b BAD ..."}).expect("c NOOP", {"c OK ..."});
  client.expect("d X", {"d BAD ..."}).expect("e X", {"e BAD ..."});
  EXPECT_FALSE(client.connection().closed());
  EXPECT_THAT(client.says("f X"), ElementsAre(StartsWith("* BYE"), StartsWith("f BAD")));
}

class GrammarsLimitTest : public LimitsTest {
 protected:
  GrammarsLimitTest() : LimitsTest(Profile()) {}
};

TEST_F(GrammarsLimitTest, OfTheGrammar) {
  client.selected();
  std::string keys;
  for (std::size_t i = 0; i < Profile::kNestingMax; ++i) keys += "NOT ";
  client.expect("a SEARCH " + keys + "ALL", {"* SEARCH", "a OK ..."});
  client.expect("b SEARCH NOT " + keys + "ALL", {"b BAD [LIMIT] Nested too deep"});
  client.expect("c SEARCH NOT " + keys + "TEXT {1}", {"c BAD [LIMIT] Nested too deep"}).expect("d NOOP", {"d OK ..."});
}

Profile in_twos() {
  Profile profile;
  profile.portion_messages_max = 2;
  return profile;
}

class PortionLimitTest : public LimitsTest {
 protected:
  PortionLimitTest() : LimitsTest(in_twos()) {}
  // Takes the line; whether something of the answer is left for later.
  bool leaves_some(const std::string& line) {
    EXPECT_EQ(client.connection().step(line + "\r\n"), line.size() + 2);
    return client.connection().busy();
  }
};

TEST_F(PortionLimitTest, OfWhatIsAnswered) {
  add_messages(3);
  client.selected();
  EXPECT_FALSE(leaves_some("a FETCH 1:2 UID"));
  EXPECT_TRUE(client.connection().output().ends_with("a OK FETCH completed\r\n"));
  client.connection().output().clear();
  EXPECT_TRUE(leaves_some("b FETCH 1:3 UID"));
  EXPECT_EQ(client.connection().output(), "* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\n");
  client.connection().step({});
  EXPECT_FALSE(client.connection().busy());
  EXPECT_TRUE(client.connection().output().ends_with("* 3 FETCH (UID 3)\r\nb OK FETCH completed\r\n"));
}

TEST_F(PortionLimitTest, OfWhatIsLookedAt) {
  add_messages(20);
  client.selected();
  EXPECT_FALSE(leaves_some("a SEARCH ALL"));
  add_messages(1);
  client.says("b NOOP");
  EXPECT_TRUE(leaves_some("c SEARCH ALL"));
  EXPECT_EQ(client.connection().output(), "");
}

TEST_F(LimitsTest, OfTimeAreTwo) {  // RFC 9051 section 5.4
  Profile profile;
  profile.login_time = std::chrono::seconds(1);
  Server hurried(profile);
  hurried.store().add_user("alice", "secret");
  Client hurried_client(hurried);
  EXPECT_EQ(hurried_client.connection().autologout(), std::chrono::seconds(1));
  EXPECT_EQ(hurried_client.logged_in().connection().autologout(), std::chrono::minutes(30));
}

}  // namespace
}  // namespace imapspec::reference_server
