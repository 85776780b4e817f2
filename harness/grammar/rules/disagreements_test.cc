// Where parser and judge disagree, and why the parser is right.
#include "harness/grammar/rules/contest_test_support.h"

namespace imapspec::grammar::rules {

namespace {

bool has(std::string_view text, std::string_view part) {
  return folded(text).find(part) != std::string::npos;
}

}  // namespace

const std::vector<Disagreement>& disagreements() {
  static const std::vector<Disagreement> kAll = {
      {"resp-text-code", false, [](std::string_view) { return true; },
       "RFC 9051 section 7.1: a code that is known has its own data and is no other atom; its ABNF has both"},
      {"list-select-base-opt-quoted", false, [](std::string_view t) { return has(t, "("); },
       "RFC 9051 section 6.3.9.6: each option of CHILDINFO is a string; one with a value would have quotes in quotes"},
      {"status-att-list", false, [](std::string_view t) { return has(t, "uid"); },
       "RFC 4466 section 3 redefines the list of RFC 3501, where every value was a number: nz-number for both UIDs"},
      {"tagged-ext-label", false, [](std::string_view t) { return has(t, ":-"); },
       "RFC 9394 section 4: what begins as partial-range-last does is one; by its letters it may be a label as well"},
      {"one-correlator", false, [](std::string_view) { return true; },
       "RFC 7377 section 4, the rule's comment: each correlator exactly once"},
      {"filter-mailboxes-selected", false, [](std::string_view t) { return has(t, "selected-delayed"); },
       "RFC 7377 section 4 forbids selected-delayed in ESEARCH; RFC 5465 has it for NOTIFY"},
      {"entry", false, [](std::string_view) { return true; },
       "RFC 5464 section 3.2 and RFC 5257 section 3.2: what an entry is named, which is less than an astring can say"},
      {"attrib", false, [](std::string_view) { return true; },
       "RFC 5257 section 3.3: what an attribute is named, which is less than an astring can say"},
      {"entry-match", false, [](std::string_view) { return true; },
       "RFC 5257 section 3.2: the name of an entry, with wildcards"},
      {"lang-range-quoted", false, [](std::string_view) { return true; },
       "RFC 5255 section 3.5, its comment: within the quotes it is a language-range of RFC 4647"},
      {"lang-tag-quoted", false, [](std::string_view) { return true; },
       "RFC 5255 section 3.5, its comment: within the quotes it is a Language-Tag of RFC 4646"},
      {"comp-id-quoted", false, [](std::string_view) { return true; },
       "RFC 5255 section 4.10, its comment: within the quotes it is a collation-id of RFC 4790"},
      {"comp-order-quoted", false, [](std::string_view) { return true; },
       "RFC 5255 section 4.10, its comment: within the quotes it is a collation-order of RFC 4790"},
      {"comp-sel-quoted", false, [](std::string_view) { return true; },
       "RFC 5255 section 4.10, its comment: within the quotes it is a collation-selected of RFC 4790"},
      {"from-mime-type-req", false, [](std::string_view) { return true; },
       "RFC 5259 section 10, its comment: within the quotes it is a mime-type-req"},
      {"to-mime-type-req", false, [](std::string_view) { return true; },
       "RFC 5259 section 10, its comment: within the quotes it is a mime-type-req"},
      {"expire", false, [](std::string_view) { return true; },
       "RFC 3339 section 5.6, the comments of date-time: months, days and hours that there are"},
      {"imapurl-rel", false, [](std::string_view t) { return has(t, ":"); },
       "RFC 3986 section 4.2: no colon in the first segment of a relative path"},
      {"body-ext-1part", false, [](std::string_view t) { return has(t, "body ("); },
       "RFC 9051 section 9, the rule's comment: not in BODY"},
      {"body-ext-mpart", false, [](std::string_view t) { return has(t, "body ("); },
       "RFC 9051 section 9, the rule's comment: not in BODY"},
      {"tagged-ext-simple", true, [](std::string_view) { return true; },
       "RFC 9051 section 9: 63 bits under RFC 3501 too, since what CONDSTORE and others put there has them"},
      {"resp-text", false, [](std::string_view t) { return has(t, "["); },
       "RFC 9051 section 7.1: text that begins with the brackets of a code that is known is that code, and held to its "
       "syntax; the ABNF takes it for text as well"},
      {"media-basic", false, [](std::string_view t) { return has(t, "text") || has(t, "message"); },
       "RFC 9051 section 9, the comment of body-type-basic: the more particular rules have the right of way"},
      {"status-att-val", true, [](std::string_view) { return true; },
       "RFC 4466 section 3: what extensions add to STATUS has the shape of tagged-ext, so an unknown one is read as "
       "that"},
  };
  return kAll;
}

}  // namespace imapspec::grammar::rules
