#include "harness/grammar/extension/capability_value.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/charset.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

namespace {

bool is_atom(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return is(kAtomChar, c); });
}

template <Result<std::uint32_t> (*rule)(Cursor&, const char*)>
bool is_number(std::string_view value) {
  Arena arena;
  Cursor c(value, arena);
  return rule(c, "number") && c.at_end();
}

template <std::size_t count>
bool is_one_of(std::string_view value, const std::array<std::string_view, count>& words) {
  return std::any_of(words.begin(), words.end(), [value](auto word) { return is_word(value, word); });
}

// RFC 4314 section 7: new-rights = 1*LOWER-ALPHA ;; MUST include "t", "e", "x", and "k"
bool is_new_rights(std::string_view value) {
  constexpr std::string_view kAtLeast = "texk";
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::all_of(value.begin(), value.end(), lower) &&
         std::all_of(kAtLeast.begin(), kAtLeast.end(), [value](char c) { return value.find(c) != value.npos; });
}

// RFC 9208 section 7: capa-quota-res = "QUOTA=RES-" resource-name
bool is_quota_resource(std::string_view value) {
  constexpr std::string_view kBefore = "RES-";
  return is_word(value.substr(0, kBefore.size()), kBefore) &&
         is_atom(value.substr(std::min(kBefore.size(), value.size())));
}

// RFC 6785 section 2.1: "IMAPSIEVE=" sieveurl-server; RFC 5804 section 3: sieveurl-server = "sieve://" authority
bool is_sieveurl_server(std::string_view value) {
  constexpr std::string_view kBefore = "SIEVE://";
  return value.size() > kBefore.size() && is_word(value.substr(0, kBefore.size()), kBefore) && is_atom(value);
}

constexpr std::array kRules = {
    CapabilityRule{"AUTH=", is_atom, "RFC 9051 section 9"},
    CapabilityRule{"RIGHTS=", is_new_rights, "RFC 4314 section 7"},
    CapabilityRule{"QUOTA=", is_quota_resource, "RFC 9208 section 7"},
    CapabilityRule{"APPENDLIMIT=", is_number<number>, "RFC 7889 section 5"},
    CapabilityRule{"MESSAGELIMIT=", is_number<nz_number>, "RFC 9738 section 5"},
    CapabilityRule{"SAVELIMIT=", is_number<nz_number>, "RFC 9738 section 5"},
    CapabilityRule{"I18NLEVEL=", [](std::string_view v) { return v == "1" || v == "2"; }, "RFC 5255 section 4"},
    CapabilityRule{"THREAD=", is_atom, "RFC 5256 section 5"},
    CapabilityRule{"SORT=", [](std::string_view v) { return is_word(v, "DISPLAY"); }, "RFC 5957 section 4"},
    CapabilityRule{"CONTEXT=", [](std::string_view v) { return is_one_of<2>(v, {"SEARCH", "SORT"}); },
                   "RFC 5267 section 5"},
    CapabilityRule{"STATUS=", [](std::string_view v) { return is_word(v, "SIZE"); }, "RFC 8438 section 4"},
    CapabilityRule{"SEARCH=", [](std::string_view v) { return is_word(v, "FUZZY"); }, "RFC 6203 section 6"},
    CapabilityRule{"URLAUTH=", [](std::string_view v) { return is_word(v, "BINARY"); }, "RFC 5524 section 5"},
    CapabilityRule{"COMPRESS=", [](std::string_view v) { return is_word(v, "DEFLATE"); }, "RFC 4978 section 5"},
    CapabilityRule{
        "UTF8=", [](std::string_view v) { return is_one_of<5>(v, {"ACCEPT", "ONLY", "ALL", "APPEND", "USER"}); },
        "RFC 9755 section 3"},  // the last three are of RFC 5738 and obsolete
    CapabilityRule{"IMAPSIEVE=", is_sieveurl_server, "RFC 6785 section 2.1"},
};

bool begins_with(std::string_view capability, std::string_view prefix) {
  return is_word(capability.substr(0, prefix.size()), prefix);
}

}  // namespace

std::span<const CapabilityRule> capability_rules() {
  return kRules;
}

const CapabilityRule* capability_rule_of(std::string_view capability) {
  const auto rule =
      std::find_if(kRules.begin(), kRules.end(), [capability](auto& r) { return begins_with(capability, r.prefix); });
  return rule == kRules.end() ? nullptr : &*rule;
}

bool is_capability(std::string_view capability) {
  const auto* rule = capability_rule_of(capability);
  return is_atom(capability) && (rule == nullptr || rule->fits(capability.substr(rule->prefix.size())));
}

std::string_view capability_value(std::string_view capability, std::string_view prefix) {
  return begins_with(capability, prefix) ? capability.substr(prefix.size()) : std::string_view();
}

}  // namespace imapspec::grammar
