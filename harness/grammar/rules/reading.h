// How the rows of the table read: with a public function of the grammar, or as a part of a whole command or response,
// where a condition on the tree says that the text became what the rule is about.
#pragma once

#include <string>
#include <type_traits>
#include <variant>

#include "harness/grammar/command/search_key.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/grammar/rules/rule.h"

namespace imapspec::grammar::rules {

// Around a command, an untagged response, a response code, a FETCH item of either direction, the items of LIST.
inline constexpr Frame kCommand = {"a ", "\r\n"};
inline constexpr Frame kUntagged = {"* ", "\r\n"};
inline constexpr Frame kCode = {"* OK [", "] x\r\n"};
inline constexpr Frame kMsgAtt = {"* 1 FETCH (", ")\r\n"};
inline constexpr Frame kListItem = {"* LIST () NIL x (", ")\r\n"};

// Conditions. One says by the type of its argument which alternative of the variant the text has to become.
template <class T>
inline constexpr auto as = [](const T&) { return true; };
template <class Variant, class... T>
inline constexpr auto among = [](const Variant& v) { return (std::holds_alternative<T>(v) || ...); };

namespace internal {

template <class F>
struct ArgumentOf : ArgumentOf<decltype(&F::operator())> {};
template <class F, class T>
struct ArgumentOf<bool (F::*)(const T&) const> {
  using Type = T;
};

template <auto kIs, class Variant>
bool holds(const Variant& variant) {
  using T = typename ArgumentOf<std::remove_cv_t<decltype(kIs)>>::Type;
  if constexpr (std::is_same_v<T, Variant>) {  // a condition on the whole
    return kIs(variant);
  } else if constexpr (std::is_same_v<Variant, Response>) {
    return holds<kIs>(variant.body);
  } else {
    const auto* value = std::get_if<T>(&variant);
    return value != nullptr && kIs(*value);
  }
}

// The whole message, parsed; then whether it is what was meant, and whether it prints back.
Outcome read_command(std::string_view message, Dialect dialect, bool (*is_it)(const Command&));
Outcome read_response(std::string_view message, Dialect dialect, bool (*is_it)(const Response&));
Outcome refused(const ParseError& error);
Outcome something_else();  // it parses, as another thing than was meant

// The value behind the code of `* OK [code] x`; nullptr for anything else.
const RespTextCode* code_of(const Response& response);
// The one item of a FETCH response; nullptr for several and for anything else.
const FetchItem* item_of(const Response& response);
const ResponseBody* untagged_of(const Response& response);

void print_value(Printer& p, std::string_view v);
void print_value(Printer& p, std::uint64_t v);
void print_value(Printer& p, List<Flag> v);
void print_value(Printer& p, List<FetchItem> v);
void print_value(Printer& p, List<StatusItem> v);
void print_value(Printer& p, List<std::uint32_t> v);  // section-binary
void print_value(Printer& p, const std::optional<List<IdParameter>>& v);
template <class T>
  requires(!std::is_convertible_v<T, std::string_view> && !std::is_integral_v<T>)
void print_value(Printer& p, const T& v) {
  print(p, v);
}

template <auto kParse, auto kIs>
Outcome rule(std::string_view text, Dialect dialect) {
  Arena arena;
  dialect.from_client = true;
  Cursor c(text, arena, dialect);
  const auto value = kParse(c);
  if (!value) return refused(value.error());
  if (!c.at_end()) return refused({ParseError::Kind::mismatch, c.offset(), ""});
  Printer p(c.spellings());
  if constexpr (std::is_void_v<typename decltype(value)::value_type>) {
    p.word("NIL");
  } else {
    if (!kIs(*value)) return something_else();
    print_value(p, *value);
  }
  return {true, joined(p.take()) == text, {}};
}

template <auto kIs>
Outcome command(std::string_view message, Dialect dialect) {
  return read_command(message, dialect, [](const Command& c) { return holds<kIs>(c.body); });
}
template <auto kIs>
Outcome response(std::string_view message, Dialect dialect) {
  return read_response(message, dialect, [](const Response& r) { return holds<kIs>(r); });
}
template <auto kIs>
Outcome untagged(std::string_view message, Dialect dialect) {
  return read_response(message, dialect, [](const Response& r) {
    const auto* body = untagged_of(r);
    return body != nullptr && holds<kIs>(*body);
  });
}
template <auto kIs>
Outcome code(std::string_view message, Dialect dialect) {
  return read_response(message, dialect, [](const Response& r) {
    const auto* code = code_of(r);
    return code != nullptr && holds<kIs>(*code);
  });
}
template <auto kIs>
Outcome fetched(std::string_view message, Dialect dialect) {
  return read_response(message, dialect, [](const Response& r) {
    const auto* item = item_of(r);
    return item != nullptr && holds<kIs>(*item);
  });
}

}  // namespace internal

// A function of the grammar: it must take all of the text.
inline constexpr auto kAnything = [](const auto&) { return true; };
template <auto kParse, auto kIs = kAnything>
inline constexpr Reading rule = {internal::rule<kParse, kIs>, false};

// A whole command, a whole response, an untagged one, the code of a status response, one item of a FETCH response.
template <auto kIs>
inline constexpr Reading command = {internal::command<kIs>, false};
template <auto kIs>
inline constexpr Reading response = {internal::response<kIs>, true};
template <auto kIs>
inline constexpr Reading untagged = {internal::untagged<kIs>, true};
template <auto kIs>
inline constexpr Reading code = {internal::code<kIs>, true};
template <auto kIs>
inline constexpr Reading fetched = {internal::fetched<kIs>, true};

// What the frame alone makes of it, whatever that is.
inline constexpr auto kCommandRead = command<[](const CommandBody&) { return true; }>;
inline constexpr auto kUntaggedRead = untagged<[](const ResponseBody&) { return true; }>;
inline constexpr auto kItemRead = fetched<[](const FetchItem&) { return true; }>;
// A code whose data are understood: not an atom with octets behind it.
inline constexpr auto kCodeRead = code<[](const RespTextCode& code) {
  const auto* atom = std::get_if<CodeAtom>(&code);
  return atom == nullptr || !atom->data;
}>;

// All that a server says to one command.
Outcome read_responses(std::string_view messages, Dialect dialect);
inline constexpr Reading responses = {read_responses, true};

}  // namespace imapspec::grammar::rules
