#include "harness/scenario/term_match.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/mailbox.h"
#include "harness/scenario/rules.h"
#include "harness/scenario/say.h"
#include "harness/scenario/untyped.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

using grammar::Term;
using Kind = Term::Kind;
using Compare = Term::Compare;

namespace {

bool is_rest(const Node& node) {
  return node.kind == Node::Kind::rest;
}

bool matches(const Node& regex, std::string_view octets) {
  return regex.compiled != nullptr && re2::RE2::FullMatch({octets.data(), octets.size()}, *regex.compiled);
}

// What a hole binds where it stands in the middle of a text.
Term captured_text(std::string_view octets) {
  if (const auto n = to_number(octets); n && (octets.size() == 1 || octets.front() != '0')) return number_value(*n);
  return string_value(octets);
}

}  // namespace

std::string mailbox_on_wire(std::string_view utf8, const grammar::Dialect& dialect) {
  if (dialect.utf8 || dialect.revision == grammar::Revision::rev2) return std::string(utf8);
  return grammar::encode_mutf7(utf8);
}

bool TermMatch::speaks_utf8() const {
  return context_.dialect.utf8 || context_.dialect.revision == grammar::Revision::rev2;
}

std::string TermMatch::decoded(std::string_view wire) const {
  if (speaks_utf8()) return std::string(wire);
  const auto name = grammar::decode_mutf7(wire);
  return name ? *name : std::string(wire);  // what is no modified UTF-7 is compared as it came
}

bool TermMatch::spend() {
  if (steps_left_ == 0) return false;
  --steps_left_;
  return true;
}

bool TermMatch::bind(const std::string& name, Term value, const Next& next) {
  const std::size_t mark = bindings_.mark();
  bindings_.bind(name, std::move(value));
  if (next()) return true;
  bindings_.undo(mark);
  return false;
}

bool TermMatch::hole(const Hole& hole, const Term& term, const Next& next) {
  if (!obeys(hole.rule, term, context_.dialect)) return false;
  if (hole.nameless()) return next();
  Term value = term;
  if (value.compare == Compare::mailbox) value.octets = decoded(value.octets);
  if (const auto bound = bindings_.value(hole.name, scope_)) return same_value(*bound, value) && next();
  if (given_number(hole.name) != 0 || given_uid(hole.name) != 0) return false;  // it is there no more
  if (context_.octets != nullptr && context_.octets->has(hole.name)) {
    const auto octets = context_.octets->of(hole.name, bindings_, scope_);
    return octets && same_value(string_value(*octets), value) && next();
  }
  if (value.kind == Kind::item && value.items.size() == 1) value = Term(value.items.front());
  return bind(hole.name, std::move(value), next);
}

