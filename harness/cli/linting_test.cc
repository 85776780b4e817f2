#include "harness/cli/linting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "harness/cli/cli_test_support.h"
#include "harness/cli/embedded_files.h"

namespace imapspec::cli {
namespace {

using ::testing::HasSubstr;

// small_files() with `from` changed to `to` in one file.
FileSet changed(const std::string& file, std::string_view from, std::string_view to) {
  FileSet files = small_files();
  std::string& text = files.files.at(file);
  text.replace(text.find(from), from.size(), to);
  return files;
}

std::string mistakes_in(const FileSet& files) {
  return yaml::to_string(lint_suite(files).mistakes);
}

TEST(Linting, TheSuiteHasNoMistakes) {
  const Findings findings = lint_suite(embedded_scenarios());
  EXPECT_TRUE(findings.mistakes.empty()) << yaml::to_string(findings.mistakes);
  EXPECT_TRUE(findings.warnings.empty()) << yaml::to_string(findings.warnings);
  EXPECT_GT(findings.requirements, 0U);
}

TEST(Linting, CountsWhatItRead) {
  const Findings findings = lint_suite(small_files());
  EXPECT_EQ(yaml::to_string(findings.mistakes), "");
  EXPECT_EQ(findings.scenarios, 3U);
  EXPECT_EQ(findings.requirements, 4U);
  EXPECT_EQ(findings.peers, 1U);
}

TEST(Linting, FindsMistakesEverywhere) {
  EXPECT_THAT(mistakes_in(changed("base/noop.yaml", "title: NOOP succeeds", "titel: NOOP succeeds")),
              HasSubstr("scenarios/base/noop.yaml:4:5: "));
  EXPECT_THAT(mistakes_in(changed("base/noop.yaml", "verifies: [rfc7-1-a]", "verifies: [rfc7-1-x]")),
              HasSubstr("scenarios/base/noop.yaml:6:"));
  EXPECT_THAT(mistakes_in(changed("requirements/rfc7.yaml", "level: MUST,", "level: MUSTARD,")),
              HasSubstr("requirements/rfc7.yaml:4:"));
  EXPECT_THAT(mistakes_in(changed("peers/seven.yaml", "base/noop/succeeds", "base/noop/succeds")),
              HasSubstr("scenarios/peers/seven.yaml:3:"));
  EXPECT_THAT(mistakes_in(changed("peers/seven.yaml", "section: RFC 7 section 1", "section: somewhere")),
              HasSubstr("scenarios/peers/seven.yaml:3:"));
  EXPECT_THAT(mistakes_in(changed("ambiguities.yaml", "rfc7-1-a", "rfc7-1-x")), HasSubstr("ambiguities.yaml:2:"));
}

TEST(Linting, AMistakeInTheCatalogueDoesNotHideThoseOfScenarios) {
  FileSet files = changed("requirements/rfc7.yaml", "level: MUST,", "level: MUSTARD,");
  files.files["base/other.yaml"] = "topic: other\nscenarioes: []\n";
  EXPECT_THAT(mistakes_in(files), HasSubstr("scenarios/base/other.yaml:"));
}

TEST(Linting, AScenarioVerifiesWhatIsAskedOfItsSide) {
  EXPECT_THAT(mistakes_in(changed("base/noop.yaml", "verifies: [rfc7-1-a]", "verifies: [rfc7-1-b]")),
              HasSubstr("base/noop/succeeds verifies rfc7-1-b, which is asked of clients"));
}

TEST(Linting, AScenarioThatVerifiesTheUntestableIsAWarning) {
  const Findings findings = lint_suite(changed("base/noop.yaml", "verifies: [rfc7-1-a]", "verifies: [rfc7-1-c]"));
  EXPECT_EQ(yaml::to_string(findings.mistakes), "");
  EXPECT_THAT(yaml::to_string(findings.warnings), HasSubstr("base/noop/succeeds verifies rfc7-1-c"));
}

// A later RFC that asks again has the quirks, and the notes on them, of the older requirement.
TEST(Linting, WhatIsAskedForAgainHasTheQuirksOfTheFirst) {
  const auto with = [](std::string_view more) {
    FileSet files = changed("requirements/rfc7.yaml", "NOOP succeeds.", "NOOP succeeds." + std::string(more));
    files.files["requirements/rfc9.yaml"] =
        "rfc: 9\ntitle: Nine\neach-must-has-a-quirk: true\nrequirements:\n  - {id: rfc9-1-a, as: rfc7-1-a}\n";
    return mistakes_in(files);
  };
  EXPECT_THAT(with(""), HasSubstr("rfc9-1-a is violated by no quirk of the reference server"));
  EXPECT_EQ(with(", no-quirk: it succeeds always"), "");
}

// It may be asked with a stronger keyword than it was.
TEST(Linting, WhatIsAskedForAgainAsAMustHasAQuirkOrAReason) {
  const auto with = [](std::string_view first, std::string_view level) {
    FileSet files = small_files();
    files.files["requirements/rfc6.yaml"] =
        "rfc: 6\ntitle: Six\nrequirements:\n  - {id: rfc6-1-a, subject: server, words: x., " + std::string(first) +
        "}\n";
    files.files["requirements/rfc9.yaml"] =
        "rfc: 9\ntitle: Nine\neach-must-has-a-quirk: true\nrequirements:\n  - {id: rfc9-1-a, as: rfc6-1-a" +
        std::string(level) + "}\n";
    return mistakes_in(files);
  };
  EXPECT_EQ(with("level: SHOULD, no-quirk: y", ", level: MUST"), "");
  EXPECT_THAT(with("level: SHOULD, no-quirk: y", ""),
              HasSubstr("rfc6-1-a has no-quirk, which is for what a MUST asks"));
  EXPECT_EQ(with("level: MAY, choice: as it is", ""), "");
  EXPECT_THAT(with("level: MAY, choice: as it is", ", level: MUST"), HasSubstr("rfc9-1-a is violated by no quirk"));
}

// Of a file that says that each MUST and MAY is accounted for, with more said of its MUST and of its MAY.
std::string mistakes_in_complete(std::string_view of_must, std::string_view of_may) {
  FileSet files = changed("requirements/rfc7.yaml", "title: Seven", "title: Seven\neach-must-has-a-quirk: true");
  std::string& text = files.files.at("requirements/rfc7.yaml");
  for (const auto& [words, more] : {std::pair("NOOP succeeds.", of_must), std::pair("A server may sing.", of_may)})
    text.insert(text.find(words) + std::string_view(words).size(), more);
  return mistakes_in(files);
}

TEST(Linting, WhereTheFileSaysSoEachMustOfAServerHasAQuirkOrAReason) {
  const auto with = [](std::string_view more) { return mistakes_in_complete(more, ", choice: as it is"); };
  EXPECT_THAT(with(""), HasSubstr("rfc7.yaml:5:5: rfc7-1-a is violated by no quirk of the reference server, and has "
                                  "neither quirk-of nor no-quirk"));
  EXPECT_EQ(with(", no-quirk: it succeeds always"), "");
  EXPECT_THAT(with(", quirk-of: rfc7-1-x"), HasSubstr("rfc7-1-a has quirk-of rfc7-1-x, which is no requirement"));
  EXPECT_THAT(with(", quirk-of: rfc7-2-a"), HasSubstr("rfc7-1-a has quirk-of rfc7-2-a, which no quirk violates"));
  EXPECT_THAT(mistakes_in(changed("requirements/rfc7.yaml", "A server may sing.", "A server may sing., no-quirk: y")),
              HasSubstr("rfc7-2-a has no-quirk, which is for what a MUST asks of a server"));
  FileSet violated = small_files();
  violated.files["requirements/rfc8508.yaml"] =
      "rfc: 8508\ntitle: T\nrequirements:\n"
      "  - {id: rfc8508-1-a, level: MUST, subject: server, words: x., no-quirk: y}\n";
  EXPECT_THAT(mistakes_in(violated),
              HasSubstr("rfc8508-1-a has no-quirk, and the quirk replace-shows-deleted violates"));
}

TEST(Linting, WhereTheFileSaysSoEachMayOfAServerHasAVariationOrAChoice) {
  const auto with = [](std::string_view more) { return mistakes_in_complete(", no-quirk: it succeeds always", more); };
  EXPECT_THAT(with(""), HasSubstr("rfc7-2-a is done by no variation of the reference server, and has no choice"));
  EXPECT_EQ(with(", choice: as it is"), "");
  EXPECT_EQ(with(", choice: 'limits: line; variation talkative, small-letters; or not'"), "");
  EXPECT_THAT(with(", choice: 'variation talkative, silent'"), HasSubstr("names silent, which is no variation"));
  EXPECT_THAT(with(", choice: variation logout-without-bye"),
              HasSubstr("names logout-without-bye, which is no variation"));
  EXPECT_THAT(mistakes_in(changed("requirements/rfc7.yaml", "NOOP succeeds.", "NOOP succeeds., choice: y")),
              HasSubstr("rfc7-1-a has a choice, which is for what a MAY leaves to a server"));
  FileSet varied = small_files();
  varied.files["requirements/rfc2971.yaml"] =
      "rfc: 2971\ntitle: T\nrequirements:\n"
      "  - {id: rfc2971-3.2-a, level: MAY, subject: server, words: x.}\n"
      "  - {id: rfc2971-3.2-b, level: MAY, subject: server, words: x., choice: y}\n";
  EXPECT_THAT(mistakes_in(varied), HasSubstr("rfc2971-3.2-b has a choice, and the variation id-is-nil does it"));
}

class LintFile : public testing::Test {
 protected:
  void SetUp() override {
    root_ = std::filesystem::path(testing::TempDir()) /
            ("imapspec-lint-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }
  std::string lint(const std::string& path, std::string_view text) {
    const std::filesystem::path file = root_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    const Findings findings = lint_file(file.string(), small_suite());
    read_ = findings.scenarios + findings.requirements + findings.peers;
    return yaml::to_string(findings.mistakes);
  }
  std::filesystem::path root_;
  std::size_t read_ = 0;
};

TEST_F(LintFile, Scenarios) {
  const std::string good = small_files().files.at("base/noop.yaml");
  EXPECT_EQ(lint("mine.yaml", good), "");
  EXPECT_EQ(read_, 3U);
  EXPECT_THAT(lint("mine.yaml", good + "extra: 1\n"), HasSubstr("mine.yaml:15:1: "));
}

TEST_F(LintFile, PeersAndRequirementsByTheirFolder) {
  EXPECT_EQ(lint("peers/mine.yaml", small_files().files.at("peers/seven.yaml")), "");
  EXPECT_EQ(read_, 1U);
  EXPECT_THAT(lint("peers/mine.yaml",
                   "name: mine\nexpect: [{id: base/none/such, kind: xfail, section: RFC 7 section 1, reason: It does "
                   "so again and again.}]\n"),
              HasSubstr("mine.yaml:2:"));
  EXPECT_EQ(lint("requirements/rfc7.yaml", small_files().files.at("requirements/rfc7.yaml")), "");
  EXPECT_EQ(read_, 4U);
  EXPECT_THAT(lint("requirements/rfc7.yaml", "rfc: 7\n"), HasSubstr("rfc7.yaml:1:"));
}

TEST_F(LintFile, NoFile) {
  EXPECT_THAT(yaml::to_string(lint_file((root_ / "none.yaml").string(), small_suite()).mistakes),
              HasSubstr("no such file"));
}

}  // namespace
}  // namespace imapspec::cli
