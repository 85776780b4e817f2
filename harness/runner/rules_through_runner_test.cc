// Every rule about servers, broken by a server that sends it on the wire, while the runner plays a scenario against it; and
// every rule about clients, by a client against which the runner plays a script.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <thread>

#include "harness/oracle/transcript_test.h"
#include "harness/runner/play.h"
#include "harness/runner/runner_test_support.h"
#include "harness/runner/script_server.h"

namespace imapspec::runner {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> lines_of(std::string_view transcript) {
  std::vector<std::string> lines;
  while (!transcript.empty()) {
    const std::size_t end = std::min(transcript.find('\n'), transcript.size());
    lines.emplace_back(transcript.substr(0, end));
    transcript.remove_prefix(std::min(end + 1, transcript.size()));
  }
  return lines;
}

// Says the server's part of a transcript: what stands behind a line of the client, when that line has come.
class ScriptedStream final : public Stream {
 public:
  ScriptedStream(std::vector<std::string> lines, Clock& clock) : lines_(lines.begin(), lines.end()), stream_(clock) {
    stream_.on_written([this](std::string_view octets) {
      for (const char c : octets)
        if (c == '\n') go_on();
    });
    speak();
  }
  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override {
    return stream_.progress(out, in, until);
  }
  std::expected<void, std::string> start_tls(TimePoint until) override { return stream_.start_tls(until); }
  bool is_tls() const override { return stream_.is_tls(); }
  std::expected<void, std::string> start_deflate() override { return stream_.start_deflate(); }
  std::expected<void, std::string> end_deflate() override { return stream_.end_deflate(); }
  void half_close() override { stream_.half_close(); }
  void close() override { stream_.close(); }
  void reset() override { stream_.reset(); }

 private:
  void go_on() {
    if (!lines_.empty()) lines_.pop_front();
    speak();
  }
  void speak() {
    for (; !lines_.empty() && !lines_.front().starts_with("C: ") && !lines_.front().starts_with("c: ");
         lines_.pop_front()) {
      if (lines_.front().starts_with("S: ")) stream_.say(lines_.front().substr(3) + "\r\n");
      if (lines_.front() == "closed") stream_.end();
    }
  }
  std::deque<std::string> lines_;
  MemoryStream stream_;
};

// The first connection, on which the harness prepares and cleans up, finds a polite server; the scenario's own the
// script.
class ScriptedPeer final : public Peer {
 public:
  explicit ScriptedPeer(std::vector<std::string> lines) : lines_(std::move(lines)) {
    profile_.url = "memory";
    profile_.accounts = {{"joe", "secret"}};
  }
  const PeerProfile& profile() const override { return profile_; }
  std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint) override {
    if (std::exchange(prepared_, true)) return std::make_unique<ScriptedStream>(lines_, clock_);
    return std::make_unique<TownStream>(town_, clock_);
  }
  Clock& clock() override { return clock_; }

 private:
  std::vector<std::string> lines_;
  Town town_;
  bool prepared_ = false;
  PeerProfile profile_;
  VirtualClock clock_;
};

// A scenario that says the client's part.
std::string scenario_of(const std::vector<std::string>& lines) {
  std::string text =
      "  - id: one\n    title: One\n    verifies: [rfc3501-1-a]\n    sessions: {joe: none}\n    steps:\n      - "
      "connect\n";
  for (const auto& line : lines) {
    if (line == "tls") text += "      - tls\n";
    if (!line.starts_with("C: ") && !line.starts_with("c: ")) continue;
    std::string octets;
    for (const char c : line.substr(3))
      octets += c == '"' || c == '\\' ? std::string{'\\', c} : c == '$' ? "$$" : std::string(1, c);
    text += "      - {raw: \"" + octets + "\\r\\n\"}\n      - {pause: 100ms}\n";
  }
  return text + "      - {pause: 100ms}\n      - {pause: 100ms}\n";
}

std::set<std::string> broken(const std::string& transcript) {
  const auto lines = lines_of(transcript);
  const auto scenarios = scenarios_of(scenario_of(lines));
  if (scenarios.empty()) return {};
  ScriptedPeer peer(lines);
  const Survey survey;
  const catalogue::Catalogue catalogue;
  const PlayOptions options;
  Caretaker caretaker(peer, survey, peer.profile().accounts.front(), "X", 5s);
  Setting setting{peer, survey, catalogue, options, caretaker};
  const Played played = play(scenarios.front(), 1, setting);
  std::set<std::string> rules;
  for (const auto& breach : played.rules.breaches) {
    rules.insert(breach.finding.rule);
    EXPECT_GT(played.rules.counts.at(breach.finding.rule).broken, 0U);
  }
  return rules;
}

