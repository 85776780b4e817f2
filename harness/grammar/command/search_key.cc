#include "harness/grammar/command/search_key.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/object_id.h"
#include "harness/grammar/extension/small_code.h"
#include "harness/grammar/extension/sort.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

using Kind = SearchKey::Kind;

using KeyWord = SearchKeyWord;
using Argument = SearchKeyWord::Argument;
constexpr std::array kKeys = {
    KeyWord{"ALL", Kind::all, Argument::none, false},
    KeyWord{"ANSWERED", Kind::answered, Argument::none, false},
    KeyWord{"DELETED", Kind::deleted, Argument::none, false},
    KeyWord{"DRAFT", Kind::draft, Argument::none, false},
    KeyWord{"FLAGGED", Kind::flagged, Argument::none, false},
    KeyWord{"NEW", Kind::new_, Argument::none, true},
    KeyWord{"OLD", Kind::old, Argument::none, true},
    KeyWord{"RECENT", Kind::recent, Argument::none, true},
    KeyWord{"SEEN", Kind::seen, Argument::none, false},
    KeyWord{"UNANSWERED", Kind::unanswered, Argument::none, false},
    KeyWord{"UNDELETED", Kind::undeleted, Argument::none, false},
    KeyWord{"UNDRAFT", Kind::undraft, Argument::none, false},
    KeyWord{"UNFLAGGED", Kind::unflagged, Argument::none, false},
    KeyWord{"UNSEEN", Kind::unseen, Argument::none, false},
    KeyWord{"BCC", Kind::bcc, Argument::string, false},
    KeyWord{"BODY", Kind::body, Argument::string, false},
    KeyWord{"CC", Kind::cc, Argument::string, false},
    KeyWord{"FROM", Kind::from, Argument::string, false},
    KeyWord{"SUBJECT", Kind::subject, Argument::string, false},
    KeyWord{"TEXT", Kind::text, Argument::string, false},
    KeyWord{"TO", Kind::to, Argument::string, false},
    KeyWord{"HEADER", Kind::header, Argument::header, false},
    KeyWord{"KEYWORD", Kind::keyword, Argument::flag, false},
    KeyWord{"UNKEYWORD", Kind::unkeyword, Argument::flag, false},
    KeyWord{"BEFORE", Kind::before, Argument::date, false},
    KeyWord{"ON", Kind::on, Argument::date, false},
    KeyWord{"SINCE", Kind::since, Argument::date, false},
    KeyWord{"SENTBEFORE", Kind::sentbefore, Argument::date, false},
    KeyWord{"SENTON", Kind::senton, Argument::date, false},
    KeyWord{"SENTSINCE", Kind::sentsince, Argument::date, false},
    KeyWord{"LARGER", Kind::larger, Argument::number, false},
    KeyWord{"SMALLER", Kind::smaller, Argument::number, false},
    KeyWord{"UID", Kind::uid, Argument::set, false},
    KeyWord{"NOT", Kind::not_, Argument::key, false},
    KeyWord{"OR", Kind::or_, Argument::two_keys, false},
    KeyWord{"MODSEQ", Kind::modseq, Argument::mod_sequence, false},
    KeyWord{"OLDER", Kind::older, Argument::interval, false},
    KeyWord{"YOUNGER", Kind::younger, Argument::interval, false},
    KeyWord{"FUZZY", Kind::fuzzy, Argument::key, false},
    KeyWord{"FILTER", Kind::filter, Argument::filter_name, false},
    KeyWord{"SAVEDBEFORE", Kind::savedbefore, Argument::date, false},
    KeyWord{"SAVEDON", Kind::savedon, Argument::date, false},
    KeyWord{"SAVEDSINCE", Kind::savedsince, Argument::date, false},
    KeyWord{"SAVEDATESUPPORTED", Kind::savedatesupported, Argument::none, false},
    KeyWord{"EMAILID", Kind::emailid, Argument::object_id, false},
    KeyWord{"THREADID", Kind::threadid, Argument::object_id, false},
    KeyWord{"ANNOTATION", Kind::annotation, Argument::annotation, false},
    KeyWord{"UIDAFTER", Kind::uidafter, Argument::interval, false},
    KeyWord{"UIDBEFORE", Kind::uidbefore, Argument::interval, false},
};

constexpr WordIndex<KeyWord> kKeyIndex(kKeys);

const KeyWord* find(Kind kind) {
  const auto found = std::find_if(kKeys.begin(), kKeys.end(), [kind](const KeyWord& k) { return k.kind == kind; });
  return found == kKeys.end() ? nullptr : &*found;
}

Result<const KeyWord*> key_word(Cursor& c) {
  bool short_of_it = false;
  const auto allowed = [&c](const KeyWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  if (const auto* key = take_entry(c, kKeyIndex, c.ahead(kAtomChar), allowed, &short_of_it)) return key;
  if (short_of_it) return c.incomplete("search-key");
  return c.fail("search-key");
}

Result<List<SearchKey>> keys(Cursor& c, std::size_t at_least, std::size_t at_most) {
  ListBuilder<SearchKey> list(c.arena());
  do {
    TRY_(search_key_into(c, list.add()));
  } while (list.size() < at_most && c.take(' '));
  if (list.size() < at_least) return c.fail("search-key");
  return list.done();
}

}  // namespace

namespace {

// RFC 7162 section 7: search-modsequence = "MODSEQ" [search-modseq-ext] SP mod-sequence-valzer
Result<void> search_modsequence(Cursor& c, SearchKey& key) {
  if (c.looks_at('"')) {
    TRY(const auto entry, search_modseq_ext(c));
    key.field = entry.name;
    key.string = {entry.type, Form::atom};
    TRY_(sp(c, "search-modsequence"));
  }
  TRY(key.number, mod_sequence_valzer(c));
  return {};
}

}  // namespace

