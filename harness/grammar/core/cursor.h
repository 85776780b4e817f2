// Cursor: the place in one complete message, and the only code that compares positions. It fails closed: past the end
// there is nothing to take.
#pragma once

#include <string_view>

#include "harness/base/arena.h"
#include "harness/base/limits.h"
#include "harness/base/result.h"
#include "harness/grammar/core/charset.h"
#include "harness/grammar/core/dialect.h"
#include "harness/grammar/core/scan.h"
#include "harness/grammar/core/trace.h"

namespace imapspec::grammar {

// A word or number that was not written as the printer would (`fetch` for FETCH, 007 for 7): the ordinal of the word or
// number in its message, and how it stood there. With these a tree prints back to the octet.
struct Spelling {
  std::uint32_t ordinal = 0;
  std::string_view written;
  friend bool operator==(const Spelling&, const Spelling&) = default;
};

class Cursor {
 public:
  // The input and the arena outlive the cursor and every tree made with it. Input is at most 4 GiB - 1.
  Cursor(std::string_view input, Arena& arena, Dialect dialect = {})
      : begin_(input.data()),
        at_(input.data()),
        end_(input.data() + input.size()),
        arena_(&arena),
        dialect_(dialect),
        spellings_(arena),
        deviations_(arena) {}

  Arena& arena() { return *arena_; }
  const Dialect& dialect() const { return dialect_; }
  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_ - begin_); }
  bool at_end() const { return at_ == end_; }
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  // What was taken since an earlier offset().
  std::string_view since(std::uint32_t start) const {
    return {begin_ + start, static_cast<std::size_t>(offset() - start)};
  }

  bool looks_at(char c) const {
    step(1);
    return at_ != end_ && *at_ == c;
  }
  bool looks_at(CharSet set) const {
    step(1);
    return at_ != end_ && is(set, *at_);
  }
  bool take(char c) {
    if (!looks_at(c)) return false;
    ++at_;
    return true;
  }
  // As many octets of the set as there are, none included. Where it is called the set is known, and most of this is not
  // needed.
  [[gnu::always_inline]] std::string_view run(CharSet set) {
    const std::string_view octets = ahead(set);
    at_ += octets.size();
    return octets;
  }
  // The same without taking them.
  [[gnu::always_inline]] std::string_view ahead(CharSet set) const {
    const char* stop = at_;
    if ((set & kTextSets) != 0)
      stop = skip_quoted_chars(begin_, at_, end_);
    else if ((set & kWordSets) != 0)
      stop = skip_plain_chars(begin_, at_, end_);
    stop = skip_singly(set, stop, end_);
    const auto octets = static_cast<std::size_t>(stop - at_);
    step(octets + 1);
    return {at_, octets};
  }
  // A word of the set as nearly all are written: not empty, and ASCII behind it; any other is left for the rule to look
  // at.
  [[gnu::always_inline]] bool take_plain_word(CharSet set, std::string_view& word) {
    const std::string_view octets = ahead(set);
    const char* stop = octets.data() + octets.size();
    if (stop == at_ || stop == end_ || static_cast<unsigned char>(*stop) >= 0x80) return false;
    at_ = stop;
    word = octets;
    return true;
  }
  // Exactly n octets, or nothing.
  bool skip(std::size_t n, std::string_view& taken) {
    if (static_cast<std::size_t>(end_ - at_) < n) return false;
    taken = {at_, n};
    at_ += n;
    return true;
  }
  // Whether `word` (upper case ASCII) stands here without regard to case. `short_of_it` is set where the input ends
  // within the word, so that a prefix of a valid text is incomplete, not wrong. Takes nothing.
  bool looks_at_word(std::string_view word, bool* short_of_it = nullptr) const {
    return may_begin(word) && looks_at_all_of(word, short_of_it);
  }
  // Takes a word of the grammar and remembers its spelling where it is not in the case of `word`.
  bool take_word(std::string_view word, bool* short_of_it = nullptr) {
    if (rest().starts_with(word)) {
      at_ += word.size();
      note_canonical();
      return true;
    }
    return may_begin(word) && take_all_of(word, short_of_it);
  }
  // The same of one that is known to stand here: whether it does in the case of the grammar, too.
  void take_found_word(std::size_t octets, bool canonical) {
    if (!canonical) spellings_.add({ordinal_, {at_, octets}});
    ++ordinal_;
    at_ += octets;
  }
  // A string in quotes without escapes and all ASCII, as nearly all are; any other is left for quoted() to look at.
  bool take_plain_quoted(std::string_view& value) {
    if (!looks_at('"')) return false;
    const char* start = at_ + 1;
    const char* stop = skip_quoted_chars(begin_, start, end_);
    step(static_cast<std::size_t>(stop - start));
    if (stop == end_ || *stop != '"') return false;
    value = {start, static_cast<std::size_t>(stop - start)};
    at_ = stop + 1;
    return true;
  }
  // A number of seven digits at most that does not begin with 0 and has another octet behind it, as nearly all; any
  // other is left for the rule to look at.
  [[gnu::always_inline]] bool take_short_number(std::uint32_t& n) {
    if (end_ - at_ <= 8) return false;
    const LeadingDigits digits = leading_digits(at_);
    step(1);
    if (digits.count == 0 || digits.count == 8 || *at_ == '0') return false;
    n = digits.number;
    at_ += digits.count;
    note_canonical();
    return true;
  }
  // A number up to `max` that does not begin with 0, has less than 20 digits and does not end with the input; any other
  // is left for the rule to look at.
  bool take_plain_number(std::uint64_t max, std::uint64_t& n);
  // Remembers a number or word taken by other means: `canonical` is what the printer would write.
  void note_spelling(std::string_view written, std::string_view canonical) {
    if (written != canonical) spellings_.add({ordinal_, written});
    ++ordinal_;
  }
  // The same of one that stands as the printer would write it.
  void note_canonical() { ++ordinal_; }
  List<Spelling> spellings() const { return spellings_.done(); }

  // Asked only where a rule is about to refuse: whether the dialect puts up with this deviation. If so, it is noted as
  // standing `back` octets before the place reached, and the rule goes on as if the text had been right.
  bool deviates(Deviation deviation, std::uint32_t back = 0) {
    if (!dialect_.tolerated.contains(deviation)) return false;
    deviations_.add({deviation, offset() - back});
    return true;
  }
  List<DeviationAt> deviations() const { return deviations_.done(); }
  // SP and one more item of a list that ends with its line.
  bool another_item() {
    return take(' ') && (dialect_.tolerated.empty() || !(looks_at('\r') || looks_at('\n')) ||
                         !deviates(Deviation::trailing_space, 1));
  }
  // SP and one more item of a list in parentheses.
  bool another_in_list() {
    return take(' ') && (dialect_.tolerated.empty() || !looks_at(')') || !deviates(Deviation::space_in_list, 1));
  }

  // Where alternatives cannot be told apart by one octet (the caller says why): go back to a mark.
  struct Mark {
    const char* at;
    std::uint32_t ordinal;
    ListBuilder<Spelling> spellings;
    ListBuilder<DeviationAt> deviations;
  };
  Mark mark() const { return {at_, ordinal_, spellings_, deviations_}; }
  void rewind(const Mark& mark) {
    at_ = mark.at;
    ordinal_ = mark.ordinal;
    spellings_ = mark.spellings;
    deviations_ = mark.deviations;
  }

  // For a diagnosis: what the rules do is written to `trace`, which outlives the cursor.
  void write_to(Trace* trace) { trace_ = trace; }
  // The rule of this name, a literal, ends here.
  void ended(const char* rule) {
    if (trace_ != nullptr) trace_->end(rule, offset());
  }

  // The error of a rule that cannot go on here: incomplete at the end of the input, else a mismatch.
  // These are out of line, as what is seldom called: so the rules stay small enough to be put into one another.
  [[gnu::cold]] std::unexpected<ParseError> fail(const char* rule) const;
  [[gnu::cold]] std::unexpected<ParseError> fail_at(std::uint32_t offset, const char* rule) const;
  [[gnu::cold]] std::unexpected<ParseError> incomplete(const char* rule) const;
  [[gnu::cold]] std::unexpected<ParseError> limit(const char* rule) const;

  // Depth of lists within lists, bounded by limits::kListDepthMax: `Nested level(c); if (!level) return c.limit(rule);`
  class Nested {
   public:
    explicit Nested(Cursor& cursor) : cursor_(cursor) { ++cursor_.depth_; }
    ~Nested() { --cursor_.depth_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    explicit operator bool() const { return cursor_.depth_ <= limits::kListDepthMax; }

   private:
    Cursor& cursor_;
  };

  // How many octets were looked at, those looked at again counted again. Kept where assertions are on: a test shows by
  // it that the work is linear in the input.
#ifndef NDEBUG
  std::size_t steps() const { return steps_; }
#endif

 private:
#ifndef NDEBUG
  void step(std::size_t octets) const { steps_ += octets; }
  mutable std::size_t steps_ = 0;
#else
  static void step(std::size_t) {}
#endif
  std::unexpected<ParseError> refused(ParseError error) const;
  // Most words are told apart by their first octet; at the end of the input any word may yet come.
  bool may_begin(std::string_view word) const { return at_ == end_ || ((*at_ ^ word.front()) & ~0x20) == 0; }
  bool looks_at_all_of(std::string_view word, bool* short_of_it) const;
  bool take_all_of(std::string_view word, bool* short_of_it);

  const char* begin_;
  const char* at_;
  const char* end_;
  Arena* arena_;
  Dialect dialect_;
  std::uint32_t ordinal_ = 0;
  std::uint32_t depth_ = 0;
  Trace* trace_ = nullptr;
  ListBuilder<Spelling> spellings_;
  ListBuilder<DeviationAt> deviations_;
};

// One octet that must stand here. The error names the rule that wanted it.
inline Result<void> expect(Cursor& c, char octet, const char* rule) {
  if (!c.take(octet)) return c.fail(rule);
  return {};
}
inline Result<void> sp(Cursor& c, const char* rule = "SP") {
  return expect(c, ' ', rule);
}

}  // namespace imapspec::grammar
