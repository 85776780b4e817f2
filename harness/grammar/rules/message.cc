// Extensions about messages: SELECT, FETCH, STORE, APPEND, COPY and what takes their places.
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr Rule kAppendMessage{"append-message",
                              "append_message",
                              command<[](const Append& a) { return a.messages.size() == 1; }>,
                              {"a APPEND \"x\"", "\r\n"}};
constexpr Rule kSectionBinary{"section-binary", "section_binary", rule<section_binary>};
constexpr Frame kModseqFlag = {"MODSEQ \"/flags/", "\" all 5"};
constexpr Frame kModseqType = {"MODSEQ \"/flags/x\" ", " 5"};
constexpr auto kKey = rule<search_key>;

constexpr std::array kRfc3502 = {
    kAppend,
    kAppendMessage,
    Rule{"resp-code-apnd", "appenduid", kCodeRead, kCode, "APPENDUID"},
};
constexpr std::array kRfc3516 = {
    kAppend,
    kFetchAtt,
    Rule{"literal8", "literal8", rule<literal8>},
    kMsgAttStatic,
    Rule{
        "partial", "partial", rule<fetch_att, [](const FetchAtt& a) { return a.partial.has_value(); }>, {"BODY[]", ""}},
    kRespTextCode,
    kSectionBinary,
};
constexpr std::array kRfc4315 = {
    Rule{"append-uid", "appenduid", kCodeRead, {"* OK [APPENDUID 1 ", "] x\r\n"}},
    kCapability,
    kCommandSelect,
    Rule{"resp-code-apnd", "appenduid", kCodeRead, kCode, "APPENDUID"},
    Rule{"resp-code-copy", "copyuid", kCodeRead, kCode, "COPYUID"},
    kRespTextCode,
    Rule{"uid-expunge", "uid_expunge", command<as<UidExpunge>>, kCommand},
    Rule{"uid-set", "uid_set", rule<uid_set>},
    Rule{"uid-range", "uid_set",
         rule<uid_set, [](const UidSet& s) { return s.items.size() == 1 && s.items[0].range; }>},
};
constexpr std::array kRfc6851 = {kCapability, kCommandSelect, Rule{"move", "copy_or", kCommandRead, kCommand, "MOVE"},
                                 kUid};
