// Dates: date of SEARCH and date-time of APPEND and INTERNALDATE (RFC 9051 section 9).
#pragma once

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

struct Date {  // date-text: "1-Feb-1994"; 1*2DIGIT day
  std::uint16_t year = 0;
  std::uint8_t month = 1, day = 1;  // from 1; day is checked against the month by the server, not by the grammar
  bool two_digits = false;          // written 01, not 1
  bool quoted = false;
  friend bool operator==(const Date&, const Date&) = default;
};

struct DateTime {  // " 7-Feb-1994 21:52:25 -0800", quotes included; fields as written
  std::uint16_t year = 0;
  std::uint8_t month = 1, day = 1, hour = 0, minute = 0, second = 0;
  bool zero_padded_day = false;  // 07 in place of " 7"
  bool zone_negative = false;    // "-0000" is not "+0000"
  std::uint16_t zone_hhmm = 0;   // the four digits
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

Result<Date> date(Cursor& c);
Result<DateTime> date_time(Cursor& c);

void print(Printer& p, const Date& d);
void print(Printer& p, const DateTime& d);

// Seconds since 1970-01-01 00:00:00 UTC; negative before.
std::int64_t instant(const DateTime& d);
// A date-time in the given zone (minutes east of Greenwich).
DateTime date_time_of(std::int64_t instant, int zone_minutes);
// Days since 1970-01-01 of a civil date.
std::int64_t days_from_civil(int year, int month, int day);

}  // namespace imapspec::grammar
