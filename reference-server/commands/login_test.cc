#include "harness/base/base64.h"
#include "harness/sasl/sasl.h"
#include "reference-server/quirks/quirk.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class LoginTest : public ServerTest {};

TEST_F(LoginTest, WrongCredentialsAreToldInOneWay) {
  Client client(server);
  client.expect("a LOGIN alice wrong", {"a NO [AUTHENTICATIONFAILED] Wrong user name or password"});
  client.expect("b LOGIN nobody secret", {"b NO [AUTHENTICATIONFAILED] Wrong user name or password"});
  client.expect("c LOGIN \"alice\" {6+}\r\nsecret", {"c OK Logged in"});
}

TEST_F(LoginTest, TooManyFailuresEndTheConnection) {
  Client client(server);
  for (unsigned i = 1; i < server.profile().failed_logins_max; ++i) client.says("a LOGIN alice wrong");
  client.expect("b LOGIN alice wrong", {"* BYE Too many failed logins", "b NO ..."});
  EXPECT_TRUE(client.connection().closed());
}

TEST_F(LoginTest, PlainAsksOrTakesAnInitialResponse) {
  Client asked(server);
  asked.expect("a AUTHENTICATE PLAIN", {"+ "});
  asked.expect("AGFsaWNlAHNlY3JldA==", {"a OK Logged in"});
  Client told(server);
  told.expect("a authenticate plain AGFsaWNlAHNlY3JldA==", {"a OK ..."});
}

TEST_F(LoginTest, PlainRefusesWrongAndUnreadableResponses) {
  Client client(server);
  client.expect("a AUTHENTICATE PLAIN", {"+ "}).expect("*", {"a BAD Authentication cancelled"});
  client.expect("b AUTHENTICATE PLAIN", {"+ "}).expect("!!!", {"b BAD Not base64"});
  client.expect("c AUTHENTICATE PLAIN", {"+ "}).expect("AGFsaWNlAHdyb25n", {"c NO ..."});
  client.expect("d AUTHENTICATE PLAIN", {"+ "}).expect("Ym9iAGFsaWNlAHNlY3JldA==", {"d NO ..."});  // alice as bob
  client.expect("e AUTHENTICATE PLAIN =", {"e NO ..."});
  client.expect("f NOOP", {"f OK NOOP completed"});
}

TEST_F(LoginTest, LoginAsksForNameAndPassword) {
  Client client(server);
  client.expect("a AUTHENTICATE LOGIN", {"+ VXNlciBOYW1l"}).expect("YWxpY2U=", {"+ UGFzc3dvcmQ="});
  client.expect("c2VjcmV0", {"a OK Logged in"});
}

TEST_F(LoginTest, MechanismsInWhichTheServerBeginsHaveNoInitialResponse) {
  Client(server).expect("a AUTHENTICATE LOGIN YWxpY2U=", {"a BAD ..."});
}

// Alice's SCRAM-SHA-256, to the server's last challenge or its result.
std::string last_word_of_scram(Client& client) {
  const auto mechanism = sasl::start_client("SCRAM-SHA-256", {.user = "alice", .password = "secret"}).value();
  std::string said = client.says("a AUTHENTICATE SCRAM-SHA-256").front();
  for (int turn = 0; turn < 2; ++turn)
    said = client.says(encode_base64(mechanism->step(decode_base64(said.substr(2)).value())->octets)).front();
  return said;
}

TEST_F(LoginTest, TheServersProofIsAChallengeAndTheAnswerEmpty) {  // RFC 5802 section 3, RFC 4422 section 5
  Client client(server);
  EXPECT_TRUE(last_word_of_scram(client).starts_with("+ "));
  client.expect("", {"a OK Logged in"});
}

TEST_F(LoginTest, AServerMayFailToProveItself) {
  server.choices().add(find_quirk("scram-without-signature")->make());
  Client client(server);
  EXPECT_EQ(last_word_of_scram(client), "a OK Logged in");
}

TEST_F(LoginTest, AnonymousNeedsNoAccountAndGivesNoPassword) {  // RFC 4505
  Client client(server);
  client.expect("a AUTHENTICATE ANONYMOUS dHJhY2U=", {"a OK Logged in"});
  Client(server).expect("a LOGIN anonymous \"\"", {"a NO ..."});
}

TEST_F(LoginTest, TokensAndBindingsNeedTls) {  // RFC 7628 section 3, RFC 5802 section 6
  Client client(server);
  for (const char* mechanism : {"OAUTHBEARER", "XOAUTH2", "SCRAM-SHA-1-PLUS", "EXTERNAL"})
    client.expect(std::string("a AUTHENTICATE ") + mechanism, {"a NO [PRIVACYREQUIRED] ..."});
}

TEST_F(LoginTest, UnknownMechanismsAreRefusedByNo) {
  Client(server).expect("a AUTHENTICATE GSSAPI", {"a NO ..."});
}

class SecureTest : public ServerTest {
 protected:
  SecureTest() : ServerTest(*profile_named("secure")) {}
};

TEST_F(SecureTest, NoPasswordGoesInClear) {
  Client client(server);
  EXPECT_THAT(
      client.says("a CAPABILITY").front(),
      testing::AllOf(testing::StartsWith("* CAPABILITY IMAP4rev1 "), testing::EndsWith(" STARTTLS LOGINDISABLED"),
                     testing::Not(testing::ContainsRegex("AUTH=(PLAIN|LOGIN|XOAUTH2|OAUTHBEARER)"))));
  client.expect("b LOGIN alice secret", {"b NO [PRIVACYREQUIRED] Not before STARTTLS"});
  client.expect("c AUTHENTICATE PLAIN", {"c NO [PRIVACYREQUIRED] Not before STARTTLS"});
  client.expect("d STARTTLS", {"d OK ..."});
  client.connection().tls_started();
  client.expect("e LOGIN alice secret", {"e OK Logged in"});
}

TEST_F(SecureTest, ImplicitTlsNeedsNoStarttls) {
  Client client(server, {.tls = true});
  client.expect("a STARTTLS", {"a BAD ..."}).logged_in();
}

TEST(Preauth, GreetsLoggedIn) {
  Profile profile;
  profile.preauth_user = "alice";
  Server server(profile);
  server.store().add_user("alice", "secret");
  Connection connection(server);
  EXPECT_THAT(connection.output(), testing::StartsWith("* PREAUTH "));
  connection.receive("a SELECT INBOX\r\n");
  EXPECT_THAT(connection.output(), testing::HasSubstr("a OK [READ-WRITE]"));
}

}  // namespace
}  // namespace imapspec::reference_server
