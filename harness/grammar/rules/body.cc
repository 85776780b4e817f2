// ENVELOPE, BODY and BODYSTRUCTURE: rules that RFC 3501 and RFC 9051 share by name (section 9 of both).
#include <array>

#include "harness/grammar/response/body_structure.h"
#include "harness/grammar/rules/reading.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

using Kind = Body::Kind;

constexpr auto kOneFrom = [](const Envelope& e) { return e.from.size() == 1; };
constexpr auto kBasic = [](const Body& b) { return b.kind == Kind::basic; };
template <BodyTail kTail>
constexpr auto kUpTo = [](const Body& b) { return b.tail == kTail && b.extensions.empty(); };
constexpr auto kNoTail = kUpTo<BodyTail::none>;
constexpr auto kTail = [](const Body& b) { return b.tail != BodyTail::none; };

// Ten fields: the text is the n-th, from 0.
template <int n>
constexpr Frame kEnvelope = {};
template <>
constexpr Frame kEnvelope<0> = {"(", " NIL NIL NIL NIL NIL NIL NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<1> = {"(NIL ", " NIL NIL NIL NIL NIL NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<2> = {"(NIL NIL ", " NIL NIL NIL NIL NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<3> = {"(NIL NIL NIL ", " NIL NIL NIL NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<4> = {"(NIL NIL NIL NIL ", " NIL NIL NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<5> = {"(NIL NIL NIL NIL NIL ", " NIL NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<6> = {"(NIL NIL NIL NIL NIL NIL ", " NIL NIL NIL)"};
template <>
constexpr Frame kEnvelope<7> = {"(NIL NIL NIL NIL NIL NIL NIL ", " NIL NIL)"};
template <>
constexpr Frame kEnvelope<8> = {"(NIL NIL NIL NIL NIL NIL NIL NIL ", " NIL)"};
template <>
constexpr Frame kEnvelope<9> = {"(NIL NIL NIL NIL NIL NIL NIL NIL NIL ", ")"};

constexpr Frame kParentheses = {"(", ")"};
constexpr Frame kMedia = {"(", " NIL NIL NIL \"7BIT\" 0)"};
constexpr Frame kMediaText = {"(", " NIL NIL NIL \"7BIT\" 0 0)"};
constexpr Frame kMediaMessage = {"(",
                                 " NIL NIL NIL \"7BIT\" 0 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"
                                 " (\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0) 0)"};

constexpr std::array kRules = {
    Rule{"address", "address", rule<envelope, kOneFrom>, {"(NIL NIL (", ") NIL NIL NIL NIL NIL NIL NIL)"}},
    Rule{"addr-name",
         "address",
         rule<envelope, kOneFrom>,
         {"(NIL NIL ((", " NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL)"}},
    Rule{"addr-adl",
         "address",
         rule<envelope, kOneFrom>,
         {"(NIL NIL ((NIL ", " NIL NIL)) NIL NIL NIL NIL NIL NIL NIL)"}},
    Rule{"addr-mailbox",
         "address",
         rule<envelope, kOneFrom>,
         {"(NIL NIL ((NIL NIL ", " NIL)) NIL NIL NIL NIL NIL NIL NIL)"}},
    Rule{"addr-host",
         "address",
         rule<envelope, kOneFrom>,
         {"(NIL NIL ((NIL NIL NIL ", ")) NIL NIL NIL NIL NIL NIL NIL)"}},
    Rule{"envelope", "envelope", rule<envelope>},
    Rule{"env-date", "envelope", rule<envelope>, kEnvelope<0>},
    Rule{"env-subject", "envelope", rule<envelope>, kEnvelope<1>},
    Rule{"env-from", "envelope", rule<envelope>, kEnvelope<2>},
    Rule{"env-sender", "envelope", rule<envelope>, kEnvelope<3>},
    Rule{"env-reply-to", "envelope", rule<envelope>, kEnvelope<4>},
    Rule{"env-to", "envelope", rule<envelope>, kEnvelope<5>},
    Rule{"env-cc", "envelope", rule<envelope>, kEnvelope<6>},
    Rule{"env-bcc", "envelope", rule<envelope>, kEnvelope<7>},
    Rule{"env-in-reply-to", "envelope", rule<envelope>, kEnvelope<8>},
    Rule{"env-message-id", "envelope", rule<envelope>, kEnvelope<9>},
    Rule{"body", "body", rule<body>},
    Rule{"body-extension",
         "body_extension",
         rule<body, [](const Body& b) { return b.tail == BodyTail::location && b.extensions.size() == 1; }>,
         {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0 NIL NIL NIL NIL ", ")"}},
    Rule{"body-ext-1part", "body_tail", rule<body, kTail>, {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0 ", ")"}},
    Rule{"body-ext-mpart", "body_tail", rule<body, kTail>, {"((\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0) \"Z\" ", ")"}},
    Rule{"body-fields",
         "body_type_1part",
         rule<body, [](const Body& b) { return kBasic(b) && kNoTail(b); }>,
         {"(\"X\" \"Y\" ", ")"}},
    Rule{"body-fld-param", "body_fld_param", rule<body, kNoTail>, {"(\"X\" \"Y\" ", " NIL NIL \"7BIT\" 0)"}},
    Rule{"body-fld-id", "body_type_1part", rule<body, kNoTail>, {"(\"X\" \"Y\" NIL ", " NIL \"7BIT\" 0)"}},
    Rule{"body-fld-desc", "body_type_1part", rule<body, kNoTail>, {"(\"X\" \"Y\" NIL NIL ", " \"7BIT\" 0)"}},
    Rule{"body-fld-enc", "body_type_1part", rule<body, kNoTail>, {"(\"X\" \"Y\" NIL NIL NIL ", " 0)"}},
    Rule{"body-fld-octets", "body_type_1part", rule<body, kNoTail>, {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" ", ")"}},
    Rule{"body-fld-lines", "body_type_1part", rule<body, kNoTail>, {"(\"TEXT\" \"Y\" NIL NIL NIL \"7BIT\" 0 ", ")"}},
    Rule{"body-fld-md5",
         "body_type_1part",
         rule<body, kUpTo<BodyTail::first>>,
         {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0 ", ")"}},
    Rule{"body-fld-dsp",
         "body_fld_dsp",
         rule<body, kUpTo<BodyTail::disposition>>,
         {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0 NIL ", ")"}},
    Rule{"body-fld-lang",
         "body_fld_lang",
         rule<body, kUpTo<BodyTail::language>>,
         {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0 NIL NIL ", ")"}},
    Rule{"body-fld-loc",
         "body_tail",
         rule<body, kUpTo<BodyTail::location>>,
         {"(\"X\" \"Y\" NIL NIL NIL \"7BIT\" 0 NIL NIL NIL ", ")"}},
    Rule{"body-type-1part", "body_type_1part", rule<body, [](const Body& b) { return b.kind != Kind::multipart; }>,
         kParentheses},
    Rule{"body-type-basic", "body_type_1part", rule<body, [](const Body& b) { return kBasic(b) && kNoTail(b); }>,
         kParentheses},
    Rule{"body-type-mpart", "body_type_mpart", rule<body, [](const Body& b) { return b.kind == Kind::multipart; }>,
         kParentheses},
    Rule{"body-type-msg", "body_type_1part",
         rule<body, [](const Body& b) { return b.kind == Kind::message && kNoTail(b); }>, kParentheses},
    Rule{"body-type-text", "body_type_1part",
         rule<body, [](const Body& b) { return b.kind == Kind::text && kNoTail(b); }>, kParentheses},
    Rule{"media-basic", "body_type_1part", rule<body, kBasic>, kMedia},
    Rule{"media-message", "body_type_1part", rule<body, [](const Body& b) { return b.kind == Kind::message; }>,
         kMediaMessage},
    Rule{"media-subtype", "body_type_1part", rule<body, kBasic>, {"(\"X\" ", " NIL NIL NIL \"7BIT\" 0)"}},
    Rule{"media-text", "body_type_1part", rule<body, [](const Body& b) { return b.kind == Kind::text && kNoTail(b); }>,
         kMediaText},
};

}  // namespace

std::span<const Rule> body_rules() {
  return kRules;
}

}  // namespace imapspec::grammar::rules