// RFC 9051 section 9: search-key = "ALL" / "ANSWERED" / "BCC" SP astring / ...
Result<void> search_key_into(Cursor& c, SearchKey& key) {
  const Cursor::Nested level(c);
  if (!level) return c.limit("search-key");
  if (c.take('(')) {  // "(" search-key *(SP search-key) ")"
    key.kind = Kind::and_;
    TRY(key.keys, keys(c, 1, SIZE_MAX));
    TRY_(expect(c, ')', "search-key"));
    c.ended("search-key");
    return {};
  }
  if (c.looks_at(kDigit) || c.looks_at('*') || c.looks_at('$')) {
    key.kind = Kind::sequence;
    TRY(key.set, sequence_set(c));
    return {};
  }
  TRY(const KeyWord* word, key_word(c));
  key.kind = word->kind;
  if (word->argument == Argument::none) return {};
  if (word->argument == Argument::annotation) {  // takes its SP itself
    TRY(key.annotation, annotation_match(c));
    return {};
  }
  TRY_(sp(c, "search-key"));
  switch (word->argument) {
    case Argument::none:
    case Argument::annotation:
      break;
    case Argument::header: {
      TRY(key.field, astring(c));
      TRY_(sp(c, "search-key"));
      TRY(key.string, astring(c));
      break;
    }
    case Argument::string: {
      TRY(key.string, astring(c));
      break;
    }
    case Argument::flag: {
      TRY(key.flag, flag_keyword(c));
      break;
    }
    case Argument::date: {
      TRY(key.date, date(c));
      break;
    }
    case Argument::number: {
      if (c.dialect().rev2()) {
        TRY(key.number, number64(c));
      } else {
        TRY(key.number, number(c));
      }
      break;
    }
    case Argument::set: {
      TRY(key.set, sequence_set(c));
      break;
    }
    case Argument::key: {
      TRY(key.keys, keys(c, 1, 1));
      break;
    }
    case Argument::two_keys: {
      TRY(key.keys, keys(c, 2, 2));
      break;
    }
    case Argument::mod_sequence: {
      TRY_(search_modsequence(c, key));
      break;
    }
    // RFC 5032 section 3: ( "OLDER" / "YOUNGER" ) SP nz-number; RFC 9738 section 3.2: UIDAFTER and UIDBEFORE likewise
    case Argument::interval: {
      TRY(key.number, nz_number(c));
      break;
    }
    case Argument::filter_name: {  // RFC 5466 section 4: "FILTER" SP filter-name
      TRY(key.string.value, filter_name(c));
      break;
    }
    case Argument::object_id: {  // RFC 8474 section 7: "EMAILID" SP objectid / "THREADID" SP objectid
      TRY(key.string.value, objectid(c));
      break;
    }
  }
  return {};
}

Result<SearchKey> search_key(Cursor& c) {
  SearchKey key;
  TRY_(search_key_into(c, key));
  return key;
}

void print(Printer& p, const SearchKey& key) {
  const auto print_keys = [&p, &key] {
    for (std::size_t i = 0; i < key.keys.size(); ++i) {
      if (i > 0) p.sp();
      print(p, key.keys[i]);
    }
  };
  if (key.kind == Kind::sequence) return print(p, key.set);
  if (key.kind == Kind::and_) {
    p.raw('(');
    print_keys();
    p.raw(')');
    return;
  }
  const KeyWord* word = find(key.kind);
  p.word(word->text);
  if (word->argument == Argument::none) return;
  if (word->argument == Argument::annotation) return print(p, key.annotation);
  p.sp();
  switch (word->argument) {
    case Argument::none:
    case Argument::annotation:
      break;
    case Argument::header:
      print(p, key.field);
      p.sp();
      print(p, key.string);
      break;
    case Argument::string:
    case Argument::filter_name:
    case Argument::object_id:
      print(p, key.string);
      break;
    case Argument::flag:
      print(p, key.flag);
      break;
    case Argument::date:
      print(p, key.date);
      break;
    case Argument::mod_sequence:
      if (!key.field.value.empty()) {
        print(p, ModSeqEntry{key.field, key.string.value});
        p.sp();
      }
      [[fallthrough]];
    case Argument::number:
    case Argument::interval:
      p.number(key.number);
      break;
    case Argument::set:
      print(p, key.set);
      break;
    case Argument::key:
    case Argument::two_keys:
      print_keys();
      break;
  }
}

std::span<const SearchKeyWord> search_key_words() {
  return kKeys;
}

// RFC 9051 section 9: search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)
Result<void> search_program(Cursor& c, bool plain, std::optional<String>& charset_name, List<SearchKey>& all) {
  bool short_of_it = false;
  if (c.take_word("CHARSET ", &short_of_it)) {
    TRY(charset_name, plain ? charset(c) : sort_charset(c));
    TRY_(sp(c, "search-program"));
  }
  if (short_of_it) return c.incomplete("search-program");
  ListBuilder<SearchKey> list(c.arena());
  do {
    TRY_(search_key_into(c, list.add()));
  } while (c.another_item());
  all = list.done();
  return {};
}
void print_search_program(Printer& p, const std::optional<String>& charset, List<SearchKey> keys) {
  if (charset) {
    p.word("CHARSET ");
    print(p, *charset);
    p.sp();
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0) p.sp();
    print(p, keys[i]);
  }
}

std::string_view name_of(SearchKey::Kind kind) {
  const KeyWord* word = find(kind);
  return word == nullptr ? std::string_view() : word->text;
}

}  // namespace imapspec::grammar
