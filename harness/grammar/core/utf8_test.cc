#include "harness/grammar/core/utf8.h"

#include <gtest/gtest.h>

namespace imapspec::grammar {
namespace {

TEST(Utf8, RoundTripsEveryScalarValue) {
  for (char32_t code_point = 0; code_point <= 0x10ffff; code_point += code_point < 0x1000 ? 1 : 0x101) {
    if (code_point >= 0xd800 && code_point <= 0xdfff) continue;
    std::string octets;
    append_utf8(octets, code_point);
    ASSERT_TRUE(is_utf8(octets)) << static_cast<std::uint32_t>(code_point);
    std::string_view from = octets;
    ASSERT_EQ(take_utf8(from), code_point);
    ASSERT_TRUE(from.empty());
  }
}

TEST(Utf8, RefusesWhatRfc3629Excludes) {
  for (const char* wrong : {"\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
                            "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3(", "\xe2\x82(", "\xf0\x9f\x98("})
    EXPECT_FALSE(is_utf8(wrong)) << wrong;
}

TEST(Utf8, FindsWhatIsWrongAtEveryPlace) {
  for (std::size_t at = 0; at <= 20; ++at) {
    EXPECT_TRUE(is_utf8(std::string(20, 'a').insert(at, "\xe2\x82\xac"))) << at;
    EXPECT_FALSE(is_utf8(std::string(20, 'a').insert(at, "\x80"))) << at;
  }
}

TEST(Utf8, TellsShortFromWrong) {
  bool short_of_it = false;
  EXPECT_EQ(utf8_character("\xe2\x82", &short_of_it), 0U);
  EXPECT_TRUE(short_of_it);
  short_of_it = false;
  EXPECT_EQ(utf8_character("\xe0\x80", &short_of_it), 0U);
  EXPECT_FALSE(short_of_it);
  EXPECT_EQ(utf8_character("\xe2\x82\xac!", &short_of_it), 3U);
}

}  // namespace
}  // namespace imapspec::grammar
