#include "reports/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;

std::expected<Report, std::string> merge_all(std::vector<Report> reports) {
  std::vector<Part> parts;
  for (Report& report : reports) {
    std::string file = std::to_string(parts.size()) + ".json";
    parts.push_back({std::move(file), std::move(report)});
  }
  return merge(std::move(parts));
}

// The sample's scenarios dealt out, every rule in each part with its share of the tally.
std::vector<Report> parts_of_sample(unsigned count) {
  std::vector<Report> parts(count, sample_report());
  for (unsigned i = 0; i < count; ++i) {
    parts[i].shard = {i + 1, count};
    parts[i].results.clear();
  }
  unsigned next = 0;
  for (const Result& result : sample_report().results) {
    if (!result.rule) {
      parts[next++ % count].results.push_back(result);
      continue;
    }
    for (unsigned i = 0; i < count; ++i) {
      Result part = result;
      part.rule = i == 0 ? *result.rule : RuleTally{};
      if (i > 0) {
        part.failures.clear();
        part.verdict = Verdict::skip;
        part.reason = "nothing to judge";
      }
      parts[i].results.push_back(part);
    }
  }
  std::ranges::reverse(parts);
  return parts;
}

TEST(Merge, IsTheSameAsOneRun) {
  for (const unsigned count : {1U, 2U, 5U}) {
    const auto merged = merge_all(parts_of_sample(count));
    ASSERT_TRUE(merged) << merged.error();
    EXPECT_EQ(write(Format::json, *merged), write(Format::json, sample_report()));
  }
}

TEST(Merge, TalliesOfRulesAreAdded) {
  std::vector<Report> parts(2);
  for (unsigned i = 0; i < 2; ++i) {
    parts[i].shard = {i + 1, 2};
    parts[i].results.resize(1);
    Result& rule = parts[i].results[0];
    rule.id = "rules/uid-ascends";
    rule.rule = RuleTally{10, i};
    rule.verdict = i == 0 ? Verdict::pass : Verdict::fail;
    rule.failures.resize(std::size_t{i} * 4);
    for (std::size_t k = 0; k < rule.failures.size(); ++k) rule.failures[k].scenario = std::string(1, char('d' - k));
  }
  const auto merged = merge_all(parts);
  ASSERT_TRUE(merged) << merged.error();
  const Result& rule = merged->results.at(0);
  EXPECT_EQ(rule.rule->watched, 20U);
  EXPECT_EQ(rule.rule->broken, 1U);
  EXPECT_EQ(rule.verdict, Verdict::fail);
  ASSERT_EQ(rule.failures.size(), 3U);
  EXPECT_EQ(rule.failures[0].scenario, "a");
}

TEST(Merge, SaysWhatIsMissing) {
  auto parts = parts_of_sample(3);
  parts.pop_back();
  const auto merged = merge_all(parts);
  ASSERT_TRUE(merged) << merged.error();
  EXPECT_TRUE(merged->incomplete);
  EXPECT_EQ(merged->incomplete_reason, "shard 1 of 3 is missing");
  Report one;
  one.shard = {2, 4'294'967'295};
  EXPECT_EQ(merge_all({one})->incomplete_reason,
            "shard 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 and 4294967274 more of "
            "4294967295 is missing");
}

TEST(Merge, RefusesWhatIsNotOfOneRunAndNamesBoth) {
  const auto refusal = [](const std::function<void(Report&)>& change) {
    auto parts = parts_of_sample(2);
    change(parts[0]);  // shard 2, since they come in no order
    const auto merged = merge_all(std::move(parts));
    return merged ? "it is merged" : merged.error();
  };
  EXPECT_EQ(refusal([](Report&) {}), "it is merged");
  EXPECT_EQ(refusal([](Report& report) { report.version = "0.2"; }),
            "1.json and 0.json are not of one run: the version is \"imapspec 0.1.0 (757d459)\" in the one and "
            "\"imapspec 0.2\" in the other");
  EXPECT_THAT(refusal([](Report& report) { report.peer.url = "imap://other"; }), HasSubstr("and \"imap://other\" in"));
  EXPECT_THAT(refusal([](Report& report) { report.peer.name = "Cyrus"; }), HasSubstr("the server's name is"));
  EXPECT_THAT(refusal([](Report& report) { report.seed = 8; }), HasSubstr("--seed N"));
  EXPECT_THAT(refusal([](Report& report) { report.command_options += " --rev rev2"; }), HasSubstr("--rev rev2"));
  EXPECT_THAT(refusal([](Report& report) { report.not_tested.emplace_back("half"); }), HasSubstr("not tested is"));
  EXPECT_THAT(refusal([](Report& report) { report.peer.capabilities.emplace_back("X"); }), HasSubstr("capabilities"));
  EXPECT_THAT(refusal([](Report& report) { report.shard.count = 3; }), HasSubstr("number of shards is \"2\""));
  EXPECT_THAT(refusal([](Report& report) { report.shard.index = 1; }), HasSubstr("are both shard 1 of 2"));
  EXPECT_THAT(refusal([](Report& report) { report.results = parts_of_sample(2)[1].results; }),
              HasSubstr("1.json and 0.json both have a result of "));
  EXPECT_FALSE(merge({}));
}

TEST(Merge, TheOrderOfCapabilitiesAndTheGreetingAreOfTheConnection) {
  auto parts = parts_of_sample(2);
  std::ranges::reverse(parts[0].peer.capabilities);
  parts[0].peer.greeting = "* OK connection 7";
  EXPECT_TRUE(merge_all(parts));
}

}  // namespace
}  // namespace imapspec::reports
