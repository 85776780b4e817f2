#include "harness/scenario/check.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "harness/scenario/pattern_lexer.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

namespace {

using grammar::Term;
using Kind = Term::Kind;
using Op = Condition::Kind;

constexpr std::pair<std::string_view, Op> kOperators[] = {
    {"==", Op::equal}, {"!=", Op::unequal}, {"<=", Op::at_most},        {">=", Op::at_least},
    {"<", Op::less},   {">", Op::greater},  {"contains", Op::contains},
};

struct Word {
  std::string_view text;
  std::size_t at = 0;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out.push_back({text.substr(at, end - at), at});
    at = end;
  }
  return out;
}

std::expected<Expression, PatternError> expression(const std::vector<Word>& words, std::size_t from, std::size_t to,
                                                   std::size_t end) {
  Expression out;
  for (std::size_t i = from; i < to;) {
    Expression::Operand operand;
    if (!out.operands.empty()) {
      if (words[i].text != "+" && words[i].text != "-")
        return Lexer::wrong_at(words[i].at, "+, - or a comparison was expected");
      operand.minus = words[i++].text == "-";
    }
    if (i < to && words[i].text == "count") operand.count = true, ++i;
    if (i == to) break;
    const Word& word = words[i++];
    if (word.text.starts_with('$') && !word.text.starts_with("$$")) {
      Lexer lexer(word.text);
      auto piece = lexer.dollar();
      if (!piece) return Lexer::wrong_at(word.at + piece.error().offset, piece.error().message);
      if (!lexer.at_end()) return Lexer::wrong_at(word.at + lexer.at(), "a space was expected behind the variable");
      if (piece->hole->nameless() || !piece->hole->rule.empty())
        return Lexer::wrong_at(word.at, "a variable was expected: $name");
      operand.name = piece->hole->name;
    } else if (operand.count) {
      return Lexer::wrong_at(word.at, "a variable was expected behind `count`");
    } else {
      operand.value = word.text.starts_with("$$") ? word.text.substr(1) : word.text;
    }
    out.operands.push_back(std::move(operand));
    if (i == to) return out;
  }
  return Lexer::wrong_at(end, "a variable, a number or a word was expected");
}

std::optional<std::uint64_t> count_of(const Term& value) {
  switch (value.kind) {
    case Kind::ranges:
      return members(value.ranges);
    case Kind::list:
    case Kind::set:
      return value.items.size();
    case Kind::pairs:
      return value.items.size() / 2;
    case Kind::nil:
      return 0;
    case Kind::number:
      return 1;  // a set of one
    default:
      return std::nullopt;
  }
}

using Value = std::expected<Term, std::string>;

Value operand_value(const Expression::Operand& operand, const Bindings& bindings, const Scope& scope) {
  if (operand.name.empty()) {
    if (const auto n = to_number(operand.value)) return number_value(*n);
    return string_value(operand.value);
  }
  auto value = bindings.value(operand.name, scope);
  if (!value) return std::unexpected("$" + operand.name + " is not bound");
  if (!operand.count) return *std::move(value);
  const auto n = count_of(*value);
  if (!n) return std::unexpected("$" + operand.name + " has nothing to count: it is " + grammar::to_string(*value));
  return number_value(*n);
}

Value evaluate(const Expression& expression, const Bindings& bindings, const Scope& scope) {
  if (expression.operands.size() == 1) return operand_value(expression.operands[0], bindings, scope);
  std::int64_t sum = 0;
  for (const auto& operand : expression.operands) {
    const auto value = operand_value(operand, bindings, scope);
    if (!value) return std::unexpected(value.error());
    const auto n = number_in(*value);
    if (!n || *n > std::numeric_limits<std::int64_t>::max())  // mod-sequences have 63 bits (RFC 7162 section 7)
      return std::unexpected(grammar::to_string(*value) + " is no number to calculate with");
    const auto add = operand.minus ? -static_cast<std::int64_t>(*n) : static_cast<std::int64_t>(*n);
    if (__builtin_add_overflow(sum, add, &sum)) return std::unexpected("the sum is too large");
  }
  if (sum < 0) return std::unexpected("the difference is less than 0");
  return number_value(static_cast<std::uint64_t>(sum));
}

