#include "harness/mail/header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::vector<std::string> fields(std::string_view header) {
  std::vector<std::string> found;
  for (const auto& f : HeaderFields(header)) found.push_back(std::string(f.name) + "|" + std::string(f.body));
  return found;
}
std::string together(std::string_view header) {
  std::string all;
  for (const auto& f : HeaderFields(header)) all.append(f.raw);
  return all;
}

using testing::ElementsAre;

TEST(HeaderFields, EndWithTheEmptyLine) {
  EXPECT_THAT(fields("A: 1\r\nB: 2\r\n\r\nC: 3\r\n"), ElementsAre("A| 1", "B| 2"));
  EXPECT_THAT(fields("\r\nA: 1\r\n"), ElementsAre());
  EXPECT_THAT(fields(""), ElementsAre());
}
TEST(HeaderFields, ContinueOverFoldedLines) {
  EXPECT_THAT(fields("A: 1\r\n 2\r\n\t3\r\nB:\r\n"), ElementsAre("A| 1\r\n 2\r\n\t3", "B|"));
}
TEST(HeaderFields, AFoldedLineOfOnlyWhiteSpaceIsNotTheEnd) {  // RFC 5322 section 4.2: obs-FWS
  EXPECT_THAT(fields("A: 1\r\n \r\n 2\r\nB: 3\r\n"), ElementsAre("A| 1\r\n \r\n 2", "B| 3"));
}
TEST(HeaderFields, ObsoleteWhiteSpaceBeforeTheColon) {
  EXPECT_THAT(fields("Subject \t: x\r\n"), ElementsAre("Subject| x"));
}
TEST(HeaderFields, BareLineFeedEndsALineAndBareCarriageReturnDoesNot) {
  EXPECT_THAT(fields("A: 1\nB: 2\r3\n\nC: 4\n"), ElementsAre("A| 1", "B| 2\r3"));
}
TEST(HeaderFields, LinesThatAreNoFieldsHaveNoName) {
  EXPECT_THAT(fields("From joe\r\nA: 1\r\n: 2\r\nb c: 3\r\n\xc3\xa9: 4\r\n"),
              ElementsAre("|From joe", "A| 1", "|: 2", "|b c: 3", "|\xc3\xa9: 4"));
  EXPECT_THAT(fields(" A: 1\r\nB: 2\r\n"), ElementsAre("| A: 1", "B| 2"));
}
TEST(HeaderFields, TheLastLineMayLackItsEnd) {
  EXPECT_THAT(fields("A: 1"), ElementsAre("A| 1"));
  EXPECT_THAT(fields("A: 1\r"), ElementsAre("A| 1"));
  EXPECT_THAT(fields("A"), ElementsAre("|A"));
}
TEST(HeaderFields, LeaveNoOctetOut) {
  for (const std::string header : {"A: 1\r\n\tx\r\nno field\nB:\r\n", "A", ":\n:\n", " \r\n \r\n", "A: \r\n"})
    EXPECT_EQ(together(header), header);
}

TEST(Unfolded, TakesLineEndsAwayAndKeepsWhiteSpace) {  // RFC 5322 section 2.2.3
  Arena arena;
  EXPECT_EQ(unfolded(" a\r\n b\r\n\t c\n d \r\n", arena), "a b\t c d");
  EXPECT_EQ(unfolded("a\rb", arena), "a\rb");
  EXPECT_EQ(unfolded(" \r\n ", arena), "");
}
TEST(Unfolded, IsAViewWhereNothingChanges) {
  Arena arena;
  const std::string body = "  as it is ";
  EXPECT_EQ(unfolded(body, arena).data(), body.data() + 2);
  EXPECT_EQ(arena.used_octets(), 0u);
}

TEST(SameWord, IsAsciiWithoutCase) {
  EXPECT_TRUE(same_word("Content-TYPE", "content-type"));
  EXPECT_FALSE(same_word("a", "ab"));
  EXPECT_FALSE(same_word("@", "`"));
  EXPECT_FALSE(same_word("\xc3\x89", "\xc3\xa9"));
}

}  // namespace
}  // namespace imapspec::mail
