// The pieces of which the sources of this folder are made: lists in parentheses, and strings whose octets are limited.
#pragma once

#include <utility>

#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"
#include "harness/grammar/print.h"
#include "harness/grammar/term_parts.h"

namespace imapspec::grammar::extension {

// Takes a word of the grammar that may not go on as a longer atom.
inline Result<void> word(Cursor& c, std::string_view upper, const char* rule, CharSet inside = kAtomChar) {
  bool short_of_it = false;
  const auto mark = c.mark();  // the longer atom is seen only behind the word
  if (c.take_word(upper, &short_of_it)) {
    if (!c.looks_at(inside)) return {};
    const auto longer = c.fail(rule);
    c.rewind(mark);
    return longer;
  }
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

// SP before a node, and the node.
template <class Rule>
auto spaced(Cursor& c, Rule rule, const char* name) -> decltype(rule(c)) {
  TRY_(sp(c, name));
  return rule(c);
}
// 1*(SP rule) or, with `empty`, *(SP rule) up to the end of the line.
template <class T, class Rule>
Result<List<T>> spaced_list(Cursor& c, Rule rule, const char* name, bool empty = false) {
  ListBuilder<T> items(c.arena());
  while (c.another_item()) {
    TRY(const auto item, rule(c));
    items.add(item);
  }
  if (items.empty() && !empty) return c.fail(name);
  return items.done();
}
// rule *(SP rule) ")": a list whose "(" was taken. A rule of large nodes is Result<void>(Cursor&, T&): it makes them
// where the list has them.
template <class T, class Rule>
Result<List<T>> list_rest(Cursor& c, Rule rule, const char* name) {
  ListBuilder<T> items(c.arena());
  do {
    if constexpr (std::is_invocable_v<Rule, Cursor&, T&>) {
      TRY_(rule(c, items.add()));
    } else {
      TRY(const auto item, rule(c));
      items.add(item);
    }
  } while (c.take(' '));
  TRY_(expect(c, ')', name));
  return items.done();
}
// "(" rule *(SP rule) ")"; with `empty` also "()".
template <class T, class Rule>
Result<List<T>> in_parentheses(Cursor& c, Rule rule, const char* name, bool empty = false) {
  TRY_(expect(c, '(', name));
  if (empty && c.take(')')) return List<T>();
  return list_rest<T>(c, rule, name);
}

// rule / "(" rule *(SP rule) ")"; `list` says which it was.
template <class T, class Rule>
Result<List<T>> one_or_list(Cursor& c, Rule rule, const char* name, bool& list) {
  list = c.looks_at('(');
  if (list) return in_parentheses<T>(c, rule, name);
  TRY(const T one, rule(c));
  return List<T>(c.arena().make(one), 1);
}

constexpr bool is_alpha(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr bool is_alphanumeric(char c) {
  return is_alpha(c) || (c >= '0' && c <= '9');
}
constexpr bool is_hexdig(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}
// One octet of those allowed, and as many of them as there are.
template <class Allowed>
bool take_if(Cursor& c, Allowed allowed) {
  return !c.at_end() && allowed(c.rest().front()) && c.take(c.rest().front());
}
template <class Allowed>
std::string_view run_of(Cursor& c, Allowed allowed) {
  const std::uint32_t start = c.offset();
  while (take_if(c, allowed)) continue;
  return c.since(start);
}

// An astring that holds what `rule` reads, and no more. The error is at the octet of an atom, else where the string
// begins.
template <class Rule>
Result<String> astring_holding(Cursor& c, Rule rule, const char* name) {
  const std::uint32_t start = c.offset();
  TRY(const auto s, astring(c));
  Cursor inner(s.value, c.arena(), c.dialect());
  const auto held = rule(inner);
  if (held && inner.at_end()) return s;
  if (s.form != Form::atom) return c.fail_at(start, name);
  if (!held && held.error().kind == ParseError::Kind::incomplete) return c.fail(name);
  return c.fail_at(start + (held ? inner.offset() : held.error().offset), name);
}

// nstring / literal8: the values of METADATA, ANNOTATE, URLAUTH and CONVERT.
inline Result<NString> nstring_or_literal8(Cursor& c) {
  if (!c.looks_at('~')) return nstring(c);
  TRY(const auto octets, literal8(c));
  return octets;
}

// SP and each node.
template <class... Nodes>
void print_each(Printer& p, const Nodes&... nodes) {
  ((p.sp(), print(p, nodes)), ...);
}
template <class T>
void print_spaced(Printer& p, List<T> items) {
  for (const auto& item : items) print_each(p, item);
}
template <class T, class Print>
void print_in_parentheses(Printer& p, List<T> items, Print print_one) {
  p.raw('(');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) p.sp();
    print_one(p, items[i]);
  }
  p.raw(')');
}
template <class T>
void print_in_parentheses(Printer& p, List<T> items) {
  print_in_parentheses(p, items, [](Printer& to, const T& item) { print(to, item); });
}

template <class T, class Print>
void print_one_or_list(Printer& p, List<T> items, bool list, Print print_one) {
  if (list)
    print_in_parentheses(p, items, print_one);
  else
    print_one(p, items.front());
}
template <class T>
void print_one_or_list(Printer& p, List<T> items, bool list) {
  print_one_or_list(p, items, list, [](Printer& to, const T& item) { print(to, item); });
}

// Appends terms.
inline void add(Term& t, std::vector<Term> terms) {
  for (auto& term : terms) t.items.push_back(std::move(term));
}

}  // namespace imapspec::grammar::extension
