#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Terminal, LooksAsWeLike) {
  expect_golden("sample.txt", write(Format::terminal, sample_report()));
  expect_golden("sample-verbose.txt", write(Format::terminal, sample_report(), {.verbose = true}));
  expect_golden("sample-colour.txt", write(Format::terminal, sample_report(), {.colour = true}));
}

TEST(Terminal, ColourIsOnlyColour) {
  std::string plain = write(Format::terminal, sample_report(), {.colour = true});
  for (std::size_t i = plain.find('\x1b'); i != std::string::npos; i = plain.find('\x1b'))
    plain.erase(i, plain.find('m', i) - i + 1);
  EXPECT_EQ(plain, write(Format::terminal, sample_report()));
}

TEST(Terminal, CaretStandsBelowTheOctet) {
  Report report = sample_report();
  const std::string text = write(Format::terminal, report);
  const std::size_t offending = text.find("  >    0.013");
  ASSERT_NE(offending, std::string::npos);
  const std::size_t end = text.find('\n', offending);
  const std::string line = text.substr(offending, end - offending);
  const std::string below = text.substr(end + 1, text.find('\n', end + 1) - end - 1);
  EXPECT_EQ(below.find('^'), line.find("EXPUNGE"));
}

TEST(Terminal, ARequirementThatIsBrokenTwiceIsQuotedOnce) {
  Report report = sample_report();
  std::erase_if(report.results, [](const Result& result) { return result.id != "rules/uid-ascends"; });
  const std::string text = write(Format::terminal, report);
  const std::size_t first = text.find("https://");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text.find("https://", first + 1), std::string::npos);
}

TEST(Terminal, SaysThatTheRunDidNotEnd) {
  Report report = sample_report();
  EXPECT_THAT(write(Format::terminal, report), Not(HasSubstr("INCOMPLETE")));
  report.incomplete = true;
  report.incomplete_reason = "interrupted";
  EXPECT_THAT(write(Format::terminal, report), HasSubstr("INCOMPLETE: interrupted\n"));
}

TEST(Terminal, SaysThatNothingWasJudged) {
  EXPECT_THAT(write(Format::terminal, Report{}), HasSubstr("nothing was judged"));
  Report report;
  report.results.resize(3);
  for (Result& result : report.results) result.verdict = Verdict::skip;
  EXPECT_THAT(write(Format::terminal, report), HasSubstr("3 results: 3 skipped; nothing was judged;"));
}

TEST(Terminal, HostileOctetsMoveNoCursorAndForgeNoLine) {
  const std::string text = write(Format::terminal, report_full_of(hostile_octets()), {.verbose = true});
  for (const char c : text) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int{c};
  for (const char* forged : {"\nPASS  forged", "\nok 99", "\nBail out!", "\x7f", "\xff", "\xc2\x85", "\xe2\x80\xae"}) {
    EXPECT_THAT(text, Not(HasSubstr(forged)));
  }
}

TEST(Terminal, LongLinesAreCutAroundTheMark) {
  const std::string text = write(Format::terminal, report_with_long_lines(1 << 20));
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
    ASSERT_LT(end - begin, 200U) << text.substr(begin, 300);
  EXPECT_THAT(text, HasSubstr("[524228 octets] xxx"));
}

}  // namespace
}  // namespace imapspec::reports
