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

}  // namespace imapspec::grammar
