#include "harness/abnf/network.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

namespace imapspec::abnf {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "any A except B, C and "x"" -> {A, B, C, "x"}; empty if the prose is of another kind.
std::vector<std::string> any_except(const std::string& prose) {
  static constexpr std::string_view kAny = "any ";
  static constexpr std::string_view kExcept = " except ";
  const std::size_t except = prose.find(kExcept);
  if (!prose.starts_with(kAny) || except == std::string::npos) return {};
  std::vector<std::string> names{prose.substr(kAny.size(), except - kAny.size())};
  std::string word;
  for (const char c : prose.substr(except + kExcept.size()) + " ") {
    if (c != ' ' && c != ',') {
      word += c;
      continue;
    }
    if (!word.empty() && word != "and" && word != "or") names.push_back(word);
    word.clear();
  }
  return names;
}

// Makes the trees: names to indices, and whatever is one octet of a set to that set.
class Resolver {
 public:
  Resolver(const Composition& composition, Network& network) : composition_(composition), network_(network) {
    for (const auto& [key, composed] : composition) {
      network_.index.emplace(key, static_cast<std::uint32_t>(network_.rules.size()));
      NetworkRule rule;
      rule.rule = {composed.name, composed.rfcs};
      network_.rules.push_back(rule);
      keys_.push_back(&composed);
    }
    known_.resize(network_.rules.size());
  }

  void resolve() {
    for (at_ = 0; at_ < network_.rules.size(); ++at_) {
      NetworkRule& rule = network_.rules[at_];
      Node all{.kind = Node::Kind::alternation};
      for (const Element& element : keys_[at_]->alternatives) add_part(all, node(element));
      rule.tree = all.parts.size() == 1 ? std::move(all.parts[0]) : std::move(all);
      OctetSet set;
      if (set_of_rule(at_, set)) rule.set = number_of(set);
    }
    network_.undefined.assign(undefined_.begin(), undefined_.end());
  }

  std::uint32_t number_of(const OctetSet& set) {
    const auto [at, is_new] = sets_.try_emplace(set.to_string(), static_cast<std::uint32_t>(network_.sets.size()));
    if (is_new) network_.sets.push_back(set);
    return at->second;
  }

 private:
  enum class Known : std::uint8_t { unknown, asking, set, more };

  bool set_of_rule(std::uint32_t rule, OctetSet& set) {
    auto& [known, its_set] = known_[rule];
    if (known == Known::asking) return false;  // a rule that is part of itself
    if (known == Known::unknown) {
      known_[rule].first = Known::asking;
      OctetSet all;
      bool is_set = network_.rules[rule].hook == nullptr;
      for (const Element& element : keys_[rule]->alternatives) {
        OctetSet one;
        is_set = is_set && set_of(element, one);
        all |= one;
      }
      known_[rule] = {is_set ? Known::set : Known::more, all};
    }
    set = known_[rule].second;
    return known_[rule].first == Known::set;
  }

