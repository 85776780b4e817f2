// The vocabulary of the grammar's tests: `ok` and `bad`, for one rule, for a whole command and for a whole response.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar::testing {

inline const Dialect kRev1{Revision::rev1};
inline const Dialect kRev2{Revision::rev2};
inline const Dialect kEither{Revision::either};

// A copy on the heap with no spare octet: a sanitizer sees whatever reads beyond it.
class Exact {
 public:
  explicit Exact(std::string_view octets) : octets_(new char[octets.size()]), size_(octets.size()) {
    octets.copy(octets_.get(), size_);
  }
  std::string_view view() const { return {octets_.get(), size_}; }

 private:
  std::unique_ptr<char[]> octets_;
  std::size_t size_;
};

inline std::string shown(const ParseError& e) {
  constexpr const char* kKinds[] = {"mismatch", "incomplete", "limit"};
  return std::string(kKinds[static_cast<int>(e.kind)]) + " at " + std::to_string(e.offset) + " in " + e.rule;
}

struct PrintIt {
  template <class T>
  void operator()(Printer& p, const T& value) const {
    if constexpr (std::is_convertible_v<T, std::string_view>)
      p.raw(std::string_view(value));
    else if constexpr (std::is_integral_v<T>)
      p.number(value);
    else
      print(p, value);
  }
};

// `text` is what `rule` names, all of it: it parses, prints back to the octet, and none of its prefixes is called
// wrong.
template <class Rule, class Print = PrintIt>
void ok(Rule rule, std::string_view text, Dialect dialect = {}, Print print_it = {}) {
  SCOPED_TRACE(text);
  const Exact exact(text);
  Arena arena;
  Cursor c(exact.view(), arena, dialect);
  const auto value = rule(c);
  ASSERT_TRUE(value.has_value()) << shown(value.error());
  EXPECT_TRUE(c.at_end()) << "stopped at " << c.offset();
  Printer p(c.spellings());
  print_it(p, *value);
  EXPECT_EQ(joined(p.take()), text);
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    const Exact prefix(text.substr(0, cut));
    Arena other;
    Cursor cc(prefix.view(), other, dialect);
    const auto partial = rule(cc);
    if (partial) {
      EXPECT_TRUE(cc.at_end()) << "cut at " << cut << ": stopped at " << cc.offset();
    } else {
      EXPECT_EQ(partial.error().kind, ParseError::Kind::incomplete)
          << "cut at " << cut << ": " << shown(partial.error());
    }
  }
}

// Where many octets follow, most rules have a shorter way for what most texts are: it reads and refuses the same.
template <class Rule, class Print = PrintIt>
void same_whatever_follows(Rule rule, std::string_view text, Dialect dialect = {}, Print print_it = {}) {
  SCOPED_TRACE(text);
  const auto outcome = [&](std::size_t spaces) {
    const Exact exact(std::string(text) + std::string(spaces, ' '));
    Arena arena;
    Cursor c(exact.view(), arena, dialect);
    const auto value = rule(c);
    if (!value) return shown(value.error());
    Printer p(c.spellings());
    print_it(p, *value);
    return joined(p.take()) + " up to " + std::to_string(c.offset());
  };
  const std::string alone = outcome(1);
  for (std::size_t spaces = 2; spaces <= 40; ++spaces) ASSERT_EQ(outcome(spaces), alone) << spaces << " spaces";
}

// `text` is not what `rule` names, and the octet at `offset` is the first that is wrong.
template <class Rule>
void bad(Rule rule, std::string_view text, std::uint32_t offset, Dialect dialect = {}) {
  SCOPED_TRACE(text);
  const Exact exact(text);
  Arena arena;
  Cursor c(exact.view(), arena, dialect);
  const auto value = rule(c);
  if (value) {
    EXPECT_FALSE(c.at_end()) << "accepted";
    EXPECT_EQ(c.offset(), offset) << "stopped elsewhere";
    return;
  }
  EXPECT_EQ(value.error().kind, ParseError::Kind::mismatch) << shown(value.error());
  EXPECT_EQ(value.error().offset, offset) << shown(value.error());
}

