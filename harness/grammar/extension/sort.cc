#include "harness/grammar/extension/sort.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

constexpr std::array<Word<SortKey>, 11> kKeys = {{{"ARRIVAL", SortKey::arrival},
                                                  {"CC", SortKey::cc},
                                                  {"DATE", SortKey::date},
                                                  {"FROM", SortKey::from},
                                                  {"SIZE", SortKey::size},
                                                  {"SUBJECT", SortKey::subject},
                                                  {"TO", SortKey::to},
                                                  {"DISPLAYFROM", SortKey::displayfrom},
                                                  {"DISPLAYTO", SortKey::displayto},
                                                  {"RELEVANCY", SortKey::relevancy},
                                                  {"ANNOTATION", SortKey::annotation}}};

// RFC 5256 section 5: sort-criterion = ["REVERSE" SP] sort-key
Result<SortCriterion> sort_criterion(Cursor& c) {
  SortCriterion criterion;
  constexpr std::string_view kReverse = "REVERSE";
  bool short_of_it = false;
  if (c.looks_at_word(kReverse, &short_of_it)) {
    const std::string_view behind = c.rest().substr(kReverse.size());
    criterion.reverse = behind.empty() || !is(kAtomChar, behind.front());
  }
  if (criterion.reverse) {
    c.take_word(kReverse);
    TRY_(sp(c, "sort-criterion"));
  } else if (short_of_it) {
    return c.incomplete("sort-criterion");
  }
  TRY(criterion.key, one_of<SortKey>(c, kKeys, "sort-key"));
  if (criterion.key == SortKey::annotation) {
    TRY(criterion.annotation, annotation_sort(c));
  }
  return criterion;
}

}  // namespace

std::span<const Word<SortKey>> sort_keys() {
  return std::span(kKeys).first(kKeys.size() - 1);  // ANNOTATION, the last, does not stand alone
}

void print(Printer& p, const SortCriterion& criterion) {
  if (criterion.reverse) {
    p.word("REVERSE");
    p.sp();
  }
  p.word(text_of<SortKey>(kKeys, criterion.key));
  if (criterion.key == SortKey::annotation) print(p, criterion.annotation);
}

// RFC 5256 section 5: search-criteria = charset 1*(SP search-key); charset = atom / quoted
Result<String> sort_charset(Cursor& c) {
  if (const std::string_view run = c.run(kAtomChar); !run.empty()) return String{run, Form::atom};
  if (c.looks_at('"')) return quoted(c);
  return c.fail("charset");
}
Result<List<SearchKey>> search_keys_after_sp(Cursor& c) {
  return spaced_list<SearchKey>(c, search_key, "search-criteria");
}
void print_search_criteria(Printer& p, const String& charset, List<SearchKey> keys) {
  print_each(p, charset);
  print_spaced(p, keys);
}
void add_search_criteria(Term& t, const String& charset, List<SearchKey> keys) {
  add(t, {string_term(charset, Compare::nocase)});
  for (const auto& key : keys) add_search_key(t, key);
}

// RFC 5256 section 5: sort = ["UID" SP] "SORT" SP sort-criteria SP search-criteria
// sort-criteria = "(" sort-criterion *(SP sort-criterion) ")"
// RFC 5267 section 5: extended-sort = ["UID" SP] "SORT" search-return-opts SP sort-criteria SP search-criteria
Result<Sort> sort(Cursor& c) {
  Sort s;
  TRY_(sp(c, "sort"));
  TRY(s.returns, return_opts_and_sp(c));
  TRY(s.criteria, in_parentheses<SortCriterion>(c, sort_criterion, "sort-criteria"));
  TRY(s.charset, spaced(c, sort_charset, "sort"));
  TRY(s.keys, search_keys_after_sp(c));
  return s;
}
void print(Printer& p, const Sort& s) {
  p.sp();
  if (s.returns) {
    print_search_return_opts(p, *s.returns);
    p.sp();
  }
  print_in_parentheses(p, s.criteria);
  print_search_criteria(p, s.charset, s.keys);
}
void add_terms(Term& t, const Sort& s) {
  if (s.returns) add(t, {word("RETURN"), search_returns_term(*s.returns)});
  Term criteria = group(Kind::list);
  for (const auto& criterion : s.criteria) {
    if (criterion.reverse) add(criteria, {word("REVERSE")});
    add(criteria, {word(text_of<SortKey>(kKeys, criterion.key))});
    if (criterion.key == SortKey::annotation) add_terms(criteria, criterion.annotation);
  }
  add(t, {std::move(criteria)});
  add_search_criteria(t, s.charset, s.keys);
}

// RFC 7162 section 7: mailbox-data =/ "SEARCH" [1*(SP nz-number) SP search-sort-mod-seq]; sort-data likewise
Result<void> numbers_and_mod_seq(Cursor& c, List<std::uint32_t>& numbers, std::optional<std::uint64_t>& mod_sequence) {
  ListBuilder<std::uint32_t> found(c.arena());
  while (c.another_item()) {
    if (!found.empty() && c.looks_at('(')) {
      TRY(mod_sequence, search_sort_mod_seq(c));
      break;
    }
    TRY(const auto n, nz_number(c));
    found.add(n);
  }
  numbers = found.done();
  return {};
}
void print_numbers_and_mod_seq(Printer& p, List<std::uint32_t> numbers, std::optional<std::uint64_t> mod_sequence) {
  for (const std::uint32_t n : numbers) {
    p.sp();
    p.number(n);
  }
  if (!mod_sequence) return;
  p.sp();
  print_search_sort_mod_seq(p, *mod_sequence);
}
Term mod_seq_term(std::uint64_t mod_sequence) {
  return group(Kind::pairs, {word("MODSEQ"), number_term(mod_sequence)});
}

// RFC 5256 section 5: sort-data = "SORT" *(SP nz-number)
Result<SortData> sort_data(Cursor& c) {
  SortData d;
  TRY_(numbers_and_mod_seq(c, d.numbers, d.mod_sequence));
  return d;
}
void print(Printer& p, const SortData& d) {
  print_numbers_and_mod_seq(p, d.numbers, d.mod_sequence);
}
void add_terms(Term& t, const SortData& d) {
  Term numbers = group(Kind::list);
  for (const std::uint32_t n : d.numbers) add(numbers, {number_term(n)});
  add(t, {std::move(numbers)});
  if (d.mod_sequence) add(t, {mod_seq_term(*d.mod_sequence)});
}

}  // namespace imapspec::grammar
