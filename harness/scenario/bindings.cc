#include "harness/scenario/bindings.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "harness/scenario/pattern.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::Term;
using Kind = Term::Kind;
using Compare = Term::Compare;

Numbering::Numbering(std::vector<std::uint32_t> uids, const std::set<std::size_t>& gone) : uids_(std::move(uids)) {
  for (std::size_t given = 1; given <= uids_.size(); ++given)
    if (!gone.contains(given)) order_.push_back(given);
}

std::uint32_t Numbering::number_of(std::size_t given) const {
  const auto at = std::find(order_.begin(), order_.end(), given);
  return at == order_.end() || given == 0 ? 0 : static_cast<std::uint32_t>(at - order_.begin()) + 1;
}

void Numbering::see(const Term& response, std::set<std::size_t>* gone) {
  const auto& items = response.items;
  if (items.size() < 3 || items[0].octets != "*") return;
  const auto drop = [this, gone](std::size_t at) {
    if (gone != nullptr && order_[at] != 0) gone->insert(order_[at]);
    order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(at));
  };
  if (items[1].kind == Kind::number && same_word(items[2].octets, "EXPUNGE")) {
    const std::uint64_t number = items[1].number;
    if (number >= 1 && number <= order_.size()) drop(static_cast<std::size_t>(number) - 1);
  } else if (same_word(items[1].octets, "VANISHED") && items.back().kind == Kind::ranges) {
    for (std::size_t at = order_.size(); at-- > 0;) {
      const std::uint32_t uid = order_[at] == 0 ? 0 : uids_[order_[at] - 1];
      if (uid != 0 && in_ranges(items.back().ranges, uid)) drop(at);
    }
  }
}

void Bindings::bind(std::string_view name, Term value) {
  captures_.insert_or_assign(std::string(name), std::move(value));
  trail_.emplace_back(name);
}

void Bindings::bind_for(std::string_view session, std::string_view name, Term value) {
  by_session_[std::string(session)].insert_or_assign(std::string(name), std::move(value));
}

std::optional<Term> Bindings::value(std::string_view name, const Scope& scope) const {
  if (const std::size_t given = given_number(name)) {
    const std::uint32_t number = scope.numbering == nullptr ? 0 : scope.numbering->number_of(given);
    return number == 0 ? std::nullopt : std::optional(number_value(number));
  }
  if (const std::size_t given = given_uid(name)) {
    if (given > uids_.size() || uids_[given - 1] == 0) return std::nullopt;
    return number_value(uids_[given - 1]);
  }
  if (const auto session = by_session_.find(scope.session); session != by_session_.end())
    if (const auto at = session->second.find(name); at != session->second.end()) return at->second;
  if (const auto at = captures_.find(name); at != captures_.end()) return at->second;
  return std::nullopt;
}

void Bindings::undo(std::size_t mark) {
  for (; trail_.size() > mark; trail_.pop_back()) captures_.erase(trail_.back());
}

Term number_value(std::uint64_t n) {
  Term t;
  t.kind = Kind::number;
  t.number = n;
  return t;
}
Term string_value(std::string_view octets) {
  Term t;
  t.kind = Kind::string;
  t.form = grammar::Form::quoted;
  t.octets = octets;
  return t;
}
Term mailbox_value(std::string_view utf8) {
  Term t = string_value(utf8);
  t.compare = Compare::mailbox;
  return t;
}

std::optional<std::uint64_t> to_number(std::string_view digits) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return n;
}

std::optional<std::uint64_t> number_in(const Term& value) {
  switch (value.kind) {
    case Kind::number:
      return value.number;
    case Kind::ranges:
      if (value.ranges.size() == 1 && value.ranges[0].first == value.ranges[0].last && value.ranges[0].first != 0)
        return value.ranges[0].first;
      return std::nullopt;
    case Kind::word:
    case Kind::string:
    case Kind::text:
      return value.compare == Compare::mailbox ? std::nullopt : to_number(value.octets);
    default:
      return std::nullopt;
  }
}

