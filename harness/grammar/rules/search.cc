// Extensions about finding messages: SEARCH, SORT, THREAD, ESEARCH, and NOTIFY, whose mailbox filters ESEARCH shares.
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

// The one event, and the kinds it may be of.
template <Event::Kind... kinds>
constexpr auto kEventOf = command<[](const Notify& n) {
  return n.groups.size() == 1 && n.groups[0].events.size() == 1 && ((n.groups[0].events[0].kind == kinds) || ...);
}>;
using EventKind = Event::Kind;
constexpr auto kOneEvent =
    command<[](const Notify& n) { return n.groups.size() == 1 && n.groups[0].events.size() == 1; }>;
constexpr auto kOneScope = command<[](const EsearchCommand& e) { return e.source->scope_options.size() == 1; }>;
constexpr auto kScopeValue = command<[](const EsearchCommand& e) { return has_one_value(e.source->scope_options); }>;
constexpr auto kCorrelator = untagged<[](const EsearchData& d) { return d.tag && !d.uid && d.items.empty(); }>;
// One of the three correlators, with the other two before it, since each must be there.
Outcome read_correlator(std::string_view text, Dialect dialect) {
  const std::string_view others = text.starts_with('T') || text.starts_with('t')   ? "MAILBOX x UIDVALIDITY 1 "
                                  : text.starts_with('M') || text.starts_with('m') ? "TAG \"x\" UIDVALIDITY 1 "
                                                                                   : "TAG \"x\" MAILBOX x ";
  return kCorrelator.read("* ESEARCH (" + std::string(others) + std::string(text) + ")\r\n", dialect);
}
constexpr Reading kOneCorrelator = {read_correlator, true};
constexpr auto kTwoScores = untagged<[](const EsearchData& d) {
  return d.items.size() == 1 && std::get<EsearchScores>(d.items[0].value).scores.size() == 2;
}>;
constexpr Frame kPartial = {"a SEARCH RETURN (PARTIAL ", ") ALL\r\n"};
constexpr Frame kPartialResults = {"* ESEARCH PARTIAL (1:2 ", ")\r\n"};
constexpr Frame kAddTo = {"* ESEARCH ADDTO (", " 1)\r\n"};
constexpr Frame kThread = {"* THREAD ", "\r\n"};
constexpr Frame kEventGroup = {"a NOTIFY SET ", "\r\n"};
constexpr Frame kEvent = {"a NOTIFY SET (SELECTED (", "))\r\n"};
constexpr Frame kFilter = {"a NOTIFY SET (", " NONE)\r\n"};
constexpr Frame kScope = {"a ESEARCH IN (inboxes (", ")) ALL\r\n"};
constexpr Rule kModifierPartial{"modifier-partial", "partial_range", command<kOneSearchReturn>, kSearchReturn,
                                "PARTIAL"};
constexpr Rule kPartialRange{"partial-range", "partial_range", command<kOneSearchReturn>, kPartial};
constexpr Rule kRetDataPartial{"ret-data-partial", "search_return_data", kUntaggedRead, kEsearch, "PARTIAL"};
constexpr Rule kPartialResultsRow{"partial-results", "search_return_data", kUntaggedRead, kPartialResults};
constexpr Rule kFilterOther{"filter-mailboxes-other", "filter_mailboxes", kCommandRead, kFilter};

