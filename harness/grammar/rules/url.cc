// CATENATE and URLAUTH (RFC 4467, RFC 4469, RFC 5524).
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr Rule kUrlFetch{"urlfetch", "urlfetch", kCommandRead, kCommand, "URLFETCH"};
constexpr Frame kUrlData = {"* URLFETCH ", "\r\n"};
constexpr Frame kUrlMetadata = {"* URLFETCH x (", ")\r\n"};

constexpr std::array kRfc4467 = {
    kCapability,
    kCommandAuth,
    kRespTextCode,
    Rule{"resetkey", "resetkey", kCommandRead, kCommand, "RESETKEY"},
    Rule{"genurlauth", "genurlauth", kCommandRead, kCommand, "GENURLAUTH"},
    Rule{"genurlauth-data", "genurlauth_data", kUntaggedRead, kUntagged},
    Rule{"url-full", "astring", kCommandRead, {"a URLFETCH ", "\r\n"}},
    Rule{"url-rump", "astring", kCommandRead, {"a GENURLAUTH ", " INTERNAL\r\n"}},
    kUrlFetch,
    Rule{"urlfetch-data", "urlfetch_data", kUntaggedRead, kUntagged},
    Rule{"mechanism", "url_mechanism", kCommandRead, {"a GENURLAUTH x ", "\r\n"}},
};
constexpr std::array kRfc4469 = {
    Rule{"append-data", "append_data", kCommandRead, kAppendData},
    Rule{"cat-part", "cat_part", kCommandRead, kCatPart},
    Rule{"text-literal", "cat_part", kCommandRead, kCatPart, "TEXT"},
    Rule{"url", "cat_part", kCommandRead, kCatPart, "URL"},
    kRespTextCode,
    Rule{"toobig-response-code", "resp_text_code", kCodeRead, kCode, "TOOBIG"},
    Rule{"badurl-response-code", "badurl_code", kCodeRead, kCode, "BADURL"},
    Rule{"url-resp-text", "badurl_code", kCodeRead, {"* OK [BADURL ", "] x\r\n"}},
    kCapability,
};
constexpr std::array kRfc5524 = {
    kCapability,
    kUrlFetch,
    Rule{"url-fetch-arg", "url_fetch_arg", kCommandRead, {"a URLFETCH ", "\r\n"}},
    Rule{"url-fetch-simple", "url_fetch_arg", kCommandRead, {"a URLFETCH ", "\r\n"}},
    Rule{"url-fetch-ext", "url_fetch_arg", kCommandRead, {"a URLFETCH ", "\r\n"}},
    Rule{"url-fetch-param", "url_fetch_arg", kCommandRead, {"a URLFETCH (x ", ")\r\n"}},
    Rule{"urlfetch-data", "urlfetch_data", kUntaggedRead, kUntagged},
    Rule{"urldata-error", "urlfetch_data", kUntaggedRead, kUrlData},
    Rule{"urldata-simple", "urlfetch_data", kUntaggedRead, kUrlData},
    Rule{"urldata-ext", "urlfetch_data", kUntaggedRead, kUrlData},
    Rule{"url-metadata", "url_data", kUntaggedRead, {"* URLFETCH x", "\r\n"}},
    Rule{"url-metadata-el", "url_data", kUntaggedRead, kUrlMetadata},
    Rule{"url-meta-bodystruct", "url_data", kUntaggedRead, kUrlMetadata, "BODYPARTSTRUCTURE"},
    Rule{"url-meta-binary", "url_data", kUntaggedRead, kUrlMetadata, "BINARY"},
    Rule{"url-meta-body", "url_data", kUntaggedRead, kUrlMetadata, "BODY"},
};

constexpr std::array kSets = {RuleSet{"4467", kRfc4467}, RuleSet{"4469", kRfc4469}, RuleSet{"5524", kRfc5524}};

}  // namespace

std::span<const RuleSet> url_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
