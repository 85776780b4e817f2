// What a command, response, response code or FETCH item of an extension brings with it. With these, one alternative of
// the variant and one row of the table of words make it a part of parser, printer and Term.
#pragma once

#include <string_view>
#include <type_traits>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;
struct Term;

// A node X of an extension has its word as `static constexpr std::string_view kName`; where it is a UID command too,
// `bool uid` and kUidName, "UID X"; where its response has a number before the word, `std::uint32_t number`. Beside it,
// unless it has no arguments at all (then it is an empty struct), stand
//   Result<X> x(Cursor& c);                 // what follows the word, its SP included
//   void print(Printer& p, const X& x);     // the same octets
//   void add_terms(Term& t, const X& x);    // the arguments, as term.h says
template <class T>
concept ExtensionNode = requires { std::string_view(T::kName); };

template <ExtensionNode T>
constexpr std::string_view node_name([[maybe_unused]] const T& node) {
  if constexpr (requires { T::kUidName; })
    return node.uid ? T::kUidName : T::kName;
  else
    return T::kName;
}
template <ExtensionNode T>
void print_node(Printer& p, const T& node) {
  if constexpr (!std::is_empty_v<T>) print(p, node);
}
template <ExtensionNode T>
void add_node_terms(Term& t, const T& node) {
  if constexpr (!std::is_empty_v<T>) add_terms(t, node);
}

// Rules as the tables of words want them: into<CommandBody, setacl> puts the node where the tree has it.
template <class Variant, auto rule>
Result<void> into(Cursor& c, Variant& to) {
  TRY(to, rule(c));
  return {};
}
template <class Variant, auto rule>
Result<void> into_uid(Cursor& c, Variant& to) {
  TRY(auto node, rule(c));
  node.uid = true;
  to = node;
  return {};
}
template <class Variant, auto rule>
Result<void> into_numbered(Cursor& c, std::uint32_t number, Variant& to) {
  TRY(auto node, rule(c));
  node.number = number;
  to = node;
  return {};
}
// The same of a code, which may turn out to be text.
template <class Variant, auto rule>
Result<Variant> as(Cursor& c) {
  TRY(const auto node, rule(c));
  return node;
}

}  // namespace imapspec::grammar
