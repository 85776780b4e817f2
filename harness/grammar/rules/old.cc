// The third ring: ANNOTATE, CONVERT, referrals and the obsolete forms of UTF8=.
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr Rule kAppendDataRow{"append-data", "append_data", command<kDataAlone>, kAppendData};
constexpr Frame kAnnotation = {"* 1 FETCH (ANNOTATION (/x (", ")))\r\n"};
constexpr Frame kConvertAtt = {"a CONVERT 1 (NIL) ", "\r\n"};
constexpr Frame kConvertParams = {"a CONVERT 1 ", " UID\r\n"};
constexpr Frame kTranscoding = {"a CONVERT 1 (NIL (", ")) UID\r\n"};
constexpr Frame kConverted = {"* 1 CONVERTED (TAG \"a\") (", ")\r\n"};
constexpr Frame kConvertError = {"* 1 CONVERTED (TAG \"a\") (BINARY[] (ERROR \"x\" ", "))\r\n"};

constexpr auto kOneTranscoding = command<[](const Convert& v) { return v.parameters.size() == 1; }>;
constexpr auto kOneConverted = untagged<[](const ConvertedData& d) { return d.items.size() == 1; }>;
constexpr auto kOneAnnotation = fetched<[](const FetchAnnotation& a) { return a.annotations.size() == 1; }>;
constexpr auto kOneAnnotationValue =
    fetched<[](const FetchAnnotation& a) { return a.annotations.size() == 1 && a.annotations[0].values.size() == 1; }>;