namespace internal {

template <class Tree>
struct Whole;
template <>
struct Whole<Command> {
  static constexpr Direction kDirection = Direction::command;
  static Result<Command> parse(std::string_view text, Arena& arena, Dialect d) { return parse_command(text, arena, d); }
  static std::string print(const Command& tree) { return joined(print_command(tree)); }
};
template <>
struct Whole<Response> {
  static constexpr Direction kDirection = Direction::response;
  static Result<Response> parse(std::string_view text, Arena& arena, Dialect d) {
    return parse_response(text, arena, d);
  }
  static std::string print(const Response& tree) { return print_response(tree); }
};

// Where the framer says that the first message of `text` ends; 0 if it does not.
inline std::size_t framed(Direction direction, std::string_view text) {
  Framer framer(direction);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto event = framer.feed(text.substr(at));
    at += event.consumed;
    if (event.kind == FrameEvent::Kind::message) return at;
  }
  return 0;
}

template <class Tree>
void ok_whole(std::string_view line, Dialect dialect, bool cut_it = true) {
  const std::string text = std::string(line) + "\r\n";
  SCOPED_TRACE(text);
  const Exact exact(text);
  Arena arena;
  const auto tree = Whole<Tree>::parse(exact.view(), arena, dialect);
  ASSERT_TRUE(tree.has_value()) << shown(tree.error());
  EXPECT_EQ(Whole<Tree>::print(*tree), text);
  EXPECT_TRUE(tree->deviations.empty());
  EXPECT_EQ(framed(Whole<Tree>::kDirection, text), text.size()) << "framer and parser disagree";
  // The same tree again from what was printed, however its words were spelled.
  Tree plain = *tree;
  plain.spellings = {};
  const std::string canonical = Whole<Tree>::print(plain);
  Arena second;
  const auto again = Whole<Tree>::parse(canonical, second, dialect);
  ASSERT_TRUE(again.has_value()) << canonical << ": " << shown(again.error());
  EXPECT_EQ(Whole<Tree>::print(*again), canonical);
  if (cut_it)
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
      const Exact prefix(text.substr(0, cut));
      Arena other;
      const auto partial = Whole<Tree>::parse(prefix.view(), other, dialect);
      ASSERT_FALSE(partial.has_value()) << "cut at " << cut;
      EXPECT_EQ(partial.error().kind, ParseError::Kind::incomplete)
          << "cut at " << cut << ": " << shown(partial.error());
    }
}

template <class Tree>
void bad_whole(std::string_view line, std::uint32_t offset, std::string_view rule, Dialect dialect) {
  const std::string text = std::string(line) + "\r\n";
  SCOPED_TRACE(text);
  const Exact exact(text);
  Arena arena;
  const auto tree = Whole<Tree>::parse(exact.view(), arena, dialect);
  ASSERT_FALSE(tree.has_value()) << "accepted";
  EXPECT_EQ(tree.error().kind, ParseError::Kind::mismatch) << shown(tree.error());
  EXPECT_EQ(tree.error().offset, offset) << shown(tree.error());
  if (!rule.empty()) {
    EXPECT_EQ(tree.error().rule, rule) << shown(tree.error());
  }
  // What stands before the wrong octet could have gone on.
  const Exact before(text.substr(0, offset));
  Arena other;
  const auto partial = Whole<Tree>::parse(before.view(), other, dialect);
  ASSERT_FALSE(partial.has_value());
  EXPECT_EQ(partial.error().kind, ParseError::Kind::incomplete) << "before it: " << shown(partial.error());
}

}  // namespace internal

// A whole command or response, given without its last CRLF.
inline void ok_command(std::string_view line, Dialect dialect = {}) {
  internal::ok_whole<Command>(line, dialect);
}
inline void ok_response(std::string_view line, Dialect dialect = {}) {
  internal::ok_whole<Response>(line, dialect);
}
inline void bad_command(std::string_view line, std::uint32_t offset, std::string_view rule = "", Dialect dialect = {}) {
  internal::bad_whole<Command>(line, offset, rule, dialect);
}
inline void bad_response(std::string_view line, std::uint32_t offset, std::string_view rule = "",
                         Dialect dialect = {}) {
  internal::bad_whole<Response>(line, offset, rule, dialect);
}

}  // namespace imapspec::grammar::testing