  // Whether every instance of `element` is one octet, and which octets they are.
  bool set_of(const Element& element, OctetSet& set) {
    switch (element.kind) {
      case Element::Kind::alternation: {
        OctetSet all;
        for (const Element& part : element.parts) {
          if (!set_of(part, set)) return false;
          all |= set;
        }
        set = all;
        return true;
      }
      case Element::Kind::rule: {
        const std::uint32_t rule = network_.find(element.text);
        return rule != kNone && set_of_rule(rule, set);
      }
      case Element::Kind::words:
        return element.text.size() == 1 && set_of_octet(element.text[0], true, set);
      case Element::Kind::octets:
        return element.text.size() == 1 && set_of_octet(element.text[0], false, set);
      case Element::Kind::range:
        set.reset();
        for (std::uint32_t octet = element.low; octet <= element.high; ++octet) set.set(octet);
        return true;
      case Element::Kind::prose: {
        const auto names = any_except(element.text);
        if (names.empty()) {
          const std::uint32_t rule = network_.find(element.text);
          return rule != kNone && set_of_rule(rule, set);
        }
        return set_except(names, set);
      }
      case Element::Kind::concatenation:
      case Element::Kind::repetition:
        break;
    }
    return false;
  }
  static bool set_of_octet(char c, bool without_case, OctetSet& set) {
    set.reset();
    set.set(static_cast<unsigned char>(c));
    if (without_case && is_letter(c)) set.set(static_cast<unsigned char>(c) ^ 0x20U);
    return true;
  }
  bool set_except(const std::vector<std::string>& names, OctetSet& set) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      OctetSet one;
      if (names[i].size() == 3 && names[i].front() == '"') {
        set_of_octet(names[i][1], true, one);
      } else {
        const std::uint32_t rule = network_.find(names[i]);
        if (rule == kNone || !set_of_rule(rule, one)) return false;
      }
      set = i == 0 ? one : set & ~one;
    }
    return true;
  }

  Node node(const Element& element) {
    OctetSet set;
    const bool may_be_set = element.kind != Element::Kind::rule;  // reference() asks for its hook first
    if (may_be_set && set_of(element, set)) return {.kind = Node::Kind::octet, .index = number_of(set)};
    Node to;
    switch (element.kind) {
      case Element::Kind::alternation:
        to.kind = Node::Kind::alternation;
        break;
      case Element::Kind::concatenation:
        to.kind = Node::Kind::concatenation;
        break;
      case Element::Kind::repetition:
        to.kind = Node::Kind::repetition;
        to.least = element.least;
        to.most = element.most;
        break;
      case Element::Kind::words:
        to.kind = Node::Kind::words;
        to.text = element.text;
        break;
      case Element::Kind::octets:
        to.kind = Node::Kind::exact;
        to.text = element.text;
        break;
      case Element::Kind::rule:
      case Element::Kind::prose:
        return reference(element);
      case Element::Kind::range:
        break;  // always a set
    }
    for (const Element& part : element.parts) add_part(to, node(part));
    return to;
  }
  // Alternatives of alternatives are alternatives, so that a derivation takes each as often as the others.
  static void add_part(Node& to, Node part) {
    if (to.kind != Node::Kind::alternation || part.kind != Node::Kind::alternation) {
      to.parts.push_back(std::move(part));
    } else {
      std::move(part.parts.begin(), part.parts.end(), std::back_inserter(to.parts));
    }
  }
  Node reference(const Element& element) {
    const std::uint32_t rule = network_.find(element.text);
    if (rule == kNone) {
      const bool prose = element.kind == Element::Kind::prose;
      undefined_.insert((prose ? "<" + element.text + ">" : element.text) + " (referred to by " +
                        network_.rules[at_].rule.name + ", RFC " +
                        std::to_string(network_.rules[at_].rule.rfcs.back()) + ")");
      return {.kind = Node::Kind::octet, .index = number_of(OctetSet())};
    }
    OctetSet set;
    if (network_.rules[rule].hook == nullptr && set_of_rule(rule, set)) {
      return {.kind = Node::Kind::octet, .index = number_of(set)};
    }
    return {.kind = Node::Kind::rule, .index = rule};
  }

  const Composition& composition_;
  Network& network_;
  std::vector<const Composed*> keys_;
  std::vector<std::pair<Known, OctetSet>> known_;
  std::map<std::string, std::uint32_t> sets_;
  std::set<std::string> undefined_;
  std::uint32_t at_ = 0;
};

// The octets behind a header that counts them: the last repetition of one set in a rule hooked so.
bool make_count(Node& node) {
  if (node.kind == Node::Kind::alternation) {
    return std::all_of(node.parts.begin(), node.parts.end(), [](Node& part) { return make_count(part); });
  }
  if (node.kind != Node::Kind::concatenation) return false;
  Node& last = node.parts.back();
  if (last.kind != Node::Kind::repetition || last.parts[0].kind != Node::Kind::octet) return false;
  last = Node{.kind = Node::Kind::count, .index = last.parts[0].index};
  return true;
}

// The words with which an alternative begins.
void first_words(const Network& network, const Node& node, std::uint32_t hooked, int depth,
                 std::vector<std::string>& to) {
  if (depth > 20) return;
  if (node.kind == Node::Kind::words) to.push_back(lower(node.text));
  if (node.kind == Node::Kind::rule && node.index != hooked) {
    first_words(network, network.rules[node.index].tree, hooked, depth + 1, to);
  }
  if (node.kind == Node::Kind::concatenation) first_words(network, node.parts[0], hooked, depth + 1, to);
  if (node.kind == Node::Kind::alternation) {
    for (const Node& part : node.parts) first_words(network, part, hooked, depth + 1, to);
  }
}

std::uint32_t plus(std::uint32_t a, std::uint32_t b) {
  return a == kNone || b == kNone ? kNone : std::min(a + b, kNone - 1);
}

