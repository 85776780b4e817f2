// SEARCH keys (RFC 9051 section 6.4.4, RFC 3501 section 6.4.4).
#pragma once

#include <optional>
#include <span>
#include <variant>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/annotate.h"

namespace imapspec::grammar {

struct SearchKey {
  enum class Kind : std::uint8_t {
    all,
    answered,
    deleted,
    draft,
    flagged,
    new_,
    old,
    recent,
    seen,
    unanswered,
    undeleted,
    undraft,
    unflagged,
    unseen,
    bcc,
    body,
    cc,
    from,
    subject,
    text,
    to,      // string
    header,  // field, string
    keyword,
    unkeyword,  // flag
    before,
    on,
    since,
    sentbefore,
    senton,
    sentsince,  // date
    larger,
    smaller,  // number
    uid,
    sequence,  // set
    not_,
    or_,
    and_,    // keys: 1, 2, or 1 and more in parentheses
    modseq,  // RFC 7162: number; of the entry `field` of the type `string`, if there is a field
    older,
    younger,  // RFC 5032: number of seconds
    fuzzy,    // RFC 6203: keys, one
    filter,   // RFC 5466: string, an atom
    savedbefore,
    savedon,
    savedsince,  // RFC 8514: date
    savedatesupported,
    emailid,
    threadid,    // RFC 8474: string, an atom
    annotation,  // RFC 5257
    uidafter,
    uidbefore,  // RFC 9738: number
  };
  Kind kind = Kind::all;
  String field;
  String string;
  Flag flag;
  Date date;
  std::uint64_t number = 0;
  SequenceSet set;
  AnnotationMatch annotation;
  List<SearchKey> keys;
  friend bool operator==(const SearchKey& a, const SearchKey& b) {
    return a.kind == b.kind && a.field == b.field && a.string == b.string && a.flag == b.flag && a.date == b.date &&
           a.number == b.number && a.set == b.set && a.annotation == b.annotation && a.keys == b.keys;
  }
};

// The keys that are words, each with what follows it: parser, printer and generator read the one table.
struct SearchKeyWord {
  enum class Argument : std::uint8_t {
    none,
    string,
    header,
    flag,
    date,
    number,
    set,
    key,
    two_keys,
    mod_sequence,
    interval,
    filter_name,
    object_id,
    annotation,
  };
  std::string_view text;
  SearchKey::Kind kind;
  Argument argument;
  bool rev1_only;  // RFC 9051 appendix E: removed with \Recent
};
std::span<const SearchKeyWord> search_key_words();

std::string_view name_of(SearchKey::Kind kind);  // "SUBJECT"; empty for a sequence set and for a list
Result<SearchKey> search_key(Cursor& c);
Result<void> search_key_into(Cursor& c, SearchKey& key);  // the same, in place; `key` is a new one
void print(Printer& p, const SearchKey& key);

// ["CHARSET" SP charset SP] search-key *(SP search-key), up to the end of the line. `plain`: a SEARCH as RFC 3501 has it, whose
// charset is an astring to IMAP4rev1; with RETURN and in ESEARCH it is that of RFC 4466, an atom or quoted.
Result<void> search_program(Cursor& c, bool plain, std::optional<String>& charset, List<SearchKey>& keys);
void print_search_program(Printer& p, const std::optional<String>& charset, List<SearchKey> keys);

}  // namespace imapspec::grammar
