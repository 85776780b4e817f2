#include "harness/mail/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

using testing::ElementsAre;

std::vector<std::string> tokens(std::string_view body, std::string_view separators = "<>@:;,[") {
  Arena arena;
  Lexer lexer(body, arena);
  std::vector<std::string> found;
  for (Token t = lexer.next(separators); t.kind != Token::Kind::end; t = lexer.next(separators)) {
    const char* kind = t.kind == Token::Kind::word      ? "w"
                       : t.kind == Token::Kind::quoted  ? "q"
                       : t.kind == Token::Kind::literal ? "l"
                                                        : "";
    found.push_back((t.spaced ? " " : "") + std::string(kind) + std::string(t.text));
  }
  return found;
}

TEST(Lexer, WordsQuotesLiteralsSeparators) {
  EXPECT_THAT(tokens("Joe \"Q. P.\" <joe@[::1]>"), ElementsAre("wJoe", " qQ. P.", " <", "wjoe", "@", "l[::1]", ">"));
}
TEST(Lexer, CommentsAreSpaceAndNest) {
  EXPECT_THAT(tokens("a(b(c)d)e (\\)\\() f"), ElementsAre("wa", " we", " wf"));
}
TEST(Lexer, QuotedPairsAndFoldingInQuotes) {
  EXPECT_THAT(tokens("\"a\\\"b\\\\c\r\n d\""), ElementsAre("qa\"b\\c d"));
}
TEST(Lexer, WhatHasNoEndGoesToTheEnd) {
  EXPECT_THAT(tokens("\"a, b"), ElementsAre("qa, b"));
  EXPECT_THAT(tokens("\"a\\"), ElementsAre("qa\\"));
  EXPECT_THAT(tokens("x (a, b"), ElementsAre("wx"));
  EXPECT_THAT(tokens("x (a\\"), ElementsAre("wx"));  // known bug 21: a comment that ends with a backslash
  EXPECT_THAT(tokens("[1\\"), ElementsAre("l[1\\"));
}
TEST(Lexer, AMillionCommentsDeepTakesNoStack) {
  EXPECT_THAT(tokens(repeated("(", 1'000'000) + repeated(")", 1'000'000) + "a"), ElementsAre(" wa"));
}
TEST(Lexer, SeparatorsAreTheCallers) {
  EXPECT_THAT(tokens("a=b/c;d", ";"), ElementsAre("wa=b/c", ";", "wd"));
  EXPECT_THAT(tokens("[a]", ";"), ElementsAre("w[a]"));
}

}  // namespace
}  // namespace imapspec::mail
