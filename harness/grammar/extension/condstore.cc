#include "harness/grammar/extension/condstore.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

Result<std::uint64_t> mod_sequence(Cursor& c, bool zero, const char* rule) {
  const std::uint32_t start = c.offset();
  TRY(const auto n, number64(c, rule));
  if (n != 0 || (zero && c.offset() == start + 1)) return n;
  if (!c.at_end() && c.deviates(Deviation::zero_mod_sequence, c.offset() - start)) return n;
  return c.at_end() ? c.incomplete(rule) : c.fail_at(start, rule);  // another digit may yet come
}

constexpr std::array kEntryTypes = {Word<bool>{"PRIV", true}, Word<bool>{"SHARED", true}, Word<bool>{"ALL", true}};

}  // namespace

// RFC 7162 section 7: mod-sequence-value = 1*DIGIT ;; Positive unsigned 63-bit integer
Result<std::uint64_t> mod_sequence_value(Cursor& c) {
  return mod_sequence(c, false, "mod-sequence-value");
}
// RFC 7162 section 7: mod-sequence-valzer = "0" / mod-sequence-value
Result<std::uint64_t> mod_sequence_valzer(Cursor& c) {
  return mod_sequence(c, true, "mod-sequence-valzer");
}

// RFC 7162 section 7: search-sort-mod-seq = "(" "MODSEQ" SP mod-sequence-value ")"
Result<std::uint64_t> search_sort_mod_seq(Cursor& c) {
  TRY_(expect(c, '(', "search-sort-mod-seq"));
  TRY_(word(c, "MODSEQ", "search-sort-mod-seq"));
  TRY_(sp(c, "search-sort-mod-seq"));
  TRY(const auto n, mod_sequence_value(c));
  TRY_(expect(c, ')', "search-sort-mod-seq"));
  return n;
}
void print_search_sort_mod_seq(Printer& p, std::uint64_t mod_sequence) {
  p.raw('(');
  p.word("MODSEQ");
  p.sp();
  p.number(mod_sequence);
  p.raw(')');
}

namespace {

// RFC 7162 section 7: entry-flag-name = DQUOTE "/flags/" attr-flag DQUOTE; attr-flag = "\\Answered" / ... /
// attr-flag-keyword / attr-flag-extension, not "\\Recent". It follows the escape rules of a quoted string, and an atom
// has nothing to escape, so that the backslash of the flag alone is doubled.
Result<String> entry_flag_name(Cursor& c) {
  constexpr std::string_view kFolder = "/FLAGS/";
  TRY_(expect(c, '"', "entry-flag-name"));
  bool short_of_it = false;
  if (!c.looks_at_word(kFolder, &short_of_it))
    return short_of_it ? c.incomplete("entry-flag-name") : c.fail("entry-flag-name");
  const std::uint32_t start = c.offset();
  std::string_view folder;
  c.skip(kFolder.size(), folder);
  const bool system = c.take('\\');
  if (system) TRY_(expect(c, '\\', "attr-flag"));
  const std::uint32_t at = c.offset();
  const std::string_view flag = c.run(kAtomChar);
  if (flag.empty()) return c.fail("attr-flag");
  if (system && is_word(flag, "RECENT")) return c.at_end() ? c.incomplete("attr-flag") : c.fail_at(at, "attr-flag");
  const std::string_view written = c.since(start);
  TRY_(expect(c, '"', "entry-flag-name"));
  if (!system) return String{written, Form::quoted};
  char* plain = c.arena().allocate<char>(written.size() - 1);
  folder.copy(plain, folder.size());
  plain[folder.size()] = '\\';
  flag.copy(plain + folder.size() + 1, flag.size());
  return String{{plain, written.size() - 1}, Form::quoted};
}

}  // namespace

// RFC 7162 section 7: search-modseq-ext = SP entry-name SP entry-type-req; entry-type-req = "priv" / "shared" / "all"
Result<ModSeqEntry> search_modseq_ext(Cursor& c) {
  ModSeqEntry entry;
  TRY(entry.name, entry_flag_name(c));
  TRY_(sp(c, "search-modseq-ext"));
  const std::uint32_t start = c.offset();
  const auto mark = c.mark();  // the type is kept as it was written, so that no spelling is
  TRY_(one_of<bool>(c, kEntryTypes, "entry-type-req"));
  const std::size_t size = c.offset() - start;
  c.rewind(mark);
  c.skip(size, entry.type);
  return entry;
}
void print(Printer& p, const ModSeqEntry& entry) {
  print(p, entry.name);
  p.sp();
  p.raw(entry.type);
}

