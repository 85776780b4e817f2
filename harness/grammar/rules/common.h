// Rows that stand for many RFCs: rules that extensions add alternatives to.
#pragma once

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/rules/reading.h"

namespace imapspec::grammar::rules {

// Around the one item of a command's or response's list.
inline constexpr Frame kSelection = {"a LIST (", ") \"\" x\r\n"};
inline constexpr Frame kReturn = {"a LIST \"\" x RETURN (", ")\r\n"};
inline constexpr Frame kSearchReturn = {"a SEARCH RETURN (", ") ALL\r\n"};
inline constexpr Frame kEsearch = {"* ESEARCH ", "\r\n"};
inline constexpr Frame kStatusItem = {"a STATUS x (", ")\r\n"};
inline constexpr Frame kStatusValue = {"* STATUS x (", ")\r\n"};
inline constexpr Frame kSelectParam = {"a SELECT x (", ")\r\n"};
inline constexpr Frame kCreateParam = {"a CREATE x (", ")\r\n"};
inline constexpr Frame kFetchModifier = {"a UID FETCH 1 FLAGS (", ")\r\n"};
inline constexpr Frame kStoreModifier = {"a STORE 1 (", ") FLAGS ()\r\n"};
inline constexpr Frame kAppendData = {"a APPEND x ", "\r\n"};
inline constexpr Frame kCatPart = {"a APPEND x CATENATE (", ")\r\n"};
inline constexpr Frame kSortKey = {"a SORT (", ") UTF-8 ALL\r\n"};
inline constexpr Frame kAttribute = {"* LIST (", ") NIL x\r\n"};

// The commands by the state in which they are allowed. Those of no list are for the authenticated state.
constexpr bool is_among(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const auto n : names)
    if (name == n) return true;
  return false;
}
constexpr auto kAnyState = [](const CommandBody& b) {
  return is_among(name_of(b), {"CAPABILITY", "NOOP", "LOGOUT", "ENABLE", "ID", "LANGUAGE"});
};
constexpr auto kNotAuthenticated = [](const CommandBody& b) {
  return is_among(name_of(b), {"LOGIN", "AUTHENTICATE", "STARTTLS"});
};
constexpr auto kSelected = [](const CommandBody& b) {
  const std::string_view name = name_of(b);
  return name.starts_with("UID ") ||
         is_among(name, {"CHECK", "CLOSE", "UNSELECT", "EXPUNGE", "COPY", "MOVE", "FETCH", "STORE", "SEARCH", "SORT",
                         "THREAD", "ESEARCH", "CANCELUPDATE", "CONVERT", "REPLACE", "UIDBATCHES", "UNAUTHENTICATE"});
};
constexpr auto kAuthenticated = [](const CommandBody& b) {
  return is_among(name_of(b), {"ESEARCH", "UNAUTHENTICATE", "ENABLE"}) ||
         (!kAnyState(b) && !kNotAuthenticated(b) && !kSelected(b));
};
constexpr auto kNotStatus = [](const ResponseBody& b) { return !std::holds_alternative<Status>(b); };

// A LIST response with one attribute, a data item, a LIST command with one option, a SEARCH with one return option.
constexpr bool is_one_of(std::string_view name, std::initializer_list<std::string_view> upper) {
  for (const auto word : upper)
    if (is_word(name, word)) return true;
  return false;
}
constexpr auto kOneAttribute = [](const ListData& d) { return d.attributes.size() == 1; };
constexpr auto kSelectability = [](const ListData& d) {
  return kOneAttribute(d) && is_one_of(d.attributes[0].name, {"\\NOSELECT", "\\MARKED", "\\UNMARKED", "\\NONEXISTENT"});
};
constexpr auto kChildrenAttribute = [](const ListData& d) {
  return kOneAttribute(d) && is_one_of(d.attributes[0].name, {"\\HASCHILDREN", "\\HASNOCHILDREN"});
};
constexpr auto kOneSelected = [](const ListCommand& l) { return l.selection && l.selection->size() == 1; };
// Of the options that are known, those of the other kind are told apart by their names alone.
constexpr auto kBaseOption = [](const ListCommand& l) {
  return kOneSelected(l) && !is_one_of((*l.selection)[0].name, {"REMOTE", "SPECIAL-USE", "UTF8", "RECURSIVEMATCH"});
};
constexpr auto kIndependentOption = [](const ListCommand& l) {
  return kOneSelected(l) && !is_one_of((*l.selection)[0].name, {"SUBSCRIBED", "UTF8ONLY", "RECURSIVEMATCH"});
};
constexpr auto kOneReturned = [](const ListCommand& l) { return l.returns && l.returns->size() == 1; };
constexpr auto kOneExtended = [](const ListData& d) { return d.extended && d.extended->size() == 1; };
constexpr auto kOneSearchReturn = [](const Search& s) { return s.returns && s.returns->size() == 1; };
constexpr auto kOneSelectParam = [](const Select& s) { return s.params.size() == 1; };
constexpr auto kOneCreateParam = [](const Create& c) { return c.params.size() == 1; };
constexpr auto kOneRenameParam = [](const Rename& r) { return r.params.size() == 1; };
constexpr auto kOneFetchModifier = [](const Fetch& f) { return f.modifiers.size() == 1; };
constexpr auto kOneStoreModifier = [](const Store& s) { return s.modifiers.size() == 1; };
constexpr auto kUpdate = [](const Search& s) { return kOneSearchReturn(s) && is_word((*s.returns)[0].name, "UPDATE"); };
// An APPEND of one message without flags and date: with one extension, or with none.
constexpr auto kOneAppendExt = [](const Append& a) {
  const auto& m = a.messages[0];
  return a.messages.size() == 1 && !m.flags && !m.date_time && m.extensions.size() == 1;
};
constexpr auto kDataAlone = [](const Append& a) {
  const auto& m = a.messages[0];
  return a.messages.size() == 1 && !m.flags && !m.date_time && m.extensions.empty();
};
// One that we do not know, with a value.
template <class Parameters>
constexpr bool has_one_value(const Parameters& parameters) {
  if (parameters.size() != 1) return false;
  if constexpr (std::is_same_v<std::remove_cvref_t<decltype(parameters[0])>, TaggedParam>) {
    return parameters[0].value.has_value();
  } else {
    const auto* tagged = std::get_if<TaggedParam>(&parameters[0]);
    return tagged != nullptr && tagged->value;
  }
}
constexpr auto kComponents = [](const TaggedExtVal& v) {
  const auto* components = std::get_if<List<TaggedExtComp>>(&v);
  return components != nullptr && !components->empty();
};
constexpr auto kOldName = [](const ListData& d) {
  if (!kOneExtended(d) || !is_word((*d.extended)[0].tag.value, "OLDNAME")) return false;
  const auto* components = std::get_if<List<TaggedExtComp>>(&(*d.extended)[0].value);
  return components != nullptr && components->size() == 1 && !(*components)[0].list;
};

