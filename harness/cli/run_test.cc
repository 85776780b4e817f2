// The whole suite against the embedded server, in this process.
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "harness/cli/common.h"
#include "harness/cli/peers/embedded_peer.h"
#include "harness/runner/schedule.h"

namespace imapspec::cli {
namespace {

using reports::Verdict;

struct EmbeddedRun : testing::Test {
  Suite suite = [] {
    auto loaded = load_suite(IMAPSPEC_SOURCE_DIR "/scenarios");
    EXPECT_TRUE(loaded) << loaded.error();
    return loaded ? *std::move(loaded) : Suite{};
  }();

  static std::unique_ptr<EmbeddedPeer> a_peer() { return std::make_unique<EmbeddedPeer>(); }

  runner::Run run(unsigned connections, const runner::PeerFactory& peers = a_peer) {
    std::vector<const scenario::Scenario*> chosen;
    for (const auto& scenario : suite.scenarios)
      if (!scenario.client) chosen.push_back(&scenario);
    EmbeddedPeer peer;
    runner::Transcript transcript(peer.clock());
    const auto survey = runner::survey(peer, std::chrono::seconds(5), transcript);
    EXPECT_TRUE(survey) << survey.error().what;
    runner::ScheduleOptions options;
    options.connections = connections;
    return runner::run_scenarios(peers, chosen, *survey, suite.catalogue, options);
  }
};

TEST_F(EmbeddedRun, TheReferenceServerPassesEveryScenarioAndRule) {
  const auto done = run(8);
  EXPECT_EQ(done.incomplete, "");
  EXPECT_TRUE(done.left_behind.empty()) << done.left_behind.front();
  std::size_t passed = 0;
  for (const auto& result : done.results) {
    if (result.verdict == Verdict::pass) ++passed;
    if (result.verdict == Verdict::pass || result.verdict == Verdict::skip) continue;
    ADD_FAILURE() << result.id << ": " << reports::name(result.verdict) << ": "
                  << (result.failures.empty() ? result.reason
                                              : result.failures.front().step + ": " + result.failures.front().message);
  }
  EXPECT_GE(passed, 150U);
}

// The examples of the language page: what they ask for, the reference server does, or does not offer yet.
TEST_F(EmbeddedRun, PlaysTheExamplesOfTheLanguage) {
  std::size_t played = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(IMAPSPEC_SOURCE_DIR "/harness/scenario/testdata/examples")) {
    if (entry.path().extension() != ".yaml") continue;
    auto loaded = load_scenario_file(entry.path().string(), suite.catalogue);
    EXPECT_TRUE(loaded.mistakes.empty()) << yaml::to_string(loaded.mistakes);
    suite.scenarios = std::move(loaded.scenarios);
    for (const auto& result : run(1).results) {
      if (result.id.starts_with("rules/")) continue;
      EXPECT_TRUE(result.verdict == Verdict::pass || result.verdict == Verdict::skip)
          << result.id << ": " << (result.failures.empty() ? result.reason : result.failures.front().message);
      played += result.verdict == Verdict::pass;
    }
  }
  EXPECT_GE(played, 25U);
}

TEST_F(EmbeddedRun, VerdictsDoNotDependOnTheNumberOfConnections) {
  const auto one = run(1), many = run(16);
  ASSERT_EQ(one.results.size(), many.results.size());
  for (std::size_t i = 0; i < one.results.size(); ++i) {
    EXPECT_EQ(one.results[i].id, many.results[i].id);
    EXPECT_EQ(one.results[i].verdict, many.results[i].verdict) << one.results[i].id;
  }
}

// A peer that compresses, and to which octets go one by one.
std::unique_ptr<EmbeddedPeer> a_peculiar_peer(std::vector<std::string> quirks = {}) {
  auto peer = std::make_unique<EmbeddedPeer>(ReferenceOptions{.quirks = std::move(quirks)});
  peer->profile().compress = true;
  peer->profile().chop = 1;
  return peer;
}

TEST_F(EmbeddedRun, VerdictsDependNeitherOnCompressionNorOnHowOctetsAreCut) {
  const auto plain = run(4), cut = run(4, [] { return a_peculiar_peer(); });
  ASSERT_EQ(plain.results.size(), cut.results.size());
  for (std::size_t i = 0; i < plain.results.size(); ++i)
    EXPECT_EQ(plain.results[i].verdict, cut.results[i].verdict) << plain.results[i].id;
}

TEST_F(EmbeddedRun, CompressesBehindTheLogin) {
  std::erase_if(suite.scenarios, [](const auto& each) { return each.id != "base/fetch-items/slices[far-away]"; });
  const auto done = run(1, [] { return a_peculiar_peer({"beyond-the-end-is-nil"}); });
  const auto& failed = done.results.front();
  ASSERT_EQ(failed.verdict, Verdict::fail) << failed.id;
  const auto& lines = failed.failures.front().transcript;
  EXPECT_TRUE(
      std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.octets == "DEFLATE from here on"; }));
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(),
                          [](const auto& line) { return line.octets.ends_with(" COMPRESS DEFLATE\r\n"); }));
}

}  // namespace
}  // namespace imapspec::cli
