#include "harness/grammar/expected.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/grammar/core/charset.h"

namespace imapspec::grammar {

namespace {

// Trying costs some hundred parses of what came before. Of very long messages only the place and the rule are named.
constexpr std::size_t kTriedOctets = std::size_t{64} << 10U;
constexpr std::size_t kBudgetOctets = std::size_t{8} << 20U;  // that are parsed in the search for words
constexpr std::size_t kWordOctets = 32;
constexpr std::string_view kDigits = "0123456789";
// What words are made of, and what they may begin with.
constexpr std::string_view kWordChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
constexpr std::string_view kWordStarts = "ABCDEFGHIJKLMNOPQRSTUVWXYZ+-.";
// What stands behind a word that is complete.
constexpr std::string_view kEnds = " \r()[]<\"{:=/,";
// Behind "[" and a code any text may stand, by the letter. What the code itself may hold shows when it is ended.
constexpr std::string_view kEndOfCode = "] x\r\n";

class Trial {
 public:
  Trial(Refuse refuse, std::string_view before, const Dialect& dialect, std::string_view behind = {})
      : refuse_(refuse), text_(before), before_(before.size()), behind_(behind), dialect_(dialect) {}

  std::vector<std::string> expected() {
    for (std::size_t c = 1; c < fits_.size(); ++c) fits_[c] = may_follow({}, static_cast<char>(c));
    if (all('A', 'Z') && all('(', '*') && fits(' ')) {
      if (may_follow("\\", 'x')) return {"text"};
      if (fits('"')) return {"QUOTED-CHAR", "DQUOTE"};
      return {"QUOTED-CHAR"};
    }
    classes();
    if (!all_letters_) words();
    octets();
    if (names_.empty() && all_letters_) names_.emplace_back("ATOM-CHAR");
    if (names_.empty() && all_digits_) names_.emplace_back("DIGIT");
    return std::move(names_);
  }

  // Whether all that came before, and `octets` and `last`, may go on.
  bool may_follow(std::string_view octets, char last) {
    text_.resize(before_);
    text_ += octets;
    text_ += last;
    const std::size_t size = text_.size();
    text_ += behind_;
    parsed_ += text_.size();
    const auto error = refuse_(text_, dialect_);
    return !error || error->kind != ParseError::Kind::mismatch || error->offset >= size;
  }

 private:
  bool fits(char c) const { return fits_[static_cast<unsigned char>(c)]; }
  bool all(char first, char last) const {
    for (char c = first; c <= last; ++c)
      if (!fits(c)) return false;
    return true;
  }
  bool take(char c) { return std::exchange(fits_[static_cast<unsigned char>(c)], false); }
  void take_class(CharSet set) {
    for (std::size_t c = 0; c < fits_.size(); ++c)
      if (is(set, static_cast<char>(c))) fits_[c] = false;
  }

  // Ends, strings, atoms and numbers, told by the octets with which they begin.
  void classes() {
    const char last = before_ == 0 ? ' ' : text_[before_ - 1];
    all_letters_ = all('A', 'Z');
    const bool digits = all_digits_ = all('1', '9'), quoted = fits('"'), literal = fits('{');
    // What merely goes on with the atom or number that stands before the place is not what was wanted.
    const bool base64 = all_letters_ && fits('+') && fits('/') && !fits('.') && !fits('-');
    const bool goes_on = all_letters_ ? is(kAstringChar, last) : digits && is(kDigit, last);
    if (take(' ')) names_.emplace_back("SP");
    if (take('\r')) names_.emplace_back("CRLF");
    if (take('\n')) names_.emplace_back("LF");
    if (all_letters_ && quoted && literal)
      names_.emplace_back(fits('%') ? "list-mailbox" : "astring");
    else if (base64)
      names_.emplace_back(goes_on ? "base64-char" : "base64");
    else if (all_letters_ && !goes_on)
      names_.emplace_back("atom");
    else if (quoted && literal)
      names_.emplace_back("string");
    if (quoted && literal) take('"'), take('{');
    if (digits && !all_letters_ && !goes_on) names_.emplace_back(fits('0') ? "number" : "nz-number");
    if (base64)
      take_class(kBase64Char);
    else if (all_letters_)
      take_class(fits('%') ? kListChar : kAstringChar);
    else if (digits)
      take_class(kDigit);
  }

