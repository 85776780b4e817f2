// The threading algorithm REFERENCES, in the six steps of RFC 5256 section 3; and REFS, which has some of them.
#include <algorithm>
#include <unordered_map>

#include "harness/mail/forest.h"
#include "harness/mail/threads.h"

namespace imapspec::mail {

namespace {

using Node = Forest::Node;
constexpr Node kNone = Forest::kNone;

// A node below `messages_.size()` is that message; one above is a dummy, which only has an ID, or nothing at all.
class Threader {
 public:
  Threader(const std::vector<Threadable>& messages, Arena& arena) : messages_(messages), arena_(arena) {}

  grammar::ThreadData references() {
    link_all();          // step 1
    gather_and_prune();  // steps 2 and 3
    sort_roots();        // step 4
    gather_subjects();   // step 5
    for (auto& siblings : children_) sort(siblings);
    sort_roots();  // step 6
    return answer();
  }
  grammar::ThreadData refs() {
    link_all();
    gather_and_prune();
    for (auto& siblings : children_) sort(siblings);
    sort_by_latest();
    return answer();
  }

 private:
  bool is_dummy(Node node) const { return node >= messages_.size(); }
  // What a node is sorted by: the message itself, or the first child of a dummy, whose children are sorted.
  const Threadable& face(Node node) const { return messages_[is_dummy(node) ? children_[node].front() : node]; }
  void sort(std::vector<Node>& siblings) const;
  void sort_roots();
  void sort_by_latest();

  Node node_with(const std::string& id);
  void link_all();
  void gather_and_prune();
  void populate(std::unordered_map<std::string, Node>& table) const;
  void gather_subjects();
  Node merged(Node current, Node there);
  grammar::ThreadData answer();

