#include "harness/grammar/extension/search_return.h"

#include <array>

#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/tagged_param.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

constexpr std::array<Word<ReturnValue>, 9> kReturns = {{{"MIN", ReturnValue::none},
                                                        {"MAX", ReturnValue::none},
                                                        {"ALL", ReturnValue::none},
                                                        {"COUNT", ReturnValue::none},
                                                        {"SAVE", ReturnValue::none},
                                                        {"CONTEXT", ReturnValue::none},
                                                        {"RELEVANCY", ReturnValue::none},
                                                        {"PARTIAL", ReturnValue::partial_range},
                                                        {"UPDATE", ReturnValue::fetch_atts}}};

std::optional<ReturnValue> known(std::string_view name) {
  for (const auto& word : kReturns)
    if (is_word(name, word.text)) return word.value;
  return std::nullopt;
}

// RFC 4466 section 3: search-return-opt = search-modifier-name [SP search-mod-params]
// RFC 9394 section 4: modifier-partial = "PARTIAL" SP partial-range
// RFC 5465 section 8: modifier-update = "UPDATE" [ "(" fetch-att *(SP fetch-att) ")" ]. Its section 5.3 has SP before the
// parenthesis, as have all parameters of RFC 4466, and so do we.
Result<SearchReturn> search_return_opt(Cursor& c) {
  SearchReturn option;
  TRY(option.name, tagged_ext_label(c));
  const auto value = known(option.name);
  if (!value) {
    if (!looks_at_value(c)) return option;
    c.take(' ');
    TRY(option.value, tagged_ext_val(c));
  } else if (*value == ReturnValue::partial_range) {
    TRY(option.value, spaced(c, partial_range, "search-return-opt"));
  } else if (*value == ReturnValue::fetch_atts && c.rest().starts_with(" (")) {
    c.take(' ');
    TRY(option.fetch, in_parentheses<FetchAtt>(c, fetch_att, "search-return-opt"));
  }
  return option;
}

}  // namespace

std::span<const Word<ReturnValue>> search_return_words() {
  return kReturns;
}

// RFC 4466 section 3: search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
Result<List<SearchReturn>> search_return_opts(Cursor& c) {
  return in_parentheses<SearchReturn>(c, search_return_opt, "search-return-opts", true);
}

Result<std::optional<List<SearchReturn>>> return_opts_and_sp(Cursor& c) {
  if (bool short_of_it = false; !c.take_word("RETURN ", &short_of_it)) {
    if (short_of_it) return c.incomplete("search-return-opts");
    return std::optional<List<SearchReturn>>();
  }
  TRY(const auto options, search_return_opts(c));
  TRY_(sp(c, "search-return-opts"));
  return std::optional(options);
}

void print_search_return_opts(Printer& p, List<SearchReturn> options) {
  p.word("RETURN ");
  print_in_parentheses(p, options, [](Printer& to, const SearchReturn& option) {
    to.raw(option.name);
    if (option.value) print_each(to, *option.value);
    if (option.fetch.empty()) return;
    to.sp();
    print_in_parentheses(to, option.fetch);
  });
}

Term partial_term(const PartialRange& range) {
  return word(printed(range));
}

Term search_returns_term(List<SearchReturn> options) {
  Term t = group(Kind::set);
  for (const auto& option : options) {
    add(t, {word(option.name)});
    if (option.value) add(t, {tagged_term(*option.value)});
    if (option.fetch.empty()) continue;
    Term items = group(Kind::set);
    for (const auto& att : option.fetch) add(items, {fetch_att_term(att)});
    add(t, {std::move(items)});
  }
  return t;
}

}  // namespace imapspec::grammar
