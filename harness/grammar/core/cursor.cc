#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

bool Cursor::looks_at_all_of(std::string_view word, bool* short_of_it) const {
  const auto left = static_cast<std::size_t>(end_ - at_);
  for (std::size_t i = 0; i < word.size(); ++i) {
    step(1);
    if (i == left) {
      if (short_of_it != nullptr) *short_of_it = true;
      return false;
    }
    const char c = at_[i];
    if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c) != word[i]) return false;
  }
  return true;
}

bool Cursor::take_all_of(std::string_view word, bool* short_of_it) {
  if (!looks_at_all_of(word, short_of_it)) return false;
  note_spelling({at_, word.size()}, word);
  at_ += word.size();
  return true;
}

bool Cursor::take_plain_number(std::uint64_t max, std::uint64_t& n) {
  constexpr std::ptrdiff_t kAlwaysFit = 19;  // digits in 64 bits
  if (at_ == end_ || *at_ < '1' || *at_ > '9') return false;
  const char* stop = end_ - at_ > kAlwaysFit ? at_ + kAlwaysFit : end_;
  const char* at = at_;
  std::uint64_t value = 0;
  if (end_ - at_ >= 8) {
    const LeadingDigits first = leading_digits(at_);
    value = first.number;
    at += first.count;
  }
  for (; at != stop && is(kDigit, *at); ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
  step(static_cast<std::size_t>(at - at_) + 1);
  if (at == stop || value > max) return false;
  n = value;
  at_ = at;
  note_canonical();
  return true;
}

std::unexpected<ParseError> Cursor::refused(ParseError error) const {
  if (trace_ != nullptr) trace_->fail(error);
  return std::unexpected(error);
}
std::unexpected<ParseError> Cursor::fail(const char* rule) const {
  return refused({at_end() ? ParseError::Kind::incomplete : ParseError::Kind::mismatch, offset(), rule});
}
std::unexpected<ParseError> Cursor::fail_at(std::uint32_t offset, const char* rule) const {
  return refused({ParseError::Kind::mismatch, offset, rule});
}
std::unexpected<ParseError> Cursor::incomplete(const char* rule) const {
  return refused({ParseError::Kind::incomplete, static_cast<std::uint32_t>(end_ - begin_), rule});
}
std::unexpected<ParseError> Cursor::limit(const char* rule) const {
  return refused({ParseError::Kind::limit, offset(), rule});
}

}  // namespace imapspec::grammar
