#include "harness/mail/sent_date.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/grammar/core/date.h"
#include "harness/mail/mail_test_support.h"

namespace imapspec::mail {
namespace {

std::optional<std::int64_t> day(std::string_view date) {
  return sent_day(Parsed("Date: " + std::string(date) + "\r\n\r\n").root);
}
std::optional<std::int64_t> civil(int y, int m, int d) {
  return grammar::days_from_civil(y, m, d);
}

TEST(SentDay, DisregardsTimeAndZone) {  // RFC 3501 section 6.4.4: SENTBEFORE, SENTON, SENTSINCE
  EXPECT_EQ(day("Fri, 21 Nov 1997 23:55:06 -1200"), civil(1997, 11, 21));
  EXPECT_EQ(day("1 jan 2000 00:00 +1400"), civil(2000, 1, 1));
  EXPECT_EQ(day("Thu,\r\n 13\r\n  Feb\r\n 1969\r\n 23:32 -0330 (Newfoundland)"), civil(1969, 2, 13));
}
TEST(SentDay, Obsolete) {  // RFC 5322 section 4.3
  EXPECT_EQ(day("21 Nov 97 09:55:06 GMT"), civil(1997, 11, 21));
  EXPECT_EQ(day("21 Nov 49 09:55 UT"), civil(2049, 11, 21));
  EXPECT_EQ(day("21 Nov 50 09:55 UT"), civil(1950, 11, 21));
  EXPECT_EQ(day("21 Nov 103 09:55 UT"), civil(2003, 11, 21));
  EXPECT_EQ(day("Fri (x) , (y) 21 Nov(z) 1997 09(comment):55"), civil(1997, 11, 21));
  EXPECT_EQ(day("Fri 21 Nov 1997"), civil(1997, 11, 21));
}
TEST(SentDay, IsAbsentWhereItCannotBeRead) {
  for (const auto* bad : {"", "x", "Fri, ", "Fri, 21", "0 Jan 2000", "30 Feb 2000", "29 Feb 1900", "21 Nix 1997",
                          "21 Nov", "21 Nov 1", "21 Nov 19970", "2000-01-01"})
    EXPECT_FALSE(day(bad)) << bad;
  EXPECT_TRUE(day("29 Feb 2000"));
  EXPECT_FALSE(sent_day(Parsed("A: 1\r\n\r\n").root));
}

}  // namespace
}  // namespace imapspec::mail