std::optional<std::string> TermMatch::text_of(const Pieces& pieces, bool mailbox) {
  std::string out;
  for (const auto& piece : pieces) {
    if (!piece.hole) {
      out += piece.text;
      continue;
    }
    const auto value = bindings_.value(piece.hole->name, scope_);
    if (value) {
      out += mailbox && value->compare == Compare::mailbox ? mailbox_on_wire(value->octets, context_.dialect)
                                                           : plain_text(*value);
    } else if (context_.octets != nullptr && context_.octets->has(piece.hole->name)) {
      const auto octets = context_.octets->of(piece.hole->name, bindings_, scope_);
      if (!octets) return std::nullopt;
      out += *octets;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

// Text with holes against octets: a hole that is not bound takes as few of them as will do, one at least.
bool TermMatch::pieces(const Pieces& pattern, std::size_t i, std::string_view octets, bool nocase, const Next& next) {
  if (!spend()) return false;
  if (i == pattern.size()) return octets.empty() && next();
  const Piece& piece = pattern[i];
  const auto bound = piece.hole && !piece.hole->nameless() ? text_of({piece}, true)
                     : piece.hole                          ? std::nullopt
                                                           : std::optional(piece.text);
  if (bound) {
    const std::string_view head = octets.substr(0, bound->size());
    if (nocase ? !same_word(head, *bound) : head != *bound) return false;
    return pieces(pattern, i + 1, octets.substr(bound->size()), nocase, next);
  }
  for (std::size_t n = i + 1 == pattern.size() ? octets.size() : 1; n >= 1 && n <= octets.size(); ++n) {
    const Term taken = captured_text(octets.substr(0, n));
    if (hole(*piece.hole, taken, [&] { return pieces(pattern, i + 1, octets.substr(n), nocase, next); })) return true;
  }
  return false;
}

bool TermMatch::string(const Pieces& pattern, const Term& term, const Next& next) {
  const auto text = text_of(pattern, term.compare == Compare::mailbox);
  switch (term.compare) {
    case Compare::mailbox:
      if (text) return same_mailbox(decoded(*text), decoded(term.octets)) && next();
      return pieces(pattern, 0, term.octets, false, next);
    case Compare::date_time: {
      if (!text) return pieces(pattern, 0, term.octets, true, next);
      const auto instant_of = [](const std::string& octets) -> std::optional<std::int64_t> {
        Arena arena(256);
        const std::string quoted = '"' + octets + '"';
        grammar::Cursor cursor(quoted, arena);
        const auto date = grammar::date_time(cursor);
        if (!date || !cursor.at_end()) return std::nullopt;
        return grammar::instant(*date);
      };
      const auto expected = instant_of(*text), received = instant_of(term.octets);
      return expected && received && *expected == *received && next();
    }
    case Compare::nocase:
      if (text) return same_word(*text, term.octets) && next();
      return pieces(pattern, 0, term.octets, true, next);
    case Compare::octets:
      if (text) return *text == term.octets && next();
      return pieces(pattern, 0, term.octets, false, next);
  }
  return false;
}

std::optional<std::string_view> TermMatch::wanted(const NamedOctets& pattern) {
  if (context_.octets == nullptr) return std::nullopt;
  const auto whole = context_.octets->of(pattern.name, bindings_, scope_);
  if (!whole) return std::nullopt;
  if (!pattern.sliced) return *whole;
  const auto first = text_of(pattern.first, false), count = text_of(pattern.count, false);
  const auto from = first ? to_number(*first) : std::nullopt, length = count ? to_number(*count) : std::nullopt;
  if (!from || !length) return std::nullopt;
  return *from >= whole->size() ? std::string_view() : whole->substr(*from, *length);
}

bool TermMatch::octets(const NamedOctets& pattern, const Term& term, const Next& next) {
  return term.kind == Kind::string && wanted(pattern) == term.octets && next();
}

bool TermMatch::text(const Node& pattern, std::string_view octets, const Next& next) {
  if (pattern.kind == Node::Kind::regex) return matches(pattern, octets) && next();
  if (const auto whole = text_of(pattern.pieces, false)) return *whole == octets && next();
  return pieces(pattern.pieces, 0, octets, false, next);
}

// What the grammar keeps as text (the data of a code that it does not know) is read without its help.
bool TermMatch::untyped(const std::vector<Node>& nodes, std::size_t from, std::string_view octets, const Next& next) {
  if (from + 1 == nodes.size() && nodes[from].kind == Node::Kind::regex) return matches(nodes[from], octets) && next();
  const std::vector<Term> terms = untyped_terms(octets);
  return sequence(nodes, from, terms, 0, next);
}

bool TermMatch::item(const Node& pattern, const Term& term, const Next& next) {
  if (pattern.hole() != nullptr) return hole(*pattern.hole(), term, next);
  if (pattern.kind == Node::Kind::atom) {
    if (term.items.size() != 1) return false;
    return pieces(pattern.pieces, 0, term.items[0].octets, true, next);
  }
  if (pattern.kind != Node::Kind::section) return false;
  return pieces(pattern.pieces, 0, term.items[0].octets, true, [&] {
    if (term.items.size() < 2 || term.items[1].kind != Kind::list) return false;
    return sequence(pattern.items, 0, term.items[1].items, 0, [&] {
      std::string origin;
      for (std::size_t i = 2; i < term.items.size(); ++i)
        origin += (i > 2 ? "." : "") + std::to_string(term.items[i].number);
      if (!pattern.has_origin || term.items.size() == 2) return !pattern.has_origin && term.items.size() == 2 && next();
      return pieces(pattern.origin, 0, origin, false, next);
    });
  });
}

bool TermMatch::item_value(const Node& pattern, const Term& name, const Term& value, const Next& next) {
  const bool body = body_, flags = flags_;
  const std::string_view word = name.items.empty() ? std::string_view{} : std::string_view(name.items[0].octets);
  body_ = name.items.size() == 1 && (word == "BODYSTRUCTURE" || word == "BODY");
  flags_ = word == "FLAGS";
  const bool fits = node(pattern, value, [&] {
    const bool in_body = std::exchange(body_, body), in_flags = std::exchange(flags_, flags);
    const bool rest = next();
    body_ = in_body, flags_ = in_flags;
    return rest;
  });
  body_ = body, flags_ = flags;
  return fits;
}

bool TermMatch::node(const Node& pattern, const Term& term, const Next& next) {
  if (!spend()) return false;
  if (const Hole* one = pattern.hole()) return hole(*one, term, next);
  switch (pattern.kind) {
    case Node::Kind::list:
      return list(pattern, term, next);
    case Node::Kind::octets:
      return octets(pattern.octets, term, next);
    case Node::Kind::regex:
      return (term.kind == Kind::string || term.kind == Kind::word || term.kind == Kind::text) &&
             matches(pattern, term.octets) && next();
    case Node::Kind::section:
      return term.kind == Kind::item && item(pattern, term, next);
    case Node::Kind::quoted:
      return term.kind == Kind::string && string(pattern.pieces, term, next);
    case Node::Kind::announcement:
      if (term.kind != Kind::string || term.form == grammar::Form::atom || term.form == grammar::Form::quoted)
        return false;
      return pieces(pattern.pieces, 0, std::to_string(term.octets.size()), false, next);
    case Node::Kind::rest:
      return false;
    case Node::Kind::atom:
      break;
  }
  switch (term.kind) {
    case Kind::word:
      return pieces(pattern.pieces, 0, term.octets, term.compare == Compare::nocase, next);
    case Kind::string:
      return string(pattern.pieces, term, next);
    case Kind::text:
      return text(pattern, term.octets, next);
    case Kind::nil:
      return pattern.word() && same_word(*pattern.word(), "NIL") && next();
    case Kind::number: {
      const auto written = text_of(pattern.pieces, false);
      if (!written) return pieces(pattern.pieces, 0, std::to_string(term.number), false, next);
      return to_number(*written) == term.number && next();
    }
    case Kind::ranges:
      return number_set({pattern}, 0, term, next);
    case Kind::item:
      return item(pattern, term, next);
    case Kind::set:  // a command's one FETCH item needs no parentheses
      return term.items.size() == 1 && node(pattern, term.items.front(), next);
    case Kind::list:
    case Kind::pairs:
      return false;
  }
  return false;
}

bool TermMatch::sequence(const std::vector<Node>& nodes, std::size_t i, const std::vector<Term>& terms, std::size_t k,
                         const Next& next) {
  if (!spend()) return false;
  if (i == nodes.size()) {
    // Extension fields of a body that either side leaves off at the end are NIL.
    for (; body_ && k < terms.size() && terms[k].kind == Kind::nil; ++k) {
    }
    return k == terms.size() && next();
  }
  if (is_rest(nodes[i])) {
    if (i + 1 == nodes.size()) return next();
    for (std::size_t skip = k; skip <= terms.size(); ++skip)  // "..." before an announcement
      if (sequence(nodes, i + 1, terms, skip, next)) return true;
    return false;
  }
  if (k == terms.size()) {
    static const Term kNil = [] {
      Term nil;
      nil.kind = Kind::nil;
      return nil;
    }();
    return body_ && node(nodes[i], kNil, [&] { return sequence(nodes, i + 1, terms, k, next); });
  }
  if (terms[k].kind == Kind::text && k + 1 == terms.size() &&
      (i + 1 < nodes.size() || nodes[i].kind == Node::Kind::list))
    return untyped(nodes, i, terms[k].octets, next);
  return node(nodes[i], terms[k], [&] { return sequence(nodes, i + 1, terms, k + 1, next); });
}

bool TermMatch::list(const Node& pattern, const Term& term, const Next& next) {
  if (term.kind == Kind::text) return untyped({pattern}, 0, term.octets, next);
  if (term.kind == Kind::list) return sequence(pattern.items, 0, term.items, 0, next);
  // MODSEQ (5), EMAILID (M1), MAILBOXID (F1): the grammar keeps the one value without its parentheses.
  if (!in_order_ && (term.kind == Kind::number || term.kind == Kind::string))
    return pattern.items.size() == 1 && node(pattern.items.front(), term, next);
  std::vector<bool> taken(term.items.size(), false);
  if (term.kind == Kind::set) return set(pattern.items, 0, term.items, taken, next);
  if (term.kind == Kind::pairs) return pairs(pattern.items, 0, term.items, taken, false, next);
  return false;
}

bool TermMatch::set(const std::vector<Node>& nodes, std::size_t i, const std::vector<Term>& terms,
                    std::vector<bool>& taken, const Next& next) {
  if (!spend()) return false;
  if (i < nodes.size() && is_rest(nodes[i])) return next();
  if (i == nodes.size()) {
    for (std::size_t k = 0; k < terms.size(); ++k)
      if (!taken[k] && !(flags_ && same_word(terms[k].octets, "\\Recent"))) return false;
    return next();
  }
  for (std::size_t k = 0; k < terms.size(); ++k) {
    if (taken[k]) continue;
    taken[k] = true;
    if (node(nodes[i], terms[k], [&] { return set(nodes, i + 1, terms, taken, next); })) return true;
    taken[k] = false;
  }
  return false;
}

// Name and value, name and value, ...; `more` lets others stand beside them.
bool TermMatch::pairs(const std::vector<Node>& nodes, std::size_t i, const std::vector<Term>& terms,
                      std::vector<bool>& taken, bool more, const Next& next) {
  if (!spend()) return false;
  if (i < nodes.size() && is_rest(nodes[i])) return next();
  if (i >= nodes.size()) {
    for (std::size_t k = 0; k + 1 < terms.size() && !more; k += 2)
      if (!taken[k]) return false;
    return next();
  }
  if (i + 1 == nodes.size()) return false;
  for (std::size_t k = 0; k + 1 < terms.size(); k += 2) {
    if (taken[k]) continue;
    taken[k] = true;
    const auto value = [&] {
      const auto rest = [&] { return pairs(nodes, i + 2, terms, taken, more, next); };
      if (is_rest(nodes[i + 1])) return rest();
      return terms[k].kind == Kind::item ? item_value(nodes[i + 1], terms[k], terms[k + 1], rest)
                                         : node(nodes[i + 1], terms[k + 1], rest);
    };
    if (node(nodes[i], terms[k], value)) return true;
    taken[k] = false;
  }
  return false;
}

}  // namespace imapspec::scenario
