// Forest: nodes with at most one parent each, which are linked and cut, and never in a loop: Sleator and Tarjan's
// link-cut trees. Every operation takes logarithmic time on the average of many, however deep the trees are.
#pragma once

#include <cstdint>
#include <vector>

namespace imapspec::mail {

class Forest {
 public:
  using Node = std::uint32_t;
  static constexpr Node kNone = UINT32_MAX;

  Node add();  // a new tree of one node; nodes are numbered from 0
  std::size_t size() const { return parents_.size(); }
  Node parent(Node node) const { return parents_[node]; }  // kNone: it is a root

  // Makes `parent` the parent of `child`, which has none; false, and nothing done, if `parent` is `child` or below it.
  bool link(Node child, Node parent);
  // The node is a root then, with all that is below it.
  void cut(Node child);

 private:
  // The trees are kept as paths, each a splay tree in the order of depth; `up` of its root is the parent of the path.
  struct Splay {
    Node left = kNone, right = kNone, up = kNone;
  };
  bool is_path_root(Node node) const;
  void rotate(Node node);
  void splay(Node node);
  void access(Node node);
  Node root(Node node);

  std::vector<Node> parents_;
  std::vector<Splay> splays_;
};

}  // namespace imapspec::mail
