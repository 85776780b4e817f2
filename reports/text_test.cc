#include "reports/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imapspec::reports {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;

TEST(Text, OctetsAreShownInAscii) {
  EXPECT_EQ(show_octets("* OK \"\\\" ~\r\n\t"), "* OK \"\\\" ~\\r\\n\\t");
  EXPECT_EQ(show_octets("\0\x1b\x7f\x80\xff"s), "\\x00\\x1b\\x7f\\x80\\xff");
}

TEST(Text, WordsKeepTheirUtf8) {
  EXPECT_EQ(show_text("gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x93\xa7\n."),
            "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x93\xa7\n.");
}

TEST(Text, WordsLoseWhatIsNoUtf8) {
  EXPECT_EQ(show_text("\xc3"), "\\xc3");                             // cut off
  EXPECT_EQ(show_text("\xc3("), "\\xc3(");                           // no continuation
  EXPECT_EQ(show_text("\xc0\xaf"), "\\xc0\\xaf");                    // overlong
  EXPECT_EQ(show_text("\xe0\x9f\xbf"), "\\xe0\\x9f\\xbf");           // overlong
  EXPECT_EQ(show_text("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // a surrogate
  EXPECT_EQ(show_text("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // above U+10FFFF
}

TEST(Text, WordsLoseWhatMovesACursor) {
  EXPECT_EQ(show_text("\x1b[2J\r\t\x7f"), "\\x1b[2J\\r\\t\\x7f");
  EXPECT_EQ(show_text("\xc2\x9b"), "\\xc2\\x9b");           // U+009B, the other ESC [
  EXPECT_EQ(show_text("\xe2\x80\xae"), "\\xe2\\x80\\xae");  // U+202E
  EXPECT_EQ(show_text("\xd8\x9c"), "\\xd8\\x9c");           // U+061C
}

TEST(Text, ALineIsOneLine) {
  EXPECT_EQ(show_line("one\ntwo\r\n"), "one two\\r ");
}

TEST(Text, XmlLosesWhatIsNoCharacterOfIt) {
  EXPECT_EQ(show_xml("\xef\xbf\xbe\xef\xbf\xbf\n\xef\xbf\xbd<"), "\\xef\\xbf\\xbe\\xef\\xbf\\xbf\n\xef\xbf\xbd<");
}

TEST(Text, TheStartSaysWhatIsLeftOut) {
  EXPECT_EQ(show_start("abcdef", 6), "abcdef");
  EXPECT_EQ(show_start("abcdef", 4), "abcd [2 octets]");
}

TEST(Text, Latin1) {
  EXPECT_EQ(latin1("a\x7f\x80\xff\0"s), "a\x7f\xc2\x80\xc3\xbf\0"s);
}

TEST(LayOut, ARowALine) {
  EXPECT_THAT(lay_out("", {}, 80, 9).rows, ElementsAre(""));
  EXPECT_THAT(lay_out("a\r\n", {}, 80, 9).rows, ElementsAre("a"));
  EXPECT_THAT(lay_out("a\r\nb\nc", {}, 80, 9).rows, ElementsAre("a", "b\\n", "c"));
  EXPECT_THAT(lay_out("a\rb\r\n", {}, 80, 9).rows, ElementsAre("a\\rb"));
}

TEST(LayOut, MarkIsAtItsOctet) {
  const auto mark = [](std::string_view octets, std::size_t at) {
    const Rows rows = lay_out(octets, at, 80, 9);
    return std::pair(rows.mark_row.value_or(99), rows.mark_column.value_or(99));
  };
  EXPECT_EQ(mark("abc\r\ndef\r\n", 0), std::pair(std::size_t{0}, std::size_t{0}));
  EXPECT_EQ(mark("abc\r\ndef\r\n", 3), std::pair(std::size_t{0}, std::size_t{3}));  // its CR
  EXPECT_EQ(mark("abc\r\ndef\r\n", 4), std::pair(std::size_t{0}, std::size_t{3}));  // its LF
  EXPECT_EQ(mark("abc\r\ndef\r\n", 6), std::pair(std::size_t{1}, std::size_t{1}));
  EXPECT_EQ(mark("abc\r\ndef\r\n", 10), std::pair(std::size_t{1}, std::size_t{3}));  // the end
  EXPECT_EQ(mark("\xff\xff.", 2), std::pair(std::size_t{0}, std::size_t{8}));
  EXPECT_EQ(mark("", 5), std::pair(std::size_t{0}, std::size_t{0}));
}

TEST(LayOut, CutsButNeverAroundTheMark) {
  const std::string line(1000, 'x');
  const Rows plain = lay_out(line, {}, 50, 9);
  EXPECT_THAT(plain.rows, ElementsAre(std::string(50, 'x') + " [950 octets]"));
  EXPECT_THAT(lay_out(line.substr(0, 91), {}, 50, 9).rows, ElementsAre(std::string(50, 'x') + " [41 octets]"));
  EXPECT_THAT(lay_out(line.substr(0, 90), {}, 50, 9).rows, ElementsAre(std::string(90, 'x')));  // not worth it
  std::string octets = line + "\r\n" + line.substr(0, 500) + "!" + line + "\r\n";
  const Rows rows = lay_out(octets, 1502, 50, 1);
  ASSERT_EQ(rows.rows.size(), 2U);
  EXPECT_EQ(rows.rows.at(rows.mark_row.value()).at(rows.mark_column.value()), '!');
}

TEST(LayOut, SaysHowMuchOfTheRowsIsLeftOut) {
  std::string octets;
  for (int i = 0; i < 100; ++i) octets += "row\r\n";
  EXPECT_THAT(lay_out(octets, {}, 80, 2).rows, ElementsAre("row", "row", "[490 octets]"));
  const Rows marked = lay_out(octets, 250, 80, 1);
  EXPECT_THAT(marked.rows, ElementsAre("row", "[245 octets]", "row", "[245 octets]"));
  EXPECT_EQ(marked.mark_row, 2U);
}

}  // namespace
}  // namespace imapspec::reports
