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

std::optional<std::int64_t> instant(std::string_view date) {
  return sent_instant(Parsed("Date: " + std::string(date) + "\r\n\r\n").root);
}

TEST(SentInstant, IsInUtc) {  // RFC 5256 section 2.2, and its example
  EXPECT_EQ(instant("31 Dec 2000 16:01:33 -0800"), instant("1 Jan 2001 00:01:33 +0000"));
  EXPECT_EQ(instant("1 Jan 1970 00:00 +0000"), 0);
  EXPECT_EQ(instant("Thu, 1 Jan 1970 05(five):45 (x) : 59 +0545"), 59);
  EXPECT_EQ(instant("1 Jan 1970 00:00:01 PDT"), 7 * 3600 + 1);
  EXPECT_EQ(instant("31 Dec 1969 23:59:60 UT"), 0);
}
TEST(SentInstant, TakesWhatItCannotReadForTheLeast) {
  for (const auto* zone : {"", "XST", "+24", "+0060", "0100", "+01000", "Z", "-abcd"})
    EXPECT_EQ(instant("1 Jan 1970 01:00:00 " + std::string(zone)), 3600) << zone;
  for (const auto* time : {"", "24:00:00 +0100", "01:60 +0100", "01:00:61 +0100", "1h", "01:00:x", "01", ":01"})
    EXPECT_EQ(instant("1 Jan 1970 " + std::string(time)), 0) << time;
  EXPECT_FALSE(instant("31 Feb 2000 00:00:00 +0000"));
  EXPECT_FALSE(instant(""));
}

}  // namespace
}  // namespace imapspec::mail
