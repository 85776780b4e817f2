#include "harness/mail/unicode.h"

#include <gtest/gtest.h>

namespace imapspec::mail {
namespace {

TEST(Charsets, KnownByName) {
  for (const auto* name :
       {"UTF-8", "utf-8", "US-ASCII", "us-ascii", "ISO-8859-1", "koi8-r", "Shift_JIS", "windows-1252"})
    EXPECT_TRUE(is_known_charset(name)) << name;
  for (const auto name :
       {std::string_view(""), std::string_view("x-none"), std::string_view("utf-8,x"), std::string_view("utf-8\0", 6)})
    EXPECT_FALSE(is_known_charset(name));
  EXPECT_FALSE(is_known_charset(std::string(100'000, 'a')));
}
TEST(Charsets, ToUtf8) {
  EXPECT_EQ(to_utf8("\xe9", "ISO-8859-1"), "\xc3\xa9");
  EXPECT_EQ(to_utf8("a\xc3", "utf-8"), "a\xef\xbf\xbd");
  EXPECT_EQ(to_utf8("\xc3\xa9", "us-ascii"), "\xc3\xa9");
  EXPECT_EQ(to_utf8("", "koi8-r"), "");
  EXPECT_FALSE(to_utf8("a", "x-none"));
}
TEST(Folded, EveryScript) {
  EXPECT_EQ(folded("AbZ[`"), "abz[`");
  EXPECT_EQ(folded("\xc3\x89\xce\xa3\xcf\x82\xd0\x96"), folded("\xc3\xa9\xcf\x83\xcf\x83\xd0\xb6"));
  EXPECT_EQ(folded("\xff\xc3"), "\xff\xc3");
}

}  // namespace
}  // namespace imapspec::mail
