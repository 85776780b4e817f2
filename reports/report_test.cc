#include "reports/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;

TEST(Report, FormatsHaveNames) {
  EXPECT_THAT(format_names(), ::testing::ElementsAre("terminal", "junit", "tap", "json", "html", "sarif", "github",
                                                     "gitlab", "markdown", "badge"));
  for (const std::string_view name : format_names()) EXPECT_TRUE(find_format(name)) << name;
  EXPECT_EQ(find_format("json"), Format::json);
  EXPECT_EQ(find_format("JSON"), std::nullopt);
  EXPECT_EQ(find_format("html5"), std::nullopt);
}

TEST(Report, SummaryCountsVerdictsAndReasons) {
  const Summary summary = summarize(sample_report());
  EXPECT_EQ(summary.total, 12U);
  EXPECT_EQ(summary.of(Verdict::pass), 2U);
  EXPECT_EQ(summary.of(Verdict::fail), 3U);
  EXPECT_EQ(summary.of(Verdict::warn), 1U);
  EXPECT_EQ(summary.of(Verdict::skip), 3U);
  EXPECT_EQ(summary.of(Verdict::error), 1U);
  EXPECT_EQ(summary.of(Verdict::xfail), 1U);
  EXPECT_EQ(summary.of(Verdict::xpass), 1U);
  EXPECT_THAT(summary.skips, ::testing::ElementsAre(Summary::Skips{"not offered: NOTIFY", 2},
                                                    Summary::Skips{"not offered: IMAP4rev2", 1}));
}

TEST(Report, UnexpectedIsWhatFailsTheRun) {
  for (const Verdict verdict : {Verdict::fail, Verdict::error, Verdict::xpass})
    EXPECT_TRUE(is_unexpected(verdict)) << name(verdict);
  for (const Verdict verdict : {Verdict::pass, Verdict::warn, Verdict::skip, Verdict::xfail})
    EXPECT_FALSE(is_unexpected(verdict)) << name(verdict);
  EXPECT_TRUE(is_unexpected(Verdict::warn, true));
  EXPECT_FALSE(is_unexpected(Verdict::xfail, true));
}

TEST(Report, RequirementsHaveLinks) {
  const Requirement section{"", "", Level::must, 9051, "7.5.1"};
  EXPECT_EQ(section.place(), "RFC 9051 section 7.5.1");
  EXPECT_EQ(section.link(), "https://www.rfc-editor.org/rfc/rfc9051#section-7.5.1");
  const Requirement appendix{"", "", Level::must, 9051, "A.2"};
  EXPECT_EQ(appendix.place(), "RFC 9051 appendix A.2");
  EXPECT_EQ(appendix.link(), "https://www.rfc-editor.org/rfc/rfc9051#appendix-A.2");
  EXPECT_EQ(Requirement{}.link(), "");
}

TEST(WriteFile, Writes) {
  const std::string path = testing::TempDir() + "/imapspec-report-test.txt";
  ASSERT_TRUE(write_file(path, "one\r\n"));
  EXPECT_EQ(read_file(path), "one\r\n");
  ASSERT_TRUE(write_file(path, ""));
  EXPECT_EQ(read_file(path), "");
  std::filesystem::remove(path);
}

TEST(WriteFile, SaysWhatIsWrong) {
  const auto error = [](const std::string& path) {
    const auto written = write_file(path, "text");
    return written ? "written" : written.error();
  };
  EXPECT_THAT(error("/nowhere/at/all.xml"), HasSubstr("/nowhere/at/all.xml: No such file"));
  EXPECT_THAT(error(testing::TempDir()), HasSubstr("Is a directory"));
  EXPECT_THAT(error(""), HasSubstr("No such file"));
}

TEST(WriteFile, FindsOutThatTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  for (const std::size_t size : {std::size_t{1}, std::size_t{1} << 20U}) {
    const auto written = write_file("/dev/full", std::string(size, 'x'));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error(), "cannot write /dev/full: No space left on device");
  }
}

}  // namespace
}  // namespace imapspec::reports
