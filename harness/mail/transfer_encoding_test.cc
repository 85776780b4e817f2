#include "harness/mail/transfer_encoding.h"

#include <gtest/gtest.h>

namespace imapspec::mail {
namespace {

TEST(Base64, Decodes) {
  EXPECT_EQ(from_base64(""), "");
  EXPECT_EQ(from_base64("QUJD"), "ABC");
  EXPECT_EQ(from_base64("QUI="), "AB");
  EXPECT_EQ(from_base64("QQ=="), "A");
  EXPECT_EQ(from_base64("+/+/"), "\xfb\xff\xbf");
}
TEST(Base64, PassesOverWhatIsNotItsOwn) {  // RFC 2045 section 6.8
  EXPECT_EQ(from_base64("Q U\r\nJ*D\xff"), "ABC");
  EXPECT_EQ(from_base64("QQ==QQ=="), "A");
  EXPECT_EQ(from_base64("QUJDR"), "ABC");
  EXPECT_EQ(from_base64("QUJDRE"), "ABCD");
}
TEST(QuotedPrintable, Decodes) {
  EXPECT_EQ(from_quoted_printable("a=3Db=c3=A9"), "a=b\xc3\xa9");
  EXPECT_EQ(from_quoted_printable("soft=\r\nly =  \r\nbroken\r\n"), "softly broken\r\n");
  EXPECT_EQ(from_quoted_printable("end=20 \t\r\nnext\t\n"), "end \r\nnext\n");
}
TEST(QuotedPrintable, KeepsWhatIsMalformed) {
  EXPECT_EQ(from_quoted_printable("=XY=4"), "=XY=4");
  EXPECT_EQ(from_quoted_printable("a\rb"), "a\rb");
  EXPECT_EQ(from_quoted_printable("a="), "a");
  EXPECT_EQ(from_quoted_printable("="), "");
}
TEST(TransferEncoding, ByName) {
  Arena arena;
  EXPECT_EQ(from_transfer_encoding("QQ==", "bAsE64", arena), "A");
  EXPECT_EQ(from_transfer_encoding("=41", "Quoted-Printable", arena), "A");
  for (const auto* same : {"7bit", "8BIT", "binary"}) EXPECT_EQ(from_transfer_encoding("=41", same, arena), "=41");
  EXPECT_FALSE(from_transfer_encoding("=41", "uuencode", arena));
  EXPECT_FALSE(from_transfer_encoding("=41", "", arena));
}

}  // namespace
}  // namespace imapspec::mail