TEST(RulesThroughRunner, EachIsBrokenOnTheWire) {
  std::set<std::string_view> about_servers;
  for (const auto& about : oracle::list_rules())
    if (about.subject == oracle::Subject::server) about_servers.insert(about.name);
  for (const oracle::Violation& violation : oracle::violations()) {
    if (!about_servers.contains(violation.rule)) continue;
    EXPECT_THAT(broken(violation.transcript), testing::ElementsAre(std::string(violation.rule)))
        << violation.transcript;
  }
}

TEST(RulesThroughRunner, APeerWithoutFaultBreaksNone) {
  EXPECT_THAT(broken(oracle::kSelected +
                     "C: a3 NOOP\nS: * 4 EXISTS\nS: a3 OK done\nC: a4 LOGOUT\nS: * BYE now\nS: a4 OK done\nclosed\n"),
              testing::IsEmpty());
}

// Says the client's part of a transcript: lines that follow each other in one write, and the next when all has come that the
// server says before them.
void talk(const std::vector<std::string>& lines, Stream& stream) {
  SystemClock clock;
  const TimePoint until = clock.now() + 5s;
  std::string heard, to_say;
  std::ptrdiff_t awaited = 0;
  const auto say = [&] {
    while (std::count(heard.begin(), heard.end(), '\n') < awaited && clock.now() < until) {
      std::array<char, 4096> in;
      const Progress progress = stream.progress({}, in, until);
      heard.append(in.data(), progress.read);
      if (progress.end || !progress.error.empty()) return false;
    }
    const std::string octets = std::exchange(to_say, {});
    return octets.empty() || stream.progress(octets, {}, until).written == octets.size();
  };
  for (const auto& line : lines) {
    if (line.starts_with("C: ")) to_say += line.substr(3) + "\r\n";
    if (!line.starts_with("S: ")) continue;
    if (!to_say.empty() && !say()) return;
    ++awaited;
  }
  if (say()) stream.half_close();
}

// A script that says the server's part. Where the client breaks the rule it may end, by a command that it did not expect.
std::string script_of(const std::vector<std::string>& lines) {
  std::string text =
      "  - id: one\n    role: client\n    task: talk\n    title: One\n    verifies: [rfc3501-1-a]\n    steps:\n";
  bool heard = false, greeted = false;
  for (const auto& line : lines) {
    const bool client = line.starts_with("C: ");
    if (!client && !line.starts_with("S: ")) continue;
    const std::string octets = line.substr(3), behind_tag = octets.substr(octets.find(' ') + 1);
    const bool known = behind_tag.starts_with("LOGIN joe") || behind_tag.starts_with("ENABLE ") ||
                       behind_tag == "SELECT box" || behind_tag == "IDLE";
    if (client && !std::exchange(heard, true)) text += "      - {C: " + (known ? behind_tag : "NOOP") + "}\n";
    if (client) continue;
    heard = false;
    std::string escaped;
    for (const char c : octets) escaped += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    text += std::exchange(greeted, true) ? "      - {raw: \"" + escaped + "\\r\\n\"}\n"
                                         : "      - {S: \"" + escaped + "\"}\n";
  }
  return text;
}

std::set<std::string> broken_by_client(const std::string& transcript) {
  const auto lines = lines_of(transcript);
  const auto scripts = scenarios_of(script_of(lines), "topic: rules\n");
  if (scripts.empty()) return {};
  auto [left, right] = memory_pair();
  std::thread client([&lines, stream = std::move(left)] { talk(lines, *stream); });
  SystemClock clock;
  Transcript said(clock);
  scenario::Bindings bindings;
  ScriptServer server(scripts.front(), scripts.front().rounds.front().steps, bindings, *right, clock, said, 5s);
  server.run();
  right->close();
  client.join();
  std::set<std::string> rules;
  for (const auto& finding : server.take_findings())
    if (finding.subject == oracle::Subject::client) rules.insert(finding.rule);
  return rules;
}

TEST(RulesThroughRunner, EachAboutClientsIsBrokenOnTheWire) {
  std::set<std::string_view> left;
  for (const auto& about : oracle::list_rules())
    if (about.subject == oracle::Subject::client) left.insert(about.name);
  const auto all = left;
  for (const oracle::Violation& violation : oracle::violations()) {
    if (!all.contains(violation.rule)) continue;
    EXPECT_THAT(broken_by_client(violation.transcript), testing::ElementsAre(std::string(violation.rule)))
        << violation.transcript.substr(0, 500);
    left.erase(violation.rule);
  }
  EXPECT_TRUE(left.empty()) << *left.begin();
}

}  // namespace
}  // namespace imapspec::runner