  const std::vector<Threadable>& messages_;
  Arena& arena_;
  Forest forest_;
  std::unordered_map<std::string, Node> by_id_;
  std::vector<std::vector<Node>> children_;
  std::vector<Node> roots_;
};

// Section 2.2: the order in the mailbox decides between equal dates.
void Threader::sort(std::vector<Node>& siblings) const {
  std::sort(siblings.begin(), siblings.end(), [this](Node a, Node b) {
    const Threadable &x = face(a), &y = face(b);
    return x.sent != y.sent ? x.sent < y.sent : x.number < y.number;
  });
}

void Threader::sort_roots() {
  for (const Node root : roots_)
    if (is_dummy(root)) sort(children_[root]);
  sort(roots_);
}

void Threader::sort_by_latest() {
  struct Thread {
    std::int64_t latest;
    Node root;
  };
  std::vector<Thread> threads;
  for (const Node root : roots_) {
    std::int64_t latest = face(root).sent;
    std::vector<Node> below{root};
    while (!below.empty()) {
      const Node node = below.back();
      below.pop_back();
      if (!is_dummy(node)) latest = std::max(latest, messages_[node].sent);
      below.insert(below.end(), children_[node].begin(), children_[node].end());
    }
    threads.push_back({latest, root});
  }
  std::sort(threads.begin(), threads.end(), [this](const Thread& a, const Thread& b) {
    return a.latest != b.latest ? a.latest < b.latest : face(a.root).number < face(b.root).number;
  });
  std::transform(threads.begin(), threads.end(), roots_.begin(), [](const Thread& thread) { return thread.root; });
}

Node Threader::node_with(const std::string& id) {
  const auto [found, is_new] = by_id_.try_emplace(id, kNone);
  if (is_new) found->second = forest_.add();
  return found->second;
}

// Step 1. An ID belongs to the first message that has it; later ones, and those without, have one that nobody refers to.
void Threader::link_all() {
  for (const auto& message : messages_) {
    const Node node = forest_.add();
    if (!message.message_id.empty()) by_id_.try_emplace(message.message_id, node);
  }
  for (Node node = 0; node < messages_.size(); ++node) {
    Node last = kNone;
    for (const auto& id : messages_[node].references) {  // (A)
      const Node next = node_with(id);
      if (last != kNone && forest_.parent(next) == kNone) forest_.link(next, last);
      last = next;
    }
    forest_.cut(node);  // (B)
    if (last != kNone) forest_.link(node, last);
  }
}

// Steps 2 and 3. A dummy with a parent gives its place to its children, and so does one at the root with a single child:
// every message becomes a child of the nearest message above it, or else of the dummy at the root.
void Threader::gather_and_prune() {
  children_.resize(forest_.size());
  std::vector<std::vector<Node>> linked(forest_.size());
  std::vector<Node> order;  // parents before children
  for (Node node = 0; node < forest_.size(); ++node) {
    if (forest_.parent(node) == kNone)
      order.push_back(node);
    else
      linked[forest_.parent(node)].push_back(node);
  }
  const std::size_t roots = order.size();
  for (std::size_t i = 0; i < order.size(); ++i)
    order.insert(order.end(), linked[order[i]].begin(), linked[order[i]].end());
  std::vector<Node> place(forest_.size(), kNone);  // whose child a child of this node becomes
  for (const Node node : order) {
    const Node above = forest_.parent(node) == kNone ? kNone : place[forest_.parent(node)];
    place[node] = is_dummy(node) && above != kNone ? above : node;
    if (!is_dummy(node) && above != kNone) children_[above].push_back(node);
  }
  for (std::size_t i = 0; i < roots; ++i) {
    const Node root = order[i];
    if (!is_dummy(root) || children_[root].size() > 1)
      roots_.push_back(root);
    else if (!children_[root].empty())
      roots_.push_back(children_[root].front());
  }
}

// Step 5 (B).
void Threader::populate(std::unordered_map<std::string, Node>& table) const {
  for (const Node current : roots_) {
    const std::string& subject = face(current).subject;
    if (subject.empty()) continue;
    const auto [found, is_new] = table.try_emplace(subject, current);
    Node& there = found->second;
    if (is_new || is_dummy(there)) continue;
    if (is_dummy(current) || (messages_[there].reply_or_forward && !messages_[current].reply_or_forward))
      there = current;
  }
}

// Step 5 (C), the rules for merging: what stands in the table afterwards in place of `there`.
Node Threader::merged(Node current, Node there) {
  if (is_dummy(there)) {
    auto& to = children_[there];
    if (is_dummy(current))
      to.insert(to.end(), children_[current].begin(), children_[current].end());
    else
      to.push_back(current);
    return there;
  }
  if (messages_[current].reply_or_forward && !messages_[there].reply_or_forward) {
    children_[there].push_back(current);
    return there;
  }
  children_.push_back({current, there});
  return static_cast<Node>(children_.size() - 1);
}

// A dummy made here stands among the roots for the two that it took.
void Threader::gather_subjects() {
  std::unordered_map<std::string, Node> table;
  populate(table);
  std::vector<bool> gone(children_.size(), false);
  const std::vector<Node> roots = roots_;
  for (const Node current : roots) {
    const std::string& subject = face(current).subject;
    if (subject.empty()) continue;
    Node& there = table.find(subject)->second;
    if (there == current) continue;
    const Node now = merged(current, there);
    gone.resize(children_.size(), false);
    gone[current] = true;
    if (now != there) {
      gone[there] = true;
      roots_.push_back(now);
      there = now;
    }
  }
  std::erase_if(roots_, [&gone](Node root) { return gone[root]; });
}

// A message with one child goes on in the same list; the lists of several children are made before the list that ends
// in them.
grammar::ThreadData Threader::answer() {
  std::vector<Node> heads = roots_;  // each list by its first message, or its dummy
  std::vector<std::vector<Node>> members;
  const auto end_of = [this](Node node, std::vector<Node>& list) {
    for (;; node = children_[node].front()) {
      if (!is_dummy(node)) list.push_back(node);
      if (children_[node].size() != 1) return node;
    }
  };
  std::vector<std::size_t> first_nested;  // where the lists behind a list begin in `heads`
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const Node last = end_of(heads[i], members.emplace_back());
    first_nested.push_back(heads.size());
    heads.insert(heads.end(), children_[last].begin(), children_[last].end());
  }
  first_nested.push_back(heads.size());
  std::vector<grammar::ThreadList> lists(heads.size());
  for (std::size_t i = heads.size(); i-- > 0;) {
    ListBuilder<std::uint32_t> numbers(arena_);
    for (const Node node : members[i]) numbers.add(messages_[node].number);
    ListBuilder<grammar::ThreadList> nested(arena_);
    for (std::size_t j = first_nested[i]; j < first_nested[i + 1]; ++j) nested.add(lists[j]);
    lists[i] = {numbers.done(), nested.done()};
  }
  lists.resize(roots_.size());
  return {copy_list(arena_, lists)};
}

}  // namespace

grammar::ThreadData threads_by_references(const std::vector<Threadable>& messages, Arena& arena) {
  return Threader(messages, arena).references();
}
grammar::ThreadData threads_by_refs(const std::vector<Threadable>& messages, Arena& arena) {
  return Threader(messages, arena).refs();
}

}  // namespace imapspec::mail
