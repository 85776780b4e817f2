#include "harness/grammar/extension/language.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// RFC 4647 section 2.1: language-range = (1*8ALPHA *("-" 1*8alphanum)) / "*"
// Every Language-Tag of RFC 4646 is of the first shape.
Result<void> subtags(Cursor& c) {
  constexpr std::size_t kSubtagOctetsMax = 8;
  const auto subtag = [&c](auto allowed) -> Result<void> {
    std::size_t octets = 0;
    for (; octets < kSubtagOctetsMax && take_if(c, allowed); ++octets) continue;
    if (octets == 0) return c.fail("Language-Tag");
    return {};
  };
  TRY_(subtag(is_alpha));
  while (c.take('-')) TRY_(subtag(is_alphanumeric));
  return {};
}
Result<void> language_range(Cursor& c) {
  if (c.take('*')) return {};
  return subtags(c);
}

// RFC 4790 section 3.1: collation-id = collation-prefix ";" collation-core-name *collation-arg
// collation-core-name = ALPHA *(ALPHA / DIGIT / "-"); collation-arg = ";" ALPHA *(ALPHA / DIGIT) "=" 1*(ALPHA / DIGIT /
// "."). What the prefix is made of the RFC leaves to Language-tag and reg-name; both ways it begins with a letter.
Result<void> collation_id(Cursor& c) {
  const auto with = [](char extra) { return [extra](char each) { return is_alphanumeric(each) || each == extra; }; };
  if (!take_if(c, is_alpha)) return c.fail("collation-id");
  run_of(c, with('-'));
  TRY_(expect(c, ';', "collation-id"));
  if (!take_if(c, is_alpha)) return c.fail("collation-core-name");
  run_of(c, with('-'));
  while (c.take(';')) {
    if (!take_if(c, is_alpha)) return c.fail("collation-arg");
    run_of(c, is_alphanumeric);
    TRY_(expect(c, '=', "collation-arg"));
    if (run_of(c, with('.')).empty()) return c.fail("collation-arg");
  }
  return {};
}
// collation-selected = ["+" / "-"] collation-id
Result<void> collation_selected(Cursor& c) {
  if (!c.take('+')) c.take('-');
  return collation_id(c);
}
// RFC 4790 section 3.3: collation-order = ["+" / "-"] collation-wild
// collation-wild = ("*" / (ALPHA ["*"])) *(collation-char ["*"]); "default" is one.
Result<void> collation_order(Cursor& c) {
  constexpr std::size_t kOctetsMax = 254;
  if (!c.take('+')) c.take('-');
  const std::uint32_t start = c.offset();
  if (!c.take('*')) {
    if (!take_if(c, is_alpha)) return c.fail("collation-wild");
    c.take('*');
  }
  const auto collation_char = [](char each) {
    return is_alphanumeric(each) || each == '-' || each == ';' || each == '=' || each == '.';
  };
  while (take_if(c, collation_char)) c.take('*');
  if (c.since(start).size() > kOctetsMax) return c.fail_at(start + kOctetsMax, "collation-wild");
  return {};
}

}  // namespace

// RFC 5255 section 3.5: lang-range-quoted = astring
Result<String> lang_range_quoted(Cursor& c) {
  return astring_holding(c, language_range, "lang-range-quoted");
}
// RFC 5255 section 3.5: lang-tag-quoted = astring
Result<String> lang_tag_quoted(Cursor& c) {
  return astring_holding(c, subtags, "lang-tag-quoted");
}
// RFC 5255 section 4.10: comp-order-quoted = astring
Result<String> comp_order_quoted(Cursor& c) {
  return astring_holding(c, collation_order, "comp-order-quoted");
}
// RFC 5255 section 4.10: comp-sel-quoted = astring
Result<String> comp_sel_quoted(Cursor& c) {
  return astring_holding(c, collation_selected, "comp-sel-quoted");
}
// RFC 5255 section 4.10: comp-id-quoted = astring
Result<String> comp_id_quoted(Cursor& c) {
  return astring_holding(c, collation_id, "comp-id-quoted");
}

// RFC 5255 section 3.5: language-cmd = "LANGUAGE" *(SP lang-range-quoted)
Result<Language> language_cmd(Cursor& c) {
  TRY(const auto ranges, spaced_list<String>(c, lang_range_quoted, "language-cmd", true));
  return Language{ranges};
}

// RFC 5255 section 3.5: language-data = "LANGUAGE" SP "(" lang-tag-quoted *(SP lang-tag-quoted) ")"
Result<LanguageData> language_data(Cursor& c) {
  TRY_(sp(c, "language-data"));
  TRY(const auto tags, in_parentheses<String>(c, lang_tag_quoted, "language-data"));
  return LanguageData{tags};
}

// RFC 5255 section 4.10: comparator-cmd = "COMPARATOR" *(SP comp-order-quoted)
Result<Comparator> comparator_cmd(Cursor& c) {
  TRY(const auto orders, spaced_list<String>(c, comp_order_quoted, "comparator-cmd", true));
  return Comparator{orders};
}

// RFC 5255 section 4.10: comparator-data = "COMPARATOR" SP comp-sel-quoted [SP "(" comp-id-quoted *(SP comp-id-quoted)
// ")"]
Result<ComparatorData> comparator_data(Cursor& c) {
  ComparatorData k;
  TRY(k.selected, spaced(c, comp_sel_quoted, "comparator-data"));
  if (!c.another_item()) return k;
  TRY(k.matching, in_parentheses<String>(c, comp_id_quoted, "comparator-data"));
  return k;
}

void print(Printer& p, const Language& l) {
  print_spaced(p, l.ranges);
}
void print(Printer& p, const LanguageData& l) {
  p.sp();
  print_in_parentheses(p, l.tags);
}
void print(Printer& p, const Comparator& k) {
  print_spaced(p, k.orders);
}
void print(Printer& p, const ComparatorData& k) {
  print_each(p, k.selected);
  if (k.matching.empty()) return;
  p.sp();
  print_in_parentheses(p, k.matching);
}

void add_terms(Term& t, const Language& l) {
  add(t, strings_term(Kind::list, l.ranges, Compare::nocase).items);
}
void add_terms(Term& t, const LanguageData& l) {
  add(t, {strings_term(Kind::set, l.tags, Compare::nocase)});
}
void add_terms(Term& t, const Comparator& k) {
  add(t, strings_term(Kind::list, k.orders, Compare::nocase).items);
}
void add_terms(Term& t, const ComparatorData& k) {
  add(t, {string_term(k.selected, Compare::nocase)});
  if (!k.matching.empty()) add(t, {strings_term(Kind::set, k.matching, Compare::nocase)});
}

}  // namespace imapspec::grammar