inline constexpr Rule kAppend{"append", "append", kCommandRead, kCommand, "APPEND"};
inline constexpr Rule kCapability{"capability",
                                  "atom",
                                  untagged<[](const EnabledData& d) { return d.capabilities.size() == 1; }>,
                                  {"* ENABLED ", "\r\n"}};
// In SORT, since SEARCH has RFC 3501's astring in its place as well.
inline constexpr Rule kCharset{"charset",
                               "sort_charset",
                               command<[](const Sort& s) { return s.keys.size() == 1; }>,
                               {"a SORT (DATE) ", " ALL\r\n"}};
inline constexpr Rule kCommandAny{"command-any", "command_body", command<kAnyState>, kCommand};
inline constexpr Rule kCommandAuth{"command-auth", "command_body", command<kAuthenticated>, kCommand};
inline constexpr Rule kCommandSelect{"command-select", "command_body", command<kSelected>, kCommand};
inline constexpr Rule kFetchAtt{"fetch-att", "fetch_att", rule<fetch_att>};
inline constexpr Rule kFetchModifierRow{"fetch-modifier", "fetch_modifier", command<kOneFetchModifier>, kFetchModifier};
inline constexpr Rule kMailboxData{"mailbox-data", "response_data", untagged<kNotStatus>, kUntagged};
inline constexpr Rule kMessageData{"message-data", "response_data", untagged<kNotStatus>, kUntagged};
inline constexpr Rule kMbxListOflag{"mbx-list-oflag", "mbx_list_flags", untagged<kOneAttribute>, kAttribute};
inline constexpr Rule kMsgAttDynamic{"msg-att-dynamic", "item", kItemRead, kMsgAtt};
inline constexpr Rule kMsgAttStatic{"msg-att-static", "item", kItemRead, kMsgAtt};
inline constexpr Rule kResponsePayload{"response-payload", "response_data", kUntaggedRead, kUntagged};
inline constexpr Rule kRespTextCode{"resp-text-code", "resp_text_code", code<[](const RespTextCode&) { return true; }>,
                                    kCode};
inline constexpr Rule kReturnOption{"return-option", "option", command<kOneReturned>, kReturn};
inline constexpr Rule kSearchKeyRow{"search-key", "search_key", rule<search_key>};
inline constexpr Rule kSearchReturnData{"search-return-data", "search_return_data", kUntaggedRead, kEsearch};
inline constexpr Rule kSearchReturnOpt{"search-return-opt", "search_return_opts", command<kOneSearchReturn>,
                                       kSearchReturn};
inline constexpr Rule kSelectParamRow{"select-param", "select_param", command<kOneSelectParam>, kSelectParam};
inline constexpr Rule kStatusAtt{
    "status-att",
    "status_att",
    rule<[](Cursor& c) { return status_atts(c); }, [](const auto& items) { return items.size() == 1; }>,
    {"(", ")"}};
inline constexpr Rule kStatusAttVal{"status-att-val", "status_att_val",
                                    untagged<[](const StatusData& d) { return d.items.size() == 1; }>, kStatusValue};
inline constexpr Rule kSortKeyRow{"sort-key", "sort_criterion",
                                  command<[](const Sort& s) { return s.criteria.size() == 1; }>, kSortKey};
inline constexpr Rule kUid{"uid", "uid", command<[](const CommandBody& b) { return name_of(b).starts_with("UID "); }>,
                           kCommand};

}  // namespace imapspec::grammar::rules