constexpr std::array kRfc2193 = {
    Rule{"rlist", "rlist", kCommandRead, kCommand, "RLIST"},
    Rule{"rlsub", "rlsub", kCommandRead, kCommand, "RLSUB"},
};
constexpr std::array kRfc2221 = {kRespTextCode};
constexpr std::array kRfc5257 = {
    Rule{"ann-size", "annotations_code", kCodeRead, {"* OK [ANNOTATIONS ", "] x\r\n"}},
    Rule{"append-ext", "append_message", command<kOneAppendExt>, {"a APPEND x ", " {0}\r\n\r\n"}},
    Rule{"att-annotate", "att_annotate", kCommandRead, {"a STORE 1 ", "\r\n"}, "ANNOTATION"},
    Rule{"att-search", "annotation_match", rule<search_key>, {"ANNOTATION /x ", " NIL"}},
    Rule{"att-sort", "sort_criterion", kCommandRead, {"a SORT (ANNOTATION /x ", ") UTF-8 ALL\r\n"}},
    Rule{"att-value", "att_value", kOneAnnotationValue, kAnnotation},
    Rule{"attrib", "attrib", kOneAnnotationValue, {"* 1 FETCH (ANNOTATION (/x (", " NIL)))\r\n"}},
    Rule{"attribs", "annotation_request", rule<fetch_att>, {"ANNOTATION (/x ", ")"}},
    kCapability,
    Rule{"entries", "annotation_request", rule<fetch_att>, {"ANNOTATION (", " value)"}},
    Rule{"entry", "annotation_entry", kOneAnnotationValue, {"* 1 FETCH (ANNOTATION (", " (x NIL)))\r\n"}},
    Rule{"entry-att", "entry_att", kOneAnnotation, {"* 1 FETCH (ANNOTATION (", "))\r\n"}},
    Rule{"entry-match", "list_mailbox", rule<search_key>, {"ANNOTATION ", " value NIL"}},
    kFetchAtt,
    kMsgAttDynamic,
    kRespTextCode,
    kSearchKeyRow,
    kSelectParamRow,
    kSortKeyRow,
    Rule{"store-att-flags", "store_or", kCommandRead, {"a STORE 1 ", "\r\n"}},
    Rule{"value", "nstring_or_literal8", kOneAnnotationValue, {"* 1 FETCH (ANNOTATION (/x (y ", ")))\r\n"}},
};
constexpr std::array kRfc5259 = {
    kCommandSelect,
    kUid,
    Rule{"convert", "convert", kCommandRead, kCommand, "CONVERT"},
    Rule{"convert-att", "convert_att", command<[](const Convert& v) { return !v.list; }>, kConvertAtt},
    Rule{"convert-params", "convert", kCommandRead, kConvertParams},
    Rule{"quoted-to-mime-type", "quoted_mime_type", kCommandRead, {"a CONVERT 1 (", ") UID\r\n"}},
    Rule{"transcoding-params", "transcoding_params", kCommandRead, kTranscoding},
    Rule{"transcoding-param-names",
         "converterror_phrase",
         kUntaggedRead,
         {"* 1 CONVERTED (TAG \"a\") (BINARY[] (ERROR \"x\" MISSINGPARAMETERS \"a/b\" \"c/d\"(", ")))\r\n"}},
    Rule{"transcoding-param", "transcoding_params", kOneTranscoding, kTranscoding},
    Rule{"transcoding-param-name", "astring", kOneTranscoding, {"a CONVERT 1 (NIL (", " x)) UID\r\n"}},
    Rule{"transcoding-param-value", "astring", kOneTranscoding, {"a CONVERT 1 (NIL (x ", ")) UID\r\n"}},
    Rule{"default-conversion", "convert", kCommandRead, {"a CONVERT 1 (", ") UID\r\n"}, "NIL"},
    kMessageData,
    Rule{"convert-correlator", "converted", kUntaggedRead, {"* 1 CONVERTED ", " (UID 1)\r\n"}},
    Rule{"tag-string", "converted", kUntaggedRead, {"* 1 CONVERTED (TAG ", ") (UID 1)\r\n"}},
    Rule{"convert-msg-attrs", "converted", kUntaggedRead, {"* 1 CONVERTED (TAG \"a\") ", "\r\n"}},
    Rule{"convert-msg-att", "convert_msg_att", kOneConverted, kConverted},
    Rule{"msg-att-conv-static", "convert_msg_att", kOneConverted, kConverted, "UID"},
    Rule{"msg-att-semistat", "convert_msg_att", kOneConverted, kConverted},
    Rule{"section-convert", "section_binary", rule<section_binary>},
    kRespTextCode,
    Rule{"mimetype-and-params",
         "converterror_phrase",
         kUntaggedRead,
         {"* 1 CONVERTED (TAG \"a\") (BINARY[] (ERROR \"x\" BADPARAMETERS NIL ", "))\r\n"}},
    Rule{"mimetype-list",
         "mimetype_list",
         kUntaggedRead,
         {"* 1 CONVERTED (TAG \"a\") (AVAILABLECONVERSIONS[] ", ")\r\n"}},
    Rule{
        "converterror-phrase", "converterror_phrase", kUntaggedRead, {"* 1 CONVERTED (TAG \"a\") (BINARY[] ", ")\r\n"}},
    Rule{"convert-error-code", "converterror_phrase", kUntaggedRead, kConvertError},
    Rule{"convert-err-descript",
         "string",
         kUntaggedRead,
         {"* 1 CONVERTED (TAG \"a\") (BINARY[] (ERROR ", " TEMPFAIL))\r\n"}},
    Rule{"quoted-from-mime-type", "quoted_mime_type", kUntaggedRead, {"* CONVERSION ", " \"a/b\"\r\n"}},
    Rule{"bad-params", "converterror_phrase", kUntaggedRead, kConvertError, "BADPARAMETERS"},
    Rule{"missing-params", "converterror_phrase", kUntaggedRead, kConvertError, "MISSINGPARAMETERS"},
    Rule{"mimetype-and-missing-params",
         "converterror_phrase",
         kUntaggedRead,
         {"* 1 CONVERTED (TAG \"a\") (BINARY[] (ERROR \"x\" MISSINGPARAMETERS \"a/b\" ", "))\r\n"}},
    Rule{"concrete-mime-type", "quoted_mime_type", kCommandRead, {"a CONVERT 1 (\"", "\") UID\r\n"}},
    Rule{"from-concrete-mime-type", "quoted_mime_type", kUntaggedRead, {"* CONVERSION \"", "\" \"a/b\"\r\n"}},
    Rule{"to-mime-type", "quoted_mime_type", kCommandRead, {"a CONVERT 1 (\"", "\") UID\r\n"}},
    kCommandAuth,
    Rule{"conversions-cmd", "conversions_cmd", kCommandRead, kCommand, "CONVERSIONS"},
    Rule{"from-mime-type-req", "mime_type_req", kCommandRead, {"a CONVERSIONS ", " a/b\r\n"}},
    Rule{"to-mime-type-req", "mime_type_req", kCommandRead, {"a CONVERSIONS a/b ", "\r\n"}},
    Rule{"any-mime-type", "mime_type_req", kCommandRead, {"a CONVERSIONS \"", "\" a/b\r\n"}, "*"},
    Rule{"mime-type-req", "mime_type_req", kCommandRead, {"a CONVERSIONS \"", "\" a/b\r\n"}},
    kResponsePayload,
    Rule{"conversion-data", "conversion_data", kUntaggedRead, kUntagged, "CONVERSION"},
};
constexpr std::array kRfc5738 = {
    Rule{"UQUOTED-CHAR",
         "quoted_char",
         rule<quoted,
              [](const String& s) {
                return s.value.size() == 1 || (!s.value.empty() && utf8_character(s.value) == s.value.size());
              }>,
         {"\"", "\""}},
    Rule{"utf8-select-param", "optional_params", command<kOneSelectParam>, kSelectParam, "UTF8"},
    Rule{"list-select-independent-opt", "option", command<kIndependentOption>, kSelection},
    Rule{"list-select-base-opt", "option", command<kBaseOption>, kSelection},
    kMbxListOflag,
    kReturnOption,
    kRespTextCode,
    Rule{"utf8-literal", "append_data", kCommandRead, kAppendData, "UTF8"},
    kAppendDataRow,
    Rule{"cat-part", "cat_part", kCommandRead, kCatPart},
};

constexpr std::array kSets = {
    RuleSet{"2193", kRfc2193}, RuleSet{"2221", kRfc2221}, RuleSet{"5257", kRfc5257},
    RuleSet{"5259", kRfc5259}, RuleSet{"5738", kRfc5738},
};

}  // namespace

std::span<const RuleSet> old_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