std::expected<bool, std::string> contains(const Term& whole, const Term& part) {
  if (whole.kind == Kind::ranges) {
    if (part.kind == Kind::ranges)
      return std::all_of(part.ranges.begin(), part.ranges.end(), [&](const auto& r) {
        const Ranges all = normal(whole.ranges);
        return std::any_of(all.begin(), all.end(), [&](const auto& w) {
          return w.first != 0 && w.last != 0 && r.first != 0 && r.last != 0 && w.first <= std::min(r.first, r.last) &&
                 std::max(r.first, r.last) <= w.last;
        });
      });
    const auto n = number_in(part);
    if (!n || *n > 0xffffffffU)
      return std::unexpected(grammar::to_string(part) + " is no number that a set could contain");
    return in_ranges(whole.ranges, static_cast<std::uint32_t>(*n));
  }
  if (whole.kind == Kind::list || whole.kind == Kind::set)
    return std::any_of(whole.items.begin(), whole.items.end(), [&](const Term& t) { return same_value(t, part); });
  if (whole.kind == Kind::number) return same_value(whole, part);
  if (whole.kind == Kind::nil) return false;
  if (whole.kind == Kind::pairs) return std::unexpected("pairs contain nothing that could be asked for");
  return plain_text(whole).find(plain_text(part)) != std::string::npos;
}

std::string valued(const Expression& expression, const Bindings& bindings, const Scope& scope) {
  std::string out;
  for (const auto& operand : expression.operands) {
    if (!out.empty()) out += operand.minus ? " - " : " + ";
    if (operand.count) out += "count ";
    const auto value = operand.name.empty() ? std::nullopt : bindings.value(operand.name, scope);
    out += operand.name.empty() ? operand.value : value ? grammar::to_string(*value) : "$" + operand.name;
  }
  return out;
}

}  // namespace

std::expected<Condition, PatternError> parse_condition(std::string_view text) {
  Condition condition;
  condition.written = text;
  const auto words = words_of(text);
  std::size_t from = 0;
  if (!words.empty() && words[0].text == "not") condition.negated = true, from = 1;
  if (from == words.size())
    return Lexer::wrong_at(text.size(), "a comparison, an outcome or a capability was expected");
  if (words.size() == from + 1) {
    if (words[from].text.starts_with('$'))
      return Lexer::wrong_at(text.size(), "a comparison was expected: == != < <= > >= contains");
    condition.word = words[from].text;
    return condition;
  }
  for (std::size_t i = from; i < words.size(); ++i) {
    const auto* op = std::find_if(std::begin(kOperators), std::end(kOperators),
                                  [&](const auto& o) { return o.first == words[i].text; });
    if (op == std::end(kOperators)) continue;
    condition.kind = op->second;
    auto left = expression(words, from, i, words[i].at);
    if (!left) return std::unexpected(left.error());
    auto right = expression(words, i + 1, words.size(), text.size());
    if (!right) return std::unexpected(right.error());
    condition.left = *std::move(left);
    condition.right = *std::move(right);
    return condition;
  }
  return Lexer::wrong_at(words[from + 1].at, "a comparison was expected: == != < <= > >= contains");
}

std::expected<bool, std::string> holds(const Condition& condition, Bindings& bindings, const Scope& scope,
                                       const std::function<bool(std::string_view)>& word) {
  if (condition.kind == Op::word) return word(condition.word) != condition.negated;
  const auto right = evaluate(condition.right, bindings, scope);
  if (!right) return std::unexpected(right.error());
  const auto& first = condition.left.operands.front();
  if (condition.kind == Op::equal && !condition.negated && condition.left.operands.size() == 1 && !first.name.empty() &&
      !first.count && given_number(first.name) == 0 && given_uid(first.name) == 0 &&
      !bindings.is_bound(first.name, scope)) {
    bindings.bind(first.name, *right);
    return true;
  }
  const auto left = evaluate(condition.left, bindings, scope);
  if (!left) return std::unexpected(left.error());
  std::expected<bool, std::string> answer = false;
  if (condition.kind == Op::equal || condition.kind == Op::unequal) {
    answer = same_value(*left, *right) == (condition.kind == Op::equal);
  } else if (condition.kind == Op::contains) {
    answer = contains(*left, *right);
  } else {
    const auto a = number_in(*left), b = number_in(*right);
    if (!a || !b) return std::unexpected("these are no two numbers: " + with_values(condition, bindings, scope));
    answer = condition.kind == Op::less      ? *a < *b
             : condition.kind == Op::at_most ? *a <= *b
             : condition.kind == Op::greater ? *a > *b
                                             : *a >= *b;
  }
  if (!answer) return answer;
  return *answer != condition.negated;
}

std::string with_values(const Condition& condition, const Bindings& bindings, const Scope& scope) {
  const std::string before = condition.negated ? "not " : "";
  if (condition.kind == Op::word) return before + condition.word;
  std::string_view symbol;
  for (const auto& [text, op] : kOperators)
    if (op == condition.kind) symbol = text;
  return before + valued(condition.left, bindings, scope) + " " + std::string(symbol) + " " +
         valued(condition.right, bindings, scope);
}

}  // namespace imapspec::scenario
