#include "harness/grammar/command/fetch_att.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

using Kind = FetchAtt::Kind;
// Longer words before their beginnings.
constexpr std::array kAtts = {
    FetchAttWord{"ENVELOPE", Kind::envelope, false},
    FetchAttWord{"FLAGS", Kind::flags, false},
    FetchAttWord{"INTERNALDATE", Kind::internaldate, false},
    FetchAttWord{"RFC822.HEADER", Kind::rfc822_header, true},
    FetchAttWord{"RFC822.SIZE", Kind::rfc822_size, false},
    FetchAttWord{"RFC822.TEXT", Kind::rfc822_text, true},
    FetchAttWord{"RFC822", Kind::rfc822, true},
    FetchAttWord{"BODYSTRUCTURE", Kind::bodystructure, false},
    FetchAttWord{"BODY.PEEK", Kind::body_peek_section, false},
    FetchAttWord{"BODY", Kind::body, false},
    FetchAttWord{"UID", Kind::uid, false},
    FetchAttWord{"BINARY.PEEK", Kind::binary_peek, false},
    FetchAttWord{"BINARY.SIZE", Kind::binary_size, false},
    FetchAttWord{"BINARY", Kind::binary, false},
};
constexpr WordIndex<FetchAttWord> kAttIndex(kAtts);

constexpr std::array<Word<Fetch::Macro>, 3> kMacros = {
    {{"ALL", Fetch::Macro::all}, {"FAST", Fetch::Macro::fast}, {"FULL", Fetch::Macro::full}}};

bool has_section(Kind kind) {
  return kind == Kind::body_section || kind == Kind::body_peek_section || kind == Kind::binary ||
         kind == Kind::binary_peek || kind == Kind::binary_size;
}

}  // namespace

std::span<const FetchAttWord> fetch_att_words() {
  return kAtts;
}
std::span<const Word<Fetch::Macro>> fetch_macro_words() {
  return kMacros;
}

// RFC 9051 section 9: fetch-att = "ENVELOPE" / "FLAGS" / ... / "BODY" section [partial] / ...
Result<FetchAtt> fetch_att(Cursor& c) {
  FetchAtt att;
  bool short_of_it = false;
  const auto allowed = [&c](const FetchAttWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  const auto* word = take_entry(c, kAttIndex, run_ahead(c, kItemChar), allowed, &short_of_it);
  if (word == nullptr) return short_of_it ? c.incomplete("fetch-att") : c.fail("fetch-att");
  att.kind = word->kind;
  if (att.kind == Kind::body && c.looks_at('[')) att.kind = Kind::body_section;
  if (!has_section(att.kind)) return att;
  if (att.kind == Kind::body_section || att.kind == Kind::body_peek_section) {
    TRY(att.section, section(c));
  } else {
    TRY(att.section.part, section_binary(c));
  }
  if (att.kind != Kind::binary_size && c.looks_at('<')) {
    TRY(att.partial, partial(c));
  }
  return att;
}

void print(Printer& p, const FetchAtt& att) {
  const Kind word_kind = att.kind == Kind::body_section ? Kind::body : att.kind;
  p.word(std::find_if(kAtts.begin(), kAtts.end(), [word_kind](const FetchAttWord& w) { return w.kind == word_kind; })->text);
  if (att.kind == Kind::body_section || att.kind == Kind::body_peek_section)
    print(p, att.section);
  else if (has_section(att.kind))
    print_section_binary(p, att.section.part);
  if (!att.partial) return;
  p.raw('<');
  p.number(att.partial->first);
  p.raw('.');
  p.number(att.partial->count);
  p.raw('>');
}

Result<Fetch::Macro> fetch_macro(Cursor& c) {
  return one_of<Fetch::Macro>(c, kMacros, "fetch");
}

std::string_view name_of(Fetch::Macro macro) {
  return text_of<Fetch::Macro>(kMacros, macro);
}

std::string_view name_of(FetchAtt::Kind kind) {
  const Kind word_kind = kind == Kind::body_section ? Kind::body : kind;
  return std::find_if(kAtts.begin(), kAtts.end(), [word_kind](const FetchAttWord& w) { return w.kind == word_kind; })->text;
}

}  // namespace imapspec::grammar
