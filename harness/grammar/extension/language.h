// LANGUAGE and COMPARATOR: internationalisation (RFC 5255).
#pragma once

#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct Language {
  static constexpr std::string_view kName = "LANGUAGE";
  List<String> ranges;  // in order of preference; empty asks for a list
  friend bool operator==(const Language&, const Language&) = default;
};
struct LanguageData {
  static constexpr std::string_view kName = "LANGUAGE";
  List<String> tags;  // never empty
  friend bool operator==(const LanguageData&, const LanguageData&) = default;
};
struct Comparator {
  static constexpr std::string_view kName = "COMPARATOR";
  List<String> orders;  // in order of preference; empty asks which is active
  friend bool operator==(const Comparator&, const Comparator&) = default;
};
struct ComparatorData {
  static constexpr std::string_view kName = "COMPARATOR";
  String selected;
  List<String> matching;  // empty: none were listed
  friend bool operator==(const ComparatorData&, const ComparatorData&) = default;
};

Result<String> lang_range_quoted(Cursor& c);  // an astring that holds a language-range of RFC 4647, "default" included
Result<String> lang_tag_quoted(Cursor& c);    // a Language-Tag of RFC 4646 by its shape
Result<String> comp_order_quoted(Cursor& c);  // collation-order of RFC 4790 section 3.3
Result<String> comp_sel_quoted(Cursor& c);    // collation-selected
Result<String> comp_id_quoted(Cursor& c);     // collation-id
Result<Language> language_cmd(Cursor& c);
Result<LanguageData> language_data(Cursor& c);
Result<Comparator> comparator_cmd(Cursor& c);
Result<ComparatorData> comparator_data(Cursor& c);

void print(Printer& p, const Language& l);
void print(Printer& p, const LanguageData& l);
void print(Printer& p, const Comparator& k);
void print(Printer& p, const ComparatorData& k);

void add_terms(Term& t, const Language& l);
void add_terms(Term& t, const LanguageData& l);
void add_terms(Term& t, const Comparator& k);
void add_terms(Term& t, const ComparatorData& k);

}  // namespace imapspec::grammar
