// RFC 4466: the shapes in which extensions add to commands and responses.
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr Frame kAppendExt = {"a APPEND x ", " {0}\r\n\r\n"};
constexpr auto kNoReturns = command<[](const Search& s) { return !s.returns; }>;

constexpr std::array kRfc4466 = {
    kAppend,
    Rule{"append-message", "append_message", kCommandRead, {"a APPEND x", "\r\n"}},
    Rule{"append-ext", "append_message", kCommandRead, kAppendExt},
    Rule{"append-ext-name", "append_message", kCommandRead, {"a APPEND x ", " 1 {0}\r\n\r\n"}},
    Rule{"append-ext-value", "append_message", kCommandRead, {"a APPEND x y ", " {0}\r\n\r\n"}},
    Rule{"append-data", "append_data", kCommandRead, kAppendData},
    Rule{"append-data-ext", "append_data", kCommandRead, kAppendData},
    Rule{"append-opts", "append_message", kCommandRead, {"a APPEND x", " {0}\r\n\r\n"}},
    Rule{"charset", "charset", rule<charset>},
    Rule{"create", "create", kCommandRead, kCommand, "CREATE"},
    Rule{"create-params", "optional_params", kCommandRead, {"a CREATE x", "\r\n"}},
    Rule{"create-param", "optional_params", kCommandRead, kCreateParam},
    Rule{"create-param-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"create-param-value", "optional_params", kCommandRead, {"a CREATE x (y ", ")\r\n"}},
    Rule{"esearch-response", "esearch_response", kUntaggedRead, kUntagged, "ESEARCH"},
    Rule{"examine", "select_or", kCommandRead, kCommand, "EXAMINE"},
    Rule{"fetch", "fetch_or", kCommandRead, kCommand, "FETCH"},
    Rule{"fetch-modifiers", "optional_params", kCommandRead, {"a UID FETCH 1 FLAGS", "\r\n"}},
    kFetchModifierRow,
    Rule{"fetch-modifier-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"fetch-modif-params", "optional_params", kCommandRead, {"a UID FETCH 1 FLAGS (x ", ")\r\n"}},
    Rule{"literal8", "literal8", rule<literal8>},
    kMailboxData,
    Rule{"Namespace", "namespace_", kUntaggedRead, {"* NAMESPACE ", " NIL NIL\r\n"}},
    Rule{"Namespace-Command", "bare", kCommandRead, kCommand, "NAMESPACE"},
    Rule{"Namespace-Descr", "namespace_", kUntaggedRead, {"* NAMESPACE (", ") NIL NIL\r\n"}},
    Rule{"Namespace-Response-Extension", "namespace_", kUntaggedRead, {"* NAMESPACE ((\"\" NIL", ")) NIL NIL\r\n"}},
    Rule{"Namespace-Response", "namespace_response", kUntaggedRead, kUntagged, "NAMESPACE"},
    Rule{"rename", "rename", kCommandRead, kCommand, "RENAME"},
    Rule{"rename-params", "optional_params", kCommandRead, {"a RENAME x y", "\r\n"}},
    Rule{"rename-param", "optional_params", kCommandRead, {"a RENAME x y (", ")\r\n"}},
    Rule{"rename-param-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"rename-param-value", "optional_params", kCommandRead, {"a RENAME x y (z ", ")\r\n"}},
    Rule{"response-data", "response_data", kUntaggedRead},
    kResponsePayload,
    Rule{"search", "search_or", kCommandRead, kCommand, "SEARCH"},
    Rule{"search-correlator", "esearch_response", kUntaggedRead, {"* ESEARCH", "\r\n"}},
    Rule{"search-program", "search_or", kNoReturns, {"a SEARCH ", "\r\n"}},
    kSearchReturnData,
    Rule{"search-return-opts", "search_return_opts", kCommandRead, {"a SEARCH", " ALL\r\n"}},
    kSearchReturnOpt,
    Rule{"search-return-value", "tagged_ext_val", kUntaggedRead, {"* ESEARCH x ", "\r\n"}},
    Rule{"search-modifier-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"search-mod-params", "tagged_ext_val", command<kOneSearchReturn>, {"a SEARCH RETURN (x ", ") ALL\r\n"}},
    Rule{"select", "select_or", kCommandRead, kCommand, "SELECT"},
    Rule{"select-params", "optional_params", kCommandRead, {"a SELECT x", "\r\n"}},
    kSelectParamRow,
    Rule{"select-param-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"select-param-value", "optional_params", kCommandRead, {"a SELECT x (y ", ")\r\n"}},
    Rule{"status-att-list", "status_data", kUntaggedRead, kStatusValue},
    kStatusAttVal,
    Rule{"store", "store_or", kCommandRead, kCommand, "STORE"},
    Rule{"store-modifiers", "optional_params", kCommandRead, {"a STORE 1", " FLAGS ()\r\n"}},
    Rule{"store-modifier", "optional_params", kCommandRead, kStoreModifier},
    Rule{"store-modif-params", "optional_params", kCommandRead, {"a STORE 1 (x ", ") FLAGS ()\r\n"}},
    Rule{"store-modifier-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"tag-string", "esearch_response", kUntaggedRead, {"* ESEARCH (TAG ", ")\r\n"}},
    Rule{"tagged-ext", "tagged_ext_val", kCommandRead, kCreateParam},
    Rule{"tagged-ext-label", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"tagged-label-fchar", "tagged_ext_label",
         rule<tagged_ext_label, [](std::string_view l) { return l.size() == 1; }>},
    Rule{"tagged-label-char",
         "tagged_ext_label",
         rule<tagged_ext_label, [](std::string_view l) { return l.size() == 2; }>,
         {"x", ""}},
    Rule{"tagged-ext-comp", "components", rule<tagged_ext_val, kComponents>, {"(", ")"}},
    Rule{"tagged-ext-simple", "tagged_ext_val",
         rule<tagged_ext_val, [](const TaggedExtVal& v) { return !std::holds_alternative<List<TaggedExtComp>>(v); }>},
    Rule{"tagged-ext-val", "tagged_ext_val", rule<tagged_ext_val>},
};

constexpr std::array kSets = {RuleSet{"4466", kRfc4466}};

}  // namespace

std::span<const RuleSet> syntax_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
