// The same scenario in both roles, one end against the other: the language is symmetric.
#include "harness/runner/script_server.h"

#include <thread>

#include "harness/runner/runner_test_support.h"

namespace imapspec::runner {
namespace {

using namespace std::chrono_literals;

// A peer with one connection, whose other end is in another thread.
class PairPeer final : public Peer {
 public:
  explicit PairPeer(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {
    profile_.host = "localhost";
    profile_.accounts = {{"alice", "sesame-street"}};
  }
  const PeerProfile& profile() const override { return profile_; }
  std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint) override {
    if (!stream_) return std::unexpected("there is one connection only");
    return std::move(stream_);
  }
  Clock& clock() override { return clock_; }

 private:
  std::unique_ptr<Stream> stream_;
  PeerProfile profile_;
  SystemClock clock_;
};

struct Both {
  std::optional<Trouble> against_server, against_client;
  std::vector<oracle::Finding> about_client;
};

const char* const kHead =
    "topic: both roles\nsessions: {alice: greeted}\ndata: {plain: \"Subject: x\\r\\n\\r\\nx\\r\\n\", token: {base64: "
    "\"\\0$user\\0$password\"}}\n";

std::string one(const std::string& steps) {
  return "  - id: one\n    title: One\n    verifies: [rfc3501-1-a]\n    steps:\n" + steps;
}

// The steps of `client` are played against a server, which is the harness that plays the steps of `server`.
Both play_both(const std::string& client, const std::string& server) {
  const auto said = scenarios_of(one(client), kHead), answered = scenarios_of(one(server), kHead);
  if (said.empty() || answered.empty()) return {};
  auto [left, right] = memory_pair();
  Both both;
  std::thread other([&, stream = std::move(right)]() mutable {
    SystemClock clock;
    Transcript transcript(clock);
    scenario::Bindings bindings;
    bindings.bind("user", scenario::string_value("alice"));
    bindings.bind("password", scenario::string_value("sesame-street"));
    ScriptServer script(answered.front(), answered.front().steps, bindings, *stream, clock, transcript, 5s);
    both.against_client = script.run();
    both.about_client = script.take_findings();
    stream->close();
  });
  PairPeer peer(std::move(left));
  const Survey survey;
  const catalogue::Catalogue catalogue;
  const PlayOptions options;
  Caretaker caretaker(peer, survey, peer.profile().accounts.front(), "X", 5s);
  Setting setting{peer, survey, catalogue, options, caretaker};
  Scene scene(said.front(), 1, setting);
  Actor& alice = scene.actors.begin()->second;
  const auto brought = scene.bring(alice, scenario::SessionSpec::State::greeted);
  EXPECT_TRUE(brought) << brought.error().what;
  for (const auto& step : said.front().steps)
    if (!both.against_server) both.against_server = play_step(scene, step);
  scene.retire(alice);
  other.join();
  return both;
}

const char* const kSession =
    "      - {C: AUTHENTICATE PLAIN, S: +}\n"
    "      - {C: $token, S: OK}\n"
    "      - {C: SELECT INBOX, S: ['* FLAGS (\\Seen)', '* 2 EXISTS', '* 0 RECENT', '* OK [UIDVALIDITY 7]', 'OK "
    "[READ-WRITE]']}\n"
    "      - {C: 'FETCH 1 (FLAGS UID)', S: ['* 1 FETCH (FLAGS (\\Seen) UID 5)', OK]}\n"
    "      - {C: FETCH 2 FLAGS, S: ['* 2 FETCH (FLAGS ())', OK]}\n"
    "      - {C: 'STORE 2 +FLAGS \\Seen', S: ['* 2 FETCH (FLAGS (\\Seen))', OK]}\n"
    "      - {C: 'APPEND INBOX (\\Seen) {plain}', S: ['* 3 EXISTS', OK]}\n"
    "      - {C: ['$a NOOP', '$b CHECK'], S: [$b OK, $a OK]}\n"
    "      - {C: IDLE, S: +}\n"
    "      - {C: DONE, S: OK}\n"
    "      - {C: 'SEARCH TEXT {plain}', S: ['* SEARCH 1 2', OK]}\n"
    "      - {C: LOGOUT, S: ['* BYE', OK, closed]}\n";

std::string why(const std::optional<Trouble>& trouble) {
  return !trouble ? "" : trouble->message + (trouble->expected.empty() ? "" : ": " + trouble->expected.front());
}

TEST(ScriptServer, TheSameStepsFitBothEnds) {
  const Both both = play_both(kSession, kSession);
  EXPECT_FALSE(both.against_server) << why(both.against_server);
  EXPECT_FALSE(both.against_client) << why(both.against_client);
  for (const auto& finding : both.about_client)
    if (finding.subject == oracle::Subject::client) ADD_FAILURE() << finding.rule << ": " << finding.what;
}

TEST(ScriptServer, EitherEndNoticesThatTheOtherPlaysSomethingElse) {
  const Both another_command = play_both("      - {C: CHECK, S: OK}\n", "      - {C: CLOSE, S: OK}\n");
  ASSERT_TRUE(another_command.against_client);
  EXPECT_EQ(another_command.against_client->message, "another command was expected");
  EXPECT_TRUE(another_command.against_server);

  const Both another_answer = play_both("      - {C: NOOP, S: OK}\n", "      - {C: NOOP, S: NO}\n");
  EXPECT_TRUE(another_answer.against_server);
  EXPECT_FALSE(another_answer.against_client) << why(another_answer.against_client);
}

// What the script finds wrong in a client that says these octets at once, and leaves; and what the rules find.
Both play_octets(const std::string& steps, const std::string& octets) {
  const auto script = scenarios_of(
      "  - id: one\n    role: client\n    task: talk\n    title: One\n    verifies: [rfc3501-1-a]\n    steps:\n" +
          steps,
      kHead);
  if (script.empty()) return {};
  auto [left, right] = memory_pair();
  SystemClock clock;
  EXPECT_EQ(left->progress(octets, {}, clock.now() + 5s).written, octets.size());
  left->half_close();
  Transcript transcript(clock);
  scenario::Bindings bindings;
  ScriptServer server(script.front(), script.front().rounds.front().steps, bindings, *right, clock, transcript, 5s);
  Both both;
  both.against_client = server.run();
  both.about_client = server.take_findings();
  return both;
}

TEST(ScriptServer, NoticesALiteralThatDoesNotWait) {
  const char* const append = "      - {C: 'APPEND INBOX {plain}', S: OK}\n";
  const Both hasty = play_octets(append, "a APPEND INBOX {17}\r\nSubject: x\r\n\r\nx\r\n\r\n");
  EXPECT_FALSE(hasty.against_client) << why(hasty.against_client);
  EXPECT_TRUE(std::ranges::any_of(hasty.about_client,
                                  [](const auto& finding) { return finding.requirement == "rfc3501-4.3-b"; }));
}

TEST(ScriptServer, WhatTheScriptDoesNotSpeakOfMayBeAsked) {
  const std::string curious = "a CAPABILITY\r\nb NOOP\r\nc CHECK\r\n";
  EXPECT_FALSE(play_octets("      - {C: CHECK, S: OK}\n", curious).against_client);
  const Both strict = play_octets("      - {C: CHECK, S: OK, only: true}\n", curious);
  ASSERT_TRUE(strict.against_client);
  EXPECT_EQ(strict.against_client->message, "another command was expected");
}

TEST(ScriptServer, AClientThatHasToBeQuietNeitherSpeaksNorLeaves) {
  const char* const quiet = "      - {C: NOOP, S: '* 1 EXISTS'}\n      - {quiet: 20ms}\n      - {S: OK}\n";
  const Both hasty = play_octets(quiet, "a NOOP\r\nb CHECK\r\n");
  ASSERT_TRUE(hasty.against_client);
  EXPECT_EQ(hasty.against_client->message, "the client speaks where it has to be quiet");
  const Both gone = play_octets(quiet, "a NOOP\r\n");
  ASSERT_TRUE(gone.against_client);
  EXPECT_EQ(gone.against_client->message, "the client leaves where it has to wait: the client closed the connection");
}

}  // namespace
}  // namespace imapspec::runner
