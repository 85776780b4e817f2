// Whole lines against whole messages: each kind of response has its shape (see grammar/term.h).
#include <algorithm>
#include <utility>

#include "harness/scenario/term_match.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::StatusKind;
using grammar::Term;
using Kind = Term::Kind;

namespace {

bool has_status(const Line& line, std::string_view word) {
  constexpr std::pair<std::string_view, StatusKind> kWords[] = {{"OK", StatusKind::ok},
                                                                {"NO", StatusKind::no},
                                                                {"BAD", StatusKind::bad},
                                                                {"PREAUTH", StatusKind::preauth},
                                                                {"BYE", StatusKind::bye}};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](const auto& each) {
    return same_word(each.first, word) &&
           std::find(line.statuses.begin(), line.statuses.end(), each.second) != line.statuses.end();
  });
}

std::vector<Node> tail(const std::vector<Node>& nodes, std::size_t from) {
  return {nodes.begin() + static_cast<std::ptrdiff_t>(std::min(from, nodes.size())), nodes.end()};
}
Node list_of(std::vector<Node> items) {
  Node node;
  node.kind = Node::Kind::list;
  node.items = std::move(items);
  return node;
}
bool is_word(const Node& node, std::string_view word) {
  return node.word() && same_word(*node.word(), word);
}

// Some responses end with a set, or with pairs, that stand in no parentheses: how many fields are before it. 0: this is none.
std::size_t fields_before_open_end(std::string_view name, const Term& term) {
  constexpr std::pair<std::string_view, std::size_t> kOpen[] = {{"CAPABILITY", 1}, {"ENABLED", 1},  {"ACL", 2},
                                                                {"QUOTAROOT", 2},  {"METADATA", 2}, {"LISTRIGHTS", 4}};
  const auto* found = std::find_if(std::begin(kOpen), std::end(kOpen),
                                   [name](const auto& each) { return same_word(each.first, name); });
  if (found == std::end(kOpen) || term.items.size() != found->second + 2) return 0;
  const bool values_in_parentheses = found->first == "METADATA" && term.items.back().kind == Kind::pairs;
  return values_in_parentheses ? 0 : found->second;
}
// Whether the pattern gives each of the first n fields.
bool has_each(const std::vector<Node>& fields, std::size_t n) {
  return fields.size() >= n && std::none_of(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(n),
                                            [](const Node& each) { return each.kind == Node::Kind::rest; });
}

// As SEARCH tells it: RFC 7162 section 3.1.6.
Term modseq_of(const Term& value) {
  Term word;
  word.kind = Kind::word;
  word.octets = "MODSEQ";
  Term list;
  list.items = {std::move(word), value};
  return list;
}

// Under IMAP4rev2 an ESEARCH with this command's tag, and nothing but ALL and MODSEQ in it, is what SEARCH was: RFC 9051
// section 6.4.4, RFC 7162 section 3.1.10.
std::optional<Term> search_of(const Term& esearch, const MatchContext& context) {
  const auto& items = esearch.items;
  if (context.dialect.revision != grammar::Revision::rev2 || items.size() < 4 || !same_word(items[1].octets, "ESEARCH"))
    return std::nullopt;
  if (items[2].kind != Kind::pairs || items[2].items.size() != 2) return std::nullopt;
  const bool uid = items[3].kind == Kind::word && same_word(items[3].octets, "UID");
  const std::string& tag = items[2].items[1].octets;
  const std::string_view name = uid ? "UID SEARCH" : "SEARCH";
  if (std::none_of(context.commands.begin(), context.commands.end(),
                   [&](const SentCommand& c) { return c.tag == tag && c.name == name; }))
    return std::nullopt;
  const Term& pairs = items.back();
  Term search = esearch;
  search.items.resize(2);
  search.items[1].octets = "SEARCH";
  Term set;
  set.kind = Kind::ranges;
  if (pairs.kind != Kind::pairs) return std::nullopt;
  std::optional<Term> modseq;
  for (std::size_t i = 0; i + 1 < pairs.items.size(); i += 2) {
    const Term& value = pairs.items[i + 1];
    if (same_word(pairs.items[i].octets, "MODSEQ")) {
      modseq = modseq_of(value);
    } else if (!same_word(pairs.items[i].octets, "ALL")) {
      return std::nullopt;
    } else if (value.kind == Kind::ranges) {
      set = value;
    } else if (const auto n = number_in(value)) {
      set.ranges = {{static_cast<std::uint32_t>(*n), static_cast<std::uint32_t>(*n)}};
    }
  }
  search.items.push_back(std::move(set));
  if (modseq) search.items.push_back(*std::move(modseq));
  return search;
}

}  // namespace

