#include <set>
#include <utility>

#include "harness/abnf/resolve.h"

namespace imapspec::abnf {
namespace {

// Makes the automata. First with empty moves (`Place::empty`), then without.
class Builder {
 public:
  explicit Builder(Network& network) : network_(network) {}

  void build() {
    for (NetworkRule& rule : network_.rules) {
      const std::uint32_t end = place();
      places_[end].accepting = true;
      starts_.push_back(grow(rule.tree, end));
    }
    for (std::size_t i = 0; i < starts_.size(); ++i) network_.rules[i].start = state_of(starts_[i]);
    while (!waiting_.empty()) {
      const std::uint32_t next = waiting_.back();
      waiting_.pop_back();
      fill(next);
    }
    find_nullable();
    find_first();
  }

 private:
  struct Place {
    std::vector<std::uint32_t> empty;
    std::vector<Move> moves;  // their targets are places
    bool accepting = false;
    std::uint32_t state = kNone;
  };

  std::uint32_t place() {
    places_.emplace_back();
    return static_cast<std::uint32_t>(places_.size() - 1);
  }
  std::uint32_t place_with(Move move) {
    const std::uint32_t at = place();
    places_[at].moves.push_back(move);
    return at;
  }
  std::uint32_t text(const std::string& text) {
    network_.texts.push_back(text);
    return static_cast<std::uint32_t>(network_.texts.size() - 1);
  }

  // The place from which `node` leads to `target`.
  std::uint32_t grow(const Node& node, std::uint32_t target) {
    switch (node.kind) {
      case Node::Kind::alternation: {
        std::vector<std::uint32_t> ways;
        for (const Node& part : node.parts) ways.push_back(grow(part, target));
        const std::uint32_t at = place();
        places_[at].empty = std::move(ways);
        return at;
      }
      case Node::Kind::concatenation:
        for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) target = grow(*part, target);
        return target;
      case Node::Kind::repetition:
        return grow_repetition(node, target);
      case Node::Kind::rule:
        return place_with({.kind = Move::Kind::call, .index = node.index, .target = target});
      case Node::Kind::words:
      case Node::Kind::exact:
        if (node.text.empty()) return target;
        return place_with({.kind = node.kind == Node::Kind::words ? Move::Kind::words : Move::Kind::exact,
                           .index = text(node.kind == Node::Kind::words ? lower(node.text) : node.text),
                           .target = target});
      case Node::Kind::octet:
        return place_with({.kind = Move::Kind::octet, .index = node.index, .target = target});
      case Node::Kind::count:
        return place_with({.kind = Move::Kind::count, .nullable = true, .index = node.index, .target = target});
    }
    return target;
  }
  std::uint32_t grow_repetition(const Node& node, std::uint32_t target) {
    const Node& part = node.parts[0];
    if (node.most == Element::kNoBound) {
      const std::uint32_t loop = place();
      const std::uint32_t once_more = grow(part, loop);
      places_[loop].empty = {once_more, target};
      target = loop;
    } else {
      const std::uint32_t end = target;
      for (std::uint32_t i = node.least; i < node.most; ++i) {
        const std::uint32_t once_more = grow(part, target);
        target = place();
        places_[target].empty = {once_more, end};
      }
    }
    for (std::uint32_t i = 0; i < node.least; ++i) target = grow(part, target);
    return target;
  }

  std::uint32_t state_of(std::uint32_t at) {
    if (places_[at].state == kNone) {
      places_[at].state = static_cast<std::uint32_t>(network_.states.size());
      network_.states.emplace_back();
      waiting_.push_back(at);
    }
    return places_[at].state;
  }
  // Collects what can be done from a place by way of empty moves.
  void fill(std::uint32_t at) {
    std::set<std::uint32_t> seen{at};
    std::vector<std::uint32_t> open{at};
    std::vector<Move> moves;
    bool accepting = false;
    while (!open.empty()) {
      const std::uint32_t next = open.back();
      open.pop_back();
      accepting = accepting || places_[next].accepting;
      moves.insert(moves.end(), places_[next].moves.begin(), places_[next].moves.end());
      for (const std::uint32_t way : places_[next].empty) {
        if (seen.insert(way).second) open.push_back(way);
      }
    }
    const auto begin = static_cast<std::uint32_t>(network_.moves.size());
    for (Move move : moves) {
      move.target = state_of(move.target);
      network_.moves.push_back(move);
    }
    State& state = network_.states[places_[at].state];
    state.begin = begin;
    state.end = static_cast<std::uint32_t>(network_.moves.size());
    state.accepting = accepting;
  }

  void find_nullable() {
    for (bool changed = true; changed;) {
      changed = false;
      for (State& state : network_.states) {
        if (state.may_end) continue;
        bool may_end = state.accepting;
        for (std::uint32_t i = state.begin; i != state.end; ++i) {
          const Move& move = network_.moves[i];
          may_end = may_end || (move.nullable && network_.states[move.target].may_end);
        }
        state.may_end = may_end;
        changed = changed || may_end;
      }
      for (NetworkRule& rule : network_.rules) {
        if (!rule.nullable && network_.states[rule.start].may_end) rule.nullable = changed = true;
      }
      for (Move& move : network_.moves) {
        if (move.kind == Move::Kind::call) move.nullable = network_.rules[move.index].nullable;
      }
    }
  }

  // What the move itself can take first; nothing of what it calls.
  OctetSet taken_by(const Move& move) const {
    OctetSet set;
    if (move.kind == Move::Kind::octet || move.kind == Move::Kind::count) set = network_.sets[move.index];
    if (move.kind == Move::Kind::words || move.kind == Move::Kind::exact) {
      const char c = network_.texts[move.index][0];
      set.set(static_cast<unsigned char>(c));
      if (move.kind == Move::Kind::words && is_letter(c)) set.set(static_cast<unsigned char>(c) ^ 0x20U);
    }
    return set;
  }
  // The states whose first octets can also be those of the move.
  std::vector<std::uint32_t> borrowed_by(const Move& move) const {
    std::vector<std::uint32_t> states;
    if (move.kind == Move::Kind::call) states.push_back(network_.rules[move.index].start);
    if (move.nullable) states.push_back(move.target);
    return states;
  }
  void find_first() {
    std::vector<OctetSet> first(network_.states.size());
    std::vector<std::vector<std::uint32_t>> borrowers(network_.states.size());
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < network_.states.size(); ++i) {
      open.push_back(i);
      for (std::uint32_t m = network_.states[i].begin; m != network_.states[i].end; ++m) {
        first[i] |= taken_by(network_.moves[m]);
        for (const std::uint32_t lender : borrowed_by(network_.moves[m])) borrowers[lender].push_back(i);
      }
    }
    while (!open.empty()) {
      const std::uint32_t lender = open.back();
      open.pop_back();
      for (const std::uint32_t borrower : borrowers[lender]) {
        const OctetSet both = first[borrower] | first[lender];
        if (both == first[borrower]) continue;
        first[borrower] = both;
        open.push_back(borrower);
      }
    }
    for (std::size_t i = 0; i < first.size(); ++i) network_.states[i].first = network_.number_of(first[i]);
    for (Move& move : network_.moves) {
      OctetSet set = taken_by(move);
      for (const std::uint32_t lender : borrowed_by(move)) set |= first[lender];
      move.first = network_.number_of(set);
    }
  }

  Network& network_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> waiting_;
};

}  // namespace

void make_automata(Network& network) {
  Builder(network).build();
}

}  // namespace imapspec::abnf
