// Sets of numbers in patterns: written in any way, with holes among their members, and COPYUID's two sets as pairs.
#include <algorithm>
#include <utility>

#include "harness/scenario/term_match.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::Term;
using Kind = Term::Kind;

namespace {

constexpr std::uint64_t kExpandedMax = 10'000;  // members of one set that holes are held against

}  // namespace

std::optional<std::vector<std::uint32_t>> expanded(const Term& set) {
  std::vector<std::uint32_t> out;
  if (set.kind == Kind::number) return std::vector{static_cast<std::uint32_t>(set.number)};
  for (const auto& r : set.ranges) {
    const std::uint32_t low = std::min(r.first, r.last), high = std::max(r.first, r.last);
    if (low == 0 && high != 0) return std::nullopt;  // to "*": nobody knows how many
    if (out.size() + (std::uint64_t{high} - low) >= kExpandedMax) return std::nullopt;
    for (std::uint64_t n = low; n <= high; ++n) out.push_back(static_cast<std::uint32_t>(n));
  }
  return out;
}

std::optional<std::uint32_t> TermMatch::number_of(const Piece& piece) {
  if (!piece.hole && piece.text == "*") return 0;
  std::optional<std::uint64_t> n;
  if (!piece.hole) {
    n = to_number(piece.text);
  } else if (const auto value = bindings_.value(piece.hole->name, scope_)) {
    n = number_in(*value);
  }
  if (!n || *n == 0 || *n > 0xffffffffU) return std::nullopt;
  return static_cast<std::uint32_t>(*n);
}

std::optional<std::vector<TermMatch::Member>> TermMatch::members_of(const std::vector<Node>& nodes, std::size_t from,
                                                                    std::size_t to) {
  std::vector<Member> out;
  for (std::size_t i = from; i < to; ++i) {
    if (nodes[i].kind != Node::Kind::atom) return std::nullopt;
    Member member;
    bool has_first = false, has_last = false;
    const auto put = [&](Piece piece) {
      bool& has = member.range ? has_last : has_first;
      if (std::exchange(has, true)) return false;
      (member.range ? member.last : member.first) = std::move(piece);
      return true;
    };
    const auto finish = [&] {
      if (!has_first || has_last != member.range) return false;
      out.push_back(std::exchange(member, {}));
      has_first = has_last = false;
      return true;
    };
    for (const auto& piece : nodes[i].pieces) {
      if (piece.hole) {
        if (!put(piece)) return std::nullopt;
        continue;
      }
      std::string digits;
      const auto end_number = [&] { return digits.empty() || put(Piece{std::exchange(digits, {}), {}}); };
      for (const char c : piece.text) {
        if (c == ',') {
          if (!end_number() || !finish()) return std::nullopt;
        } else if (c == ':') {
          if (!end_number() || member.range) return std::nullopt;
          member.range = true;
        } else if ((c >= '0' && c <= '9') || c == '*') {
          digits += c;
        } else {
          return std::nullopt;
        }
      }
      if (!end_number()) return std::nullopt;
    }
    if (!finish()) return std::nullopt;
  }
  return out;
}

bool TermMatch::number_set(const std::vector<Node>& nodes, std::size_t from, const Term& term, const Next& next) {
  std::size_t to = nodes.size();
  const bool more = to > from && nodes[to - 1].kind == Node::Kind::rest;
  if (more) --to;
  if (!more && to == from + 1) {
    if (const Hole* whole = nodes[from].hole()) return hole(*whole, term, next);
    if (nodes[from].word() && *nodes[from].word() == "$") return term.saved_result && next();
  }
  const auto pattern = members_of(nodes, from, to);
  if (!pattern || term.saved_result) return false;
  if (!more) return members(*pattern, term, next);
  // Those that are named must be among them.
  std::function<bool(std::size_t)> each = [&](std::size_t i) -> bool {
    if (i == pattern->size()) return next();
    const Member& member = (*pattern)[i];
    if (const auto n = number_of(member.first); n && !member.range) return in_ranges(term.ranges, *n) && each(i + 1);
    if (member.range || !member.first.hole) return false;
    const auto all = expanded(term);
    if (!all) return false;
    for (const std::uint32_t n : *all)
      if (spend() && hole(*member.first.hole, number_value(n), [&] { return each(i + 1); })) return true;
    return false;
  };
  return each(0);
}

