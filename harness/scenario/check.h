// Conditions: what `check` and `when` say, and whether it is so.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/bindings.h"
#include "harness/scenario/pattern.h"

namespace imapspec::scenario {

// "$n + 1", "count $set", "4", "$gone".
struct Expression {
  struct Operand {
    bool minus = false;  // what it is added with
    bool count = false;
    std::string name;  // a variable's; empty: `value` as it stands, a number or a word
    std::string value;
  };
  std::vector<Operand> operands;  // never empty; several only of numbers
};

struct Condition {
  enum class Kind : std::uint8_t { word, equal, unequal, less, at_most, greater, at_least, contains };
  Kind kind = Kind::word;
  bool negated = false;
  std::string word;  // an outcome's name or a capability
  Expression left, right;
  std::string written;
  yaml::Place place;
};

std::expected<Condition, PatternError> parse_condition(std::string_view text);

// Whether it holds. A hole alone on the left of == that is not bound is bound, and then it does. The error, for people,
// says what could not be compared. `word` answers for outcomes and capabilities.
std::expected<bool, std::string> holds(const Condition&, Bindings&, const Scope&,
                                       const std::function<bool(std::string_view)>& word);

// The condition with its values in place of the holes: "5 > 7".
std::string with_values(const Condition&, const Bindings&, const Scope&);

}  // namespace imapspec::scenario
