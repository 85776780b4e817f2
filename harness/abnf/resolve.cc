#include "harness/abnf/resolve.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace imapspec::abnf {
namespace {

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
  Resolver(const Composition& composition, Network& network) : network_(network), known_(network.rules.size()) {
    for (const auto& [key, composed] : composition) keys_.push_back(&composed);
  }

  void resolve() {
    for (at_ = 0; at_ < network_.rules.size(); ++at_) {
      NetworkRule& rule = network_.rules[at_];
      Node all{.kind = Node::Kind::alternation};
      for (const Element& element : keys_[at_]->alternatives) add_part(all, node(element));
      rule.tree = all.parts.size() == 1 ? std::move(all.parts[0]) : std::move(all);
      OctetSet set;
      if (set_of_rule(at_, set)) rule.set = network_.number_of(set);
    }
    network_.undefined.assign(undefined_.begin(), undefined_.end());
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
    if (may_be_set && set_of(element, set)) return {.kind = Node::Kind::octet, .index = network_.number_of(set)};
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
      return {.kind = Node::Kind::octet, .index = network_.number_of(OctetSet())};
    }
    OctetSet set;
    if (network_.rules[rule].hook == nullptr && set_of_rule(rule, set)) {
      return {.kind = Node::Kind::octet, .index = network_.number_of(set)};
    }
    return {.kind = Node::Kind::rule, .index = rule};
  }

  Network& network_;
  std::vector<const Composed*> keys_;
  std::vector<std::pair<Known, OctetSet>> known_;
  std::set<std::string> undefined_;
  std::uint32_t at_ = 0;
};

}  // namespace

void name_rules(const Composition& composition, Network& network) {
  for (const auto& [key, composed] : composition) {
    network.index.emplace(key, static_cast<std::uint32_t>(network.rules.size()));
    NetworkRule rule;
    rule.rule = {composed.name, composed.rfcs};
    network.rules.push_back(std::move(rule));
  }
}

void resolve(const Composition& composition, Network& network) {
  Resolver(composition, network).resolve();
}

}  // namespace imapspec::abnf
