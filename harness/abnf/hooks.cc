#include "harness/abnf/hooks.h"

#include <algorithm>
#include <array>

namespace imapspec::abnf {
namespace {

using Kind = Hook::Kind;
constexpr std::uint64_t k32 = 4'294'967'295U;
constexpr std::uint64_t k63 = 9'223'372'036'854'775'807U;

bool is_rights(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}
bool is_mod_rights(std::string_view value) {
  return is_rights(value.substr(value.starts_with('+') || value.starts_with('-') ? 1 : 0));
}
bool is_without_wildcards(std::string_view value) {
  return value.find_first_of("*%") == std::string_view::npos;
}

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
    {"resp-text-code@rest", Kind::unlike, 0, 0, "resp-text-code", "RFC 4315 section 4: codes come before this rule"},
    {"select-param@rest", Kind::unlike, 0, 0, "select-param", kFuture},
    {"create-param@rest", Kind::unlike, 0, 0, "create-param", kFuture},
    {"fetch-modifier@rest", Kind::unlike, 0, 0, "fetch-modifier", kFuture},
    {"store-modifier@rest", Kind::unlike, 0, 0, "store-modifier", kFuture},
    {"append-ext@rest", Kind::unlike, 0, 0, "append-ext", kFuture},
    {"append-data@rest", Kind::unlike, 0, 0, "append-data", kFuture},
    {"search-return-opt@rest", Kind::unlike, 0, 0, "search-return-opt", kFuture},
    {"search-return-data@rest", Kind::unlike, 0, 0, "search-return-data", kFuture},
    {"status-att-val@rest", Kind::unlike, 0, 0, "status-att-val", kFuture},
    {"getmetadata-option@rest", Kind::unlike, 0, 0, "getmetadata-option", kFuture},
    {"return-option@rest", Kind::unlike, 0, 0, "return-option", kOption},
    {"list-select-base-opt@rest", Kind::unlike, 0, 0, "list-select-opt", kOption},
    {"list-select-independent-opt@rest", Kind::unlike, 0, 0, "list-select-opt", kOption},
    {"list-select-mod-opt@rest", Kind::unlike, 0, 0, "list-select-opt", kOption},
    {"rights", Kind::value, 0, 0, "", "RFC 4314 section 7: lower-case letters and digits", is_rights},
    {"mod-rights", Kind::value, 0, 0, "", "RFC 4314 section 7: rights, + or - before them", is_mod_rights},
    {"entry", Kind::value, 0, 0, "", "RFC 5464 section 5, RFC 5257 section 5: neither * nor %", is_without_wildcards},
    {"attrib", Kind::value, 0, 0, "", "RFC 5257 section 5: neither * nor %", is_without_wildcards},
    {"known-uids", Kind::without, 0, 0, "*$", "RFC 7162 section 7: * is not allowed; $ stands for no numbers here"},
    {"known-sequence-set", Kind::without, 0, 0, "*$", "RFC 7162 section 7"},
    {"known-uid-set", Kind::without, 0, 0, "*$", "RFC 7162 section 7"},
});

}  // namespace

std::span<const Hook> hooks() {
  return kHooks;
}

}  // namespace imapspec::abnf
