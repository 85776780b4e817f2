#include "harness/mail/sent_date.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/date.h"
#include "harness/mail/lexer.h"

namespace imapspec::mail {

namespace {

std::optional<int> digits(const Token& t, std::size_t least, std::size_t most) {
  if (t.kind != Token::Kind::word || t.text.size() < least || t.text.size() > most) return std::nullopt;
  int number = 0;
  for (const char c : t.text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<int> month_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::ranges::find_if(kNames, [name](std::string_view n) { return same_word(n, name); });
  if (found == kNames.end()) return std::nullopt;
  return static_cast<int>(found - kNames.begin()) + 1;
}

// RFC 5322 section 4.3: 00 to 49 are 2000 to 2049, 50 to 99 and three digits count from 1900.
int full_year(int year, std::size_t digits_written) {
  if (digits_written == 2) return year + (year < 50 ? 2000 : 1900);
  return digits_written == 3 ? year + 1900 : year;
}

constexpr std::string_view kSeparators = ",:";

// RFC 5322 section 3.3: date-time = [day-of-week ","] day month year time [CFWS]; the lexer stands behind the year then.
std::optional<std::int64_t> day_at(Lexer& lexer) {
  Token t = lexer.next(kSeparators);
  if (!digits(t, 1, 2)) {
    t = lexer.next(kSeparators);
    if (t.is(',')) t = lexer.next(kSeparators);
  }
  const auto day = digits(t, 1, 2);
  const auto month = month_of(lexer.next(kSeparators).text);
  t = lexer.next(kSeparators);
  const auto year = digits(t, 2, 4);
  if (!day || !month || !year) return std::nullopt;
  const int y = full_year(*year, t.text.size());
  const auto first = grammar::days_from_civil(y, *month, 1);
  const auto next = *month == 12 ? grammar::days_from_civil(y + 1, 1, 1) : grammar::days_from_civil(y, *month + 1, 1);
  if (*day < 1 || *day > next - first) return std::nullopt;
  return first + *day - 1;
}

// RFC 5322 section 3.3: zone = ("+" / "-") 4DIGIT, the last two below 60; section 4.3: the names that mean something,
// all others are UTC. In minutes east of Greenwich.
int zone_of(std::string_view zone) {
  struct Named {
    std::string_view name;
    int hours;
  };
  constexpr std::array<Named, 8> kNamed = {
      {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}}};
  constexpr int kMinutesOfHour = 60;
  for (const auto& named : kNamed)
    if (same_word(named.name, zone)) return named.hours * kMinutesOfHour;
  if (!zone.starts_with('+') && !zone.starts_with('-')) return 0;
  const auto hhmm = digits({Token::Kind::word, zone.substr(1), false}, 4, 4);
  if (!hhmm || *hhmm % 100 >= kMinutesOfHour) return 0;
  const int minutes = *hhmm / 100 * kMinutesOfHour + *hhmm % 100;
  return zone.starts_with('-') ? -minutes : minutes;
}

// RFC 5322 section 3.3: time = hour ":" minute [":" second] FWS zone. In seconds since the day began, in UTC.
std::optional<std::int64_t> time_at(Lexer& lexer) {
  const auto hour = digits(lexer.next(kSeparators), 1, 2);
  const bool colon = lexer.next(kSeparators).is(':');
  const auto minute = digits(lexer.next(kSeparators), 1, 2);
  if (!hour || !colon || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  std::optional<int> second = 0;
  Token t = lexer.next(kSeparators);
  if (t.is(':')) {
    second = digits(lexer.next(kSeparators), 1, 2);
    t = lexer.next(kSeparators);
  }
  if (!second || *second > 60) return std::nullopt;
  return (*hour * 60 + *minute - zone_of(t.text)) * 60 + *second;
}

}  // namespace

std::optional<std::int64_t> sent_day(const Part& message) {
  Arena arena;
  Lexer lexer(message.field("Date"), arena);
  return day_at(lexer);
}

std::optional<std::int64_t> sent_instant(const Part& message) {
  constexpr std::int64_t kSecondsOfDay = 86'400;
  Arena arena;
  Lexer lexer(message.field("Date"), arena);
  const auto day = day_at(lexer);
  if (!day) return std::nullopt;
  return *day * kSecondsOfDay + time_at(lexer).value_or(0);
}

}  // namespace imapspec::mail