bool TermMatch::members(const std::vector<Member>& pattern, const Term& term, const Next& next) {
  // Where every member is known, equal as sets: in whatever way either is written.
  Ranges known;
  std::vector<const Member*> unknown;
  bool open_range = false;
  for (const auto& member : pattern) {
    const auto first = number_of(member.first);
    const auto last = member.range ? number_of(member.last) : first;
    if (first && last) {
      known.push_back({*first, *last});
    } else {
      if ((member.first.hole && !member.first.hole->nameless() && given_number(member.first.hole->name) != 0) ||
          (member.first.hole && given_uid(member.first.hole->name) != 0))
        return false;  // a given message that is there no more
      unknown.push_back(&member);
      open_range = open_range || member.range;
    }
  }
  if (unknown.empty()) return normal(known) == normal(term.ranges) && next();
  if (open_range) {
    // $a:$b and $a:* are matched as they stand against what was written.
    if (pattern.size() != term.ranges.size()) return false;
    std::function<bool(std::size_t)> each = [&](std::size_t i) -> bool {
      if (i == pattern.size()) return next();
      const auto end = [this](const Piece& piece, std::uint32_t n, const Next& then) {
        if (piece.hole && n != 0) return hole(*piece.hole, number_value(n), then);
        return number_of(piece) == n && then();
      };
      std::uint32_t low = term.ranges[i].first, high = term.ranges[i].last;
      if (low == 0 || (high != 0 && high < low)) std::swap(low, high);
      const Member& member = pattern[i];
      return end(member.first, low,
                 [&] { return end(member.range ? member.last : member.first, high, [&] { return each(i + 1); }); });
    };
    return each(0);
  }
  // As many members as the set has; those that are known go first, the others in the order that the peer gave.
  auto all = expanded(term);
  if (!all) return false;
  for (const auto& range : known) {
    for (std::uint64_t n = std::min(range.first, range.last); n <= std::max(range.first, range.last); ++n) {
      const auto at = std::find(all->begin(), all->end(), static_cast<std::uint32_t>(n));
      if (!spend() || at == all->end()) return false;
      all->erase(at);
    }
  }
  if (all->size() != unknown.size()) return false;
  std::function<bool(std::size_t)> each = [&](std::size_t i) -> bool {
    if (i == unknown.size()) return next();
    return unknown[i]->first.hole &&
           hole(*unknown[i]->first.hole, number_value((*all)[i]), [&] { return each(i + 1); });
  };
  return each(0);
}

// COPYUID uidvalidity source destination: the n-th of one belongs to the n-th of the other.
bool TermMatch::copyuid(const std::vector<Node>& pattern, const Term& term, const Next& next) {
  const auto plain = [&] { return sequence(pattern, 0, term.items, 0, next); };
  if (pattern.size() != 4 || term.items.size() != 4) return plain();
  const auto sources = members_of(pattern, 2, 3), destinations = members_of(pattern, 3, 4);
  const auto from = expanded(term.items[2]), to = expanded(term.items[3]);
  const auto ranged = [](const Member& member) { return member.range; };
  if (!sources || !destinations || !from || !to || std::any_of(sources->begin(), sources->end(), ranged) ||
      std::any_of(destinations->begin(), destinations->end(), ranged))
    return plain();
  if (pattern[2].hole() != nullptr && pattern[3].hole() != nullptr && from->size() != 1) return plain();
  if (sources->size() != destinations->size() || sources->size() != from->size() || from->size() != to->size()) {
    return (pattern[2].hole() != nullptr || pattern[3].hole() != nullptr) && plain();
  }
  std::vector<bool> taken(from->size(), false);
  const auto one = [this](const Piece& piece, std::uint32_t n, const Next& then) {
    return piece.hole ? hole(*piece.hole, number_value(n), then) : number_of(piece) == n && then();
  };
  std::function<bool(std::size_t)> each = [&](std::size_t i) -> bool {
    if (!spend()) return false;
    if (i == sources->size()) return next();
    for (std::size_t k = 0; k < from->size(); ++k) {
      if (taken[k]) continue;
      taken[k] = true;
      if (one((*sources)[i].first, (*from)[k],
              [&] { return one((*destinations)[i].first, (*to)[k], [&] { return each(i + 1); }); }))
        return true;
      taken[k] = false;
    }
    return false;
  };
  return node(pattern[0], term.items[0], [&] { return node(pattern[1], term.items[1], [&] { return each(0); }); });
}

}  // namespace imapspec::scenario
