// Term: a message as people and patterns see it. A tree printed into a Term keeps what the grammar knows of it: what is
// a set and what is ordered, what compares without case, what is a mailbox name. It owns its octets: it outlives its
// arena.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/command/command.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// Which numbers a set of messages or UIDs names, as ranges in the order written; never expanded.
struct TermRange {
  std::uint32_t first = 0, last = 0;  // 0 stands for "*"
  friend bool operator==(const TermRange&, const TermRange&) = default;
};

struct Term {
  enum class Kind : std::uint8_t {
    word,    // a keyword, atom or flag of the grammar: compared without case
    string,  // octets in some form; see `compare`
    nil,
    number,
    list,   // "(" ... ")" in order; also the top level of a message (its fields in order, no parentheses)
    set,    // "(" ... ")" (or the fields of SEARCH, CAPABILITY, ENABLED) without order
    pairs,  // items are name, value, name, value, ...: STATUS, ESEARCH, ID, FETCH items, body parameters; without order
    ranges,  // a sequence set or UID set
    text,    // human-readable text
    item,    // a FETCH item's name with its section: items[0] word, then see below
  };
  enum class Compare : std::uint8_t { octets, nocase, mailbox, date_time };
  Kind kind = Kind::list;
  Compare compare = Compare::octets;
  Form form = Form::atom;         // string
  std::string octets;             // word, string, text (decoded)
  std::uint64_t number = 0;       // number
  std::vector<TermRange> ranges;  // ranges
  bool saved_result = false;      // ranges: "$"
  std::vector<Term> items;
  friend bool operator==(const Term&, const Term&) = default;
};

