#include "harness/scenario/difference.h"

#include <algorithm>

#include "harness/scenario/term_match.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::Term;
using Kind = Term::Kind;

namespace {

constexpr unsigned kOtherKind = 100;  // another response altogether
constexpr std::size_t kShownOctets = 120;

std::string shortened(std::string text) {
  if (text.size() > kShownOctets) text = text.substr(0, kShownOctets) + "...";
  return text;
}
std::string shown_pieces(const Pieces& pieces, const Bindings& bindings, const Scope& scope) {
  std::string out;
  for (const auto& piece : pieces) {
    if (!piece.hole) {
      out += piece.text;
      continue;
    }
    out += "$" + piece.hole->name + (piece.hole->rule.empty() ? "" : ":" + piece.hole->rule);
    if (const auto value = bindings.value(piece.hole->name, scope))
      out += " (" + shortened(grammar::to_string(*value)) + ")";
  }
  return out;
}

// `came` and `wanted` from the first octet on that is not the same.
std::string octets_apart(std::string_view came, std::string_view wanted, const std::string& name) {
  const auto same = static_cast<std::size_t>(
      std::mismatch(came.begin(), came.end(), wanted.begin(), wanted.end()).first - came.begin());
  const auto rest = [same](std::string_view octets) {
    return same == octets.size() ? "the end" : shortened('"' + std::string(octets.substr(same)) + '"');
  };
  return rest(came) + " in place of " + rest(wanted) + " from octet " + std::to_string(same + 1) + " of " + name;
}

struct Differ {
  const MatchContext& context;
  Bindings bindings;
  Scope scope;
  std::string first;

  unsigned say(unsigned distance, std::string text) {
    if (first.empty()) first = std::move(text);
    return distance;
  }
  bool fits(const Node& node, const Term& term) {
    std::size_t steps = 20'000;
    TermMatch match(context, bindings, steps);
    match.at(scope.numbering);
    const std::size_t mark = bindings.mark();
    const bool yes = match.node(node, term, [] { return true; });
    bindings.undo(mark);
    return yes;
  }

  unsigned node(const Node& pattern, const Term& term) {
    if (fits(pattern, term)) return 0;
    if (pattern.kind == Node::Kind::list && term.kind == Kind::list) return sequence(pattern.items, 0, term.items, 0);
    if (pattern.kind == Node::Kind::list && term.kind == Kind::set) return set(pattern, term);
    if (pattern.kind == Node::Kind::list && term.kind == Kind::pairs) return pairs(pattern, term);
    if (pattern.kind == Node::Kind::octets && term.kind == Kind::string) {
      std::size_t steps = 1'000;
      TermMatch match(context, bindings, steps);
      match.at(scope.numbering);
      if (const auto wanted = match.wanted(pattern.octets))
        return say(1, octets_apart(term.octets, *wanted, shown(pattern, bindings, scope)));
    }
    return say(1, shortened(grammar::to_string(term)) + " in place of " + shown(pattern, bindings, scope));
  }

  unsigned sequence(const std::vector<Node>& nodes, std::size_t i, const std::vector<Term>& terms, std::size_t k) {
    unsigned sum = 0;
    for (; i < nodes.size(); ++i, ++k) {
      if (nodes[i].kind == Node::Kind::rest) return sum;
      if (k >= terms.size()) return sum + say(1, "nothing in place of " + shown(nodes[i], bindings, scope));
      sum += node(nodes[i], terms[k]);
    }
    if (k < terms.size()) sum += say(1, shortened(grammar::to_string(terms[k])) + ", where the line should end");
    return sum;
  }

  unsigned set(const Node& pattern, const Term& term) {
    unsigned sum = 0;
    std::vector<bool> taken(term.items.size(), false);
    bool more = false;
    for (const auto& member : pattern.items) {
      if (member.kind == Node::Kind::rest) {
        more = true;
        continue;
      }
      std::size_t k = 0;
      while (k < term.items.size() && (taken[k] || !fits(member, term.items[k]))) ++k;
      if (k < term.items.size())
        taken[k] = true;
      else
        sum += say(1, "no " + shown(member, bindings, scope));
    }
    for (std::size_t k = 0; k < term.items.size() && !more; ++k)
      if (!taken[k])
        sum += say(1, shortened(grammar::to_string(term.items[k])) + ", which is not among what was expected");
    return sum;
  }

  unsigned pairs(const Node& pattern, const Term& term) {
    unsigned sum = 0;
    for (std::size_t i = 0; i + 1 < pattern.items.size(); i += 2) {
      bool named = false;
      unsigned least = kOtherKind;
      std::string text;
      for (std::size_t k = 0; k + 1 < term.items.size(); k += 2) {
        if (!fits(pattern.items[i], term.items[k])) continue;
        named = true;
        const std::string before = std::exchange(first, {});
        if (const unsigned d = node(pattern.items[i + 1], term.items[k + 1]); d < least) {
          least = d;
          text = first;
        }
        first = before;
      }
      const std::string name = shown(pattern.items[i], bindings, scope);
      if (!named)
        sum += say(2, "no " + name);
      else if (least > 0)
        sum += say(least, text.empty() ? name : name + ": " + text);
    }
    if (sum == 0) sum = say(1, "more than was expected");
    return sum;
  }

