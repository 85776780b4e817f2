#include "harness/grammar/extension/esearch_data.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/search_return.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using W = EsearchWord;
constexpr std::array<Word<W>, 9> kWords = {{{"MIN", W::min},
                                            {"MAX", W::max},
                                            {"ALL", W::all},
                                            {"COUNT", W::count},
                                            {"MODSEQ", W::modseq},
                                            {"ADDTO", W::addto},
                                            {"REMOVEFROM", W::removefrom},
                                            {"PARTIAL", W::partial},
                                            {"RELEVANCY", W::relevancy}}};
constexpr std::array<Word<Correlator>, 3> kCorrelators = {
    {{"TAG", Correlator::tag}, {"MAILBOX", Correlator::mailbox}, {"UIDVALIDITY", Correlator::uidvalidity}}};

// RFC 5267 section 5: ret-data-addto = "ADDTO" SP "(" context-position SP sequence-set *(SP context-position SP
// sequence-set) ")"; ret-data-removefrom likewise
Result<EsearchChange> change(Cursor& c) {
  EsearchChange one;
  TRY(one.position, number(c, "context-position"));
  TRY(one.set, spaced(c, told_set, "search-return-data"));
  return one;
}

// RFC 9394 section 4: ret-data-partial = "PARTIAL" SP "(" partial-range SP partial-results ")"; partial-results =
// sequence-set / "NIL"
Result<EsearchPartial> partial_data(Cursor& c) {
  EsearchPartial partial;
  TRY_(expect(c, '(', "ret-data-partial"));
  TRY(partial.range, partial_range(c));
  TRY_(sp(c, "ret-data-partial"));
  if (c.looks_at(kDigit) || c.looks_at('*')) {
    TRY(partial.results, sequence_set(c));
  } else {
    TRY_(word(c, "NIL", "partial-results"));
  }
  TRY_(expect(c, ')', "ret-data-partial"));
  return partial;
}

// RFC 6203 section 7: score = 1*3DIGIT ;; (1 <= n <= 100)
Result<std::uint32_t> score(Cursor& c) {
  constexpr std::uint32_t kBest = 100;
  const std::uint32_t start = c.offset();
  const std::size_t digits = c.ahead(kDigit).size();
  if (digits == 0 || digits > 3) return c.fail("score");
  const auto n = number(c, "score");
  if (n == 0U && c.at_end() && digits < 3) return c.incomplete("score");
  if (n == 0U || *n > kBest) return c.fail_at(start, "score");
  return n;
}

// RFC 9051 section 9: search-return-data = "MIN" SP nz-number / "MAX" SP nz-number / "ALL" SP sequence-set / "COUNT" SP
// number / search-ret-data-ext; RFC 4731 section 4: "MODSEQ" SP mod-sequence-value. All are of the shape of
// search-ret-data-ext, search-modifier-name SP tagged-ext-val, and are kept in it; but the former have the right of way,
// so that a MIN of 0 or an ALL of "$" is refused.
Result<TaggedExtVal> plain_value(Cursor& c, W which) {
  if (which == W::all) return as<TaggedExtVal, told_set>(c);
  std::uint64_t n = 0;
  if (which == W::count) {
    TRY(n, number(c));
  } else if (which == W::modseq) {
    TRY(n, mod_sequence_value(c));
  } else {
    TRY(n, nz_number(c));
  }
  return number_as_value(c.arena(), n);
}

void print_value(Printer& p, const EsearchValue& value) {
  if (const auto* plain = std::get_if<TaggedExtVal>(&value)) return print(p, *plain);
  if (const auto* scores = std::get_if<EsearchScores>(&value))
    return print_in_parentheses(p, scores->scores, [](Printer& to, std::uint32_t n) { to.number(n); });
  if (const auto* changes = std::get_if<List<EsearchChange>>(&value))
    return print_in_parentheses(p, *changes, [](Printer& to, const EsearchChange& each) {
      to.number(each.position);
      print_each(to, each.set);
    });
  const auto& partial = std::get<EsearchPartial>(value);
  p.raw('(');
  print(p, partial.range);
  p.sp();
  if (partial.results)
    print(p, *partial.results);
  else
    p.word("NIL");
  p.raw(')');
}

Term value_term(const EsearchItem& item) {
  Term t = group(Kind::list);
  if (const auto* partial = std::get_if<EsearchPartial>(&item.value)) {
    add(t, {partial_term(partial->range), partial->results ? set_term(*partial->results) : nil_term()});
  } else if (const auto* scores = std::get_if<EsearchScores>(&item.value)) {
    for (const std::uint32_t n : scores->scores) add(t, {number_term(n)});
  } else if (const auto* changes = std::get_if<List<EsearchChange>>(&item.value)) {
    for (const auto& each : *changes) add(t, {number_term(each.position), set_term(each.set)});
  } else {
    const auto& plain = std::get<TaggedExtVal>(item.value);
    const auto* set = std::get_if<SequenceSet>(&plain);
    return is_word(item.name, "ALL") && set != nullptr ? set_term(*set)
                                                       : tagged_term(plain);  // ALL is a set of one too
  }
  return t;
}

}  // namespace

