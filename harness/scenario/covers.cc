// When an outcome can never be taken, since an earlier one fits whatever it fits.
#include <algorithm>

#include "harness/scenario/flow.h"

namespace imapspec::scenario {

namespace {

bool covers(const Node& a, const Node& b) {
  if (a == b) return true;
  if (const Hole* hole = a.hole(); hole != nullptr && hole->nameless() && hole->rule.empty())
    return b.kind != Node::Kind::rest;
  if (a.kind != Node::Kind::list || b.kind != Node::Kind::list) return false;
  const bool more = !a.items.empty() && a.items.back().kind == Node::Kind::rest;
  const std::size_t n = a.items.size() - (more ? 1 : 0);
  if (more ? b.items.size() < n : b.items.size() != n) return false;
  for (std::size_t i = 0; i < n; ++i)
    if (!covers(a.items[i], b.items[i])) return false;
  return true;
}

bool covers(const std::vector<Node>& a, const std::vector<Node>& b) {
  Node x, y;
  x.kind = y.kind = Node::Kind::list;
  x.items = a;
  y.items = b;
  return covers(x, y);
}

bool covers(const Line& a, const Line& b) {
  if (a.kind != b.kind || (!a.bound_to.empty() && a.bound_to != b.bound_to)) return false;
  if (a.tag != b.tag) return false;
  for (const auto status : b.statuses)
    if (std::find(a.statuses.begin(), a.statuses.end(), status) == a.statuses.end()) return false;
  if (a.statuses.empty() != b.statuses.empty()) return false;
  if (a.has_code && !(b.has_code && covers(a.code, b.code))) return false;
  if (a.text && !(b.text && *a.text == *b.text)) return false;
  return a.is_status() || a.kind != Line::Kind::untagged || covers(a.fields, b.fields);
}

}  // namespace

// Every line of the earlier finds a line of the later that it fits, each its own, and fences stay in their order. A
// line too many in the later does not help: the earlier fits without it. But each "+" counts.
bool covers(const Outcome& earlier, const Outcome& later) {
  const auto continuations = [](const Outcome& o) {
    return std::count_if(o.lines.begin(), o.lines.end(),
                         [](const Line& l) { return l.kind == Line::Kind::continuation; });
  };
  if (continuations(earlier) != continuations(later)) return false;
  std::size_t from = 0;
  std::vector<bool> taken(later.lines.size(), false);
  for (const auto& line : earlier.lines) {
    std::size_t k = from;
    while (k < later.lines.size() && (taken[k] || !covers(line, later.lines[k]))) {
      if (!line.is_fence() && later.lines[k].is_fence()) return false;
      ++k;
    }
    if (k == later.lines.size()) return false;
    taken[k] = true;
    if (line.is_fence()) from = k + 1;
  }
  return true;
}

}  // namespace imapspec::scenario
