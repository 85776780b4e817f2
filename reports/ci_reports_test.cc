// The small reports for CI services: GitHub's annotations, GitLab's code quality, the Markdown summary, the badge.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end == std::string::npos ? text.size() : end + 1;
  }
  return lines;
}

TEST(Github, EachFindingIsOneCommand) {
  const auto lines = lines_of(write(Format::github, sample_report()));
  ASSERT_EQ(lines.size(), 8U);
  EXPECT_THAT(lines[0], AllOf(HasSubstr("::error file=scenarios/base/expunge.yaml,line=14,title=base/expunge/"
                                        "silent-during-fetch%3A fail::what must never come came: * $_ EXPUNGE%0A"),
                              HasSubstr("RFC 9051 section 7.5.1")));
  EXPECT_THAT(lines[4], HasSubstr("::warning title=base/status/selected%3A warn::"));
  EXPECT_EQ(
      lines.back(),
      "::notice title=imapspec::12 results: 2 passed, 3 failed, 1 with warnings, 3 skipped, 1 could not be played, "
      "1 failed as expected, 1 passed unexpectedly");
}

TEST(Github, NothingThatThePeerSendsIsACommand) {
  for (const std::string& octets : {hostile_octets(), std::string("\n::error::forged"), std::string("a,b:c%0A::")}) {
    for (const std::string& line : lines_of(write(Format::github, report_full_of(octets)))) {
      EXPECT_THAT(line, MatchesRegex("::(error|warning|notice) (file=[^,:]*,(line=[0-9]+,)?)?title=[^,:]*::.*"));
    }
  }
}

TEST(Gitlab, HasWhatGitlabAsks) {
  for (const Report& report : {sample_report(), report_full_of(hostile_octets())}) {
    std::set<std::string> fingerprints;
    const auto list = nlohmann::json::parse(write(Format::gitlab, report));
    ASSERT_FALSE(list.empty());
    for (const auto& entry : list) {
      EXPECT_FALSE(entry.at("description").get<std::string>().empty());
      EXPECT_FALSE(entry.at("check_name").get<std::string>().empty());
      EXPECT_FALSE(entry.at("location").at("path").get<std::string>().empty());
      EXPECT_GE(entry.at("location").at("lines").at("begin").get<int>(), 1);
      EXPECT_TRUE(fingerprints.insert(entry.at("fingerprint")).second);
      EXPECT_TRUE(
          (std::set<std::string>{"info", "minor", "major", "critical", "blocker"}).contains(entry.at("severity")));
    }
  }
  EXPECT_EQ(write(Format::gitlab, Report{}), "[]\n");
}

TEST(Markdown, LooksAsWeLike) {
  expect_golden("sample.md", write(Format::markdown, sample_report()));
}

TEST(Markdown, NoOctetsOfThePeerAreMarkup) {
  const std::string octets = "</details><img onerror> ``` ````` [a](http://b) | # *x*\n# forged";
  bool fenced = false;
  std::string fence;
  for (const std::string& line : lines_of(write(Format::markdown, report_full_of(octets)))) {
    if (!fenced && line.starts_with("```")) {
      fence = line.substr(0, line.find_first_not_of('`'));
      EXPECT_GT(fence.size(), 5U);
      fenced = true;
    } else if (fenced) {
      fenced = line != fence;
    } else {
      EXPECT_THAT(line,
                  AllOf(Not(HasSubstr("<img")), Not(HasSubstr("```")), Not(HasSubstr(" *x*")), Not(HasSubstr("[a]"))));
      EXPECT_FALSE(line.starts_with("# forged"));
    }
  }
  EXPECT_FALSE(fenced);
}

TEST(Markdown, FitsIntoASummary) {
  Report report = report_with_long_lines(1 << 16);
  report.results[0].failures[0].message = std::string(1 << 16, 'm');
  report.results.resize(500, report.results[0]);
  const std::string text = write(Format::markdown, report);
  EXPECT_LT(text.size(), 1U << 20U);
  EXPECT_THAT(text, HasSubstr("for which there is no room here"));
}

TEST(Markdown, OneLongLineIsCutToo) {
  Report report;
  report.results.resize(1);
  report.results[0].verdict = Verdict::error;
  report.results[0].reason = std::string(19'999, 'm') + "\xc3\xbc" + std::string(100'000, 'm');
  const std::string text = write(Format::markdown, report);
  EXPECT_LT(text.size(), 21'000U);
  EXPECT_THAT(text, HasSubstr("m\n[100002 octets]\n"));
}

std::string badge_title(const Report& report) {
  const std::string svg = write(Format::badge, report);
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(svg.data(), svg.size()));
  EXPECT_STREQ(document.child("svg").attribute("role").value(), "img");
  return document.child("svg").child_value("title");
}

TEST(Badge, SaysHowItWent) {
  EXPECT_EQ(badge_title(sample_report()), "imapspec: 5 unexpected");
  EXPECT_EQ(badge_title(Report{}), "imapspec: nothing judged");
  Report report;
  report.results.resize(3);
  EXPECT_EQ(badge_title(report), "imapspec: 3 passed");
  report.results[0].verdict = Verdict::xfail;
  EXPECT_EQ(badge_title(report), "imapspec: 2 passed, 1 known");
  report.incomplete = true;
  EXPECT_EQ(badge_title(report), "imapspec: incomplete");
}

}  // namespace
}  // namespace imapspec::reports
