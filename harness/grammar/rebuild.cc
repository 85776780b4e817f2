#include "harness/grammar/rebuild.h"

#include <optional>
#include <type_traits>
#include <variant>

#include "harness/grammar/walk.h"

namespace imapspec::grammar {

namespace {

// One for every type of node, whatever the change: trees have hundreds of types.
class Rebuild {
 public:
  Rebuild(Arena& arena, const Change& change) : arena_(arena), change_(change) {}

  template <class T>
  T operator()(const T& node) const {
    if constexpr (std::is_same_v<T, String>) {
      return change_.string ? change_.string(node) : node;
    } else if constexpr (std::is_same_v<T, std::string_view>) {
      return change_.octets ? change_.octets(node) : node;
    } else if constexpr (internal::kIs<T, List>) {
      ListBuilder<typename T::value_type> items(arena_);
      for (const auto& item : node) items.add((*this)(item));
      return items.done();
    } else if constexpr (internal::kIs<T, std::optional>) {
      return node ? T((*this)(*node)) : T();
    } else if constexpr (internal::kIs<T, std::variant>) {
      T copy = node;
      internal::visit_held(copy, [this](auto& value) { value = (*this)(value); });
      return copy;
    } else if constexpr (std::is_pointer_v<T>) {
      return node == nullptr ? nullptr : arena_.make((*this)(*node));
    } else if constexpr (Record<T>) {
      T copy = node;
      std::apply([this](auto&... members) { ((members = (*this)(members)), ...); }, fields(copy));
      return copy;
    } else {
      return node;
    }
  }

 private:
  Arena& arena_;
  const Change& change_;
};

template <class Tree>
bool same(const Tree& a, const Tree& b) {
  Arena arena;
  const Change formless{.string = [](const String& s) { return String{s.value, Form::atom}; }};
  return rebuilt(a, arena, formless) == rebuilt(b, arena, formless);
}

}  // namespace

Command rebuilt(const Command& tree, Arena& arena, const Change& change) {
  return Rebuild(arena, change)(tree);
}
Response rebuilt(const Response& tree, Arena& arena, const Change& change) {
  return Rebuild(arena, change)(tree);
}

bool same_but_for_forms(const Command& a, const Command& b) {
  return same(a, b);
}
bool same_but_for_forms(const Response& a, const Response& b) {
  return same(a, b);
}

}  // namespace imapspec::grammar
