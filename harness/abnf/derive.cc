#include "harness/abnf/derive.h"

#include <algorithm>
#include <cassert>

#include "harness/abnf/network.h"

namespace imapspec::abnf {
namespace {

constexpr int kTriesMax = 200;           // at an instance that a hook allows; the later ones short
constexpr std::uint64_t kCountMax = 12;  // octets of a literal

class Deriver {
 public:
  Deriver(const Network& network, Random& random, const DeriveBounds& bounds)
      : network_(network), random_(random), bounds_(bounds) {}

  void rule(std::uint32_t index, int depth) {
    const NetworkRule& asked = network_.rules[index];
    if (asked.hook == nullptr) {
      node(asked.tree, depth);
      return;
    }
    switch (asked.hook->kind) {
      case Hook::Kind::number:
        number(index, depth);
        break;
      case Hook::Kind::count:
        announced_ = random_.below(kCountMax);
        announcing_ = true;
        node(asked.tree, depth);
        announcing_ = false;
        break;
      case Hook::Kind::without:
      case Hook::Kind::alone:
        // What is wrong with a part is wrong with the whole, which is tried again.
        if (trying_) {
          node(asked.tree, depth);
        } else {
          trying_ = true;
          until_allowed(index, depth);
          trying_ = false;
        }
        break;
      case Hook::Kind::value:
      case Hook::Kind::shape:
      case Hook::Kind::unlike:
      case Hook::Kind::uncoded:
        until_allowed(index, depth);
        break;
      case Hook::Kind::holds:
        astring_of(asked.held, depth);
        break;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  bool tight(int depth) const { return out_.size() > bounds_.octets || depth > bounds_.depth; }

  // True if an allowed instance was found.
  bool until_allowed(std::uint32_t index, int depth) {
    const std::size_t start = out_.size();
    const int repeat = bounds_.repeat;
    bool allowed = false;
    for (int i = 0; i < kTriesMax && !allowed; ++i) {
      if (i == kTriesMax / 4) bounds_.repeat = std::min(repeat, 1);
      if (i == kTriesMax / 2) bounds_.repeat = 0;
      out_.resize(start);
      node(network_.rules[index].tree, depth);
      allowed = network_.allows(index, std::string_view(out_).substr(start));
    }
    bounds_.repeat = repeat;
    return allowed;
  }

  void number(std::uint32_t index, int depth) {
    const Hook& hook = *network_.rules[index].hook;
    if (announcing_) {
      out_ += std::to_string(announced_);
      announcing_ = false;
      return;
    }
    const std::size_t start = out_.size();
    if (random_.chance(1, 8)) {
      const std::uint64_t edges[] = {hook.least, hook.most, hook.most - 1, hook.least + 1};
      out_ += std::to_string(edges[random_.below(std::size(edges))]);
    } else if (!until_allowed(index, depth)) {
      out_.resize(start);
      out_ += std::to_string(hook.least);
    }
  }

  // An instance of the rule, in quotes or as a literal, or as it stands if it is an atom.
  void astring_of(std::uint32_t held, int depth) {
    const std::size_t start = out_.size();
    rule(held, depth + 1);
    const std::string content = out_.substr(start);
    const bool atom = !content.empty() && content.find_first_of("(){ %*\"\\") == std::string::npos;
    const std::uint64_t way = random_.below(4);
    if (way > 1 && atom) return;
    out_.resize(start);
    if (way == 0) {
      out_ += "{" + std::to_string(content.size()) + "}\r\n" + content;
    } else {
      out_ += '"';
      for (const char c : content) {
        if (c == '"' || c == '\\') out_ += '\\';
        out_ += c;
      }
      out_ += '"';
    }
  }

  void node(const Node& at, int depth) {
    switch (at.kind) {
      case Node::Kind::alternation:
        node(choose(at.parts, depth), depth);
        break;
      case Node::Kind::concatenation:
        for (const Node& part : at.parts) node(part, depth);
        break;
      case Node::Kind::repetition:
        repetition(at, depth);
        break;
      case Node::Kind::rule:
        rule(at.index, depth + 1);
        break;
      case Node::Kind::words:
        words(at.text);
        break;
      case Node::Kind::exact:
        out_ += at.text;
        break;
      case Node::Kind::octet:
        octet(at.index);
        break;
      case Node::Kind::count:
        for (std::uint64_t i = 0; i < announced_; ++i) octet(at.index);
        break;
    }
  }

  const Node& choose(const std::vector<Node>& parts, int depth) {
    const Node* chosen = &parts[random_.below(parts.size())];
    if (!tight(depth) && chosen->depth != kNone) return *chosen;
    const auto cost = [](const Node& part) { return std::pair(part.depth, part.octets); };
    for (const Node& part : parts) {
      if (cost(part) < cost(*chosen)) chosen = &part;
    }
    return *chosen;
  }

  void repetition(const Node& at, int depth) {
    const Node& part = at.parts[0];
    auto times = static_cast<std::uint64_t>(at.least);
    if (part.depth != kNone && !tight(depth) && at.most > at.least) {
      const auto more = std::min<std::uint64_t>(at.most - at.least, static_cast<std::uint64_t>(bounds_.repeat));
      times += random_.below(more + 1);
    }
    for (std::uint64_t i = 0; i < times; ++i) {
      if (i > at.least && tight(depth)) break;
      node(part, depth);
    }
  }

  // Letters of words have no case; most often they stand as in the RFC.
  void words(const std::string& text) {
    const std::uint64_t way = random_.below(8);
    for (char c : text) {
      const bool other = way == 0 ? c >= 'A' && c <= 'Z' : way == 1 && random_.chance(1, 2);
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (other && letter) c = static_cast<char>(static_cast<unsigned char>(c) ^ 0x20U);
      out_ += c;
    }
  }

  void octet(std::uint32_t set) {
    const SetMembers& members = network_.members[set];
    if (members.octets.empty()) return;
    const bool plain = members.plain != 0 && random_.chance(3, 4);
    out_ += members.octets[random_.below(plain ? members.plain : members.octets.size())];
  }

  const Network& network_;
  Random& random_;
  DeriveBounds bounds_;
  std::string out_;
  std::uint64_t announced_ = 0;  // the count of the literal that is being made
  bool trying_ = false;          // an instance without some octet, until there is one
  bool announcing_ = false;      // its number is still to come
};

}  // namespace

std::string derive(const Grammar& grammar, std::string_view rule, Random& random, const DeriveBounds& bounds) {
  const std::uint32_t index = grammar.network().find(rule);
  assert(index != kNone);
  if (index == kNone) return {};
  Deriver deriver(grammar.network(), random, bounds);
  deriver.rule(index, 0);
  return deriver.take();
}

}  // namespace imapspec::abnf