constexpr std::array kRfc4731 = {kCapability, kSearchReturnData, kSearchReturnOpt};
constexpr std::array kRfc5032 = {kSearchKeyRow};
constexpr std::array kRfc5182 = {
    kCapability,
    Rule{"sequence-set", "sequence_set", rule<sequence_set>},
    Rule{"seq-last-command", "sequence_set", rule<sequence_set, [](const SequenceSet& s) { return s.saved_result; }>},
    kSearchReturnOpt,
    kRespTextCode,
};
constexpr std::array kRfc5256 = {
    Rule{"sort", "sort", kCommandRead, kCommand},
    Rule{"sort-criteria", "sort", kCommandRead, {"a SORT ", " UTF-8 ALL\r\n"}},
    Rule{"sort-criterion", "sort_criterion", kSortKeyRow.reading, kSortKey},
    kSortKeyRow,
    Rule{"thread", "thread", kCommandRead, kCommand},
    Rule{"thread-alg", "thread", kCommandRead, {"a THREAD ", " UTF-8 ALL\r\n"}},
    Rule{"thread-alg-ext", "thread", kCommandRead, {"a THREAD ", " UTF-8 ALL\r\n"}},
    Rule{"search-criteria", "sort", kCommandRead, {"a SORT (DATE) ", "\r\n"}},
    kCharset,
    Rule{"sort-data", "sort_data", kUntaggedRead, kUntagged, "SORT"},
    Rule{"thread-data", "thread_data", kUntaggedRead, kUntagged, "THREAD"},
    Rule{"thread-list", "thread_list", kUntaggedRead, kThread},
    Rule{"thread-members", "thread_list", kUntaggedRead, {"* THREAD (", ")\r\n"}},
    Rule{"thread-nested", "thread_list", kUntaggedRead, {"* THREAD (", ")\r\n"}},
};
constexpr std::array kRfc5267 = {
    kCapability,
    kCommandSelect,
    Rule{"context-position", "number", kUntaggedRead, kAddTo},
    Rule{"modifier-context", "search_return_opts", command<kOneSearchReturn>, kSearchReturn, "CONTEXT"},
    kModifierPartial,
    kPartialRange,
    Rule{"modifier-update", "search_return_opts", command<kUpdate>, kSearchReturn, "UPDATE"},
    kSearchReturnOpt,
    kRespTextCode,
    Rule{"ret-data-addto", "search_return_data", kUntaggedRead, kEsearch, "ADDTO"},
    kRetDataPartial,
    kPartialResultsRow,
    Rule{"ret-data-removefrom", "search_return_data", kUntaggedRead, kEsearch, "REMOVEFROM"},
    kSearchReturnData,
    Rule{"sort", "sort", kCommandRead, kCommand},
    Rule{"extended-sort", "sort", kCommandRead, kCommand},
};
constexpr std::array kRfc5465 = {
    kCapability,
    kCommandAuth,
    Rule{"notify", "notify", kCommandRead, kCommand, "NOTIFY"},
    Rule{"notify-set", "notify", kCommandRead, {"a NOTIFY ", "\r\n"}, "SET"},
    Rule{"notify-none", "notify", kCommandRead, {"a NOTIFY ", "\r\n"}, "NONE"},
    Rule{"status-indicator",
         "notify",
         command<[](const Notify& n) { return n.status; }>,
         {"a NOTIFY SET", " (inboxes NONE)\r\n"}},
    Rule{"one-or-more-mailbox", "filter_mailboxes", kCommandRead, {"a NOTIFY SET (mailboxes ", " NONE)\r\n"}},
    Rule{"many-mailboxes", "filter_mailboxes", kCommandRead, {"a NOTIFY SET (mailboxes ", " NONE)\r\n"}},
    Rule{"event-groups", "notify", kCommandRead, kEventGroup},
    Rule{"event-group", "event_group", kCommandRead, kEventGroup},
    Rule{"filter-mailboxes", "filter_mailboxes", kCommandRead, kFilter},
    kFilterOther,
    Rule{"filter-mailboxes-selected", "filter_mailboxes", kCommandRead, kFilter},
    Rule{"events", "event_group", kCommandRead, {"a NOTIFY SET (SELECTED ", ")\r\n"}},
    Rule{"event", "event", kOneEvent, kEvent},
    Rule{"message-event", "event",
         kEventOf<EventKind::message_new, EventKind::message_expunge, EventKind::flag_change,
                  EventKind::annotation_change>,
         kEvent},
    Rule{"mailbox-event", "event",
         kEventOf<EventKind::mailbox_name, EventKind::subscription_change, EventKind::mailbox_metadata_change>, kEvent},
    Rule{"user-event", "event", kEventOf<EventKind::server_metadata_change>, kEvent},
    Rule{"event-ext", "event", kOneEvent, kEvent},
    Rule{"oldname-extended-item", "mbox_list_extended", untagged<kOldName>, kListItem},
    kRespTextCode,
    Rule{"message-event-name", "event_name", kCodeRead, {"* OK [BADEVENT (", ")] x\r\n"}},
    Rule{"event-name", "event_name", kCodeRead, {"* OK [BADEVENT (", ")] x\r\n"}},
    Rule{"unsupported-events-code", "unsupported_events_code", kCodeRead, kCode, "BADEVENT"},
    Rule{"modifier-update", "search_return_opts", command<kUpdate>, kSearchReturn, "UPDATE"},
    kMbxListOflag,
};
constexpr std::array kRfc5466 = {
    kCapability,
    Rule{"search-criteria",
         "search_or",
         command<[](const Search& s) { return !s.returns && !s.charset; }>,
         {"a SEARCH ", "\r\n"}},
    kSearchKeyRow,
    Rule{"filter-name", "filter_name", rule<search_key>, {"FILTER ", ""}},
    kRespTextCode,
};
constexpr std::array kRfc5957 = {kCapability, kSortKeyRow};
constexpr std::array kRfc6203 = {
    kCapability,
    Rule{"score", "score", kTwoScores, {"* ESEARCH RELEVANCY (1 ", ")\r\n"}},
    Rule{"score-list", "search_return_data", kUntaggedRead, {"* ESEARCH RELEVANCY ", "\r\n"}},
    kSearchKeyRow,
    kSearchReturnData,
    kSearchReturnOpt,
    kSortKeyRow,
};
constexpr std::array kRfc7377 = {
    kCommandAuth,
    kCommandSelect,
    kFilterOther,
    Rule{"filter-mailboxes-selected", "filter_mailboxes", kCommandRead, {"a ESEARCH IN (", ") ALL\r\n"}, "SELECTED"},
    Rule{"one-correlator", "search_correlator", kOneCorrelator},
    Rule{"scope-option", "esearch_source_opts", kOneScope, kScope},
    Rule{"scope-option-name", "tagged_ext_label", rule<tagged_ext_label>},
    Rule{"scope-option-value", "esearch_source_opts", kScopeValue, {"a ESEARCH IN (inboxes (x ", ")) ALL\r\n"}},
    Rule{"scope-options", "esearch_source_opts", kCommandRead, kScope},
    Rule{"esearch", "esearch", kCommandRead, kCommand, "ESEARCH"},
    Rule{"search-correlator", "search_correlator", kCorrelator, {"* ESEARCH", "\r\n"}},
    Rule{"esearch-source-opts", "esearch", kCommandRead, {"a ESEARCH ", " ALL\r\n"}},
    Rule{"source-mbox",
         "esearch",
         command<[](const EsearchCommand& e) { return e.source->scope_options.empty(); }>,
         {"a ESEARCH IN (", ") ALL\r\n"}},
};
constexpr std::array kRfc9394 = {
    kCapability,
    kModifierPartial,
    Rule{"partial-range-first", "partial_range", kCommandRead, kPartial},
    Rule{"partial-range-last", "partial_range", kCommandRead, kPartial},
    kPartialRange,
    kSearchReturnOpt,
    kSearchReturnData,
    kRetDataPartial,
    kPartialResultsRow,
    Rule{"tagged-ext-simple", "tagged_ext_val", rule<tagged_ext_val>},
    kFetchModifierRow,
};

constexpr std::array kSets = {
    RuleSet{"4731", kRfc4731}, RuleSet{"5032", kRfc5032}, RuleSet{"5182", kRfc5182}, RuleSet{"5256", kRfc5256},
    RuleSet{"5267", kRfc5267}, RuleSet{"5465", kRfc5465}, RuleSet{"5466", kRfc5466}, RuleSet{"5957", kRfc5957},
    RuleSet{"6203", kRfc6203}, RuleSet{"7377", kRfc7377}, RuleSet{"9394", kRfc9394},
};

}  // namespace

std::span<const RuleSet> search_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