// The least depth and length of each node, by repetition until nothing changes. True if something did.
bool measure(const Network& network, Node& node) {
  const auto before = std::pair(node.depth, node.octets);
  bool changed = false;
  for (Node& part : node.parts) changed = measure(network, part) || changed;
  switch (node.kind) {
    case Node::Kind::alternation:
      for (const Node& part : node.parts) {
        node.depth = std::min(node.depth, part.depth);
        node.octets = std::min(node.octets, part.octets);
      }
      break;
    case Node::Kind::concatenation:
      node.depth = node.octets = 0;
      for (const Node& part : node.parts) {
        node.depth = std::max(node.depth, part.depth);
        node.octets = plus(node.octets, part.octets);
      }
      break;
    case Node::Kind::repetition:
      node.depth = node.least == 0 ? 0 : node.parts[0].depth;
      node.octets = node.least == 0 ? 0 : node.parts[0].octets == kNone ? kNone : node.least * node.parts[0].octets;
      break;
    case Node::Kind::rule:
      node.depth = plus(network.rules[node.index].tree.depth, 1);
      node.octets = network.rules[node.index].tree.octets;
      break;
    case Node::Kind::words:
    case Node::Kind::exact:
      node.depth = 0;
      node.octets = static_cast<std::uint32_t>(node.text.size());
      break;
    case Node::Kind::octet:
      node.depth = node.octets = network.sets[node.index].any() ? 0 : kNone;
      if (node.octets == 0) node.octets = 1;
      break;
    case Node::Kind::count:
      node.depth = node.octets = 0;
      break;
  }
  return changed || before != std::pair(node.depth, node.octets);
}

SetMembers members_of(const OctetSet& set) {
  SetMembers members;
  std::string others;
  for (std::size_t octet = 0; octet < set.size(); ++octet) {
    const char c = static_cast<char>(octet);
    if (set.test(octet)) (is_letter(c) || (c >= '0' && c <= '9') ? members.octets : others) += c;
  }
  members.plain = members.octets.size();
  members.octets += others;
  return members;
}

// Makes the automata. First with empty moves (`Place::empty`), then without.
class Builder {
 public:
  Builder(Network& network, Resolver& resolver) : network_(network), resolver_(resolver) {}

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

  OctetSet first_of(const Move& move, const std::vector<OctetSet>& of_state) const {
    OctetSet set;
    switch (move.kind) {
      case Move::Kind::octet:
      case Move::Kind::count:
        set = network_.sets[move.index];
        break;
      case Move::Kind::words: {
        const char c = network_.texts[move.index][0];
        set.set(static_cast<unsigned char>(c));
        if (is_letter(c)) set.set(static_cast<unsigned char>(c) ^ 0x20U);
        break;
      }
      case Move::Kind::exact:
        set.set(static_cast<unsigned char>(network_.texts[move.index][0]));
        break;
      case Move::Kind::call:
        set = of_state[network_.rules[move.index].start];
        break;
    }
    return move.nullable ? set | of_state[move.target] : set;
  }
  void find_first() {
    std::vector<OctetSet> of_state(network_.states.size());
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = network_.states.size(); i-- != 0;) {  // what is called stands behind, more often than not
        OctetSet set = of_state[i];
        for (std::uint32_t m = network_.states[i].begin; m != network_.states[i].end; ++m) {
          set |= first_of(network_.moves[m], of_state);
        }
        changed = changed || set != of_state[i];
        of_state[i] = set;
      }
    }
    for (std::size_t i = 0; i < network_.states.size(); ++i)
      network_.states[i].first = resolver_.number_of(of_state[i]);
    for (Move& move : network_.moves) move.first = resolver_.number_of(first_of(move, of_state));
  }

  Network& network_;
  Resolver& resolver_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> waiting_;
};

}  // namespace

std::expected<Grammar, std::string> build(const Composition& composition) {
  auto network = std::make_shared<Network>();
  Resolver resolver(composition, *network);
  for (const Hook& hook : hooks()) {
    const std::uint32_t rule = network->find(hook.rule);
    if (rule != kNone) network->rules[rule].hook = &hook;
  }
  resolver.resolve();
  for (std::uint32_t i = 0; i < network->rules.size(); ++i) {
    NetworkRule& rule = network->rules[i];
    if (rule.hook != nullptr && rule.hook->kind == Hook::Kind::count && !make_count(rule.tree)) {
      return std::unexpected("no octets to count in " + rule.rule.name);
    }
    if (rule.hook != nullptr && rule.hook->kind == Hook::Kind::unlike) {
      const std::uint32_t other = network->find(rule.hook->text);
      if (other != kNone) first_words(*network, network->rules[other].tree, i, 0, rule.unlike);
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (NetworkRule& rule : network->rules) changed = measure(*network, rule.tree) || changed;
  }
  Builder(*network, resolver).build();
  for (const OctetSet& set : network->sets) network->members.push_back(members_of(set));
  for (const NetworkRule& rule : network->rules) network->listed.push_back(rule.rule);
  return Grammar(network);
}

}  // namespace imapspec::abnf
