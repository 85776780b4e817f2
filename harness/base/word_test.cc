#include "harness/base/word.h"

#include <gtest/gtest.h>

namespace imapspec {
namespace {

TEST(Word, LettersOfAsciiHaveNoCase) {
  EXPECT_TRUE(same_word("", ""));
  EXPECT_TRUE(same_word("Content-TYPE", "content-type"));
  EXPECT_FALSE(same_word("a", "ab"));
  EXPECT_FALSE(same_word("[", "{"));
  EXPECT_FALSE(same_word("\xc3\x89", "\xc3\xa9"));
}

}  // namespace
}  // namespace imapspec
