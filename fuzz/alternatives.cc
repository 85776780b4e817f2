#include "fuzz/alternatives.h"

#include <map>

#include "fuzz/mutate.h"
#include "fuzz/oracles/message.h"
#include "harness/grammar/walk.h"

namespace imapspec::fuzz {

namespace {

using namespace grammar;

// The name of T without its namespace, out of what the compiler calls this function.
template <class T>
std::string name_of() {
  const std::string_view function = __PRETTY_FUNCTION__;
  const std::size_t begin = function.find("T = ") + 4;
  std::string name(function.substr(begin, function.find_first_of(";]", begin) - begin));
  for (const std::string_view space : {"imapspec::grammar::", "imapspec::"})
    for (std::size_t at = name.find(space); at != std::string::npos; at = name.find(space))
      name.erase(at, space.size());
  return name;
}

class Alternatives {
 public:
  // All variants that a T can have below it, each alternative not seen yet.
  template <class T>
  void enter() {
    if constexpr (internal::kIs<T, List> || internal::kIs<T, std::optional>) {
      enter<typename T::value_type>();
    } else if constexpr (std::is_pointer_v<T>) {
      enter<std::remove_const_t<std::remove_pointer_t<T>>>();
    } else if constexpr (internal::kIs<T, std::variant>) {
      enter_variant(static_cast<T*>(nullptr));
    } else if constexpr (Record<T>) {
      if (!entered_.emplace(name_of<T>(), true).second) return;
      enter_members(static_cast<decltype(fields(std::declval<T&>()))*>(nullptr));
    }
  }
  template <class T>
  void operator()(const T&) {}
  template <class... T>
  void operator()(const std::variant<T...>& node) {
    times_.at(key<std::variant<T...>>()).at(node.index()).second++;
  }
  const auto& times() const { return times_; }

 private:
  template <class T>
  static const void* key() {
    static const char unique = 0;
    return &unique;
  }
  template <class... T>
  void enter_variant(std::variant<T...>*) {
    auto& alternatives = times_[key<std::variant<T...>>()];
    if (!alternatives.empty()) return;
    const std::string last = name_of<std::tuple_element_t<sizeof...(T) - 1, std::tuple<T...>>>();
    ((alternatives.emplace_back(name_of<T>() + " (of " + std::to_string(sizeof...(T)) + ", the last " + last + ")", 0)),
     ...);
    (enter<T>(), ...);
  }
  template <class... T>
  void enter_members(std::tuple<T&...>*) {
    (enter<T>(), ...);
  }

  std::map<std::string, bool> entered_;
  std::map<const void*, std::vector<std::pair<std::string, std::size_t>>> times_;
};

template <class Tree>
std::vector<std::string> missing(const std::vector<std::string>& inputs, Shape shape, std::size_t& total) {
  Alternatives alternatives;
  alternatives.enter<decltype(Tree::body)>();
  Arena arena;
  for (const auto& input : inputs) {
    for (const auto& message : messages_of(input, shape)) {
      // What has left with RFC 3501 is in no message of RFC 9051, and the other way round.
      for (const Revision revision : {Revision::rev1, Revision::rev2}) {
        arena.reset();
        Dialect dialect{.revision = revision, .utf8 = true};
        dialect.tolerated = DeviationSet::all();
        if (const auto tree = Message<Tree>::parse(message, arena, dialect)) for_each_node(tree->body, alternatives);
      }
    }
  }
  std::vector<std::string> never;
  total = 0;
  for (const auto& [key, names] : alternatives.times()) {
    total += names.size();
    for (const auto& [name, times] : names)
      if (times == 0) never.push_back(name);
  }
  return never;
}

}  // namespace

std::vector<std::string> alternatives_missing(const std::vector<std::string>& inputs, Shape shape, std::size_t& total) {
  return shape == Shape::commands ? missing<Command>(inputs, shape, total) : missing<Response>(inputs, shape, total);
}

}  // namespace imapspec::fuzz
