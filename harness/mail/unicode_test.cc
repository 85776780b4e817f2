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
TEST(Charsets, Listed) {
  const auto& names = known_charsets();
  EXPECT_EQ(names[0], "US-ASCII");
  EXPECT_EQ(names[1], "UTF-8");
  EXPECT_GT(names.size(), 20U);
  for (const auto& name : names) EXPECT_TRUE(is_known_charset(name)) << name;
}
TEST(Casemapped, EveryScript) {  // RFC 5051 section 2
  EXPECT_EQ(casemapped("AbZ[`"), "ABZ[`");
  EXPECT_EQ(casemapped("\xce\xa3\xcf\x82\xd0\x96"), casemapped("\xcf\x83\xcf\x83\xd0\xb6"));
  EXPECT_EQ(casemapped("\xc3\xa9"), "E\xcc\x81");
  EXPECT_EQ(casemapped("\xff\xc3"), "\xff\xc3");
  EXPECT_EQ(casemapped("\xe2\x84\xab"), casemapped("a\xcc\x8a"));  // the sign for Angstrom
}
TEST(Charsets, WhatIsMalformed) {
  EXPECT_EQ(to_utf8("a\xff", "UTF-8"), "a\xef\xbf\xbd");
  EXPECT_FALSE(valid_to_utf8("a\xff", "UTF-8"));
  EXPECT_FALSE(valid_to_utf8("a\xe4", "US-ASCII"));
  EXPECT_FALSE(valid_to_utf8("\x81", "shift_jis"));  // cut off
  EXPECT_FALSE(valid_to_utf8("a", "x-none"));
  EXPECT_EQ(valid_to_utf8("\xe4", "iso-8859-1"), "\xc3\xa4");
  EXPECT_EQ(valid_to_utf8("\xc3\xa4", "US-ASCII"), "\xc3\xa4");
}
TEST(CollationKey, WhatIsNoUtf8ComesLastByOctets) {
  EXPECT_EQ(collation_key("aB"), "AB");
  EXPECT_LT(collation_key("\xf4\x8f\xbf\xbf"), collation_key("a\xe4"));
  EXPECT_LT(collation_key("B\xe4"), collation_key("a\xe4"));
}
TEST(Casemapped, EveryOctetOfAsciiAtEveryPlace) {
  std::string text, capitals;
  for (int shift = 0; shift < 9; ++shift) {
    for (int c = 0; c < 0x80; ++c) {
      text.push_back(static_cast<char>(c));
      capitals.push_back(static_cast<char>(c >= 'a' && c <= 'z' ? c - 0x20 : c));
    }
    EXPECT_EQ(casemapped(text), capitals);
    EXPECT_EQ(casemapped(text + "\xc3\xa9" + text), capitals + "E\xcc\x81" + capitals);
    text.push_back('\x7f');
    capitals.push_back('\x7f');
  }
}

TEST(Casemapped, TheExampleOfRfc5051) {  // step 2 (b): U+01C4
  EXPECT_EQ(casemapped("\xc7\x84"), "Dz\xcc\x8c");
}

TEST(NetUnicode, IsComposedUtf8WithoutControls) {
  for (const char* name : {"", "a b", "caf\xC3\xA9", "\xE6\x97\xA5", "\xF0\x9F\x98\x80"})
    EXPECT_TRUE(is_net_unicode(name)) << name;
  for (const char* name : {"\xC3", "e\xCC\x81", "\xC2\x85", "\xE2\x80\xA8", "a\x7F", "\t"})
    EXPECT_FALSE(is_net_unicode(name)) << name;
}
TEST(NetUnicode, NormalizedIsComposed) {
  EXPECT_EQ(normalized("e\xCC\x81t\xC3\xA9"), "\xC3\xA9t\xC3\xA9");
  EXPECT_EQ(normalized("\xE2\x84\xAB"), "\xC3\x85");  // ANGSTROM SIGN
  EXPECT_EQ(normalized("plain"), "plain");
  EXPECT_EQ(normalized(""), "");
  EXPECT_EQ(normalized("e\xCC\x81\xFF"), "\xC3\xA9\xEF\xBF\xBD");
  EXPECT_EQ(normalized("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace imapspec::mail
