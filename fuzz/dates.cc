// Dates: as written, as instants, and against the calendar of the standard library.
#include <chrono>

#include "fuzz/oracles/exact.h"
#include "fuzz/target.h"
#include "harness/grammar/core/date.h"
#include "harness/grammar/print.h"
#include "harness/mail/sent_date.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kZoneMax = 100 * 3'600;  // four digits: 99 hours and 99 minutes

std::int64_t days(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  const sys_days first = std::chrono::year(year) / std::chrono::month(month) / 1;
  return first.time_since_epoch().count() + static_cast<int>(day) - 1;
}

template <class T>
void comes_back(const Cursor& c, const T& value) {
  Printer p(c.spellings());
  print(p, value);
  require(p.take_joined() == c.since(0), "1: a date prints back to the octet");
}

void search_dates(std::string_view octets) {
  Arena arena;
  Cursor c(octets, arena);
  const auto d = date(c);
  if (!d) return;
  comes_back(c, *d);
  require(days_from_civil(d->year, d->month, d->day) == days(d->year, d->month, d->day), "19: days since 1970");
}

void date_times(std::string_view octets) {
  Arena arena;
  Cursor c(octets, arena);
  const auto d = date_time(c);
  if (!d) return;
  comes_back(c, *d);
  const int zone = (d->zone_hhmm / 100 * 60 + d->zone_hhmm % 100) * (d->zone_negative ? -1 : 1);
  const std::int64_t then = instant(*d);
  require(then == days(d->year, d->month, d->day) * kDay + ((d->hour * 60L + d->minute - zone) * 60 + d->second),
          "19: an instant is the local time less the zone");
  if (d->year < 1 || d->year > 9'998) return;
  for (const int minutes : {0, 60, -480, 14 * 60}) {
    const DateTime there = date_time_of(then, minutes);
    require(instant(there) == then, "19: the same instant in another zone");
    Printer p;
    print(p, there);
    const std::string text = p.take_joined();
    Cursor again(text, arena);
    const auto read = date_time(again);
    require(read && *read == there && again.at_end(), "4: a date that was made is read as it is", text);
  }
}

void sent(std::string_view octets) {
  Arena arena;
  const std::string message = "Date:" + std::string(octets) + "\r\n\r\n";
  const fuzz::Exact exact(message);
  const mail::Part part = mail::parse_message(exact.view(), arena);
  const auto day = mail::sent_day(part), then = mail::sent_instant(part);
  require(day.has_value() == then.has_value(), "a message has a sent day and an instant, or neither");
  if (day)
    require(*then >= *day * kDay - kZoneMax && *then <= (*day + 1) * kDay + kZoneMax,
            "the instant is on the day, but for its zone", octets);
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(dates, octets, input) {
  const fuzz::Exact exact(input);
  search_dates(exact.view());
  date_times(exact.view());
  sent(exact.view());
}
