// Extensions about the session: ENABLE, ID, IDLE, NAMESPACE, LANGUAGE, COMPRESS, literals, response codes.
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr std::array kRfc2177 = {kCommandAuth, Rule{"idle", "bare", command<as<Idle>>, kCommand}};
constexpr std::array kRfc2342 = {
    Rule{"Namespace", "namespace_", kUntaggedRead, {"* NAMESPACE ", " NIL NIL\r\n"}},
    Rule{"Namespace-Command", "bare", kCommandRead, kCommand, "NAMESPACE"},
    Rule{"Namespace-Response-Extension", "namespace_", kUntaggedRead, {"* NAMESPACE ((\"\" NIL", ")) NIL NIL\r\n"}},
    Rule{"Namespace-Response", "namespace_response", kUntaggedRead, {"", "\r\n"}},
};
constexpr std::array kRfc2971 = {
    kCommandAny,
    Rule{"id", "id", command<as<Id>>, kCommand},
    Rule{"id-response", "id_params_list", untagged<as<IdData>>, kUntagged},
    Rule{"id-params-list", "id_params_list", rule<id_params_list>},
};
constexpr std::array kRfc3503 = {
    Rule{"flag-keyword", "flag_keyword", rule<flag_keyword>},
    Rule{"other-keywords", "flag_keyword", rule<flag_keyword>},
};
constexpr std::array kRfc3691 = {kCommandSelect};
constexpr std::array kRfc4959 = {kCapability,
                                 Rule{"authenticate", "authenticate", command<as<Authenticate>>, kCommand}};
constexpr std::array kRfc4978 = {
    kCommandAuth,  Rule{"compress", "compress", kCommandRead, kCommand, "COMPRESS"},
    kCapability,   Rule{"algorithm", "compress", kCommandRead, {"a COMPRESS ", "\r\n"}},
    kRespTextCode,
};
constexpr std::array kRfc5161 = {
    kCapability,
    kCommandAny,
    Rule{"response-data", "response_data", kUntaggedRead},
    Rule{"enable-data", "enable_data", untagged<as<EnabledData>>, kUntagged},
};
constexpr std::array kRfc5255 = {
    kCommandAny,
    kCommandAuth,
    kResponsePayload,
    kRespTextCode,
    Rule{"language-cmd", "language_cmd", kCommandRead, kCommand, "LANGUAGE"},
    Rule{"language-data", "language_data", kUntaggedRead, kUntagged, "LANGUAGE"},
    Rule{"namespace-trans",
         "namespace_",
         kUntaggedRead,
         {"* NAMESPACE ((\"\" NIL", ")) NIL NIL\r\n"},
         " \"TRANSLATION\""},
    Rule{"lang-range-quoted",
         "language_cmd",
         command<[](const Language& l) { return l.ranges.size() == 1; }>,
         {"a LANGUAGE ", "\r\n"}},
    Rule{"lang-tag-quoted",
         "language_data",
         untagged<[](const LanguageData& l) { return l.tags.size() == 1; }>,
         {"* LANGUAGE (", ")\r\n"}},
    Rule{"resp-text", "resp_text", untagged<as<Status>>, {"* OK ", "\r\n"}},
    Rule{"UTF8-TEXT-CHAR",
         "text",
         rule<text, [](std::string_view t) { return t.size() == 3 || utf8_character(t) == t.size() - 2; }>,
         {"", "\xc3\xa4"}},
    Rule{"comparator-cmd", "comparator_cmd", kCommandRead, kCommand, "COMPARATOR"},
    Rule{"comparator-data", "comparator_data", kUntaggedRead, kUntagged, "COMPARATOR"},
    Rule{"comp-id-quoted",
         "comparator_data",
         untagged<[](const ComparatorData& k) { return k.matching.size() == 1; }>,
         {"* COMPARATOR i;octet (", ")\r\n"}},
    Rule{"comp-order-quoted",
         "comparator_cmd",
         command<[](const Comparator& k) { return k.orders.size() == 1; }>,
         {"a COMPARATOR ", "\r\n"}},
    Rule{"comp-sel-quoted",
         "comparator_data",
         untagged<[](const ComparatorData& k) { return k.matching.empty(); }>,
         {"* COMPARATOR ", "\r\n"}},
};
constexpr std::array kRfc5530 = {kRespTextCode};
constexpr std::array kRfc6785 = {kCapability};
constexpr std::array kRfc7888 = {Rule{"literal", "literal", rule<literal>}};
constexpr std::array kRfc8437 = {kCapability, kCommandAuth, kCommandSelect};
constexpr std::array kRfc9585 = {
    Rule{"inprogress-tag", "inprogress_code", kCodeRead, {"* OK [INPROGRESS (", " NIL NIL)] x\r\n"}},
    Rule{"inprogress-state-unknown", "inprogress_code", kCodeRead, {"* OK [INPROGRESS (NIL ", ")] x\r\n"}, "NIL"},
    Rule{"inprogress-state-counting", "inprogress_code", kCodeRead, {"* OK [INPROGRESS (NIL ", ")] x\r\n"}},
    Rule{"inprogress-state-known-goal", "inprogress_code", kCodeRead, {"* OK [INPROGRESS (NIL ", ")] x\r\n"}},
    Rule{"inprogress-state", "inprogress_code", kCodeRead, {"* OK [INPROGRESS (NIL ", ")] x\r\n"}},
    kRespTextCode,
};
constexpr std::array kRfc9698 = {kCommandAuth, kMailboxData,
                                 Rule{"resp-jmapaccess", "resp_jmapaccess", kUntaggedRead, kUntagged, "JMAPACCESS"}};
constexpr std::array kRfc9755 = {
    Rule{"quoted", "quoted", rule<quoted>},
    Rule{"uQUOTED-CHAR",
         "quoted_char",
         rule<quoted,
              [](const String& s) {
                return s.value.size() == 1 || (!s.value.empty() && utf8_character(s.value) == s.value.size());
              }>,
         {"\"", "\""}},
    Rule{"media-message",
         "body_type_1part",
         rule<body, [](const Body& b) { return b.kind == Body::Kind::message; }>,
         {"(",
          " NIL NIL NIL \"7BIT\" 0 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"
          " (\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0) 0)"}},
};

constexpr std::array kSets = {
    RuleSet{"2177", kRfc2177}, RuleSet{"2342", kRfc2342}, RuleSet{"2971", kRfc2971}, RuleSet{"3503", kRfc3503},
    RuleSet{"3691", kRfc3691}, RuleSet{"4959", kRfc4959}, RuleSet{"4978", kRfc4978}, RuleSet{"5161", kRfc5161},
    RuleSet{"5255", kRfc5255}, RuleSet{"5530", kRfc5530}, RuleSet{"6785", kRfc6785}, RuleSet{"7888", kRfc7888},
    RuleSet{"8437", kRfc8437}, RuleSet{"9585", kRfc9585}, RuleSet{"9698", kRfc9698}, RuleSet{"9755", kRfc9755},
};

}  // namespace

std::span<const RuleSet> session_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