  // Words of the parser's own tables: octet after octet, as long as few enough fit.
  void words() {
    std::vector<std::string> found;
    for (const char c : kWordStarts)
      if (fits(c)) grow(std::string(1, c), found);
    for (const std::string& word : found) {
      take_class_of(word.front());
      names_.push_back(word);
    }
  }
  void take_class_of(char first) {
    take(first);
    if (first >= 'A' && first <= 'Z') take(static_cast<char>(first - 'A' + 'a'));
  }
  void grow(std::string word, std::vector<std::string>& found) {
    if (word.size() > kWordOctets || parsed_ > kBudgetOctets) return;
    if (std::all_of(kDigits.begin(), kDigits.end(), [&](char c) { return may_follow(word, c); })) {
      // A number follows: "Feb-" ends the word before its hyphen.
      if (word.back() == '-' || word.back() == '.') word.pop_back();
      if (word.size() > 1) found.push_back(word);
      return;
    }
    const bool complete = std::any_of(kEnds.begin(), kEnds.end(), [&](char c) { return may_follow(word, c); });
    const bool letters = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    std::string next;
    for (const char c : kWordChars)
      if ((letters || !is(kDigit, c)) && may_follow(word, c)) next += c;
    if (complete && word.size() > 1) found.push_back(word);
    for (const char c : next) grow(word + c, found);
  }

  // What is left of them, one by one.
  void octets() {
    for (unsigned char c = '!'; c < 127; ++c) {
      const bool small = c >= 'a' && c <= 'z';
      if (!fits_[c] || (small && fits_[static_cast<unsigned char>(c - 'a' + 'A')])) continue;
      if (c == '"')
        names_.emplace_back("DQUOTE");
      else
        names_.push_back({'"', static_cast<char>(c), '"'});
    }
  }

  Refuse refuse_;
  std::string text_;
  std::size_t before_;
  std::string_view behind_;
  Dialect dialect_;
  std::size_t parsed_ = 0;
  std::array<bool, 128> fits_{};
  bool all_letters_ = false, all_digits_ = false;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> expected_behind(Refuse refuse, std::string_view before, const Dialect& dialect) {
  if (before.size() > kTriedOctets) return {};
  auto names = Trial(refuse, before, dialect).expected();
  const std::size_t line = before.rfind('\n') + 1;
  if (names != std::vector<std::string>{"text"} || before.find('[', line) == std::string_view::npos) return names;
  auto of_code = Trial(refuse, before, dialect, kEndOfCode).expected();
  std::erase(of_code, "CRLF");  // which would make a text of it
  return of_code.empty() ? names : of_code;
}

std::uint64_t greatest_number(Refuse refuse, std::string_view before, const Dialect& dialect) {
  const std::size_t start = before.find_last_not_of("0123456789") + 1;
  if (start == before.size() || before.size() > kTriedOctets) return 0;
  struct Bound {
    std::string_view all_but_last;
    char last;
    std::uint64_t value;
  };
  constexpr std::array kBounds = {Bound{"429496729", '5', 4294967295},
                                  Bound{"922337203685477580", '7', 9223372036854775807}};
  for (const std::string_view behind : {std::string_view(), kEndOfCode}) {
    Trial trial(refuse, before.substr(0, start), dialect, behind);
    for (const Bound& bound : kBounds)
      if (trial.may_follow(bound.all_but_last, bound.last) &&
          !trial.may_follow(bound.all_but_last, static_cast<char>(bound.last + 1)))
        return bound.value;
  }
  return 0;
}

}  // namespace imapspec::grammar
