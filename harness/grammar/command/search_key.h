// SEARCH keys (RFC 9051 section 6.4.4, RFC 3501 section 6.4.4).
#pragma once

#include <span>
#include <variant>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"

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
    and_,  // keys: 1, 2, or 1 and more in parentheses
  };
  Kind kind = Kind::all;
  String field;
  String string;
  Flag flag;
  Date date;
  std::uint64_t number = 0;
  SequenceSet set;
  List<SearchKey> keys;
  friend bool operator==(const SearchKey& a, const SearchKey& b) {
    return a.kind == b.kind && a.field == b.field && a.string == b.string && a.flag == b.flag && a.date == b.date &&
           a.number == b.number && a.set == b.set && a.keys == b.keys;
  }
};

// The keys that are words, each with what follows it: parser, printer and generator read the one table.
struct SearchKeyWord {
  enum class Argument : std::uint8_t { none, string, header, flag, date, number, set, key, two_keys };
  std::string_view text;
  SearchKey::Kind kind;
  Argument argument;
  bool rev1_only;  // RFC 9051 appendix E: removed with \Recent
};
std::span<const SearchKeyWord> search_key_words();

std::string_view name_of(SearchKey::Kind kind);  // "SUBJECT"; empty for a sequence set and for a list
Result<SearchKey> search_key(Cursor& c);
void print(Printer& p, const SearchKey& key);

}  // namespace imapspec::grammar