Ranges normal(const Ranges& ranges) {
  constexpr std::uint64_t kStar = std::uint64_t{1} << 32U;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> sorted;
  for (const auto& r : ranges) {
    const std::uint64_t a = r.first == 0 ? kStar : r.first, b = r.last == 0 ? kStar : r.last;
    sorted.emplace_back(std::min(a, b), std::max(a, b));
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::pair<std::uint64_t, std::uint64_t>> merged;
  for (const auto& r : sorted) {
    // "*" is some number that is not known: it is never merged into its neighbour.
    if (!merged.empty() && r.first <= merged.back().second + 1 && r.first != kStar)
      merged.back().second = std::max(merged.back().second, r.second);
    else if (merged.empty() || r != merged.back())
      merged.push_back(r);
  }
  Ranges out;
  for (const auto& [a, b] : merged)
    out.push_back({a == kStar ? 0 : static_cast<std::uint32_t>(a), b == kStar ? 0 : static_cast<std::uint32_t>(b)});
  return out;
}

bool in_ranges(const Ranges& ranges, std::uint32_t n) {
  return std::any_of(ranges.begin(), ranges.end(), [n](const auto& r) {
    return std::min(r.first, r.last) <= n && n <= std::max(r.first, r.last) && r.first != 0 && r.last != 0;
  });
}

std::uint64_t members(const Ranges& ranges) {
  std::uint64_t sum = 0;
  for (const auto& r : normal(ranges)) sum += r.first == 0 || r.last == 0 ? 1 : std::uint64_t{r.last} - r.first + 1;
  return sum;
}

namespace {

bool is_textual(const Term& t) {
  return t.kind == Kind::word || t.kind == Kind::string || t.kind == Kind::text;
}

// Equality of members without regard to order. Quadratic, in lists that a person or a peer's one reply holds.
bool same_set(const std::vector<Term>& a, const std::vector<Term>& b, std::size_t stride) {
  if (a.size() != b.size() || a.size() > 4096) return a == b;
  std::vector<bool> taken(b.size(), false);
  for (std::size_t i = 0; i + stride <= a.size(); i += stride) {
    bool found = false;
    for (std::size_t k = 0; k + stride <= b.size() && !found; k += stride) {
      if (taken[k] || !same_value(a[i], b[k]) || (stride == 2 && !same_value(a[i + 1], b[k + 1]))) continue;
      taken[k] = found = true;
    }
    if (!found) return false;
  }
  return true;
}

}  // namespace

bool same_mailbox(std::string_view a, std::string_view b) {
  return a == b || (same_word(a, "INBOX") && same_word(b, "INBOX"));
}

bool same_value(const Term& a, const Term& b) {
  if (!is_textual(a) || !is_textual(b))
    if (const auto x = number_in(a), y = number_in(b); x && y) return *x == *y;
  if (a.kind == Kind::ranges && b.kind == Kind::ranges)
    return a.saved_result == b.saved_result && normal(a.ranges) == normal(b.ranges);
  if (is_textual(a) && is_textual(b)) {
    if (a.compare == Compare::mailbox || b.compare == Compare::mailbox) return same_mailbox(a.octets, b.octets);
    if (a.compare == Compare::nocase || b.compare == Compare::nocase) return same_word(a.octets, b.octets);
    return a.octets == b.octets;
  }
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::set) return same_set(a.items, b.items, 1);
  if (a.kind == Kind::pairs) return same_set(a.items, b.items, 2);
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_value);
}

std::string plain_text(const Term& value) {
  switch (value.kind) {
    case Kind::word:
    case Kind::string:
    case Kind::text:
      return value.octets;
    default:
      break;
  }
  if (value.kind == Kind::list || value.kind == Kind::set || value.kind == Kind::pairs) {
    std::string out = "(";
    for (const auto& item : value.items) {
      if (out.size() > 1) out += ' ';
      out += plain_text(item);
    }
    return out + ")";
  }
  return grammar::to_string(value);
}

}  // namespace imapspec::scenario
