// SORT (RFC 5256) with return options (RFC 5267, ESORT) and the keys of RFC 5957, RFC 6203 and RFC 5257.
#pragma once

#include "harness/grammar/command/search_key.h"
#include "harness/grammar/extension/node.h"
#include "harness/grammar/extension/search_return.h"

namespace imapspec::grammar {

enum class SortKey : std::uint8_t {
  arrival,
  cc,
  date,
  from,
  size,
  subject,
  to,
  displayfrom,
  displayto,
  relevancy,
  annotation,
};
std::span<const Word<SortKey>> sort_keys();  // those without arguments

struct SortCriterion {
  SortKey key = SortKey::arrival;
  bool reverse = false;
  AnnotationSort annotation;  // RFC 5257
  friend bool operator==(const SortCriterion&, const SortCriterion&) = default;
};

struct Sort {
  static constexpr std::string_view kName = "SORT";
  static constexpr std::string_view kUidName = "UID SORT";
  std::optional<List<SearchReturn>> returns;  // present and empty is not absent
  List<SortCriterion> criteria;               // never empty
  String charset;
  List<SearchKey> keys;  // all must hold
  bool uid = false;
  friend bool operator==(const Sort&, const Sort&) = default;
};
Result<Sort> sort(Cursor& c);
void print(Printer& p, const Sort& s);
void add_terms(Term& t, const Sort& s);

struct SortData {
  static constexpr std::string_view kName = "SORT";
  List<std::uint32_t> numbers;  // in the order of the result
  std::optional<std::uint64_t> mod_sequence;
  friend bool operator==(const SortData&, const SortData&) = default;
};
Result<SortData> sort_data(Cursor& c);
void print(Printer& p, const SortData& d);
void add_terms(Term& t, const SortData& d);

// charset 1*(SP search-key), of SORT and THREAD. RFC 5256 has atom / quoted where RFC 3501 has astring.
Result<String> sort_charset(Cursor& c);
Result<List<SearchKey>> search_keys_after_sp(Cursor& c);
void print_search_criteria(Printer& p, const String& charset, List<SearchKey> keys);  // SP before each
void add_search_criteria(Term& t, const String& charset, List<SearchKey> keys);

// *(SP nz-number) [SP search-sort-mod-seq], of SEARCH and SORT: RFC 7162 section 7 has the latter behind a number only.
Result<void> numbers_and_mod_seq(Cursor& c, List<std::uint32_t>& numbers, std::optional<std::uint64_t>& mod_sequence);
void print_numbers_and_mod_seq(Printer& p, List<std::uint32_t> numbers, std::optional<std::uint64_t> mod_sequence);
Term mod_seq_term(std::uint64_t mod_sequence);  // pairs {MODSEQ, number}

}  // namespace imapspec::grammar
