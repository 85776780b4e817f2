#include "harness/scenario/untyped.h"

#include <algorithm>

#include "harness/base/limits.h"
#include "harness/scenario/bindings.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

namespace {

using grammar::Term;
using Kind = Term::Kind;

// "1:3,5", "4:*": nothing where the word is no set.
std::optional<Term> ranges_of(std::string_view word) {
  Term set;
  set.kind = Kind::ranges;
  const auto bound = [](std::string_view text) -> std::optional<std::uint32_t> {
    if (text == "*") return 0;
    const auto n = to_number(text);
    if (!n || *n == 0 || *n > 0xffffffffU) return std::nullopt;
    return static_cast<std::uint32_t>(*n);
  };
  for (std::size_t at = 0; at <= word.size();) {
    const std::size_t comma = std::min(word.find(',', at), word.size());
    const std::string_view item = word.substr(at, comma - at);
    const std::size_t colon = item.find(':');
    const auto first = bound(item.substr(0, colon));
    const auto last = colon == std::string_view::npos ? first : bound(item.substr(colon + 1));
    if (!first || !last) return std::nullopt;
    set.ranges.push_back({*first, *last});
    at = comma + 1;
  }
  return set;
}

Term word_term(std::string_view word) {
  if (const auto n = to_number(word)) return number_value(*n);
  if (word.find_first_of(":,") != std::string_view::npos)
    if (auto set = ranges_of(word)) return *std::move(set);
  Term t;
  if (same_word(word, "NIL")) {
    t.kind = Kind::nil;
    return t;
  }
  t.kind = Kind::word;
  t.compare = Term::Compare::nocase;
  t.octets = word;
  return t;
}

}  // namespace

std::vector<Term> untyped_terms(std::string_view octets) {
  std::vector<std::vector<Term>> open(1);
  std::size_t at = 0;
  while (at < octets.size()) {
    const char c = octets[at];
    if (c == ' ') {
      ++at;
    } else if (c == '(' && open.size() < limits::kListDepthMax) {
      open.emplace_back();
      ++at;
    } else if (c == ')' && open.size() > 1) {
      Term list;
      list.items = std::move(open.back());
      open.pop_back();
      open.back().push_back(std::move(list));
      ++at;
    } else if (c == '"') {
      std::string text;
      for (++at; at < octets.size() && octets[at] != '"'; ++at) {
        if (octets[at] == '\\' && at + 1 < octets.size()) ++at;
        text += octets[at];
      }
      ++at;
      open.back().push_back(string_value(text));
    } else {
      const std::size_t end = std::min(octets.find_first_of(" ()\"", at + 1), octets.size());
      open.back().push_back(word_term(octets.substr(at, end - at)));
      at = end;
    }
  }
  while (open.size() > 1) {
    Term list;
    list.items = std::move(open.back());
    open.pop_back();
    open.back().push_back(std::move(list));
  }
  return std::move(open.front());
}

}  // namespace imapspec::scenario
