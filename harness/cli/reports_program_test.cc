// The reports of the program itself: one run, its shards put together, two runs compared.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "harness/cli/program_test_support.h"
#include "reports/compare.h"
#include "reports/read_json.h"
#include "reports/report.h"

namespace imapspec::cli {
namespace {

struct ReportsOfTheProgram : testing::Test {
  ~ReportsOfTheProgram() override { std::filesystem::remove_all(folder); }

  reports::Report run(const std::string& words, const std::string& name) {
    const auto outcome = imapspec("run base/search --seed 1 " + words + " --report json=" + file(name));
    EXPECT_LE(outcome.status, 1) << outcome.err;
    auto read = reports::read_report_file(file(name));
    EXPECT_TRUE(read) << read.error();
    return read ? *std::move(read) : reports::Report{};
  }
  std::string file(const std::string& name) const { return folder + "/" + name; }
  std::string contents(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const std::string folder = [] {
    const std::string path = testing::TempDir() + "imapspec-reports-" + std::to_string(getpid());
    std::filesystem::create_directories(path);
    return path;
  }();
};

TEST_F(ReportsOfTheProgram, ShardsAreTogetherWhatOneRunIs) {
  const auto whole = run("", "whole.json");
  run("--shard 1/3", "1.json");
  run("--shard 2/3", "2.json");
  run("--shard 3/3", "3.json");
  EXPECT_EQ(imapspec("report " + file("2.json") + " " + file("1.json") + " " + file("3.json") +
                     " --report json=" + file("all.json"))
                .status,
            0);
  const auto merged = reports::read_report_file(file("all.json"));
  ASSERT_TRUE(merged) << merged.error();
  EXPECT_FALSE(merged->incomplete);
  EXPECT_EQ(merged->not_tested, whole.not_tested);
  ASSERT_EQ(merged->results.size(), whole.results.size());
  for (std::size_t i = 0; i < whole.results.size(); ++i) {
    EXPECT_EQ(merged->results[i].id, whole.results[i].id);
    EXPECT_EQ(merged->results[i].verdict, whole.results[i].verdict) << whole.results[i].id;
  }
  EXPECT_TRUE(reports::compare(whole, *merged).empty());
  EXPECT_EQ(imapspec("report " + file("1.json") + " " + file("3.json") + " --report tap=" + file("part.tap")).status,
            1);
}

TEST_F(ReportsOfTheProgram, AShardWithoutScenariosSaysSo) {
  const auto outcome = imapspec("run base/search --shard 1000/1000");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("shard 1000 of 1000 has none of the "), std::string::npos) << outcome.err;
}

TEST_F(ReportsOfTheProgram, WhatIsNotOfOneRunIsNotMergedAndBothAreNamed) {
  run("--shard 1/2", "1.json");
  run("--shard 2/2 --quirk search-minds-case", "2.json");
  const auto outcome = imapspec("report " + file("1.json") + " " + file("2.json"));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find(file("1.json") + " and " + file("2.json") + " are not of one run"), std::string::npos)
      << outcome.err;
  expect_message(imapspec("run --shard 1/2 --server imap://alice:sesame@127.0.0.1:1"), 2, "wants --seed N");
}

// They may play on one account at once.
TEST_F(ReportsOfTheProgram, PartsOfOneSeedMakeMailboxesOfTheirOwn) {
  const auto mailboxes = [&](const std::string& words, const std::string& name) {
    run(words + " --transcripts " + file(name), name + ".json");
    std::set<std::string> names;
    for (const auto& transcript : std::filesystem::directory_iterator(file(name))) {
      const std::string text = contents(name + "/" + transcript.path().filename().string());
      const std::string before = "SELECT \"";
      for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos;) {
        at += before.size();
        names.insert(text.substr(at, text.find('"', at) - at));
      }
    }
    return names;
  };
  const auto first = mailboxes("--shard 1/2", "first"), second = mailboxes("--shard 2/2", "second");
  EXPECT_GT(first.size(), 1U);
  for (const std::string& name : second) EXPECT_FALSE(first.contains(name)) << name;
}

TEST_F(ReportsOfTheProgram, TheExitStatusIsThatOfTheRun) {
  const auto written = [&](const std::vector<reports::Verdict>& verdicts, const std::string& name) {
    reports::Report report;
    for (const auto verdict : verdicts) {
      report.results.emplace_back().id = "a" + std::to_string(report.results.size());
      report.results.back().verdict = verdict;
    }
    EXPECT_TRUE(reports::write_file(file(name), reports::write(reports::Format::json, report)));
    return "report " + file(name);
  };
  using enum reports::Verdict;
  EXPECT_EQ(imapspec(written({pass, skip, xfail}, "good.json")).status, 0);
  EXPECT_EQ(imapspec(written({pass, fail}, "bad.json")).status, 1);
  EXPECT_EQ(imapspec(written({pass, error}, "error.json")).status, 1);
  EXPECT_EQ(imapspec(written({pass, warn}, "warn.json")).status, 0);
  EXPECT_EQ(imapspec(written({pass, warn}, "warn.json") + " --strict").status, 1);
  expect_message(imapspec(written({}, "none.json") + " --report tap=-"), 3, "nothing was judged: there are no results");
  expect_message(imapspec(written({skip, error}, "skip.json")), 3, "1 skipped, 1 could not be played");
  EXPECT_EQ(imapspec(written({fail}, "bad.json") + " --report matrix=" + file("m.html")).status, 0);
  expect_message(imapspec("report --compare " + file("good.json") + " " + file("skip.json")), 3, "nothing was judged");
}