// The shapes, which patterns follow too. Top level is a `list`:
//   * n EXISTS                 [word *, number, word EXISTS]
//   * OK [CODE data] text      [word *, word OK, list [word CODE, data...] or nothing, text or nothing]
//     the code is an item of kind `list` with its word first; COPYUID: [word, number, ranges, ranges]; an unknown
//     code's data: one `text`; CAPABILITY: [word CAPABILITY, set of words]; PERMANENTFLAGS: [word, set]; BADCHARSET:
//     [word, set]
//   tag OK ...                 [word tag, word OK, ...]      + text    [word +, code?, text?]
//   * SEARCH 1 2 (MODSEQ 5)    [word *, word SEARCH, ranges, pairs {MODSEQ, number} or nothing]   (a set of numbers)
//   * SORT 2 1 (MODSEQ 5)      [word *, word SORT, list of numbers, pairs {MODSEQ, number} or nothing]
//   * THREAD (1 2 (3)(4))      [word *, word THREAD, list of lists: numbers, then a list for each nested thread]
//   * VANISHED (EARLIER) 1:2   [word *, word VANISHED, list [word EARLIER] or nothing, ranges]
//   * ESEARCH (TAG "a") UID MIN 1 ALL 2:3   [word *, word ESEARCH, pairs {TAG, string} (kind pairs) or nothing,
//                                            word UID or nothing, pairs {word MIN, number, word ALL, ranges}]
//     of several mailboxes: pairs {TAG, string, MAILBOX, string(mailbox), UIDVALIDITY, number}; PARTIAL: list [word 1:9
//     or -1:-9, ranges or nil]; ADDTO, REMOVEFROM: list [number, ranges, ...]; RELEVANCY: list of numbers
//   * STATUS box (MESSAGES 3)  [word *, word STATUS, string(mailbox), pairs]
//   * LIST (\a) "/" box ext    [word *, word LIST, set, string or nil, string(mailbox), pairs or nothing]
//   * FLAGS (...)              [word *, word FLAGS, set]
//   * CAPABILITY ...           [word *, word CAPABILITY, set]          (ENABLED likewise)
//   * NAMESPACE a b c          [word *, word NAMESPACE, (list of lists or nil) x 3]
//   * ID (...)                 [word *, word ID, pairs or nil]
//   * n FETCH (...)            [word *, number, word FETCH, pairs {item, value}]
//     an item name: item [word BODY, section?, number origin?]: section is a list of kind `list`: [] for [], parts and
//     words in order: [1.2.HEADER.FIELDS (From To)] -> [number 1, number 2, word HEADER.FIELDS, set of strings(nocase)]
//     values: FLAGS set; UID, RFC822.SIZE, MODSEQ number; EMAILID string; THREADID string or nil; SAVEDATE
//     string(date_time) or nil; PREVIEW string or nil; INTERNALDATE string(date_time); ENVELOPE list of 10;
//     BODY/BODYSTRUCTURE list; BODY[..] string or nil
//     codes of extensions: HIGHESTMODSEQ [word, number]; MODIFIED [word, ranges]; MAILBOXID, NOUPDATE [word, string];
//     UNDEFINED-FILTER [word, word]; BADURL [word, text]. STATUS: MAILBOXID string, APPENDLIMIT number or nil
// Commands: [word tag, word NAME (UID FETCH is two words), arguments...], FETCH items a `set` of item (a single one
// too),
//   STORE [.., ranges, word +FLAGS.SILENT, set], SEARCH keys in order (each key flattened to its words and arguments, a
//   parenthesised group a list), APPEND [.., string(mailbox), set?, string(date_time)?, string], LOGIN strings.
//   Of extensions: parameters and modifiers in parentheses are a set of words and their values, where they stand:
//   SELECT [.., string(mailbox), set {CONDSTORE, QRESYNC list}], CREATE {USE set}, FETCH [.., set {CHANGEDSINCE number,
//   VANISHED, PARTIAL word}], STORE [.., ranges, set {UNCHANGEDSINCE number}, word FLAGS, set]; SEARCH [RETURN, set];
//   APPEND of several messages repeats set?, date_time?, words and values of extensions, and string, or word CATENATE
//   and list [word TEXT or URL or UTF8, string, ...], or word UTF8 and list [string]; SORT [word RETURN?, set?, list of
//   words, string(charset), keys...], THREAD [word, string(charset), keys...], ESEARCH [IN, list of words and lists
//   of string(mailbox)?, ...]; LIST RETURN {METADATA set of strings(nocase)}; CANCELUPDATE strings; COMPRESS word.
// Extensions, behind the word (commands as well as responses; "box" is a string(mailbox), NAME a word, "x" a string):
//   SETACL box "id" "rights"; ACL box pairs {"id", "rights"}; LISTRIGHTS box "id" "required" set of strings
//   SETQUOTA "root" pairs {NAME, number}; QUOTA "root" pairs {NAME, list [usage, limit]}; QUOTAROOT box set of strings
//   GETMETADATA [pairs of options] box set of entries; SETMETADATA box pairs {"entry", string or nil}; METADATA box and
//     the same pairs, or a set of entries. Entries compare without case
//   NOTIFY NONE, or SET [STATUS] and of each group a list [FILTER, set of boxes?, NONE or list [EVENT, set of items?]]
//   LANGUAGE, COMPARATOR: strings in order; their responses: set of strings, and "selected" [set of strings]
//   UIDBATCHES number [ranges]; its response pairs {TAG, string} [ranges]      UIDFETCH as FETCH
//   JMAPACCESS "url"; RESETKEY [box, set of words]; GENURLAUTH "url" NAME ...; its response: strings
//   URLFETCH "url" or list ["url", set of words] ...; its response "url" and string, nil or pairs {NAME, value} ...
//   RLIST, RLSUB as LSUB          REPLACE ranges box and what APPEND has behind the mailbox
//   CONVERT ranges list ["type" or nil, pairs of parameters?] set of items; CONVERTED pairs {TAG, string} pairs {item,
//     value}, where an error is a list [ERROR, "text", NAME, ...]; CONVERSIONS "from" "to"; CONVERSION "from" "to" [set]
//   ANNOTATION of STORE and FETCH: pairs {"entry", pairs {"attribute", string or nil}}; in a request an item with a list
//     [set of entries, set of attributes]; in SEARCH "entry" NAME value
//   Codes: list of the word and its arguments as they stand; INPROGRESS, a list ["tag" or nil, number or nil, ...];
//     BADEVENT a set; REFERRAL texts, one of each URL
Term term_of(const Response& response);
Term term_of(const Command& command);

// As one line for people: lists in parentheses, strings quoted, octets outside ASCII escaped, long ones shortened.
std::string to_string(const Term& term);

}  // namespace imapspec::grammar
