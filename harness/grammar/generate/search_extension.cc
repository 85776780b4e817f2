// Searches: ESEARCH with what each of its words carries (RFC 4731, RFC 5267, RFC 6203, RFC 7377, RFC 9394), SORT and
// THREAD (RFC 5256), FILTERS (RFC 5466), NOTIFY (RFC 5465).
#include <algorithm>
#include <array>

#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

using W = EsearchWord;

ThreadList thread_list(Generator& g) {
  const bool nests = g.descend(2);
  const Generator::Nested level(g);
  ThreadList list;
  list.members = list_of(g, nests ? 0 : 1, &Generator::nz_number);
  if (nests) list.nested = list_of(g, 2, thread_list);
  return list;
}

}  // namespace

std::string_view generate_filter_name(Generator& g) {
  std::string name(g.atom());
  std::replace(name.begin(), name.end(), '/', '.');
  return g.keep(name);
}
void generate(Generator& g, CodeUndefinedFilter& c) {
  c.name = generate_filter_name(g);
}

void generate(Generator& g, EsearchChange& c) {
  c = {g.number(), made<SequenceSet>(g)};
}
void generate(Generator& g, EsearchScores& s) {
  s.scores = list_of(g, 0, [](Generator& from) { return static_cast<std::uint32_t>(from.number_in(1, 100)); });
}

void generate(Generator& g, EsearchItem& i) {
  i = {};
  if (g.chance(20)) {
    i = {generate_unknown_label(g), made<TaggedExtVal>(g)};
    return;
  }
  const Word<W>& word = g.pick(esearch_words());
  i.name = g.any_case(word.text);
  switch (word.value) {
    case W::min:
    case W::max:
      i.value = number_as_value(g.arena(), g.nz_number());
      return;
    case W::all:
      i.value = TaggedExtVal(made<SequenceSet>(g));
      return;
    case W::count:
      i.value = number_as_value(g.arena(), g.number());
      return;
    case W::modseq:
      i.value = number_as_value(g.arena(), made<std::uint64_t>(g));
      return;
    case W::addto:
    case W::removefrom:
      i.value = list_of<EsearchChange>(g, 1);
      return;
    case W::partial:
      i.value = made<EsearchPartial>(g);
      return;
    case W::relevancy:
      i.value = made<EsearchScores>(g);
      return;
  }
}

void generate(Generator& g, EsearchData& d) {
  d = {};
  if (g.chance(70)) d.tag = g.dialect().rev2() ? g.astring() : g.string();
  if (d.tag && g.chance(30)) {
    d.mailbox = made<Mailbox>(g);
    d.uidvalidity = g.nz_number();
    std::array order = {Correlator::tag, Correlator::mailbox, Correlator::uidvalidity};
    const auto usual = order;
    std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(g.below(3)), order.end());
    if (g.coin()) std::swap(order[0], order[1]);
    ListBuilder<Correlator> list(g.arena());
    for (const auto each : order) list.add(each);
    if (order != usual) d.order = list.done();
  }
  d.uid = g.coin();
  d.items = list_of<EsearchItem>(g, 0);
}

void generate(Generator& g, SearchReturn& r) {
  r = {};
  if (g.chance(25)) {
    r.name = generate_unknown_label(g);
    generate(g, r.value);
    return;
  }
  const Word<ReturnValue>& word = g.pick(search_return_words());
  r.name = g.any_case(word.text);
  if (word.value == ReturnValue::partial_range) r.value = made<PartialRange>(g);
  if (word.value == ReturnValue::fetch_atts && g.coin()) generate(g, r.fetch);
}

void generate(Generator& g, SortCriterion& c) {
  c = {};
  c.key = g.chance(10) ? SortKey::annotation : g.pick(sort_keys()).value;
  c.reverse = g.coin();
  if (c.key == SortKey::annotation) generate(g, c.annotation);
}

void generate(Generator& g, Sort& s) {
  generate(g, s.returns);
  generate(g, s.criteria);
  s.charset = g.charset(false);
  generate(g, s.keys);
  s.uid = g.coin();
}

void generate(Generator& g, SortData& d) {
  d = {list_of(g, 0, &Generator::nz_number), {}};
  if (!d.numbers.empty()) generate(g, d.mod_sequence);
}

void generate(Generator& g, Thread& t) {
  t.algorithm = g.coin() ? g.any_case(g.pick(thread_algorithms())) : g.atom();
  t.charset = g.charset(false);
  generate(g, t.keys);
  t.uid = g.coin();
}

void generate(Generator& g, ThreadData& d) {
  d.threads = list_of(g, 0, thread_list);
}

void generate(Generator& g, FilterMailboxes& f) {
  f = {};
  f.kind = g.pick(filter_words()).value;
  if (f.kind >= FilterMailboxes::Kind::subtree) f.mailboxes = one_or_list(g, f.list, made<Mailbox>);
}

void generate(Generator& g, Event& e) {
  e = {};
  if (g.chance(15)) {
    e.name = g.keep("X-" + std::string(g.atom()));
    return;
  }
  e.kind = g.pick(event_words()).value;
  if (e.kind == Event::Kind::message_new && g.coin()) generate(g, e.fetch_att);
}

void generate(Generator& g, Notify& n) {
  n = {list_of<EventGroup>(g, 0), false};
  n.status = !n.groups.empty() && g.coin();
}

void generate(Generator& g, CodeBadEvent& c) {
  c.events = list_of(g, 1, [](Generator& from) { return from.pick(event_words()).value; });
}

void generate(Generator& g, SearchSource& s) {
  s = {};
  s.mailboxes = list_of(g, 1, [](Generator& from) {
    FilterMailboxes filter;
    do generate(from, filter);
    while (filter.kind == FilterMailboxes::Kind::selected_delayed);
    return filter;
  });
  if (g.chance(20)) generate(g, s.scope_options);
}

void generate(Generator& g, EsearchCommand& e) {
  generate(g, e.source);
  generate(g, e.returns);
  e.charset.reset();
  if (g.chance(25)) e.charset = g.charset(false);
  generate(g, e.keys);
}

}  // namespace imapspec::grammar
