#include "harness/scenario/assign.h"

#include <algorithm>
#include <limits>

#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::Term;
using Kind = Term::Kind;

namespace {

constexpr std::size_t kEnd = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kWhole = kEnd;  // in place of an item: the response as one

bool is_named(const Term& term, std::size_t at, std::string_view word) {
  return term.items.size() > at && term.items[0].octets == "*" && same_word(term.items[at].octets, word);
}
bool is_fetch(const Term& term) {
  return is_named(term, 2, "FETCH") && term.items.size() == 4 && term.items[3].kind == Kind::pairs;
}
bool is_earlier(const Term& vanished) {
  return vanished.items.size() > 3;
}
bool is_earlier(const Line& line) {
  return line.fields.size() > 1 && line.fields[1].kind == Node::Kind::list;
}

// The items of `* n FETCH (name value name value ...)`; nothing behind "...".
// Each with its value; a "..." behind them is one too many.
std::size_t item_count(const Line& line) {
  if (line.fields.size() < 3 || line.fields[2].kind != Node::Kind::list) return 0;
  return line.fields[2].items.size() / 2;
}

}  // namespace

std::vector<Wanted> wanted_lines(const std::vector<Line>& lines, const MatchContext& context) {
  std::vector<Wanted> out;
  std::size_t group = 0, results = 0;
  bool after_fence = false, after_result = false;
  for (const auto& line : lines) {
    if (!line.bound_to.empty() && !context.bound_to.contains(line.bound_to)) continue;
    const bool result = line.kind == Line::Kind::tagged;
    // Results next to each other are one group: they may come in either order.
    if (after_fence && !(result && after_result)) ++group;
    Wanted wanted;
    wanted.line = line;
    wanted.group = group;
    if (result) {
      if (!line.tag && results < context.commands.size()) wanted.tag = context.commands[results].tag;
      ++results;
    }
    const std::string name = line.kind == Line::Kind::untagged && !line.is_status() ? line.name() : std::string();
    wanted.is_fetch = name == "FETCH" && line.fields.size() == 3;
    wanted.is_vanished = name == "VANISHED" && line.fields.size() >= 2 &&
                         same_word(line.fields.front().word().value_or(""), name) &&
                         line.fields.back().kind == Node::Kind::atom;
    after_fence = line.is_fence();
    after_result = result;
    if (wanted.is_vanished) {
      const auto same = std::find_if(out.begin(), out.end(), [&](const Wanted& w) {
        return w.is_vanished && w.group == group && is_earlier(w.line) == is_earlier(line);
      });
      if (same != out.end()) {
        auto& pieces = same->line.fields.back().pieces;
        pieces.push_back({",", {}});
        pieces.insert(pieces.end(), line.fields.back().pieces.begin(), line.fields.back().pieces.end());
        same->line.written += "; " + line.written;
        continue;
      }
    }
    out.push_back(std::move(wanted));
  }
  return out;
}

bool Assignment::fits_alone(const Wanted& wanted, const Seen& seen, const MatchContext& context, Bindings& bindings,
                            std::size_t& steps_left) {
  if (seen.term == nullptr || seen.not_ours) return false;
  const Term& term = *seen.term;
  const std::size_t mark = bindings.mark();
  TermMatch match(context, bindings, steps_left);
  match.at(seen.numbering.get());
  bool fits = false;
  const auto yes = [] { return true; };
  if (wanted.is_vanished) {
    fits = is_named(term, 1, "VANISHED") && is_earlier(term) == is_earlier(wanted.line);
  } else if (wanted.is_fetch) {
    const auto& fields = wanted.line.fields;
    const auto items_fit = [&] {
      const std::size_t items = item_count(wanted.line);
      for (std::size_t i = 0; i < items; ++i)
        for (std::size_t k = 0; k + 1 < term.items[3].items.size(); k += 2) {
          const auto& name = term.items[3].items[k];
          const auto& value = term.items[3].items[k + 1];
          const bool found = match.node(fields[2].items[2 * i], name, [&] {
            const auto& value_wanted = fields[2].items[2 * i + 1];
            return value_wanted.kind == Node::Kind::rest || match.item_value(value_wanted, name, value, yes);
          });
          if (found) return true;
        }
      return items == 0;
    };
    fits = is_fetch(term) && match.node(fields[0], term.items[1], items_fit);
  } else if (wanted.line.kind == Line::Kind::tagged) {
    if (wanted.line.tag) {
      fits = !term.items.empty() && term.items[0].octets != "*" && term.items[0].octets != "+" &&
             match.hole(*wanted.line.tag, term.items[0], [&] { return match.line(wanted.line, term, yes); });
    } else {
      fits = !wanted.tag.empty() && !term.items.empty() && term.items[0].octets == wanted.tag &&
             match.line(wanted.line, term, yes);
    }
  } else {
    fits = match.line(wanted.line, term, yes);
  }
  bindings.undo(mark);
  return fits;
}

