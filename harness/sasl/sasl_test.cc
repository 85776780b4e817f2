#include "harness/sasl/sasl.h"

#include <gtest/gtest.h>

namespace imapspec::sasl {
namespace {

const TlsFacts kTls{.exporter = std::string(32, 'e'), .unique = {}, .peer_name = "alice"};
const TlsFacts kOldTls{.exporter = {}, .unique = std::string(12, 'u'), .peer_name = {}};

Authority authority() {
  const auto known = [](const char* what, const char* gives) {
    return [=](std::string_view asked) { return asked == what ? std::optional<std::string>(gives) : std::nullopt; };
  };
  return {
      .password_of = known("alice", "secret"),
      .user_of_token = known("token of alice", "alice"),
      .anonymous_user = "anonymous",
      .may_be = [](std::string_view user, std::string_view name) { return user == "alice" && name == "alice, =2"; }};
}

// Plays one exchange to its end; the user that the server found, or the error.
std::expected<std::string, std::string> play(std::string_view mechanism, const Credentials& credentials,
                                             const TlsFacts& client_tls = kTls, const TlsFacts& server_tls = kTls) {
  auto client = start_client(mechanism, credentials, client_tls);
  auto server = start_server(mechanism, authority(), server_tls);
  if (!client) return std::unexpected(client.error());
  if (!server) return std::unexpected(server.error());
  std::string to_server, to_client;
  bool client_turn = find_mechanism(mechanism)->client_first, client_done = false, server_done = false;
  for (int turn = 0; turn < 10; ++turn) {
    auto& side = client_turn ? **client : **server;
    auto step = side.step(client_turn ? to_client : to_server);
    if (!step) return std::unexpected((client_turn ? "client: " : "server: ") + step.error());
    (client_turn ? client_done : server_done) = step->done;
    if (client_done && server_done) return (*server)->user();
    (client_turn ? to_server : to_client) = step->octets;
    client_turn = !client_turn;
  }
  return std::unexpected("no end");
}

const Credentials kAlice{.user = "alice", .password = "secret", .token = "token of alice"};

TEST(Sasl, EveryMechanismLetsInWhoMayComeIn) {
  for (const auto& mechanism : mechanisms()) {
    const std::string expected = mechanism.name == "ANONYMOUS" ? "anonymous" : "alice";
    EXPECT_EQ(play(mechanism.name, kAlice), expected) << mechanism.name;
  }
  EXPECT_EQ(play("scram-sha-256", kAlice), "alice");
}

TEST(Sasl, NoMechanismLetsInWhoMayNot) {
  const Credentials wrong{.user = "alice", .password = "wrong", .token = "token of bob"};
  const Credentials nobody{.user = "bob", .password = "secret", .act_as = "bob", .token = "token of alice"};
  for (const auto& mechanism : mechanisms()) {
    if (mechanism.name == "ANONYMOUS") continue;
    if (mechanism.name != "EXTERNAL") {
      EXPECT_FALSE(play(mechanism.name, wrong)) << mechanism.name;
    }
    EXPECT_FALSE(play(mechanism.name, nobody)) << mechanism.name;
  }
}

TEST(Sasl, NobodyActsAsSomebodyElse) {
  Credentials as_bob = kAlice, as_alice = kAlice;
  as_bob.act_as = "bob";
  as_alice.act_as = "alice";
  for (const char* mechanism : {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256-PLUS", "EXTERNAL", "OAUTHBEARER", "XOAUTH2"}) {
    EXPECT_FALSE(play(mechanism, as_bob)) << mechanism;
    EXPECT_EQ(play(mechanism, as_alice), "alice") << mechanism;
  }
}

TEST(Sasl, WhoMayIsTheOneThatIsAskedFor) {  // RFC 4422 section 3.4.1
  Credentials as_other = kAlice;
  as_other.act_as = "alice, =2";
  for (const char* mechanism : {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256-PLUS", "EXTERNAL", "OAUTHBEARER", "XOAUTH2"})
    EXPECT_EQ(play(mechanism, as_other), "alice, =2") << mechanism;
}

TEST(Sasl, ExternalNeedsACertificateAndAnonymousAnAccount) {
  EXPECT_FALSE(play("EXTERNAL", kAlice, kOldTls, kOldTls));
  auto server = start_server("ANONYMOUS", {[](std::string_view) { return std::nullopt; }});
  EXPECT_FALSE((*server)->step("trace"));
}

TEST(Sasl, PlusIsBoundToItsChannel) {  // RFC 5802 section 6
  for (const char* mechanism : {"SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS"}) {
    EXPECT_EQ(play(mechanism, kAlice, kOldTls, kOldTls), "alice");
    TlsFacts other = kTls;
    other.exporter.back() = 'x';
    EXPECT_FALSE(play(mechanism, kAlice, kTls, other));
    EXPECT_EQ(start_client(mechanism, kAlice).error(), std::string(mechanism) + " needs TLS, to be bound to it");
  }
}

TEST(Sasl, AServerThatCannotProveItselfIsRefused) {  // RFC 5802 section 5: the server's signature
  auto client = start_client("SCRAM-SHA-256", kAlice);
  auto server = start_server("SCRAM-SHA-256", authority());
  const auto first = (*server)->step((*client)->step("")->octets);
  auto last = (*server)->step((*client)->step(first->octets)->octets)->octets;
  last[3] = last[3] == 'A' ? 'B' : 'A';
  EXPECT_FALSE((*client)->step(last));
}

TEST(Sasl, PlainIsUserAndPasswordBehindNul) {  // RFC 4616 section 2
  auto client = start_client("PLAIN", kAlice);
  EXPECT_EQ((*client)->step("")->octets, std::string("\0alice\0secret", 13));
}

TEST(Sasl, BearerMechanismsShowTheToken) {  // RFC 7628 section 3.1
  EXPECT_EQ((*start_client("OAUTHBEARER", {.user = "a,b=", .password = "", .token = "T"}))->step("")->octets,
            "n,a=a=2Cb=3D,\1auth=Bearer T\1\1");
  EXPECT_EQ((*start_client("XOAUTH2", {.user = "a", .password = "", .token = "T"}))->step("")->octets,
            "user=a\1auth=Bearer T\1\1");
}

TEST(Sasl, ARefusedTokenIsExplainedBeforeItFails) {  // RFC 7628 sections 3.2.2 and 3.2.3
  auto client = start_client("OAUTHBEARER", {.user = "alice", .password = "", .token = "old"});
  auto server = start_server("OAUTHBEARER", authority());
  const auto why = (*server)->step((*client)->step("")->octets);
  EXPECT_EQ(why->octets, R"({"status":"invalid_token"})");
  EXPECT_FALSE(why->done);
  const auto seen = (*client)->step(why->octets);
  EXPECT_EQ(seen->octets, "\1");
  EXPECT_FALSE(seen->done);
  EXPECT_FALSE((*server)->step(seen->octets));
}

TEST(Sasl, MalformedResponsesAreErrors) {
  const std::pair<const char*, std::string_view> wrong[] = {
      {"PLAIN", "alice"},
      {"PLAIN", std::string_view("\0alice", 6)},
      {"PLAIN", std::string_view("\0\0", 2)},
      {"PLAIN", ""},
      {"ANONYMOUS", ""},
      {"SCRAM-SHA-1", ""},
      {"SCRAM-SHA-1", "n,,n=alice"},
      {"CRAM-MD5", "alice"},
      {"OAUTHBEARER", ""},
      {"OAUTHBEARER", "\1"},
      {"OAUTHBEARER", "n,a=alice,\1auth=Bearer token of alice\1"},
      {"OAUTHBEARER", "n,a=ali=ce,\1auth=Bearer token of alice\1\1"},
      {"OAUTHBEARER", "p=tls-unique,a=alice,\1auth=Bearer token of alice\1\1"},
      {"OAUTHBEARER", "n,a=alice,\1auth=Basic token of alice\1\1"},
      {"OAUTHBEARER", "n,a=alice,\1user=alice\1\1"},
      {"XOAUTH2", "user=alice\1auth=Bearer token of alice\1\1\1"},
      {"XOAUTH2", "user=alice\1auth\1\1"},
  };
  for (const auto& [mechanism, octets] : wrong) {
    auto server = start_server(mechanism, authority());
    if (!find_mechanism(mechanism)->client_first) {
      EXPECT_TRUE((*server)->step(""));
    }
    EXPECT_FALSE((*server)->step(octets)) << mechanism << ' ' << octets;
  }
}

TEST(Sasl, AnUnknownMechanismIsNamedWithThoseThatThereAre) {
  EXPECT_EQ(
      start_client("X-NONE", {}).error(),
      "no SASL mechanism X-NONE; there are ANONYMOUS, CRAM-MD5, EXTERNAL, LOGIN, OAUTHBEARER, PLAIN, SCRAM-SHA-1, "
      "SCRAM-SHA-1-PLUS, SCRAM-SHA-256, SCRAM-SHA-256-PLUS, XOAUTH2");
  EXPECT_FALSE(start_server("X-NONE", authority()));
}

}  // namespace
}  // namespace imapspec::sasl