constexpr std::array kRfc7162 = {
    kCapability,
    kStatusAtt,
    kStatusAttVal,
    Rule{"store-modifier", "optional_params", command<kOneStoreModifier>, kStoreModifier},
    kFetchModifierRow,
    Rule{"chgsince-fetch-mod", "optional_params", command<kOneFetchModifier>, kFetchModifier, "CHANGEDSINCE"},
    kFetchAtt,
    Rule{"fetch-mod-sequence", "fetch_att", rule<fetch_att>, {}, "MODSEQ"},
    Rule{"fetch-mod-resp", "item", kItemRead, kMsgAtt, "MODSEQ"},
    kMsgAttDynamic,
    kSearchKeyRow,
    Rule{"search-modsequence", "search_key", kKey, {}, "MODSEQ"},
    Rule{"search-modseq-ext", "search_modseq_ext", kKey, {"MODSEQ", " 5"}},
    kRespTextCode,
    Rule{"entry-name", "entry_flag_name", kKey, {"MODSEQ ", " all 5"}},
    Rule{"entry-flag-name", "entry_flag_name", kKey, {"MODSEQ ", " all 5"}},
    Rule{"entry-type-resp", "search_modseq_ext", kKey, kModseqType},
    Rule{"entry-type-req", "search_modseq_ext", kKey, kModseqType},
    Rule{"permsg-modsequence", "mod_sequence_value", kItemRead, {"* 1 FETCH (MODSEQ (", "))\r\n"}},
    Rule{"mod-sequence-value", "mod_sequence_value", kItemRead, {"* 1 FETCH (MODSEQ (", "))\r\n"}},
    Rule{"mod-sequence-valzer", "mod_sequence_valzer", kKey, {"MODSEQ ", ""}},
    Rule{"search-sort-mod-seq", "search_sort_mod_seq", kUntaggedRead, {"* SEARCH 1 ", "\r\n"}},
    kSelectParamRow,
    Rule{"condstore-param", "optional_params", command<kOneSelectParam>, kSelectParam, "CONDSTORE"},
    kMailboxData,
    Rule{"sort-data", "sort_data", kUntaggedRead, kUntagged, "SORT"},
    Rule{"attr-flag", "entry_flag_name", kKey, kModseqFlag},
    Rule{"attr-flag-extension", "entry_flag_name", kKey, kModseqFlag},
    Rule{"attr-flag-keyword", "entry_flag_name", kKey, kModseqFlag},
    Rule{"seq-match-data", "qresync_value", kCommandRead, {"a SELECT x (QRESYNC (1 1 ", "))\r\n"}},
    Rule{"uidvalidity", "nz_number", kCommandRead, {"a SELECT x (QRESYNC (", " 1 1 (1 1)))\r\n"}},
    Rule{"known-uids", "uid_set", kCommandRead, {"a SELECT x (QRESYNC (1 1 ", "))\r\n"}},
    Rule{"known-sequence-set", "uid_set", kCommandRead, {"a SELECT x (QRESYNC (1 1 (", " 1)))\r\n"}},
    Rule{"known-uid-set", "uid_set", kCommandRead, {"a SELECT x (QRESYNC (1 1 (1 ", ")))\r\n"}},
    kMessageData,
    Rule{"expunged-resp", "expunged_resp", kUntaggedRead, kUntagged, "VANISHED"},
    Rule{"rexpunges-fetch-mod", "optional_params", command<kOneFetchModifier>, kFetchModifier, "VANISHED"},
};
constexpr std::array kRfc8474 = {
    kCapability,
    kFetchAtt,
    Rule{"fetch-emailid-resp", "item", kItemRead, kMsgAtt, "EMAILID"},
    Rule{"fetch-threadid-resp", "item", kItemRead, kMsgAtt, "THREADID"},
    kMsgAttStatic,
    Rule{"objectid", "objectid", kKey, {"EMAILID ", ""}},
    kRespTextCode,
    kSearchKeyRow,
    kStatusAtt,
    kStatusAttVal,
};
constexpr std::array kRfc8508 = {kCapability, kCommandSelect,
                                 Rule{"replace", "replace", kCommandRead, kCommand, "REPLACE"}, kUid};
constexpr std::array kRfc8514 = {kCapability, kFetchAtt, kMsgAttStatic, kSearchKeyRow};
constexpr std::array kRfc8970 = {
    kCapability,
    kFetchAtt,
    kMsgAttDynamic,
    Rule{"preview-mod", "fetch_att", rule<fetch_att>, {"PREVIEW (", ")"}},
};
constexpr std::array kRfc9586 = {
    kCapability,
    kMessageData,
    Rule{"uidfetch-resp", "uidfetch_resp", kUntaggedRead, kUntagged},
    kRespTextCode,
};
constexpr std::array kRfc9738 = {
    kCapability,
    Rule{"message-limit", "messagelimit", kCodeRead, {"* OK [MESSAGELIMIT ", " 1] x\r\n"}},
    kRespTextCode,
};
constexpr std::array kRfc10022 = {
    kCapability,
    kCommandSelect,
    Rule{"message-batches", "message_batches", kCommandRead, kCommand, "UIDBATCHES"},
    Rule{"uidbatches-response", "uidbatches_response", kUntaggedRead, kUntagged, "UIDBATCHES"},
    kMailboxData,
    kRespTextCode,
};

constexpr std::array kSets = {
    RuleSet{"3502", kRfc3502}, RuleSet{"3516", kRfc3516}, RuleSet{"4315", kRfc4315}, RuleSet{"6851", kRfc6851},
    RuleSet{"7162", kRfc7162}, RuleSet{"8474", kRfc8474}, RuleSet{"8508", kRfc8508}, RuleSet{"8514", kRfc8514},
    RuleSet{"8970", kRfc8970}, RuleSet{"9586", kRfc9586}, RuleSet{"9738", kRfc9738}, RuleSet{"10022", kRfc10022},
};

}  // namespace

std::span<const RuleSet> message_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