bool TermMatch::code(const std::vector<Node>& pattern, const Term& term, const Next& next) {
  if (term.items.empty() || pattern.empty()) return false;
  const std::string_view name = term.items[0].octets;
  if (same_word(name, "COPYUID")) return copyuid(pattern, term, next);
  if (same_word(name, "CAPABILITY") && term.items.size() == 2)
    return node(pattern[0], term.items[0], [&] { return node(list_of(tail(pattern, 1)), term.items[1], next); });
  if (term.items.size() == 2 && term.items[1].kind == Kind::text && pattern.size() > 1)
    return node(pattern[0], term.items[0], [&] { return untyped(pattern, 1, term.items[1].octets, next); });
  return sequence(pattern, 0, term.items, 0, next);
}

// "* OK [CODE] text", "+ text"; what the pattern does not give is not asked for.
bool TermMatch::status(const Line& pattern, const Term& term, const Next& next) {
  std::size_t at = pattern.kind == Line::Kind::continuation ? 1 : 2;
  if (at == 2 && (term.items.size() < 2 || !has_status(pattern, term.items[1].octets))) return false;
  const Term* received_code = at < term.items.size() && term.items[at].kind == Kind::list ? &term.items[at++] : nullptr;
  const std::string_view received =
      at < term.items.size() ? std::string_view(term.items[at].octets) : std::string_view{};
  const auto text_fits = [&] { return !pattern.text || text(*pattern.text, received, next); };
  const auto then = [&] { return pattern.text ? text_fits() : next(); };
  if (!pattern.has_code) {
    // Of "+", the text is all that stands there: what looks like a code belongs to it.
    return then();
  }
  return received_code != nullptr && code(pattern.code, *received_code, then);
}

// * ESEARCH (TAG "a") UID COUNT 4: the correlator and UID in their places, the rest as pairs.
bool TermMatch::esearch(const Line& pattern, const Term& term, const Next& next) {
  std::vector<Node> shaped{pattern.fields[0]};
  std::size_t at = 1;
  if (at < pattern.fields.size() && pattern.fields[at].kind == Node::Kind::list) shaped.push_back(pattern.fields[at++]);
  if (at < pattern.fields.size() && is_word(pattern.fields[at], "UID")) shaped.push_back(pattern.fields[at++]);
  shaped.push_back(list_of(tail(pattern.fields, at)));
  const bool all = at == 1 && pattern.fields.size() == 2 && pattern.fields[1].kind == Node::Kind::rest;
  if (all) return node(pattern.fields[0], term.items[1], next);
  std::vector<Term> received(term.items.begin() + 1, term.items.end());
  return sequence(shaped, 0, received, 0, next);
}

// * SORT 2 1 (MODSEQ 5), * THREAD (1 2)(3): the numbers and the threads as one list, which is ordered.
bool TermMatch::in_order(const Line& pattern, const Term& term, const Next& next) {
  const std::vector<Term> received(term.items.begin() + 1, term.items.end());
  std::vector<Node> shaped{pattern.fields[0], list_of(tail(pattern.fields, 1))};
  const bool mod_sequence = is_word(pattern.fields[0], "SORT") && shaped[1].items.size() > 1 &&
                            shaped[1].items.back().kind == Node::Kind::list;
  if (mod_sequence) {
    shaped.push_back(shaped[1].items.back());
    shaped[1].items.pop_back();
  }
  in_order_ = true;
  const bool fits = sequence(shaped, 0, received, 0, [this, &next] {
    in_order_ = false;
    const bool all = next();
    in_order_ = true;
    return all;
  });
  in_order_ = false;
  return fits;
}

