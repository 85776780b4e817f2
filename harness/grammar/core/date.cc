#include "harness/grammar/core/date.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Exactly n digits. Their values are bounded by their number; what they mean is checked by who asks.
Result<std::uint16_t> n_digits(Cursor& c, int n, const char* rule) {
  unsigned value = 0;
  for (int i = 0; i < n; ++i) {
    if (!c.looks_at(kDigit)) return c.fail(rule);
    value = value * 10 + static_cast<unsigned>(c.rest().front() - '0');
    c.take(c.rest().front());
  }
  return static_cast<std::uint16_t>(value);
}

// RFC 9051 section 9: date-month = "Jan" / "Feb" / ...
Result<std::uint8_t> date_month(Cursor& c) {
  bool short_of_it = false;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    static constexpr std::string_view kUpper = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    if (!c.looks_at_word(kUpper.substr(3 * i, 3), &short_of_it)) continue;
    std::string_view written;
    c.skip(3, written);
    c.note_spelling(written, kMonths[i]);
    return static_cast<std::uint8_t>(i + 1);
  }
  if (short_of_it) return c.incomplete("date-month");
  return c.fail("date-month");
}

void two(Printer& p, unsigned n) {
  const char digits[] = {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)};
  p.raw({digits, sizeof digits});
}
void four(Printer& p, unsigned n) {
  two(p, n / 100);
  two(p, n % 100);
}

}  // namespace

// RFC 9051 section 9: date = date-text / DQUOTE date-text DQUOTE
// date-text = date-day "-" date-month "-" date-year
Result<Date> date(Cursor& c) {
  Date d;
  d.quoted = c.take('"');
  TRY(const auto first, n_digits(c, 1, "date-day"));  // date-day = 1*2DIGIT
  d.day = static_cast<std::uint8_t>(first);
  if (c.looks_at(kDigit)) {
    TRY(const auto second, n_digits(c, 1, "date-day"));
    d.day = static_cast<std::uint8_t>(first * 10 + second);
    d.two_digits = true;
  }
  TRY_(expect(c, '-', "date-text"));
  TRY(d.month, date_month(c));
  TRY_(expect(c, '-', "date-text"));
  TRY(d.year, n_digits(c, 4, "date-year"));
  if (d.quoted) TRY_(expect(c, '"', "date"));
  c.ended("date");
  return d;
}

// RFC 9051 section 9: date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE
Result<DateTime> date_time(Cursor& c) {
  DateTime d;
  TRY_(expect(c, '"', "date-time"));
  if (c.take(' ')) {  // date-day-fixed = (SP DIGIT) / 2DIGIT
    TRY(const auto day, n_digits(c, 1, "date-day-fixed"));
    d.day = static_cast<std::uint8_t>(day);
  } else {
    TRY(const auto first, n_digits(c, 1, "date-day-fixed"));
    d.day = static_cast<std::uint8_t>(first);
    if (!c.looks_at('-') || !c.deviates(Deviation::unpadded_day, 1)) {
      TRY(const auto second, n_digits(c, 1, "date-day-fixed"));
      d.zero_padded_day = first == 0;
      d.day = static_cast<std::uint8_t>(first * 10 + second);
    }
  }
  TRY_(expect(c, '-', "date-time"));
  TRY(d.month, date_month(c));
  TRY_(expect(c, '-', "date-time"));
  TRY(d.year, n_digits(c, 4, "date-year"));
  TRY_(sp(c, "date-time"));
  TRY(const auto hour, n_digits(c, 2, "time"));  // time = 2DIGIT ":" 2DIGIT ":" 2DIGIT
  TRY_(expect(c, ':', "time"));
  TRY(const auto minute, n_digits(c, 2, "time"));
  TRY_(expect(c, ':', "time"));
  TRY(const auto second, n_digits(c, 2, "time"));
  d.hour = static_cast<std::uint8_t>(hour);
  d.minute = static_cast<std::uint8_t>(minute);
  d.second = static_cast<std::uint8_t>(second);
  TRY_(sp(c, "date-time"));
  d.zone_negative = c.looks_at('-');  // zone = ("+" / "-") 4DIGIT
  if (!c.take('-') && !c.take('+')) return c.fail("zone");
  TRY(d.zone_hhmm, n_digits(c, 4, "zone"));
  TRY_(expect(c, '"', "date-time"));
  c.ended("date-time");
  return d;
}

void print(Printer& p, const Date& d) {
  if (d.quoted) p.raw('"');
  if (d.two_digits || d.day >= 10)
    two(p, d.day);
  else
    p.raw(static_cast<char>('0' + d.day));
  p.raw('-');
  p.word(kMonths[d.month - 1U]);
  p.raw('-');
  four(p, d.year);
  if (d.quoted) p.raw('"');
}

void print(Printer& p, const DateTime& d) {
  p.raw('"');
  if (d.day < 10 && !d.zero_padded_day) {
    p.raw(' ');
    p.raw(static_cast<char>('0' + d.day));
  } else {
    two(p, d.day);
  }
  p.raw('-');
  p.word(kMonths[d.month - 1U]);
  p.raw('-');
  four(p, d.year);
  p.raw(' ');
  two(p, d.hour);
  p.raw(':');
  two(p, d.minute);
  p.raw(':');
  two(p, d.second);
  p.raw(' ');
  p.raw(d.zone_negative ? '-' : '+');
  four(p, d.zone_hhmm);
  p.raw('"');
}

// Days of the proleptic Gregorian calendar, counted in years that begin in March (H. Hinnant, chrono-compatible dates).
std::int64_t days_from_civil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return std::int64_t{era} * 146097 + day_of_era - 719468;
}

std::int64_t instant(const DateTime& d) {
  const std::int64_t days = days_from_civil(d.year, d.month, d.day);
  const std::int64_t zone_minutes = (d.zone_hhmm / 100) * 60 + d.zone_hhmm % 100;
  return ((days * 24 + d.hour) * 60 + d.minute - (d.zone_negative ? -zone_minutes : zone_minutes)) * 60 + d.second;
}

DateTime date_time_of(std::int64_t instant, int zone_minutes) {
  const std::int64_t local = instant + std::int64_t{zone_minutes} * 60;
  std::int64_t days = local / 86400, seconds = local % 86400;
  if (seconds < 0) {
    seconds += 86400;
    --days;
  }
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  DateTime d;
  d.day = static_cast<std::uint8_t>(day_of_year - (153 * month + 2) / 5 + 1);
  d.month = static_cast<std::uint8_t>(month < 10 ? month + 3 : month - 9);
  d.year = static_cast<std::uint16_t>(year_of_era + era * 400 + (d.month <= 2 ? 1 : 0));
  d.hour = static_cast<std::uint8_t>(seconds / 3600);
  d.minute = static_cast<std::uint8_t>(seconds / 60 % 60);
  d.second = static_cast<std::uint8_t>(seconds % 60);
  const int zone = std::abs(zone_minutes);
  d.zone_negative = zone_minutes < 0;
  d.zone_hhmm = static_cast<std::uint16_t>(zone / 60 * 100 + zone % 60);
  return d;
}

}  // namespace imapspec::grammar
