#include "reference-server/quirks/user_quirks.h"

#include "harness/base/base64.h"
#include "harness/sasl/sasl.h"
#include "reference-server/quirks/quirk.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

constexpr const char* kNoSearch = "alice+quirk=nothing-found-is-not-said";

// Alice has one message, and a mailbox "box" to which she is subscribed.
class UserQuirksTest : public ServerTest {
 protected:
  UserQuirksTest() {
    add_messages(1);
    Account& alice = *server.store().user("alice");
    (void)alice.create("box", {"\\Sent"});
    alice.subscribe("box");
    alice.find("INBOX")->set_flags(1, {});
    server.let_names_choose_quirks();
  }
  Client& logged_in(Client& client, const std::string& user) {
    return client.expect("a LOGIN " + user + " secret", {"a OK ..."});
  }
};

TEST_F(UserQuirksTest, TheyAreThoseOfTheOneWhoLogsIn) {
  Client plain(server), quirked(server);
  logged_in(plain, "alice").says("b SELECT INBOX");
  logged_in(quirked, kNoSearch).says("b SELECT INBOX");
  plain.expect("c SEARCH SUBJECT none", {"* SEARCH", "c OK ..."});
  quirked.expect("c SEARCH SUBJECT none", {"c OK ..."});
}

TEST_F(UserQuirksTest, TheAccountBeginsAsTheOwnersDidAndIsAnother) {
  Client plain(server), first(server), second(server);
  logged_in(plain, "alice").says("b APPEND INBOX {2+}\r\nhi");
  logged_in(first, kNoSearch);
  first.expect("c STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 1)", "c OK ..."});
  first.expect("d LIST (SUBSCRIBED) \"\" * RETURN (SPECIAL-USE)", {"* LIST (\\Subscribed \\Sent ...", "d OK ..."});
  first.says("e APPEND INBOX {2+}\r\nhi");
  first.says("f APPEND INBOX {2+}\r\nhi");
  logged_in(second, kNoSearch);  // the same name is the same account
  second.expect("c STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 3)", "c OK ..."});
  plain.expect("c STATUS INBOX (MESSAGES)", {"* STATUS INBOX (MESSAGES 2)", "c OK ..."});
}

TEST_F(UserQuirksTest, TheStoreDecidesByThemToo) {
  Client gaps(server), plain(server);
  gaps.expect("a LOGIN alice+quirk=uids-with-gaps+quirk=small-letters secret", {"a ok ..."});
  gaps.expect("b STATUS INBOX (UIDNEXT)", {"* status INBOX (UIDNEXT 8)", "b ok ..."});
  logged_in(plain, "alice").expect("b STATUS INBOX (UIDNEXT)", {"* STATUS INBOX (UIDNEXT 2)", "b OK ..."});
}

TEST_F(UserQuirksTest, OneThatIsNamedTwiceIsThereOnce) {
  Client client(server);
  client.expect(
      "a LOGIN alice+quirk=uids-with-gaps+quirk=names-are-marked+quirk=names-are-marked+quirk=uids-with-gaps secret",
      {"a OK ..."});
  client.expect("b STATUS INBOX (UIDNEXT)", {"* STATUS INBOX (UIDNEXT 8)", "b OK ..."});
  client.expect("c LIST \"\" INBOX", {"* LIST (\\HasNoChildren \\Marked) \"/\" INBOX", "c OK ..."});
}

TEST_F(UserQuirksTest, WhatIsDecidedForTheWholeServerStays) {
  Server strange;
  strange.choices().add(find_quirk("small-letters")->make());
  strange.store().add_user("alice", "secret");
  strange.let_names_choose_quirks();
  Client client(strange);
  client.expect(std::string("a LOGIN ") + kNoSearch + " secret", {"a ok ..."}).says("b SELECT INBOX");
  client.expect("c SEARCH ALL", {"c ok ..."});
}

TEST_F(UserQuirksTest, TheyEndWithTheLogin) {
  Client client(server);
  client.expect("a LOGIN alice+quirk=logout-without-bye secret", {"a OK ..."});
  client.expect("b UNAUTHENTICATE", {"b OK ..."});
  client.expect("c LOGOUT", {"* BYE ...", "c OK ..."});
}