  unsigned line(const Line& expected, const Term& term) {
    const bool untagged = term.items.size() > 1 && term.items[0].octets == "*";
    if (term.items.empty()) return kOtherKind;
    if (expected.kind == Line::Kind::untagged && expected.fields.empty()) {
      if (!untagged) return kOtherKind;
      return status(expected, term);
    }
    if (expected.kind == Line::Kind::tagged) {
      if (untagged || term.items[0].octets == "+") return kOtherKind;
      return status(expected, term);
    }
    if (expected.kind == Line::Kind::continuation)
      return term.items[0].octets == "+" ? say(1, "another text") : kOtherKind;
    if (!untagged) return kOtherKind;
    const std::string name = expected.name();
    const bool same = std::any_of(term.items.begin(), term.items.end(),
                                  [&](const Term& t) { return t.kind == Kind::word && same_word(t.octets, name); });
    if (!same) return kOtherKind;
    // Fields that a message has without parentheses are one list to the pattern.
    if (term.items.size() == 3 && (term.items[2].kind == Kind::set || term.items[2].kind == Kind::ranges) &&
        !(expected.fields.size() == 2 && expected.fields[1].kind == Node::Kind::list)) {
      if (term.items[2].kind == Kind::ranges)
        return say(1, shortened(grammar::to_string(term.items[2])) + " in place of what the line says");
      Node list;
      list.kind = Node::Kind::list;
      list.items.assign(expected.fields.begin() + 1, expected.fields.end());
      return node(list, term.items[2]);
    }
    return sequence(expected.fields, 0, term.items, 1);
  }

  unsigned status(const Line& expected, const Term& term) {
    const std::string word = term.items.size() > 1 ? term.items[1].octets : "";
    Line alone = expected;
    alone.has_code = false;
    alone.text.reset();
    std::size_t steps = 1'000;
    TermMatch match(context, bindings, steps);
    if (!match.line(alone, term, [] { return true; })) {
      static constexpr std::string_view kStatuses[] = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
      if (std::none_of(std::begin(kStatuses), std::end(kStatuses), [&](auto s) { return same_word(s, word); }))
        return kOtherKind;
      return say(3, word + " in place of " + expected.name());
    }
    if (expected.has_code) {
      const Term* code = term.items.size() > 2 && term.items[2].kind == Kind::list ? &term.items[2] : nullptr;
      if (code == nullptr) return say(2, "no code in place of [" + shown(expected.code[0], bindings, scope) + "]");
      if (!fits(expected.code[0], code->items[0]))
        return say(2, "[" + code->items[0].octets + "] in place of [" + shown(expected.code[0], bindings, scope) + "]");
      const unsigned inside = sequence(expected.code, 0, code->items, 0);
      if (inside > 0) return inside;
    }
    return say(1, "another text");
  }
};

}  // namespace

std::string shown(const Node& node, const Bindings& bindings, const Scope& scope) {
  switch (node.kind) {
    case Node::Kind::atom:
      return shown_pieces(node.pieces, bindings, scope);
    case Node::Kind::quoted:
      return '"' + shown_pieces(node.pieces, bindings, scope) + '"';
    case Node::Kind::list: {
      std::string out = "(";
      for (const auto& item : node.items) out += (out.size() > 1 ? " " : "") + shown(item, bindings, scope);
      return out + ")";
    }
    case Node::Kind::section: {
      std::string out = shown_pieces(node.pieces, bindings, scope) + "[";
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += node.items[i].kind == Node::Kind::list ? " " : ".";
        out += shown(node.items[i], bindings, scope);
      }
      out += "]";
      return node.has_origin ? out + "<" + shown_pieces(node.origin, bindings, scope) + ">" : out;
    }
    case Node::Kind::octets:
      return "{" + node.octets.name + (node.octets.sliced ? "<...>" : "") + "}";
    case Node::Kind::announcement:
      return "{" + shown_pieces(node.pieces, bindings, scope) + "}";
    case Node::Kind::rest:
      return "...";
    case Node::Kind::regex:
      return "/" + node.regex + "/";
  }
  return {};
}

Difference difference(const Line& expected, const Seen& received, const MatchContext& context,
                      const Bindings& bindings) {
  if (received.term == nullptr) return {kOtherKind, "it could not be read"};
  Differ differ{context, bindings, {context.session, received.numbering.get()}, {}};
  const unsigned distance = differ.line(expected, *received.term);
  return {distance, differ.first.empty() ? "another response" : differ.first};
}

}  // namespace imapspec::scenario
