// The pieces of which both commands and responses make their Terms.
#pragma once

#include "harness/grammar/print.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar::term_parts {

using Kind = Term::Kind;
using Compare = Term::Compare;

Term word(std::string_view octets);
Term string_term(const String& s, Compare compare = Compare::octets);
Term nil_term();
Term nstring_term(const NString& s, Compare compare = Compare::octets);
Term number_term(std::uint64_t n);
Term text_term(std::string_view octets);
Term group(Kind kind, std::vector<Term> items = {});
Term mailbox_term(const Mailbox& m);
Term flags_term(List<Flag> flags);
Term words_term(List<std::string_view> words);
Term strings_term(Kind kind, List<String> strings, Compare compare = Compare::octets);
Term set_term(const SequenceSet& set);
Term uid_set_term(const UidSet& set);
Term date_time_term(const DateTime& d);
Term component_term(const TaggedExtComp& c);
Term tagged_term(const TaggedExtVal& v);  // a set of a single number is a number: COUNT 4, MODSEQ 7
Term section_term(const Section& s);
Term part_term(List<std::uint32_t> part);
Term item_term(std::string_view name);
Term body_structure_term(const Body& body);
Term msg_att_term(List<FetchItem> items);
Term fetch_att_term(const FetchAtt& att);  // an item
void add_search_key(Term& to, const SearchKey& key);
Term id_term(const std::optional<List<IdParameter>>& parameters);

// What the printer writes of one node.
template <class T>
std::string printed(const T& value) {
  Printer p;
  print(p, value);
  return joined(p.take());
}

}  // namespace imapspec::grammar::term_parts