TEST_F(UserQuirksTest, WhatThereIsNotIsRefusedToWhoHasThePassword) {
  Client client(server);
  client.expect("a LOGIN alice+quirk=none wrong", {"a NO [AUTHENTICATIONFAILED] ..."});
  client.expect("b LOGIN alice+quirk=none secret",
                {"b NO [AUTHORIZATIONFAILED] There is no quirk none; imapspec list quirks shows them all"});
  client.expect("c LOGIN alice+quirk=idle-is-deaf+quirk=none secret", {"c NO [AUTHORIZATIONFAILED] There is no ..."});
  client.expect("d LOGIN alice+quirk=idle-is-deaf+x secret", {"d NO [AUTHORIZATIONFAILED] A quirk of that name ..."});
  client.expect("e LOGIN {14+}\r\nalice+quirk=\r\n secret", {"e NO [AUTHORIZATIONFAILED] A quirk of that name ..."});
  client.expect("f LOGIN alice+quirk=cancelled-is-no secret",
                {"f NO [AUTHORIZATIONFAILED] The quirk cancelled-is-no acts before the name is known; ..."});
  client.expect("g LOGIN bob+quirk=idle-is-deaf secret", {"g NO [AUTHENTICATIONFAILED] ..."});
}

TEST_F(UserQuirksTest, OtherNamesAreNames) {
  Server other;
  for (const char* user : {"a+b", "alice", "c+quirk=idle-is-deaf"}) other.store().add_user(user, "secret");
  Client closed(other);
  closed.expect("a LOGIN alice+quirk=idle-is-deaf secret", {"a NO [AUTHENTICATIONFAILED] ..."});
  other.let_names_choose_quirks();
  Client client(other), there(other), quirked(other);
  client.expect("a LOGIN a+b secret", {"a OK ..."});
  there.expect("a LOGIN c+quirk=idle-is-deaf secret", {"a OK ..."});  // a name that was there means itself
  quirked.expect("a LOGIN a+b+quirk=idle-is-deaf secret", {"a OK ..."});
  EXPECT_NE(other.store().user("a+b+quirk=idle-is-deaf"), nullptr);
  EXPECT_EQ(other.store().user("alice+quirk=idle-is-deaf"), nullptr);
}

// The exchange of a mechanism over TLS; the server's last line.
std::string authenticate(Server& server, const sasl::Mechanism& mechanism, const sasl::Credentials& credentials) {
  const TlsFacts tls{.exporter = std::string(32, 'e'), .unique = {}, .peer_name = "alice"};
  Client client(server, {.tls = true, .tls_facts = tls});
  const auto side = sasl::start_client(mechanism.name, credentials, tls).value();
  std::string said = client.says("a AUTHENTICATE " + std::string(mechanism.name)).back();
  for (int turn = 0; turn < 9 && said.starts_with("+ "); ++turn) {
    const auto step = side->step(decode_base64(said.substr(2)).value());
    if (!step) return step.error();
    said = client.says(encode_base64(step->octets)).back();
  }
  return said.starts_with("a OK") ? client.says("b LOGOUT").back() : said;
}

TEST_F(UserQuirksTest, EveryMechanismTakesTheName) {
  for (const auto& mechanism : sasl::mechanisms()) {
    if (mechanism.name == "ANONYMOUS" || mechanism.name == "EXTERNAL") continue;  // they have no name of the user's
    const std::string user = "alice+quirk=uids-with-gaps+quirk=" + std::string(all_quirks()[0].name);
    EXPECT_TRUE(
        authenticate(server, mechanism, {.user = user, .password = "secret", .token = Store::access_token(user)})
            .starts_with("b OK"))
        << mechanism.name;
    EXPECT_NE(server.store().user(user), nullptr) << mechanism.name;
    EXPECT_THAT(
        authenticate(server, mechanism,
                     {.user = "alice+quirk=x", .password = "secret", .token = Store::access_token("alice+quirk=x")}),
        testing::StartsWith("a NO [AUTHORIZATIONFAILED] There is no quirk x;"))
        << mechanism.name;
  }
}

TEST_F(UserQuirksTest, TheNameMayBeTheAuthorizationIdentity) {  // RFC 4422 section 3.4.1
  unsigned n = 0;
  for (const char* name : {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "EXTERNAL", "OAUTHBEARER", "XOAUTH2"}) {
    const std::string as = "alice+quirk=" + std::string(all_quirks()[n++].name);
    const auto& mechanism = *sasl::find_mechanism(name);
    const sasl::Credentials credentials{
        .user = "alice", .password = "secret", .act_as = as, .token = Store::access_token("alice")};
    EXPECT_TRUE(authenticate(server, mechanism, credentials).starts_with("b OK")) << name;
    EXPECT_NE(server.store().user(as), nullptr) << name;
    server.store().add_user("bob", "secret");
    sasl::Credentials of_bob = credentials;
    of_bob.act_as = "bob+quirk=idle-is-deaf";
    EXPECT_FALSE(authenticate(server, mechanism, of_bob).starts_with("b OK")) << name;
  }
}

}  // namespace
}  // namespace imapspec::reference_server
