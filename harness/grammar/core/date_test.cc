#include "harness/grammar/core/date.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

DateTime parsed(std::string_view text) {
  Arena arena;
  Cursor c(text, arena);
  return date_time(c).value();
}

TEST(Date, HasOneOrTwoDigitsAndMayBeQuoted) {
  for (const auto* text : {"1-Feb-1994", "01-Feb-1994", "31-dec-0001", "\"7-JUL-2026\"", "0-Jan-2000", "99-May-9999"})
    ok(date, text);
  bad(date, "1-Foo-1994", 2);
  bad(date, "1-Feb-94 ", 8);
  bad(date, "001-Feb-1994", 2);
  bad(date, "1-Feb-1994\"", 10);
  bad(date, " 1-Feb-1994", 0);
}

TEST(DateTime, HasFixedFields) {
  for (const auto* text : {"\" 7-Feb-1994 21:52:25 -0800\"", "\"07-feb-1994 21:52:25 -0000\"",
                           "\"17-Jul-1996 02:44:60 +9999\"", "\"30-Feb-1994 99:99:99 +0000\""})
    ok(date_time, text);
  bad(date_time, "\"7-Feb-1994 21:52:25 -0800\"", 2);
  bad(date_time, "\" 7-Feb-1994 21:52 -0800\"", 18);
  bad(date_time, "\" 7-Feb-1994 21:52:25 GMT\"", 22);
  bad(date_time, "\" 7-Feb-94 21:52:25 -0800\"", 10);
}

TEST(DateTime, IsAnInstant) {
  EXPECT_EQ(instant(parsed("\" 1-Jan-1970 00:00:00 +0000\"")), 0);
  EXPECT_EQ(instant(parsed("\"17-Jul-1996 02:44:25 -0700\"")), 837596665);
  EXPECT_EQ(instant(parsed("\"31-Dec-1969 23:59:59 +0000\"")), -1);
  EXPECT_EQ(instant(parsed("\"29-Feb-2000 12:00:00 +0530\"")), 951805800);
}

TEST(DateTime, ComesBackFromItsInstant) {
  for (const std::int64_t at : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{951805800}, std::int64_t{4102444799},
                                std::int64_t{-62135596800}})
    for (const int zone : {0, 330, -480, 14 * 60}) EXPECT_EQ(instant(date_time_of(at, zone)), at) << at << ' ' << zone;
  EXPECT_TRUE(date_time_of(0, -480).zone_negative);
  EXPECT_EQ(date_time_of(0, -480).zone_hhmm, 800);
}

}  // namespace
}  // namespace imapspec::grammar
