// RFC 4466: the shapes in which extensions add to commands and responses.
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr Frame kAppendExt = {"a APPEND x ", " {0}\r\n\r\n"};
constexpr auto kSelectValue = command<[](const Select& s) { return has_one_value(s.params); }>;
constexpr auto kCreateValue = command<[](const Create& c) { return has_one_value(c.params); }>;
constexpr auto kRenameValue = command<[](const Rename& r) { return has_one_value(r.params); }>;
constexpr auto kFetchValue = command<[](const Fetch& f) { return has_one_value(f.modifiers); }>;
constexpr auto kStoreValue = command<[](const Store& s) { return has_one_value(s.modifiers); }>;
constexpr auto kEmptyMessage = command<[](const Append& a) {
  const auto* data = std::get_if<String>(&a.messages[0].data);
  return a.messages.size() == 1 && data != nullptr && data->form != Form::literal8 && data->value.empty();
}>;
constexpr auto kNoReturns = command<[](const Search& s) { return !s.returns; }>;

constexpr std::array kRfc4466 = {
    kAppend,
    Rule{"append-message",
         "append_message",
         command<[](const Append& a) { return a.messages.size() == 1; }>,
         {"a APPEND \"x\"", "\r\n"}},
    Rule{"append-ext", "append_message", command<kOneAppendExt>, kAppendExt},
    Rule{"append-ext-name", "append_message", command<kOneAppendExt>, {"a APPEND x ", " 1 {0}\r\n\r\n"}},
    Rule{"append-ext-value", "append_message", command<kOneAppendExt>, {"a APPEND x y ", " {0}\r\n\r\n"}},
    Rule{"append-data", "append_data", command<kDataAlone>, kAppendData},
    Rule{"append-data-ext", "append_data", command<kDataAlone>, kAppendData},
    Rule{"append-opts", "append_message", kEmptyMessage, {"a APPEND \"x\"", " {0}\r\n\r\n"}},
    kCharset,
    Rule{"create", "create", kCommandRead, kCommand, "CREATE"},
    Rule{"create-params",
         "optional_params",
         command<[](const Create& c) { return !c.params.empty(); }>,
         {"a CREATE \"x\"", "\r\n"}},
    Rule{"create-param", "optional_params", command<kOneCreateParam>, kCreateParam},
    Rule{"create-param-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"create-param-value", "optional_params", kCreateValue, {"a CREATE x (y ", ")\r\n"}},
    Rule{"esearch-response", "esearch_response", kUntaggedRead, kUntagged, "ESEARCH"},
    Rule{"examine", "select_or", kCommandRead, kCommand, "EXAMINE"},
    Rule{"fetch", "fetch_or", kCommandRead, kCommand, "FETCH"},
    Rule{"fetch-modifiers",
         "optional_params",
         command<[](const Fetch& f) { return f.items.size() == 1 && !f.modifiers.empty(); }>,
         {"a UID FETCH 1 FLAGS", "\r\n"}},
    kFetchModifierRow,
    Rule{"fetch-modifier-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"fetch-modif-params", "optional_params", kFetchValue, {"a UID FETCH 1 FLAGS (x ", ")\r\n"}},
    Rule{"literal8", "literal8", rule<literal8>},
    kMailboxData,
    Rule{"Namespace", "namespace_", kUntaggedRead, {"* NAMESPACE ", " NIL NIL\r\n"}},
    Rule{"Namespace-Command", "bare", kCommandRead, kCommand, "NAMESPACE"},
    Rule{"Namespace-Descr", "namespace_", kUntaggedRead, {"* NAMESPACE (", ") NIL NIL\r\n"}},
    Rule{"Namespace-Response-Extension", "namespace_", kUntaggedRead, {"* NAMESPACE ((\"\" NIL", ")) NIL NIL\r\n"}},
    Rule{"Namespace-Response", "namespace_response", kUntaggedRead, kUntagged, "NAMESPACE"},
    Rule{"rename", "rename", kCommandRead, kCommand, "RENAME"},
    Rule{"rename-params",
         "optional_params",
         command<[](const Rename& r) { return !r.params.empty(); }>,
         {"a RENAME x \"y\"", "\r\n"}},
    Rule{"rename-param", "optional_params", command<kOneRenameParam>, {"a RENAME x y (", ")\r\n"}},
    Rule{"rename-param-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"rename-param-value", "optional_params", kRenameValue, {"a RENAME x y (z ", ")\r\n"}},
    Rule{"response-data", "response_data", kUntaggedRead},
    kResponsePayload,
    Rule{"search", "search_or", kCommandRead, kCommand, "SEARCH"},
    Rule{"search-correlator",
         "esearch_response",
         untagged<[](const EsearchData& d) { return d.tag && !d.uid && d.items.empty(); }>,
         {"* ESEARCH", "\r\n"}},
    Rule{"search-program", "search_or", kNoReturns, {"a SEARCH ", "\r\n"}},
    kSearchReturnData,
    Rule{"search-return-opts",
         "search_return_opts",
         command<[](const Search& s) { return s.returns && s.keys.size() == 1; }>,
         {"a SEARCH", " ALL\r\n"}},
    kSearchReturnOpt,
    Rule{"search-return-value",
         "tagged_ext_val",
         untagged<[](const EsearchData& d) { return d.items.size() == 1; }>,
         {"* ESEARCH x ", "\r\n"}},
    Rule{"search-modifier-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"search-mod-params", "tagged_ext_val", command<kOneSearchReturn>, {"a SEARCH RETURN (x ", ") ALL\r\n"}},
    Rule{"select", "select_or", kCommandRead, kCommand, "SELECT"},
    Rule{"select-params",
         "optional_params",
         command<[](const Select& s) { return !s.params.empty(); }>,
         {"a SELECT \"x\"", "\r\n"}},
    kSelectParamRow,
    Rule{"select-param-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"select-param-value", "optional_params", kSelectValue, {"a SELECT x (y ", ")\r\n"}},
    Rule{"status-att-list", "status_data", untagged<[](const StatusData& d) { return !d.items.empty(); }>,
         kStatusValue},
    kStatusAttVal,
    Rule{"store", "store_or", kCommandRead, kCommand, "STORE"},
    Rule{"store-modifiers",
         "optional_params",
         command<[](const Store& s) { return !s.modifiers.empty(); }>,
         {"a STORE $", " FLAGS ()\r\n"}},
    Rule{"store-modifier", "optional_params", command<kOneStoreModifier>, kStoreModifier},
    Rule{"store-modif-params", "optional_params", kStoreValue, {"a STORE 1 (x ", ") FLAGS ()\r\n"}},
    Rule{"store-modifier-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"tag-string", "esearch_response", kUntaggedRead, {"* ESEARCH (TAG ", ")\r\n"}},
    Rule{"tagged-ext", "tagged_ext_val", kRenameValue, {"a RENAME x y (", ")\r\n"}},
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
