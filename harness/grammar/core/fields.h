// Fields: the members of a plain struct, one after the other. What is done to every node of a tree (visit, compare,
// copy, generate) is so written once, and forgets no member that is added later.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace imapspec::grammar {

// A struct of public members without constructors: every node of the tree is one.
template <class T>
concept Record = std::is_class_v<T> && std::is_aggregate_v<T>;

namespace internal {

struct Anything {
  template <class T>
  operator T() const;  // never defined: only asked whether it would do
};

// How many initialisers T takes: as many as it has members.
template <Record T, class... Members>
consteval std::size_t members() {
  if constexpr (requires { T{Members{}..., Anything{}}; })
    return members<T, Members..., Anything>();
  else
    return sizeof...(Members);
}

}  // namespace internal

template <Record T>
inline constexpr std::size_t kMembers = internal::members<T>();

// References to the members of `r`, in the order of their declaration.
template <class T>
  requires Record<std::remove_const_t<T>>
constexpr auto fields(T& r) {
  constexpr std::size_t kCount = kMembers<std::remove_const_t<T>>;
  static_assert(kCount <= 24, "a line more for a larger struct");
  // clang-format off
  if constexpr (kCount == 0) { return std::tie(); }
  else if constexpr (kCount == 1) { auto& [a] = r; return std::tie(a); }
  else if constexpr (kCount == 2) { auto& [a, b] = r; return std::tie(a, b); }
  else if constexpr (kCount == 3) { auto& [a, b, c] = r; return std::tie(a, b, c); }
  else if constexpr (kCount == 4) { auto& [a, b, c, d] = r; return std::tie(a, b, c, d); }
  else if constexpr (kCount == 5) { auto& [a, b, c, d, e] = r; return std::tie(a, b, c, d, e); }
  else if constexpr (kCount == 6) { auto& [a, b, c, d, e, f] = r; return std::tie(a, b, c, d, e, f); }
  else if constexpr (kCount == 7) { auto& [a, b, c, d, e, f, g] = r; return std::tie(a, b, c, d, e, f, g); }
  else if constexpr (kCount == 8) { auto& [a, b, c, d, e, f, g, h] = r; return std::tie(a, b, c, d, e, f, g, h); }
  else if constexpr (kCount == 9) { auto& [a, b, c, d, e, f, g, h, i] = r; return std::tie(a, b, c, d, e, f, g, h, i); }
  else if constexpr (kCount == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = r; return std::tie(a, b, c, d, e, f, g, h, i, j); }
  else if constexpr (kCount == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k); }
  else if constexpr (kCount == 12) { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l); }
  else if constexpr (kCount == 13) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m); }
  else if constexpr (kCount == 14) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n); }
  else if constexpr (kCount == 15) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o); }
  else if constexpr (kCount == 16) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p); }
  else if constexpr (kCount == 17) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q); }
  else if constexpr (kCount == 18) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s); }
  else if constexpr (kCount == 19) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t); }
  else if constexpr (kCount == 20) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u); }
  else if constexpr (kCount == 21) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v); }
  else if constexpr (kCount == 22) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v, w] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v, w); }
  else if constexpr (kCount == 23) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v, w, x] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v, w, x); }
  else { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v, w, x, y] = r; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v, w, x, y); }
  // clang-format on
}

}  // namespace imapspec::grammar
