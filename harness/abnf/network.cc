#include "harness/abnf/network.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "harness/abnf/resolve.h"

namespace imapspec::abnf {
namespace {

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

// Whether an instance can begin with a letter, so that what stands before it is no word of its own.
bool may_begin_with_letter(const Network& network, const Node& node, int depth) {
  constexpr int kDepthMax = 20;
  const auto may = [&](const Node& part) { return may_begin_with_letter(network, part, depth + 1); };
  if (depth > kDepthMax) return false;
  switch (node.kind) {
    case Node::Kind::rule:
      return may(network.rules[node.index].tree);
    case Node::Kind::words:
    case Node::Kind::exact:
      return !node.text.empty() && is_letter(node.text[0]);
    case Node::Kind::octet:
    case Node::Kind::count:
      return network.sets[node.index].test('a');
    case Node::Kind::alternation:
      return std::any_of(node.parts.begin(), node.parts.end(), may);
    case Node::Kind::concatenation:
    case Node::Kind::repetition:
      return may(node.parts[0]);
  }
  return false;
}

// The words with which an alternative begins; `more` says whether something stands behind them.
void first_words(const Network& network, const Node& node, std::uint32_t hooked, int depth, bool more,
                 NetworkRule& to) {
  constexpr int kDepthMax = 20;
  if (depth > kDepthMax) return;
  if (node.kind == Node::Kind::words) (more ? to.with_more : to.alone).push_back(lower(node.text));
  if (node.kind == Node::Kind::rule && node.index != hooked) {
    first_words(network, network.rules[node.index].tree, hooked, depth + 1, more, to);
  }
  if (node.kind == Node::Kind::concatenation &&
      (node.parts.size() < 2 || !may_begin_with_letter(network, node.parts[1], 0))) {
    first_words(network, node.parts[0], hooked, depth + 1, true, to);
  }
  if (node.kind == Node::Kind::alternation) {
    for (const Node& part : node.parts) first_words(network, part, hooked, depth + 1, more, to);
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

}  // namespace

std::expected<Grammar, std::string> build(const Composition& composition) {
  auto network = std::make_shared<Network>();
  name_rules(composition, *network);
  for (const Hook& hook : hooks()) {
    const std::uint32_t rule = network->find(hook.rule);
    if (rule != kNone) network->rules[rule].hook = &hook;
  }
  resolve(composition, *network);
  for (std::uint32_t i = 0; i < network->rules.size(); ++i) {
    NetworkRule& rule = network->rules[i];
    if (rule.hook != nullptr && rule.hook->kind == Hook::Kind::count && !make_count(rule.tree)) {
      return std::unexpected("no octets to count in " + rule.rule.name);
    }
    if (rule.hook == nullptr) continue;
    const std::uint32_t other = network->find(rule.hook->text);
    const bool held = rule.hook->kind == Hook::Kind::holds || rule.hook->kind == Hook::Kind::uncoded;
    if (held && other == kNone) return std::unexpected("nothing that " + rule.rule.name + " could hold");
    if (held) rule.held = other;
    const bool words = rule.hook->kind == Hook::Kind::unlike || rule.hook->kind == Hook::Kind::uncoded;
    if (words && other != kNone) first_words(*network, network->rules[other].tree, i, 0, false, rule);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (NetworkRule& rule : network->rules) changed = measure(*network, rule.tree) || changed;
  }
  make_automata(*network);
  for (const OctetSet& set : network->sets) network->members.push_back(members_of(set));
  for (const NetworkRule& rule : network->rules) network->listed.push_back(rule.rule);
  return Grammar(network);
}

}  // namespace imapspec::abnf
