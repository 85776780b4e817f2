// Walk: every node of a tree, whatever its type. By the members of its structs (core/fields.h), so that no struct needs
// to be named here.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "harness/base/arena.h"
#include "harness/grammar/core/fields.h"
#include "harness/grammar/core/string.h"

namespace imapspec::grammar {

namespace internal {
// std::visit makes a table of functions for every type of variant; this makes a few comparisons.
template <class Variant, class Visit>
void visit_held(Variant&& held, Visit&& visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    const std::size_t index = held.index();
    (void)((index == I && (visit(*std::get_if<I>(&held)), true)) || ...);
  }(std::make_index_sequence<std::variant_size_v<std::remove_cvref_t<Variant>>>());
}

template <class T, template <class...> class Of>
inline constexpr bool kIs = false;
template <template <class...> class Of, class... Arguments>
inline constexpr bool kIs<Of<Arguments...>, Of> = true;
}  // namespace internal

// Calls visit(node) for the node and for everything below it, parents first.
template <class T, class Visit>
void for_each_node(const T& node, Visit&& visit) {
  visit(node);
  if constexpr (internal::kIs<T, List>) {
    for (const auto& item : node) for_each_node(item, visit);
  } else if constexpr (internal::kIs<T, std::optional>) {
    if (node) for_each_node(*node, visit);
  } else if constexpr (internal::kIs<T, std::variant>) {
    internal::visit_held(node, [&visit](const auto& value) { for_each_node(value, visit); });
  } else if constexpr (std::is_pointer_v<T>) {
    if (node != nullptr) for_each_node(*node, visit);
  } else if constexpr (Record<T>) {
    std::apply([&visit](const auto&... members) { (for_each_node(members, visit), ...); }, fields(node));
  }
}

// A copy whose Lists are in `arena`, and in which change(node) stands for every node of a type that `change` takes, such
// as String, and gives back. Octets are shared.
template <class T, class Change>
T rebuilt(const T& node, Arena& arena, Change&& change) {
  if constexpr (std::is_invocable_r_v<T, Change&, const T&>) {
    return change(node);
  } else if constexpr (internal::kIs<T, List>) {
    ListBuilder<typename T::value_type> items(arena);
    for (const auto& item : node) items.add(rebuilt(item, arena, change));
    return items.done();
  } else if constexpr (internal::kIs<T, std::optional>) {
    return node ? T(rebuilt(*node, arena, change)) : T();
  } else if constexpr (internal::kIs<T, std::variant>) {
    T copy = node;
    internal::visit_held(copy, [&](auto& value) { value = rebuilt(value, arena, change); });
    return copy;
  } else if constexpr (std::is_pointer_v<T>) {
    return node == nullptr ? nullptr : arena.make(rebuilt(*node, arena, change));
  } else if constexpr (Record<T>) {
    T copy = node;
    std::apply([&](auto&... members) { ((members = rebuilt(members, arena, change)), ...); }, fields(copy));
    return copy;
  } else {
    return node;
  }
}

// Equal in everything but the forms in which strings are written.
template <class T>
bool same_but_for_forms(const T& a, const T& b) {
  Arena arena;
  const auto formless = [](const String& s) { return String{s.value, Form::atom}; };
  return rebuilt(a, arena, formless) == rebuilt(b, arena, formless);
}

}  // namespace imapspec::grammar
