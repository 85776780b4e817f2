#include "harness/abnf/hooks.h"

#include <algorithm>
#include <array>

#include "harness/abnf/prose.h"

namespace imapspec::abnf {
namespace {

using Kind = Hook::Kind;
constexpr std::uint64_t k32 = 4'294'967'295U;
constexpr std::uint64_t k63 = 9'223'372'036'854'775'807U;

constexpr std::string_view kFuture =
    "RFC 4466 section 3: the syntax recommended for extensions to come; those that came have their own";
constexpr std::string_view kOption = "RFC 5258 section 6: options that an RFC defines have the syntax it gives them";

constexpr auto kHooks = std::to_array<Hook>({
    {"number", Kind::number, 0, k32, "", "RFC 9051 section 9: 0 <= n < 2^32"},
    {"nz-number", Kind::number, 1, k32, "", "RFC 9051 section 9: 0 < n < 2^32"},
    {"number64", Kind::number, 0, k63, "", "RFC 9051 section 9: 0 <= n < 2^63"},
    {"nz-number64", Kind::number, 1, k63, "", "RFC 9051 section 9: 0 < n < 2^63"},
    {"mod-sequence-value", Kind::number, 1, k63, "", "RFC 7162 section 7: 1 <= n < 2^63"},
    {"score", Kind::number, 1, 100, "", "RFC 6203 section 7: 1 <= n <= 100"},
    {"literal", Kind::count, 0, 0, "", "RFC 9051 section 4.3: the number counts the octets behind CRLF"},
    {"literal8", Kind::count, 0, 0, "", "RFC 9051 section 4.3, RFC 4466 section 3"},
    {"sequence-set", Kind::alone, 0, 0, "$", "RFC 5182 section 1, RFC 9051 section 6.4.4: instead of a set"},
    {"sieveurl-server", Kind::without, 0, 0, "(){ %*\"\\[]", "RFC 3501 section 9: a capability is an atom"},
    {"resp-text-code@rest", Kind::unlike, 1, 0, "resp-text-code", "RFC 4315 section 4: codes come before this rule"},
    {"select-param@rest", Kind::unlike, 0, 0, "select-param", kFuture},
    {"create-param@rest", Kind::unlike, 0, 0, "create-param", kFuture},
    {"fetch-modifier@rest", Kind::unlike, 0, 0, "fetch-modifier", kFuture},
    {"store-modifier@rest", Kind::unlike, 0, 0, "store-modifier", kFuture},
    {"append-ext@rest", Kind::unlike, 0, 0, "append-word", kFuture},
    {"append-data@rest", Kind::unlike, 0, 0, "append-data", kFuture},
    {"append-data-ext", Kind::unlike, 0, 0, "append-ext", kFuture},
    {"first-return-data", Kind::shape, 0, 0, "",
     "RFC 9051 section 7.3.4: UID behind ESEARCH says that the numbers are UIDs; by its letters it may be a label",
     is_no_uid},
    {"search-return-opt@rest", Kind::unlike, 0, 0, "search-return-opt", kFuture},
    {"search-return-data@rest", Kind::unlike, 0, 0, "search-return-data", kFuture},
    {"status-att-val@rest", Kind::unlike, 0, 0, "status-att-val", kFuture},
    {"getmetadata-option@rest", Kind::unlike, 0, 0, "getmetadata-option", kFuture},
    {"return-option@rest", Kind::unlike, 0, 0, "return-option", kOption},
    {"list-select-base-opt@rest", Kind::unlike, 0, 0, "list-select-opt", kOption},
    {"list-select-independent-opt@rest", Kind::unlike, 0, 0, "list-select-opt", kOption},
    {"list-select-mod-opt@rest", Kind::unlike, 0, 0, "list-select-opt", kOption},
    {"resp-text@rest", Kind::uncoded, 0, 0, "resp-text-code",
     "RFC 9051 section 7.1: text that begins with the brackets of a code that is known is that code"},
    {"resp-text-code", Kind::shape, 0, 0, "", "RFC 3501 section 4.3: a literal is no part of a line", is_in_line},
    {"other-url", Kind::shape, 0, 0, "", "RFC 2193 section 3: a URL of the scheme imap is an IMAP URL", is_no_imap_url},
    {"rights", Kind::value, 0, 0, "", "RFC 4314 section 7: lower-case letters and digits", is_rights},
    {"mod-rights", Kind::value, 0, 0, "", "RFC 4314 section 7: rights, + or - before them", is_mod_rights},
    {"entry", Kind::value, 0, 0, "", "RFC 5464 section 3.2", is_entry},
    {"entry@5257", Kind::value, 0, 0, "", "RFC 5257 section 3.2", is_annotation_entry},
    {"attrib", Kind::value, 0, 0, "", "RFC 5257 section 3.2", is_attribute},
    {"mbx-list-flags", Kind::shape, 0, 0, "",
     "RFC 9051 section 9, the comment of mbx-list-sflag: one at most; by its letters it may be a flag-extension as "
     "well",
     is_selectable_once},
    {"namespace-response-extension", Kind::shape, 0, 0, "",
     "RFC 5255 section 3.4: TRANSLATION has a single string; namespace-trans of section 3.5 is a subset of this rule",
     is_one_translation},
    {"lang-range-quoted", Kind::holds, 0, 0, "language-range", "RFC 5255 section 3.5, its comment"},
    {"lang-tag-quoted", Kind::holds, 0, 0, "language-tag", "RFC 5255 section 3.5, its comment"},
    {"comp-id-quoted", Kind::holds, 0, 0, "collation-id", "RFC 5255 section 4.10, its comment"},
    {"comp-order-quoted", Kind::holds, 0, 0, "collation-order", "RFC 5255 section 4.10, its comment"},
    {"comp-sel-quoted", Kind::holds, 0, 0, "collation-selected", "RFC 5255 section 4.10, its comment"},
    {"collation-wild", Kind::shape, 0, 0, "", "RFC 4790 section 3.2: at most 254 octets", is_collation_length},
    {"from-mime-type-req", Kind::holds, 0, 0, "mime-type-req", "RFC 5259 section 10, its comment"},
    {"to-mime-type-req", Kind::holds, 0, 0, "mime-type-req", "RFC 5259 section 10, its comment"},
    {"list-select-base-opt-quoted", Kind::without, 0, 0, "(",
     "RFC 9051 section 6.3.9.6: each option of CHILDINFO is a string; one with a value would have quotes in quotes"},
    {"rfc3339-date-time", Kind::shape, 0, 0, "", "RFC 3339 section 5.6: months, days and hours that there are",
     is_date_time},
    {"iabsolute-path", Kind::shape, 0, 0, "", "RFC 5092 section 11, its comment: icommand does not begin with /",
     is_absolute_path},
    {"access", Kind::shape, 0, 0, "",
     "RFC 5593 section 3.1: the words of RFC 5092 stay what they are, with a userid behind + or without", is_access},
    {"imsg-or-part", Kind::shape, 0, 0, "", "as irelative-path", is_without_scheme},
    {"irelative-path", Kind::shape, 0, 0, "",
     "RFC 3986 section 4.2: no colon in the first segment; RFC 5092 section 7.2: no slash at its start",
     is_without_scheme},
    {"media-basic", Kind::shape, 0, 0, "",
     "RFC 9051 section 9, the comment of body-type-basic: TEXT and MESSAGE/RFC822 have rules of their own",
     is_basic_media},
    {"known-uids", Kind::without, 0, 0, "*$", "RFC 7162 section 7: * is not allowed; $ stands for no numbers here"},
    {"known-sequence-set", Kind::without, 0, 0, "*$", "RFC 7162 section 7"},
    {"known-uid-set", Kind::without, 0, 0, "*$", "RFC 7162 section 7"},
});

}  // namespace

std::span<const Hook> hooks() {
  return kHooks;
}

}  // namespace imapspec::abnf