bool TermMatch::data(const Line& pattern, const Term& term, const Next& next) {
  const auto& fields = pattern.fields;
  if (term.items.size() < 2 || fields.empty() || term.items[0].octets != "*") return false;
  const std::string_view name =
      term.items[1].kind == Kind::word ? std::string_view(term.items[1].octets) : std::string_view{};
  if (is_word(fields[0], "SEARCH")) {
    const auto rewritten = search_of(term, context_);
    const Term& search = rewritten ? *rewritten : term;
    if (search.items.size() < 3 || search.items.size() > 4 || search.items[1].kind != Kind::word) return false;
    if (!is_word(fields[0], search.items[1].octets)) return false;
    // (MODSEQ 5) behind the numbers: RFC 7162 section 3.1.6.
    const bool has_modseq = search.items.size() == 4;
    const bool wants_modseq = fields.size() > 1 && fields.back().kind == Node::Kind::list;
    if (has_modseq != wants_modseq) return false;
    if (search.items[2].kind != Kind::ranges) return sequence(fields, 1, search.items, 2, next);
    const std::vector<Node> numbers(fields.begin(), fields.end() - (wants_modseq ? 1 : 0));
    return number_set(numbers, 1, search.items[2],
                      [&] { return !wants_modseq || node(fields.back(), search.items[3], next); });
  }
  if (const std::size_t before = fields_before_open_end(name, term); before != 0 && has_each(fields, before)) {
    std::vector<Node> shaped(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(before));
    shaped.push_back(list_of(tail(fields, before)));
    return sequence(shaped, 0, term.items, 1, next);
  }
  if (same_word(name, "SORT") || same_word(name, "THREAD")) return in_order(pattern, term, next);
  if (same_word(name, "ESEARCH")) return esearch(pattern, term, next);
  if (fields.size() == 3 && fields[2].kind == Node::Kind::list && term.items.size() == 4 &&
      term.items[3].kind == Kind::pairs && same_word(term.items[2].octets, "FETCH")) {
    // FETCH may carry items that were not asked for.
    return node(fields[0], term.items[1], [&] {
      return node(fields[1], term.items[2], [&] {
        std::vector<bool> taken(term.items[3].items.size(), false);
        return pairs(fields[2].items, 0, term.items[3].items, taken, true, next);
      });
    });
  }
  return sequence(fields, 0, term.items, 1, next);
}

bool TermMatch::within(const Numbering* numbering, const Next& next, const std::function<bool(const Next&)>& match) {
  const Scope outside = scope_;
  const Scope inside{context_.session, numbering};
  scope_ = inside;
  const bool fits = match([&] {
    scope_ = outside;
    const bool rest = next();
    scope_ = inside;
    return rest;
  });
  scope_ = outside;
  return fits;
}

bool TermMatch::line_at(const Line& pattern, const Term& term, const Numbering* numbering, const Next& next) {
  return within(numbering, next, [&](const Next& then) { return line(pattern, term, then); });
}

bool TermMatch::node_at(const Node& pattern, const Term& term, const Numbering* numbering, const Next& next) {
  return within(numbering, next, [&](const Next& then) { return node(pattern, term, then); });
}

bool TermMatch::line(const Line& pattern, const Term& term, const Next& next) {
  if (term.items.empty() || term.items[0].kind != Kind::word) return false;
  const std::string& first = term.items[0].octets;
  switch (pattern.kind) {
    case Line::Kind::untagged:
      if (first != "*") return false;
      return pattern.is_status() ? status(pattern, term, next) : data(pattern, term, next);
    case Line::Kind::tagged:
      return first != "*" && first != "+" && status(pattern, term, next);
    case Line::Kind::continuation:
      return first == "+" && status(pattern, term, next);
    case Line::Kind::command:
      return sequence(pattern.fields, 0, term.items, 1, next);
    case Line::Kind::closed:
    case Line::Kind::rest:
      return false;
  }
  return false;
}

}  // namespace imapspec::scenario
