// Where parser and judge disagree, and why the parser is right.
#include "harness/grammar/rules/contest_test_support.h"

namespace imapspec::grammar::rules {

namespace {

bool has(std::string_view text, std::string_view part) {
  return folded(text).find(part) != std::string::npos;
}

bool any(std::string_view) {
  return true;
}

// Whether a run of digits is too long for 32 bits, or may be.
bool has_long_number(std::string_view text) {
  constexpr std::size_t kDigits = 10;  // of 4294967295
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run == kDigits) return true;
  }
  return false;
}

}  // namespace

const std::vector<Disagreement>& disagreements() {
  static const std::vector<Disagreement> kAll = {
      {"resp-text-code",
       false,
       any,
       "RFC 9051 section 7.1: a code that is known has its own data and is no other atom; its ABNF has both",
       {"["}},
      {"list-select-base-opt-quoted",
       false,
       [](std::string_view t) { return has(t, "("); },
       "RFC 9051 section 6.3.9.6: each option of CHILDINFO is a string; one with a value would have quotes in quotes",
       {"childinfo"}},
      {"status-att-list", false, [](std::string_view t) { return has(t, "uid"); },
       "RFC 4466 section 3 redefines the list of RFC 3501, where every value was a number: nz-number for both UIDs"},
      {"tagged-ext-label", false, [](std::string_view t) { return has(t, ":-"); },
       "RFC 9394 section 4: what begins as partial-range-last does is one; by its letters it may be a label as well"},
      {"one-correlator", false,
       [](std::string_view t) { return has(t, "tag") || has(t, "mailbox") || has(t, "uidvalidity"); },
       "RFC 7377 section 4, the rule's comment: each correlator exactly once"},
      {"filter-mailboxes-selected", false, [](std::string_view t) { return has(t, "selected-delayed"); },
       "RFC 7377 section 4 forbids selected-delayed in ESEARCH; RFC 5465 has it for NOTIFY"},
      {"entry",
       false,
       any,
       "RFC 5464 section 3.2 and RFC 5257 section 3.2: what an entry is named, which is less than an astring can say",
       {"metadata", "annotation"}},
      {"lang-range-quoted",
       false,
       any,
       "RFC 5255 section 3.5, its comment: within the quotes it is a language-range of RFC 4647",
       {"language"}},
      {"lang-tag-quoted",
       false,
       any,
       "RFC 5255 section 3.5, its comment: within the quotes it is a Language-Tag of RFC 4646",
       {"language"}},
      {"comp-id-quoted",
       false,
       any,
       "RFC 5255 section 4.10, its comment: within the quotes it is a collation-id of RFC 4790",
       {"comparator"}},
      {"comp-order-quoted",
       false,
       any,
       "RFC 5255 section 4.10, its comment: within the quotes it is a collation-order of RFC 4790",
       {"comparator"}},
      {"comp-sel-quoted",
       false,
       any,
       "RFC 5255 section 4.10, its comment: within the quotes it is a collation-selected of RFC 4790",
       {"comparator"}},
      {"from-mime-type-req",
       false,
       any,
       "RFC 5259 section 10, its comment: within the quotes it is a mime-type-req",
       {"conversions"}},
      {"to-mime-type-req",
       false,
       any,
       "RFC 5259 section 10, its comment: within the quotes it is a mime-type-req",
       {"conversions"}},
      {"expire", false, [](std::string_view t) { return has(t, ";expire="); },
       "RFC 3339 section 5.6, the comments of date-time: months, days and hours that there are"},
      {"imapurl-rel", false, [](std::string_view t) { return has(t, ":"); },
       "RFC 3986 section 4.2: no colon in the first segment of a relative path"},
      {"body-ext-1part", false, [](std::string_view t) { return has(t, "body ("); },
       "RFC 9051 section 9, the rule's comment: not in BODY"},
      {"body-ext-mpart", false, [](std::string_view t) { return has(t, "body ("); },
       "RFC 9051 section 9, the rule's comment: not in BODY"},
      {"tagged-ext-simple", true, has_long_number,
       "RFC 9051 section 9: 63 bits under RFC 3501 too, where RFC 4466 section 3 has a number, since what CONDSTORE "
       "and others put there has them"},
      {"resp-text", false, [](std::string_view t) { return has(t, "["); },
       "RFC 9051 section 7.1: text that begins with the brackets of a code that is known is that code, and held to its "
       "syntax; the ABNF takes it for text as well"},
      {"media-basic", false, [](std::string_view t) { return has(t, "text") || has(t, "message"); },
       "RFC 9051 section 7.5.2: TEXT and MESSAGE/RFC822 have more fields, and section 9, the comment of "
       "body-type-basic: the more particular rules have the right of way"},
      {"status-att-val", true, any,
       "RFC 4466 section 3: what extensions add to STATUS has the shape of tagged-ext, so an unknown one is read as "
       "that"},
  };
  return kAll;
}

}  // namespace imapspec::grammar::rules
