// The rules of RFC 9051 section 9 that RFC 3501 has not.
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/response/mailbox_data.h"
#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr auto kOneValue = [](const EsearchData& d) { return !d.tag && !d.uid && d.items.size() == 1; };
constexpr auto kPersonal = [](const NamespaceData& d) { return d.other_users.empty() && d.shared.empty(); };
constexpr auto kOneDescription = [](const NamespaceData& d) { return d.personal.size() == 1; };
constexpr auto kProgram = [](const Search& s) { return !s.returns && !s.uid; };

constexpr std::array kRules = {
    Rule{"append-uid", "appenduid", code<as<CodeAppendUid>>, {"* OK [APPENDUID 1 ", "] x\r\n"}},
    Rule{"charset", "charset", rule<charset>},
    kCommandAny,
    kCommandAuth,
    kCommandSelect,
    Rule{"enable", "enable", command<as<Enable>>, kCommand},
    Rule{"enable-data", "enable_data", untagged<as<EnabledData>>, kUntagged},
    Rule{"esearch-response", "esearch_response", untagged<as<EsearchData>>, kUntagged},
    Rule{"idle", "bare", command<as<Idle>>, kCommand},
    Rule{"initial-resp",
         "authenticate",
         command<[](const Authenticate& a) { return a.initial_response.has_value(); }>,
         {"a AUTHENTICATE x ", "\r\n"}},
    Rule{"list-return-opt", "option", command<kOneReturned>, kReturn},
    Rule{"literal8", "literal8", rule<literal8>},
    Rule{"move", "copy_or", command<[](const Copy& c) { return c.move && !c.uid; }>, kCommand},
    Rule{"namespace", "namespace_", untagged<kPersonal>, {"* NAMESPACE ", " NIL NIL\r\n"}},
    Rule{"namespace-command", "bare", command<as<NamespaceCommand>>, kCommand},
    Rule{"namespace-descr", "namespace_", untagged<kOneDescription>, {"* NAMESPACE (", ") NIL NIL\r\n"}},
    Rule{"namespace-response-extensions",
         "namespace_",
         untagged<kOneDescription>,
         {"* NAMESPACE ((\"\" NIL", ")) NIL NIL\r\n"}},
    Rule{"namespace-response-extension",
         "namespace_",
         untagged<[](const NamespaceData& d) { return kOneDescription(d) && d.personal[0].extensions.size() == 1; }>,
         {"* NAMESPACE ((\"\" NIL", ")) NIL NIL\r\n"}},
    Rule{"namespace-response", "namespace_response", untagged<as<NamespaceData>>, kUntagged},
    Rule{"number64", "number64", rule<[](Cursor& c) { return number64(c); }>},
    Rule{"nz-number64", "nz_number64", rule<[](Cursor& c) { return nz_number64(c); }>},
    Rule{"obsolete-flag-recent", "flag_fetch",
         rule<flag_fetch, [](const Flag& f) { return f.kind == Flag::Kind::recent; }>},
    Rule{"obsolete-recent-response", "numbered", untagged<as<RecentData>>, kUntagged},
    Rule{"obsolete-search-response", "search_data", untagged<as<SearchData>>, kUntagged},
    Rule{"oldname-extended-item", "mbox_list_extended", untagged<kOldName>, kListItem},
    Rule{
        "partial", "partial", rule<fetch_att, [](const FetchAtt& a) { return a.partial.has_value(); }>, {"BODY[]", ""}},
    Rule{"resp-code-apnd", "appenduid", code<as<CodeAppendUid>>, kCode},
    Rule{"resp-code-copy", "copyuid", code<as<CodeCopyUid>>, kCode},
    Rule{"search-correlator",
         "esearch_response",
         untagged<[](const EsearchData& d) { return d.tag && !d.uid && d.items.empty(); }>,
         {"* ESEARCH", "\r\n"}},
    Rule{"search-modifier-name",
         "tagged_ext_label",
         command<[](const Search& s) { return kOneSearchReturn(s) && !(*s.returns)[0].value; }>,
         {"a SEARCH RETURN (", ") ALL\r\n"}},
    Rule{"search-mod-params", "tagged_ext_val", command<kOneSearchReturn>, {"a SEARCH RETURN (x ", ") ALL\r\n"}},
    Rule{"search-program", "search_or", command<kProgram>, {"a SEARCH ", "\r\n"}},
    Rule{"search-ret-data-ext", "search_return_data", untagged<kOneValue>, {"* ESEARCH ", "\r\n"}},
    Rule{"search-return-data", "search_return_data", untagged<kOneValue>, {"* ESEARCH ", "\r\n"}},
    Rule{"search-return-opts",
         "search_return_opts",
         command<[](const Search& s) { return s.returns.has_value() && s.keys.size() == 1; }>,
         {"a SEARCH", " ALL\r\n"}},
    Rule{"search-return-opt", "search_return_opts", command<kOneSearchReturn>, {"a SEARCH RETURN (", ") ALL\r\n"}},
    Rule{"search-ret-opt-ext", "search_return_opts", command<kOneSearchReturn>, {"a SEARCH RETURN (", ") ALL\r\n"}},
    Rule{"search-return-value", "tagged_ext_val", untagged<kOneValue>, {"* ESEARCH x ", "\r\n"}},
    Rule{"section-binary", "section_binary", rule<section_binary>},
    Rule{"seq-last-command", "sequence_set", rule<sequence_set, [](const SequenceSet& s) { return s.saved_result; }>},
    Rule{"status-att-val",
         "status_att_val",
         untagged<[](const StatusData& d) { return d.items.size() == 1; }>,
         {"* STATUS x (", ")\r\n"}},
    Rule{"status-option", "option",
         command<[](const ListCommand& l) { return kOneReturned(l) && !(*l.returns)[0].status.empty(); }>, kReturn},
    Rule{"tag-string",
         "esearch_response",
         untagged<[](const EsearchData& d) { return d.tag && d.items.empty(); }>,
         {"* ESEARCH (TAG ", ")\r\n"}},
    Rule{"tagged-ext-label", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"tagged-label-fchar", "tagged_ext_label",
         rule<tagged_ext_label, [](std::string_view l) { return l.size() == 1; }>},
    Rule{"tagged-label-char",
         "tagged_ext_label",
         rule<tagged_ext_label, [](std::string_view l) { return l.size() == 2; }>,
         {"x", ""}},
    Rule{"uid-expunge", "uid_expunge", command<as<UidExpunge>>, {"a UID ", "\r\n"}},
    Rule{"uid-set", "uid_set", rule<uid_set>},
    Rule{"uid-range", "uid_set",
         rule<uid_set, [](const UidSet& s) { return s.items.size() == 1 && s.items[0].range; }>},
    Rule{"UTF8-2", "utf8_character",
         rule<[](Cursor& c) { return quoted_char(c); }, [](std::string_view v) { return v.size() == 2; }>},
    Rule{"UTF8-3", "utf8_character",
         rule<[](Cursor& c) { return quoted_char(c); }, [](std::string_view v) { return v.size() == 3; }>},
    Rule{"UTF8-4", "utf8_character",
         rule<[](Cursor& c) { return quoted_char(c); }, [](std::string_view v) { return v.size() == 4; }>},
};

}  // namespace

std::span<const Rule> rfc9051_rules() {
  return kRules;
}

}  // namespace imapspec::grammar::rules
