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

}  // namespace

// RFC 5322 section 3.3: date-time = [day-of-week ","] day month year time [CFWS]
std::optional<std::int64_t> sent_day(const Part& message) {
  Arena arena;
  Lexer lexer(message.field("Date"), arena);
  Token t = lexer.next(",");
  if (!digits(t, 1, 2)) {
    t = lexer.next(",");
    if (t.is(',')) t = lexer.next(",");
  }
  const auto day = digits(t, 1, 2);
  const auto month = month_of(lexer.next(",").text);
  t = lexer.next(",");
  const auto year = digits(t, 2, 4);
  if (!day || !month || !year) return std::nullopt;
  const int y = full_year(*year, t.text.size());
  const auto first = grammar::days_from_civil(y, *month, 1);
  const auto next = *month == 12 ? grammar::days_from_civil(y + 1, 1, 1) : grammar::days_from_civil(y, *month + 1, 1);
  if (*day < 1 || *day > next - first) return std::nullopt;
  return first + *day - 1;
}

}  // namespace imapspec::mail
