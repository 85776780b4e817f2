#include "harness/base/base64.h"

#include <gtest/gtest.h>

namespace imapspec {
namespace {

TEST(Base64, KnownAnswers) {  // the vectors of RFC 4648 section 10
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [octets, text] : vectors) {
    EXPECT_EQ(encode_base64(octets), text);
    EXPECT_EQ(decode_base64(text).value(), octets);
  }
}

TEST(Base64, EveryOctetSurvives) {
  std::string octets;
  for (int i = 0; i < 256; ++i) octets += static_cast<char>(i);
  for (std::size_t n = 0; n < 8; ++n)
    EXPECT_EQ(decode_base64(encode_base64(octets.substr(n))).value(), octets.substr(n));
}

TEST(Base64, NamesTheOctetThatIsWrong) {
  EXPECT_EQ(decode_base64("Zm9!").error(), 3U);
  EXPECT_EQ(decode_base64("Z").error(), 1U);    // stops short
  EXPECT_EQ(decode_base64("Zg=").error(), 3U);  // likewise
  EXPECT_EQ(decode_base64("Zg").error(), 2U);
  EXPECT_EQ(decode_base64("Zh==").error(), 1U);  // bits behind the octet
  EXPECT_EQ(decode_base64("Zm9=").error(), 2U);
  EXPECT_EQ(decode_base64("Zg===").error(), 4U);
  EXPECT_EQ(decode_base64("====").error(), 0U);
  EXPECT_EQ(decode_base64("Zg==Zg==").error(), 4U);
  EXPECT_EQ(decode_base64("Zm 9v").error(), 2U);
}

}  // namespace
}  // namespace imapspec
