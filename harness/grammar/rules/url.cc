// CATENATE and URLAUTH (RFC 4467, RFC 4469, RFC 5524).
#include <array>

#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr Rule kUrlFetch{"urlfetch", "urlfetch", kCommandRead, kCommand, "URLFETCH"};
// One argument, one datum.
constexpr auto kOneUrl = [](const UrlFetch& f) { return f.urls.size() == 1; };
constexpr auto kPlainUrl = command<[](const UrlFetch& f) { return kOneUrl(f) && !f.urls[0].list; }>;
constexpr auto kExtendedUrl = command<[](const UrlFetch& f) { return kOneUrl(f) && f.urls[0].list; }>;
constexpr auto kOneParameter =
    command<[](const UrlFetch& f) { return kOneUrl(f) && f.urls[0].list && f.urls[0].parameters.size() == 1; }>;
constexpr auto kOneDatum = [](const UrlFetchData& d) { return d.urls.size() == 1; };
constexpr auto kNil =
    untagged<[](const UrlFetchData& d) { return kOneDatum(d) && !d.urls[0].octets && d.urls[0].metadata.empty(); }>;
constexpr auto kSimple = untagged<[](const UrlFetchData& d) { return kOneDatum(d) && d.urls[0].metadata.empty(); }>;
constexpr auto kMetadata = untagged<[](const UrlFetchData& d) { return kOneDatum(d) && !d.urls[0].metadata.empty(); }>;
constexpr auto kOneMetadatum =
    untagged<[](const UrlFetchData& d) { return kOneDatum(d) && d.urls[0].metadata.size() == 1; }>;
constexpr Frame kUrlData = {"* URLFETCH ", "\r\n"};
constexpr Frame kUrlMetadata = {"* URLFETCH x (", ")\r\n"};

constexpr std::array kRfc4467 = {
    kCapability,
    kCommandAuth,
    kRespTextCode,
    Rule{"resetkey", "resetkey", kCommandRead, kCommand, "RESETKEY"},
    Rule{"genurlauth", "genurlauth", kCommandRead, kCommand, "GENURLAUTH"},
    Rule{"genurlauth-data", "genurlauth_data", kUntaggedRead, kUntagged},
    Rule{"url-full", "astring", kPlainUrl, {"a URLFETCH ", "\r\n"}},
    Rule{"url-rump",
         "astring",
         command<[](const GenUrlAuth& g) { return g.urls.size() == 1; }>,
         {"a GENURLAUTH ", " INTERNAL\r\n"}},
    kUrlFetch,
    Rule{"urlfetch-data", "urlfetch_data", kUntaggedRead, kUntagged},
    Rule{"mechanism", "url_mechanism", kCommandRead, {"a GENURLAUTH x ", "\r\n"}},
};
constexpr std::array kRfc4469 = {
    Rule{"append-data", "append_data", command<kDataAlone>, kAppendData},
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
    Rule{"url-fetch-arg", "url_fetch_arg", command<kOneUrl>, {"a URLFETCH ", "\r\n"}},
    Rule{"url-fetch-simple", "url_fetch_arg", kPlainUrl, {"a URLFETCH ", "\r\n"}},
    Rule{"url-fetch-ext", "url_fetch_arg", kExtendedUrl, {"a URLFETCH ", "\r\n"}},
    Rule{"url-fetch-param", "url_fetch_arg", kOneParameter, {"a URLFETCH (x ", ")\r\n"}},
    Rule{"urlfetch-data", "urlfetch_data", kUntaggedRead, kUntagged},
    Rule{"urldata-error", "urlfetch_data", kNil, kUrlData},
    Rule{"urldata-simple", "urlfetch_data", kSimple, kUrlData},
    Rule{"urldata-ext", "urlfetch_data", kMetadata, kUrlData},
    Rule{"url-metadata", "url_data", kMetadata, {"* URLFETCH \"x\"", "\r\n"}},
    Rule{"url-metadata-el", "url_data", kOneMetadatum, kUrlMetadata},
    Rule{"url-meta-bodystruct", "url_data", kOneMetadatum, kUrlMetadata, "BODYPARTSTRUCTURE"},
    Rule{"url-meta-binary", "url_data", kOneMetadatum, kUrlMetadata, "BINARY"},
    Rule{"url-meta-body", "url_data", kOneMetadatum, kUrlMetadata, "BODY"},
};

constexpr std::array kSets = {RuleSet{"4467", kRfc4467}, RuleSet{"4469", kRfc4469}, RuleSet{"5524", kRfc5524}};

}  // namespace

std::span<const RuleSet> url_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
