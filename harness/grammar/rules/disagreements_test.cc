// Where parser and judge disagree, and why the parser is right.
#include <algorithm>

#include "harness/grammar/rules/contest_test_support.h"

namespace imapspec::grammar::rules {

namespace {

// Where a word begins: at the start, behind SP, behind a parenthesis.
bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
}

// Takes digits off its start, of which there must be one.
bool take_digits(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(digits);
  return digits > 0;
}

// Whether a word begins as partial-range-last does: "-1:-5".
bool has_partial_range_last(std::string_view text) {
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    std::string_view word = text.substr(at + 1);
    if (!begins_word(text, at) || !take_digits(word) || !word.starts_with(":-")) continue;
    word.remove_prefix(2);
    if (take_digits(word)) return true;
  }
  return false;
}

// Whether RECENT and a value stand there.
bool has_recent(std::string_view text) {
  const std::string lower = folded(text);
  for (std::size_t at = lower.find("recent "); at != std::string::npos; at = lower.find("recent ", at + 1))
    if (begins_word(lower, at)) return true;
  return false;
}

}  // namespace

const std::vector<Disagreement>& disagreements() {
  static const std::vector<Disagreement> kAll = {
      {"status-att-val", false, has_recent,
       "RFC 9051 appendix E: RECENT is gone; RFC 4466 section 3 lets anything be new"},
      {"tagged-ext-label", false, has_partial_range_last,
       "RFC 9394 section 4: what begins as partial-range-last does is one; by its letters it may be a label as well"},
  };
  return kAll;
}

}  // namespace imapspec::grammar::rules