TEST_F(ReportsOfTheProgram, WhereAllWasSkippedNothingLooksWell) {
  for (const char* format : {"tap", "junit", "json", "github", "markdown"}) {
    const auto outcome = imapspec(std::string("run extensions/idle --profile rev1-minimal --report ") + format + "=-");
    EXPECT_EQ(outcome.status, 3) << format;
    EXPECT_NE(outcome.err.find("nothing was judged: "), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("no IDLE"), std::string::npos) << outcome.err;
  }
}

TEST_F(ReportsOfTheProgram, TheCommandThatShowsItAgainIsQuoted) {
  const std::string scenarios = file("my scenarios");
  std::filesystem::create_directory_symlink(IMAPSPEC_SOURCE_DIR "/scenarios", scenarios);
  const auto outcome = imapspec("run base/fetch-items --quirk beyond-the-end-is-nil --scenarios '" + scenarios + "'");
  EXPECT_EQ(outcome.status, 1);
  const std::string command = " --scenarios '" + scenarios + "'\n";
  ASSERT_NE(outcome.out.find(command), std::string::npos) << outcome.out;
  const std::size_t end = outcome.out.find(command) + command.size() - 1;
  const std::size_t begin = outcome.out.rfind("imapspec run ", end) + std::string("imapspec ").size();
  EXPECT_EQ(imapspec(outcome.out.substr(begin, end - begin)).status, 1) << outcome.out.substr(begin, end - begin);
}

TEST_F(ReportsOfTheProgram, ComparisonHasAnExitStatus) {
  run("", "before.json");
  run("--quirk search-minds-case", "after.json");
  const auto worse = imapspec("report --compare " + file("before.json") + " " + file("after.json") +
                              " --report html=" + file("changes.html"));
  EXPECT_EQ(worse.status, 1);
  EXPECT_NE(worse.out.find("new failure"), std::string::npos) << worse.out;
  EXPECT_NE(contents("changes.html").find("<h3>new failure</h3>"), std::string::npos);
  const auto page = imapspec("report --compare " + file("before.json") + " " + file("after.json") + " --report html=-");
  EXPECT_EQ(page.status, 1);
  EXPECT_TRUE(page.out.ends_with("</html>\n")) << "standard output has the page alone";
  const auto better = imapspec("report --compare " + file("after.json") + " " + file("before.json"));
  EXPECT_EQ(better.status, 0);
  EXPECT_NE(better.out.find("mended"), std::string::npos) << better.out;
  EXPECT_EQ(imapspec("report " + file("before.json") + " " + file("after.json") + " --report matrix=" + file("m.html"))
                .status,
            0);
  EXPECT_NE(contents("m.html").find("<h1>2 peers beside each other</h1>"), std::string::npos);
}

TEST_F(ReportsOfTheProgram, OrderAndRepetitionChangeNoVerdict) {
  const auto once = run("", "once.json"), often = run("--shuffle 7 --repeat 3", "often.json");
  EXPECT_TRUE(reports::compare(once, often).empty());
  ASSERT_EQ(often.results.size(), once.results.size());
  for (const auto& result : often.results) EXPECT_EQ(result.reason.find("flaky"), std::string::npos) << result.reason;
}

TEST_F(ReportsOfTheProgram, FailFastEndsTheRun) {
  const auto whole = run("--quirk search-minds-case", "whole.json");
  const auto part = run("--quirk search-minds-case --fail-fast --jobs 1", "part.json");
  EXPECT_TRUE(part.incomplete);
  EXPECT_NE(part.incomplete_reason.find("--fail-fast"), std::string::npos);
  EXPECT_LT(part.results.size(), whole.results.size());
}

TEST_F(ReportsOfTheProgram, ThePageHasStepsRequirementsAndNoPassword) {
  const auto outcome =
      imapspec("run base/login base/search --quirk search-minds-case --report html=" + file("page.html"));
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  const std::string page = contents("page.html");
  for (const char* part : {"<h4>Steps</h4>", "RFC 3501: ", "--quirk search-minds-case", "class=\"s bad\""})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("\"secret\""), std::string::npos);
}

}  // namespace
}  // namespace imapspec::cli
