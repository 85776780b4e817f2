#include "harness/mail/forest.h"

namespace imapspec::mail {

Forest::Node Forest::add() {
  parents_.push_back(kNone);
  splays_.emplace_back();
  return static_cast<Node>(parents_.size() - 1);
}

bool Forest::is_path_root(Node node) const {
  const Node up = splays_[node].up;
  return up == kNone || (splays_[up].left != node && splays_[up].right != node);
}

void Forest::rotate(Node node) {
  const Node up = splays_[node].up;
  const Node above = splays_[up].up;
  const bool from_left = splays_[up].left == node;
  Node& inner = from_left ? splays_[node].right : splays_[node].left;
  if (!is_path_root(up)) (splays_[above].left == up ? splays_[above].left : splays_[above].right) = node;
  (from_left ? splays_[up].left : splays_[up].right) = inner;
  if (inner != kNone) splays_[inner].up = up;
  inner = up;
  splays_[up].up = node;
  splays_[node].up = above;
}

void Forest::splay(Node node) {
  while (!is_path_root(node)) {
    const Node up = splays_[node].up;
    if (!is_path_root(up)) {
      const Node above = splays_[up].up;
      rotate((splays_[above].left == up) == (splays_[up].left == node) ? up : node);
    }
    rotate(node);
  }
}

// The path from the tree's root to the node becomes one splay tree, with the node at its root.
void Forest::access(Node node) {
  for (Node below = kNone, at = node; at != kNone; below = at, at = splays_[at].up) {
    splay(at);
    splays_[at].right = below;
  }
  splay(node);
}

Forest::Node Forest::root(Node node) {
  access(node);
  while (splays_[node].left != kNone) node = splays_[node].left;
  splay(node);  // pays for the way down
  return node;
}

// `child` is the root of its tree, so that what is below it is what has it for a root.
bool Forest::link(Node child, Node parent) {
  if (root(parent) == child) return false;
  access(child);
  splays_[child].up = parent;
  parents_[child] = parent;
  return true;
}

void Forest::cut(Node child) {
  if (parents_[child] == kNone) return;
  access(child);
  splays_[splays_[child].left].up = kNone;
  splays_[child].left = kNone;
  parents_[child] = kNone;
}

}  // namespace imapspec::mail