std::span<const Word<EsearchWord>> esearch_words() {
  return kWords;
}
std::span<const Word<Correlator>> correlator_words() {
  return kCorrelators;
}

Result<EsearchItem> search_return_data(Cursor& c) {
  EsearchItem item;
  TRY(item.name, tagged_ext_label(c));
  TRY_(sp(c, "search-return-data"));
  const auto known =
      std::find_if(kWords.begin(), kWords.end(), [&](const auto& each) { return is_word(item.name, each.text); });
  if (known == kWords.end()) {
    TRY(item.value, tagged_ext_val(c));
  } else if (known->value < W::addto) {
    TRY(item.value, plain_value(c, known->value));
  } else if (known->value == W::partial) {
    TRY(item.value, partial_data(c));
  } else if (known->value == W::relevancy) {  // RFC 6203 section 7: score-list = "(" [score *(SP score)] ")"
    TRY(const auto scores, in_parentheses<std::uint32_t>(c, score, "score-list", true));
    item.value = EsearchScores{scores};
  } else {
    TRY(item.value, in_parentheses<EsearchChange>(c, change, "search-return-data"));
  }
  return item;
}
void print(Printer& p, const EsearchItem& item) {
  p.raw(item.name);
  p.sp();
  print_value(p, item.value);
}

namespace {

// RFC 7377 section 4: search-correlator = SP "(" one-correlator *(SP one-correlator) ")"; one-correlator = ("TAG" SP
// tag-string) / ("MAILBOX" SP astring) / ("UIDVALIDITY" SP nz-number), each exactly once. RFC 4466 has TAG alone, and
// RFC 9051's tag-string is an astring.
Result<void> search_correlator(Cursor& c, EsearchData& d) {
  TRY_(expect(c, '(', "search-correlator"));
  ListBuilder<Correlator> order(c.arena());
  do {
    const std::uint32_t at = c.offset();
    TRY(const auto which, one_of<Correlator>(c, kCorrelators, "search-correlator"));
    const auto before = order.done();
    if (std::find(before.begin(), before.end(), which) != before.end())
      return c.at_end() ? c.incomplete("search-correlator") : c.fail_at(at, "search-correlator");
    order.add(which);
    TRY_(sp(c, "search-correlator"));
    if (which == Correlator::tag) {
      if (c.dialect().rev2()) {
        TRY(d.tag, astring(c));
      } else {
        TRY(d.tag, string(c));
      }
    } else if (which == Correlator::mailbox) {
      TRY(d.mailbox, mailbox(c));
    } else {
      TRY(d.uidvalidity, nz_number(c));
    }
  } while (c.take(' '));
  if (c.looks_at(')') && (order.size() == 2 || !d.tag)) return c.fail("search-correlator");
  TRY_(expect(c, ')', "search-correlator"));
  const auto written = order.done();
  if (!std::is_sorted(written.begin(), written.end())) d.order = written;
  return {};
}

bool looks_at_uid(const Cursor& c) {
  return c.looks_at_word("UID ") || c.looks_at_word("UID\r") || (c.rest().size() <= 3 && c.looks_at_word("UID"));
}

}  // namespace

// RFC 9051 section 9: esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data)
Result<EsearchData> esearch_response(Cursor& c) {
  EsearchData d;
  bool first = true;
  ListBuilder<EsearchItem> items(c.arena());
  while (c.another_item()) {
    if (first && c.looks_at('(')) {
      TRY_(search_correlator(c, d));
    } else if (items.empty() && !d.uid && looks_at_uid(c)) {
      c.take_word("UID");
      d.uid = true;
    } else {
      TRY(const auto item, search_return_data(c));
      items.add(item);
    }
    first = false;
  }
  d.items = items.done();
  return d;
}

void print(Printer& p, const EsearchData& d) {
  constexpr std::array kOrder = {Correlator::tag, Correlator::mailbox, Correlator::uidvalidity};
  if (d.tag) {
    std::string_view before = " (";
    for (const auto which : d.order.empty() ? List<Correlator>(kOrder.data(), d.mailbox ? 3 : 1) : d.order) {
      if (which != Correlator::tag && !d.mailbox) continue;
      p.raw(before);
      p.word(text_of<Correlator>(kCorrelators, which));
      p.sp();
      if (which == Correlator::tag) print(p, *d.tag);
      if (which == Correlator::mailbox) print(p, *d.mailbox);
      if (which == Correlator::uidvalidity) p.number(d.uidvalidity);
      before = " ";
    }
    p.raw(')');
  }
  if (d.uid) {
    p.sp();
    p.word("UID");
  }
  print_spaced(p, d.items);
}

void add_terms(Term& t, const EsearchData& d) {
  if (d.tag) {
    Term correlators = group(Kind::pairs, {word("TAG"), string_term(*d.tag)});
    if (d.mailbox)
      add(correlators, {word("MAILBOX"), mailbox_term(*d.mailbox), word("UIDVALIDITY"), number_term(d.uidvalidity)});
    add(t, {std::move(correlators)});
  }
  if (d.uid) add(t, {word("UID")});
  Term pairs = group(Kind::pairs);
  for (const auto& item : d.items) add(pairs, {word(item.name), value_term(item)});
  add(t, {std::move(pairs)});
}

}  // namespace imapspec::grammar
