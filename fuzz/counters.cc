#include "fuzz/counters.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "harness/grammar/walk.h"

namespace imapspec::fuzz {

namespace {

constexpr std::size_t kCounters = std::size_t{1} << 14;
constexpr std::size_t kEnumValues = 64;
constexpr std::size_t kListLengths = 8;  // none, 1, 2 to 3, 4 to 7, ...

// libFuzzer takes every variable of this section for counters, and sets them to 0 before each run.
[[gnu::section("__libfuzzer_extra_counters"), gnu::used]] std::uint8_t counters[kCounters];

// The first of `count` counters that are a type's own.
template <class T>
std::size_t counters_of(std::size_t count);
std::size_t taken = 0;
template <class T>
std::size_t counters_of(std::size_t count) {
  static const std::size_t first = [count] {
    const std::size_t at = taken;
    taken += count;
    return at;
  }();
  return first;
}
void count(std::size_t counter) {
  if (counter < kCounters && counters[counter] < UINT8_MAX) ++counters[counter];
}

struct Visit {
  template <class T>
  void operator()(const T& node) {
    if constexpr (std::is_enum_v<T>)
      count(counters_of<T>(kEnumValues) + std::min(static_cast<std::size_t>(node), kEnumValues - 1));
  }
  template <class... T>
  void operator()(const std::variant<T...>& node) {
    count(counters_of<std::variant<T...>>(sizeof...(T)) + node.index());
  }
  template <class T>
  void operator()(const std::optional<T>& node) {
    count(counters_of<std::optional<T>>(2) + (node.has_value() ? 1U : 0U));
  }
  template <class T>
  void operator()(const List<T>& node) {
    count(counters_of<List<T>>(kListLengths) +
          std::min<std::size_t>(static_cast<std::size_t>(std::bit_width(node.size())), kListLengths - 1));
  }
};

}  // namespace

void count_alternatives(const grammar::Command& command) {
  grammar::for_each_node(command.body, Visit());
}
void count_alternatives(const grammar::Response& response) {
  grammar::for_each_node(response.body, Visit());
}

}  // namespace imapspec::fuzz
