// FETCH items of a request.
#pragma once

#include <span>

#include "harness/grammar/core/section.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/annotate.h"

namespace imapspec::grammar {

enum class FetchMacro : std::uint8_t { none, all, fast, full };
struct FetchAtt {
  enum class Kind : std::uint8_t {
    envelope,
    flags,
    internaldate,
    rfc822,
    rfc822_header,
    rfc822_size,
    rfc822_text,
    body,
    bodystructure,
    uid,
    body_section,
    body_peek_section,
    binary,
    binary_peek,
    binary_size,
    modseq,    // RFC 7162
    savedate,  // RFC 8514
    preview,   // RFC 8970
    emailid,
    threadid,    // RFC 8474
    annotation,  // RFC 5257
  };
  Kind kind = Kind::flags;
  Section section;  // body_section, body_peek_section; section.part alone for binary*
  std::optional<Partial> partial;
  List<std::string_view> preview_mods;  // preview: LAZY, as written
  AnnotationRequest annotation;
  friend bool operator==(const FetchAtt&, const FetchAtt&) = default;
};

struct FetchAttWord {
  std::string_view text;
  FetchAtt::Kind kind;
  bool rev1_only;  // RFC 9051 appendix E: RFC822, RFC822.HEADER and RFC822.TEXT are gone
};
std::span<const FetchAttWord> fetch_att_words();  // body_section has none of its own: it is BODY with a section
std::span<const Word<FetchMacro>> fetch_macro_words();

Result<FetchAtt> fetch_att(Cursor& c);                  // within parentheses
Result<void> fetch_att_into(Cursor& c, FetchAtt& att);  // the same, in place; `att` is a new one
Result<FetchAtt> fetch_att_alone(Cursor& c);            // without: "(" behind PREVIEW may begin fetch-modifiers
Result<FetchMacro> fetch_macro(Cursor& c);              // "ALL" / "FULL" / "FAST"
void print(Printer& p, const FetchAtt& att);
std::string_view name_of(FetchAtt::Kind kind);  // "BODY.PEEK" of body_peek_section
std::string_view name_of(FetchMacro macro);     // empty for none

}  // namespace imapspec::grammar