// RFC 7162 section 7: select-param =/ "QRESYNC" SP "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP
// seq-match-data] ")"
// known-uids, known-sequence-set and known-uid-set are sequence-sets in which "*" is not allowed.
Result<Qresync> qresync_value(Cursor& c) {
  Qresync q;
  TRY_(expect(c, '(', "select-param"));
  TRY(q.uidvalidity, nz_number(c, "uidvalidity"));
  TRY_(sp(c, "select-param"));
  TRY(q.mod_sequence, mod_sequence_value(c));
  bool more = c.take(' ');
  if (more && !c.looks_at('(')) {
    TRY(q.known_uids, uid_set(c));
    more = c.take(' ');
  }
  if (more) {  // seq-match-data = "(" known-sequence-set SP known-uid-set ")"
    SeqMatchData match;
    TRY_(expect(c, '(', "seq-match-data"));
    TRY(match.numbers, uid_set(c));
    TRY_(sp(c, "seq-match-data"));
    TRY(match.uids, uid_set(c));
    TRY_(expect(c, ')', "seq-match-data"));
    q.match = match;
  }
  TRY_(expect(c, ')', "select-param"));
  return q;
}
void print(Printer& p, const Qresync& q) {
  p.raw('(');
  p.number(q.uidvalidity);
  p.sp();
  p.number(q.mod_sequence);
  if (q.known_uids) print_each(p, *q.known_uids);
  if (q.match) {
    p.raw(" (");
    print(p, q.match->numbers);
    p.sp();
    print(p, q.match->uids);
    p.raw(')');
  }
  p.raw(')');
}

// RFC 7162 section 7: expunged-resp = "VANISHED" [SP "(EARLIER)"] SP known-uids
Result<VanishedData> expunged_resp(Cursor& c) {
  VanishedData d;
  TRY_(sp(c, "expunged-resp"));
  if (c.looks_at('(')) {
    d.earlier = true;
    bool short_of_it = false;
    if (!c.take_word("(EARLIER)", &short_of_it))
      return short_of_it ? c.incomplete("expunged-resp") : c.fail("expunged-resp");
    TRY_(sp(c, "expunged-resp"));
  }
  if (c.looks_at('\r') && c.deviates(Deviation::empty_vanished)) return d;
  TRY(d.uids, uid_set(c));
  return d;
}
void print(Printer& p, const VanishedData& d) {
  p.sp();
  if (d.earlier) {
    p.word("(EARLIER)");
    p.sp();
  }
  print(p, d.uids);
}
void add_terms(Term& t, const VanishedData& d) {
  if (d.earlier) add(t, {group(Kind::list, {word("EARLIER")})});
  add(t, {uid_set_term(d.uids)});
}

// RFC 7162 section 7: resp-text-code =/ "HIGHESTMODSEQ" SP mod-sequence-value
Result<CodeHighestModSeq> highestmodseq_code(Cursor& c) {
  TRY(const auto n, spaced(c, mod_sequence_value, "resp-text-code"));
  return CodeHighestModSeq{n};
}
void print(Printer& p, const CodeHighestModSeq& code) {
  p.sp();
  p.number(code.mod_sequence);
}
void add_terms(Term& t, const CodeHighestModSeq& code) {
  add(t, {number_term(code.mod_sequence)});
}

// RFC 7162 section 7: resp-text-code =/ "MODIFIED" SP sequence-set
Result<CodeModified> modified_code(Cursor& c) {
  TRY(const auto set, spaced(c, told_set, "resp-text-code"));
  return CodeModified{set};
}
void print(Printer& p, const CodeModified& code) {
  print_each(p, code.set);
}
void add_terms(Term& t, const CodeModified& code) {
  add(t, {set_term(code.set)});
}

// RFC 7162 section 7: fetch-mod-resp = "MODSEQ" SP "(" permsg-modsequence ")"
Result<FetchModSeq> fetch_mod_resp(Cursor& c) {
  TRY_(sp(c, "fetch-mod-resp"));
  TRY_(expect(c, '(', "fetch-mod-resp"));
  TRY(const auto n, mod_sequence_value(c));
  TRY_(expect(c, ')', "fetch-mod-resp"));
  return FetchModSeq{n};
}
void print(Printer& p, const FetchModSeq& item) {
  p.raw(" (");
  p.number(item.mod_sequence);
  p.raw(')');
}
void add_terms(Term& t, const FetchModSeq& item) {
  add(t, {number_term(item.mod_sequence)});
}

}  // namespace imapspec::grammar
