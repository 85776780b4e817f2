#include "fuzz/oracles/naive_threads.h"

#include <algorithm>
#include <list>
#include <map>
#include <memory>

namespace imapspec::fuzz {

namespace {

struct Node {
  const mail::Threadable* message = nullptr;  // null: a dummy
  Node* parent = nullptr;
  std::vector<Node*> children;
};

class Naive {
 public:
  explicit Naive(const std::vector<mail::Threadable>& messages, bool subjects_matter = true) {
    step1(messages);
    for (Node& node : nodes_)  // step 2
      if (node.parent == nullptr) root_.children.push_back(&node);
    root_.children = pruned(root_.children, true);  // step 3
    sort_roots();                                   // step 4
    if (subjects_matter) step5();
    for (Node* child : root_.children) sort_below(*child);  // step 6
    sort_roots();
    if (!subjects_matter)
      std::stable_sort(root_.children.begin(), root_.children.end(), [](const Node* a, const Node* b) {
        const auto x = latest(*a), y = latest(*b);
        return x != y ? x < y : face(*a).number < face(*b).number;
      });
  }
  std::string text() const {
    std::string all;
    for (const Node* child : root_.children) all += "(" + text(*child) + ")";
    return all;
  }

 private:
  static bool is_below(const Node* node, const Node* above) {
    for (; node != nullptr; node = node->parent)
      if (node == above) return true;
    return false;
  }
  static void unlink(Node& child) {
    if (child.parent != nullptr) std::erase(child.parent->children, &child);
    child.parent = nullptr;
  }
  static void link(Node& child, Node& parent) {
    if (is_below(&parent, &child)) return;  // a loop
    unlink(child);
    child.parent = &parent;
    parent.children.push_back(&child);
  }

  void step1(const std::vector<mail::Threadable>& messages) {
    std::map<std::string, Node*> by_id;
    std::vector<Node*> of_message;
    for (const auto& message : messages) {
      Node& node = nodes_.emplace_back();
      node.message = &message;
      of_message.push_back(&node);
      if (!message.message_id.empty()) by_id.try_emplace(message.message_id, &node);
    }
    for (Node* node : of_message) {
      Node* last = nullptr;
      for (const auto& id : node->message->references) {  // (A)
        Node*& known = by_id[id];
        if (known == nullptr) known = &nodes_.emplace_back();
        if (last != nullptr && known->parent == nullptr) link(*known, *last);
        last = known;
      }
      unlink(*node);  // (B)
      if (last != nullptr) link(*node, *last);
    }
  }

  // Step 3, of siblings and all that is below them.
  static std::vector<Node*> pruned(const std::vector<Node*>& siblings, bool at_root) {
    std::vector<Node*> kept;
    for (Node* node : siblings) {
      node->children = pruned(node->children, false);
      if (node->message != nullptr || (at_root && node->children.size() > 1))
        kept.push_back(node);
      else
        kept.insert(kept.end(), node->children.begin(), node->children.end());
    }
    return kept;
  }

  static const mail::Threadable& face(const Node& node) {
    return node.message != nullptr ? *node.message : *node.children.front()->message;
  }
  static void sort(std::vector<Node*>& siblings) {
    std::stable_sort(siblings.begin(), siblings.end(), [](const Node* a, const Node* b) {
      const auto &x = face(*a), &y = face(*b);
      return x.sent != y.sent ? x.sent < y.sent : x.number < y.number;
    });
  }
  static std::int64_t latest(const Node& node) {
    std::int64_t sent = face(node).sent;
    for (const Node* child : node.children) sent = std::max(sent, latest(*child));
    return sent;
  }
  void sort_roots() {
    for (Node* child : root_.children)
      if (child->message == nullptr) sort(child->children);
    sort(root_.children);
  }
  static void sort_below(Node& node) {
    for (Node* child : node.children) sort_below(*child);
    sort(node.children);
  }

  void step5() {
    std::map<std::string, Node*> table;
    for (Node* current : root_.children) {  // (B)
      const std::string& subject = face(*current).subject;
      if (subject.empty()) continue;
      Node*& there = table[subject];
      if (there == nullptr ||
          (there->message != nullptr &&
           (current->message == nullptr || (there->message->reply_or_forward && !current->message->reply_or_forward))))
        there = current;
    }
    const std::vector<Node*> roots = root_.children;
    for (Node* current : roots) {  // (C)
      const std::string subject = face(*current).subject;
      if (subject.empty() || table[subject] == current) continue;
      Node*& there = table[subject];
      std::erase(root_.children, current);
      if (there->message == nullptr && current->message == nullptr) {
        there->children.insert(there->children.end(), current->children.begin(), current->children.end());
      } else if (there->message == nullptr || (current->message != nullptr && current->message->reply_or_forward &&
                                               !there->message->reply_or_forward)) {
        there->children.push_back(current);
      } else {
        Node& dummy = nodes_.emplace_back();
        dummy.children = {current, there};
        std::erase(root_.children, there);
        root_.children.push_back(&dummy);
        there = &dummy;
      }
    }
  }

  static std::string text(const Node& node) {
    std::string all = node.message == nullptr ? "" : std::to_string(node.message->number);
    if (node.children.empty()) return all;
    if (!all.empty()) all += " ";
    if (node.message != nullptr && node.children.size() == 1) return all + text(*node.children.front());
    for (const Node* child : node.children) all += "(" + text(*child) + ")";
    return all;
  }

  std::list<Node> nodes_;
  Node root_;
};

}  // namespace

std::string naive_threads_by_references(const std::vector<mail::Threadable>& messages) {
  return Naive(messages).text();
}
std::string naive_threads_by_refs(const std::vector<mail::Threadable>& messages) {
  return Naive(messages, false).text();
}

// All of a subject below the first by sent date; threads by the sent date of their first.
std::string naive_threads_by_subject(const std::vector<mail::Threadable>& messages) {
  const auto earlier = [](const mail::Threadable& a, const mail::Threadable& b) {
    return a.sent != b.sent ? a.sent < b.sent : a.number < b.number;
  };
  std::vector<mail::Threadable> left = messages;
  std::string all;
  while (!left.empty()) {
    const auto first = *std::min_element(left.begin(), left.end(), earlier);
    std::vector<mail::Threadable> others;
    for (const auto& message : left)
      if (message.subject == first.subject && message.number != first.number) others.push_back(message);
    std::sort(others.begin(), others.end(), earlier);
    std::erase_if(left, [&first](const mail::Threadable& m) { return m.subject == first.subject; });
    all += "(" + std::to_string(first.number);
    if (!others.empty()) all += " ";
    if (others.size() == 1) all += std::to_string(others.front().number);
    for (std::size_t i = 0; others.size() > 1 && i < others.size(); ++i)
      all += "(" + std::to_string(others[i].number) + ")";
    all += ")";
  }
  return all;
}

}  // namespace imapspec::fuzz
