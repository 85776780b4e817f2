#include "harness/sasl/sasl.h"

#include <gtest/gtest.h>

namespace imapspec::sasl {
namespace {

std::optional<std::string> password_of(std::string_view user) {
  if (user == "alice") return "secret";
  return std::nullopt;
}

// Plays one exchange to its end; the user that the server found, or the error.
std::expected<std::string, std::string> play(const char* mechanism, const Credentials& credentials) {
  auto client = start_client(mechanism, credentials);
  auto server = start_server(mechanism, password_of);
  EXPECT_TRUE(client && server);
  std::string to_server, to_client;
  bool client_turn = client_speaks_first(mechanism);
  for (int turn = 0; turn < 10; ++turn) {
    auto& side = client_turn ? **client : **server;
    auto step = side.step(client_turn ? to_client : to_server);
    if (!step) return std::unexpected(step.error());
    if (!client_turn && step->done) return (*server)->user();
    (client_turn ? to_server : to_client) = step->octets;
    client_turn = !client_turn;
  }
  return std::unexpected("no end");
}

TEST(Sasl, PlainAndLoginBothSides) {
  for (const char* mechanism : {"PLAIN", "LOGIN", "plain"}) {
    EXPECT_EQ(play(mechanism, {"alice", "secret", ""}).value(), "alice") << mechanism;
    EXPECT_FALSE(play(mechanism, {"alice", "wrong", ""})) << mechanism;
    EXPECT_FALSE(play(mechanism, {"bob", "secret", ""})) << mechanism;
  }
}

TEST(Sasl, NobodyActsAsSomebodyElse) {
  EXPECT_FALSE(play("PLAIN", {"alice", "secret", "bob"}));
  EXPECT_EQ(play("PLAIN", {"alice", "secret", "alice"}).value(), "alice");
}

TEST(Sasl, PlainIsUserAndPasswordBehindNul) {  // RFC 4616 section 2
  auto client = start_client("PLAIN", {"alice", "secret", ""});
  EXPECT_EQ((*client)->step("")->octets, std::string("\0alice\0secret", 13));
}

TEST(Sasl, MalformedPlainIsAnError) {
  for (const std::string_view octets :
       {std::string_view("alice"), std::string_view("\0alice", 6), std::string_view("\0\0", 2)}) {
    auto server = start_server("PLAIN", password_of);
    EXPECT_FALSE((*server)->step(octets));
  }
}

TEST(Sasl, AnUnknownMechanismIsNamedWithThoseThatThereAre) {
  EXPECT_EQ(start_client("X-NONE", {}).error(), "no SASL mechanism X-NONE; there are PLAIN, LOGIN");
  EXPECT_FALSE(start_server("X-NONE", password_of));
}

}  // namespace
}  // namespace imapspec::sasl