// A necessary condition that is cheap: each line that takes a response of its own finds one (Kuhn's matching).
bool Assignment::feasible(const std::vector<Wanted>& lines, std::size_t groups) const {
  for (const auto& wanted : lines)
    if (wanted.group < groups && wanted.candidates.empty() && wanted.line.kind != Line::Kind::closed) return false;
  std::vector<std::size_t> owner(seen_.size(), kEnd);
  std::vector<bool> tried;
  std::function<bool(std::size_t)> place = [&](std::size_t i) -> bool {
    for (const std::size_t p : lines[i].candidates) {
      if (tried[p]) continue;
      tried[p] = true;
      if (owner[p] == kEnd || place(owner[p])) {
        owner[p] = i;
        return true;
      }
    }
    return false;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].group >= groups) continue;
    if (lines[i].line.kind == Line::Kind::closed) {
      if (!closed_) return false;
      continue;
    }
    if (lines[i].is_fetch || lines[i].is_vanished) continue;
    tried.assign(seen_.size(), false);
    if (!place(i)) return false;
  }
  return true;
}

bool Assignment::solve(const std::vector<Wanted>& lines, std::size_t groups, Bindings& bindings) {
  if (!feasible(lines, groups)) return false;
  wanted_ = &lines;
  groups_ = groups;
  used_.assign(seen_.size(), false);
  used_items_.clear();
  taken_.clear();
  TermMatch match(context_, bindings, steps_left_);
  match_ = &match;
  const bool found = fences(0, 0, {0, kEnd}, 0);
  match_ = nullptr;
  return found;
}

bool Assignment::take(std::size_t position, const std::function<bool()>& next) {
  used_[position] = true;
  if (next()) {
    taken_.insert(position);
    return true;
  }
  used_[position] = false;
  return false;
}

// Chooses the responses of the group's fences, then those of the lines before them. `before` gathers the bounds: behind
// the group before (low, of the fences), and the earliest fence so far (high, of the lines).
bool Assignment::fences(std::size_t group, std::size_t i, Bounds before, std::size_t low_of_lines) {
  if (group >= groups_) return true;
  const auto& wanted = *wanted_;
  while (i < wanted.size() && !(wanted[i].group == group && wanted[i].line.is_fence())) ++i;
  if (i == wanted.size()) return lines(group, 0, {low_of_lines, before.high}, low_of_lines, before.low);
  if (wanted[i].line.kind == Line::Kind::closed) return closed_ && fences(group, i + 1, before, low_of_lines);
  for (const std::size_t p : wanted[i].candidates) {
    if (p < low_of_lines || used_[p]) continue;
    const auto next = [&] {
      return take(p, [&] {
        return fences(group, i + 1, {std::max(before.low, p + 1), std::min(before.high, p)}, low_of_lines);
      });
    };
    const Seen& seen = seen_[p];
    const auto whole = [&] { return match_->line_at(wanted[i].line, *seen.term, seen.numbering.get(), next); };
    if (wanted[i].line.tag ? match_->hole(*wanted[i].line.tag, seen.term->items[0], whole) : whole()) return true;
  }
  return false;
}

bool Assignment::lines(std::size_t group, std::size_t i, Bounds bounds, std::size_t last, std::size_t next_low) {
  const auto& wanted = *wanted_;
  while (i < wanted.size() && (wanted[i].group != group || wanted[i].line.is_fence())) ++i;
  if (i == wanted.size()) return fences(group + 1, 0, {next_low, kEnd}, next_low);
  const Bounds here{ordered_ ? std::max(bounds.low, last) : bounds.low, bounds.high};
  const auto next = [&](std::size_t latest) { return lines(group, i + 1, bounds, latest + 1, next_low); };
  if (wanted[i].is_vanished) return vanished(i, here, next);
  if (wanted[i].is_fetch) return fetch(i, 0, here, kEnd, 0, next);
  for (const std::size_t p : wanted[i].candidates) {
    if (p < here.low || p >= here.high || used_[p]) continue;
    if (match_->line_at(wanted[i].line, *seen_[p].term, seen_[p].numbering.get(),
                        [&] { return take(p, [&] { return next(p); }); }))
      return true;
  }
  return false;
}

// The items of one FETCH line, each from whichever response of that message has it: `first` gave the first of them.
bool Assignment::fetch(std::size_t line, std::size_t item, Bounds bounds, std::size_t first, std::size_t latest,
                       const std::function<bool(std::size_t)>& next) {
  const Wanted& wanted = (*wanted_)[line];
  const auto& fields = wanted.line.fields;
  const std::size_t items = item_count(wanted.line);
  if (item > 0 && item >= items) return next(latest);
  for (const std::size_t p : wanted.candidates) {
    if (p < bounds.low || p >= bounds.high) continue;
    const Term& term = *seen_[p].term;
    const Numbering* numbering = seen_[p].numbering.get();
    const Hole* number = fields[0].hole();
    const bool follows_message = number != nullptr && given_number(number->name) != 0;
    if (first != kEnd && !follows_message && seen_[first].term->items[1].number != term.items[1].number) continue;
    const auto& received = term.items[3].items;
    const auto rest = [&](std::size_t slot) {
      if (!used_items_.insert({p, slot}).second) return false;
      if (fetch(line, item + 1, bounds, first == kEnd ? p : first, std::max(latest, p), next)) {
        taken_.insert(p);
        return true;
      }
      used_items_.erase({p, slot});
      return false;
    };
    const auto value = [&] {
      if (items == 0) return rest(kWhole);
      for (std::size_t k = 0; k + 1 < received.size(); k += 2) {
        const Node& wanted_value = fields[2].items[2 * item + 1];
        if (used_items_.contains({p, k})) continue;
        if (match_->node_at(fields[2].items[2 * item], received[k], numbering, [&] {
              if (wanted_value.kind == Node::Kind::rest) return rest(k);
              match_->at(numbering);
              return match_->item_value(wanted_value, received[k], received[k + 1], [&] { return rest(k); });
            }))
          return true;
      }
      return false;
    };
    if (match_->node_at(fields[0], term.items[1], numbering, value)) return true;
  }
  return false;
}

bool Assignment::vanished(std::size_t line, Bounds bounds, const std::function<bool(std::size_t)>& next) {
  const Wanted& wanted = (*wanted_)[line];
  Term all;
  all.kind = Kind::ranges;
  std::vector<std::size_t> positions;
  for (const std::size_t p : wanted.candidates) {
    if (p < bounds.low || p >= bounds.high || used_[p]) continue;
    const Term& set = seen_[p].term->items.back();
    all.ranges.insert(all.ranges.end(), set.ranges.begin(), set.ranges.end());
    positions.push_back(p);
  }
  if (positions.empty()) return false;
  for (const std::size_t p : positions) used_[p] = true;
  if (match_->node_at(wanted.line.fields.back(), all, seen_[positions.front()].numbering.get(),
                      [&] { return next(positions.back()); })) {
    taken_.insert(positions.begin(), positions.end());
    return true;
  }
  for (const std::size_t p : positions) used_[p] = false;
  return false;
}

}  // namespace imapspec::scenario
