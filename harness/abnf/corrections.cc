#include "harness/abnf/corrections.h"

#include <array>

namespace imapspec::abnf {
namespace {

using enum Correction::Kind;

constexpr std::string_view kOld = "written before RFC 2234, or with its older signs";
constexpr std::string_view kElsewhere = "refers to a definition elsewhere, in words";
constexpr std::string_view kUrl = "RFC 5092 section 11 is the newer text of the same rule";

constexpr std::string_view kText = "the same, written so that text without a code is an alternative of its own";
constexpr std::string_view kPlain = "the comments of body-ext-1part and body-ext-mpart: they are no part of BODY";
constexpr std::string_view kForm =
    "a type is a string (media-basic), and the comment of body-type-basic has a MESSAGE/RFC822 be no basic body in any "
    "form";
constexpr std::string_view kUid =
    "the same, written so that what may stand without UID before it has a name; see hooks.cc";
constexpr std::string_view kRest = "the words that other alternatives define are not for it";

constexpr auto kCorrections = std::to_array<Correction>({
    // Notation.
    {2045, old_notation, "", "", kOld},
    {2046, old_notation, "", "", kOld},
    {2047, old_notation, "", "", kOld},
    {2087, old_notation, "", "", kOld},
    {2177, old_notation, "", "", kOld},
    {2193, old_notation, "", "", kOld},
    {2221, old_notation, "", "", kOld},
    {2342, old_notation, "", "", kOld},
    {2595, old_notation, "", "", kOld},
    {2971, old_notation, "", "", kOld},
    {3503, old_notation, "", "", kOld},
    {3691, old_notation, "", "", "writes /= for =/"},
    {6785, old_notation, "", "", "writes /= for =/"},

    // What is no rule, or cannot be read.
    {5092, drop, "ucs4", "", "a line of the sample code of appendix A"},
    {5802, drop, "clientproof", "", "section 3 shows an algorithm, no syntax"},
    {2193, drop, "list-mailbox", "", kElsewhere},
    {2193, drop, "mailbox", "", kElsewhere},
    {2193, drop, "mailbox-referral", "", "a tagged response as a whole; the code is given below"},
    {2193, drop, "referral-response-code", "", "brackets and code in one; the code alone is given below"},
    {2047, instead, "especials",
     R"_(especials = "(" / ")" / "<" / ">" / "@" / "," / ";" / ":" / DQUOTE / "/" / "[" / "]" / "?" / "." / "=")_",
     "section 2: the quote in the printed text has no end"},
    {2045, instead, "tspecials",
     R"_(tspecials = "(" / ")" / "<" / ">" / "@" / "," / ";" / ":" / "\" / DQUOTE / "/" / "[" / "]" / "?" / "=")_",
     "section 5.1: the printed text lacks the / before the last line"},
    {2046, instead, "body-part", "body-part = MIME-part-headers [CRLF *OCTET]",
     "appendix A of RFC 2046 has prose where section 5.1.1 has syntax"},

    // Rules that the files import.
    {2060, imported, "", "SPACE = SP", "RFC 2060 section 9, the older name in RFCs 2193, 2221 and 2971"},
    {3629, imported, "",
     "UTF8-CHAR = UTF8-1 / UTF8-2 / UTF8-3 / UTF8-4\n"
     "UTF8-1 = %x00-7F\n"
     "UTF8-2 = %xC2-DF UTF8-tail\n"
     "UTF8-3 = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2UTF8-tail / %xED %x80-9F UTF8-tail / %xEE-EF 2UTF8-tail\n"
     "UTF8-4 = %xF0 %x90-BF 2UTF8-tail / %xF1-F3 3UTF8-tail / %xF4 %x80-8F 2UTF8-tail\n"
     "UTF8-tail = %x80-BF",
     "RFC 3629 section 4, imported by many"},
    {2244, imported, "", "vendor-token = \"vendor.\" name-component\nname-component = 1*ATOM-CHAR",
     "RFC 2244, imported by RFC 5258; a name is part of an atom there, so it has no other octets than an atom"},
    {9051, drop, "name-component", "",
     "any UTF-8, SP and parentheses too; as part of option-vendor-tag it can only be part of an atom"},
    {3986, imported, "",
     "unreserved = ALPHA / DIGIT / \"-\" / \".\" / \"_\" / \"~\"\n"
     "pct-encoded = \"%\" HEXDIG HEXDIG\n"
     "sub-delims = \"!\" / \"$\" / \"&\" / \"'\" / \"(\" / \")\" / \"*\" / \"+\" / \",\" / \";\" / \"=\"\n"
     "pchar = unreserved / pct-encoded / sub-delims / \":\" / \"@\"\n"
     "host = IP-literal / *(unreserved / pct-encoded / sub-delims)\n"
     "port = *DIGIT\n"
     "IP-literal = \"[\" (IPv6address / IPvFuture) \"]\"\n"
     "IPvFuture = \"v\" 1*HEXDIG \".\" 1*(unreserved / sub-delims / \":\")\n"
     "IPv6address = 6(h16 \":\") ls32 / \"::\" 5(h16 \":\") ls32 / [h16] \"::\" 4(h16 \":\") ls32\n"
     "  / [*1(h16 \":\") h16] \"::\" 3(h16 \":\") ls32 / [*2(h16 \":\") h16] \"::\" 2(h16 \":\") ls32\n"
     "  / [*3(h16 \":\") h16] \"::\" h16 \":\" ls32 / [*4(h16 \":\") h16] \"::\" ls32\n"
     "  / [*5(h16 \":\") h16] \"::\" h16 / [*6(h16 \":\") h16] \"::\"\n"
     "h16 = 1*4HEXDIG\n"
     "ls32 = h16 \":\" h16 / IPv4address\n"
     "IPv4address = dec-octet \".\" dec-octet \".\" dec-octet \".\" dec-octet\n"
     "dec-octet = DIGIT / %x31-39 DIGIT / \"1\" 2DIGIT / \"2\" %x30-34 DIGIT / \"25\" %x30-35",
     "RFC 3986 appendix A, imported by RFC 5092"},
    {3339, imported, "",
     "rfc3339-date-time = 4DIGIT \"-\" rfc3339-month \"-\" rfc3339-day \"T\" rfc3339-time [\".\" 1*DIGIT]\n"
     "  (\"Z\" / (\"+\" / \"-\") rfc3339-hour \":\" %x30-35 DIGIT)\n"
     "rfc3339-month = \"0\" %x31-39 / \"1\" %x30-32\n"
     "rfc3339-day = \"0\" %x31-39 / (\"1\" / \"2\") DIGIT / \"3\" (\"0\" / \"1\")\n"
     "rfc3339-hour = (\"0\" / \"1\") DIGIT / \"2\" %x30-33\n"
     "rfc3339-time = rfc3339-hour \":\" %x30-35 DIGIT \":\" (%x30-35 DIGIT / \"60\")",
     "RFC 3339 section 5.6 and its comments; its date-time is another than IMAP's"},
    {5092, instead, "expire", R"_(expire = ";EXPIRE=" rfc3339-date-time)_", "RFC 5092 means the date-time of RFC 3339"},
    {5092, instead, "ipath-empty", R"_(ipath-empty = "")_", "zero of something is nothing"},
    {4288, imported, "",
     "type-name = reg-name\nsubtype-name = reg-name\n"
     "reg-name = 1*127(ALPHA / DIGIT / \"!\" / \"#\" / \"$\" / \"&\" / \".\" / \"+\" / \"-\" / \"^\" / \"_\")",
     "RFC 4288 section 4.2, imported by RFC 5259"},
    {4646, imported, "", "Language-Tag = 1*8ALPHA *(\"-\" 1*8(ALPHA / DIGIT))",
     "RFC 4646 section 2.1: what all its forms have in common; imported by RFC 4790 and RFC 5255"},
    {4647, imported, "", "language-range = Language-Tag / \"*\"", "RFC 4647 section 2.1, imported by RFC 5255"},
    {4790, drop, "collation-scope", "", "no rule uses it; collation-prefix, which is used, has no definition"},
    {4790, add, "", "collation-prefix = ALPHA *(ALPHA / DIGIT / \"-\")",
     "section 3.1 has a Language-tag or vnd- and a name there"},
    {4790, drop, "collation-auri", "", "no URI of a collation is said in IMAP"},
    {4790, drop, "other-uri", "", "as collation-auri"},
    {2506, imported, "", "Feature-tag = 1*(ALPHA / DIGIT / \".\" / \":\" / \"%\" / \"_\" / \"-\" / \"/\" / \"=\")",
     "RFC 2506 section 3, imported by RFC 5259; no rule on the wire is made of it"},
    {5804, imported, "", R"_(sieveurl-server = "sieve://" iserver)_",
     "RFC 5804 section 3, imported by RFC 6785; its authority is that of RFC 3986, which iserver is as well"},

    // The base.
    {3501, instead, "x-command", R"_(x-command = "X" atom)_", "the arguments of an experiment have no syntax"},
    {3501, instead, "command-any", R"_(command-any = "CAPABILITY" / "LOGOUT" / "NOOP")_",
     "x-command is left out: nobody can judge what has no syntax"},
    {3501, instead, "authenticate", R"_(authenticate = "AUTHENTICATE" SP auth-type)_",
     "what follows are lines of their own, each sent when the server has said +"},
    {4959, instead, "authenticate", R"_(authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp])_", "as RFC 3501"},
    {9051, instead, "authenticate", R"_(authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp])_", "as RFC 3501"},
    {4959, add, "", R"_(initial-resp = 1*(4base64-char) [base64-terminal] / base64-terminal / "=")_",
     "section 3: an empty initial response is sent as =, never as nothing"},
    {9051, drop, "initial-resp", "", "as in RFC 4959, which says it more clearly"},
    {2177, instead, "idle", R"_(idle = "IDLE")_", "DONE is a line of its own, sent when the server has said +"},
    {9051, instead, "idle", R"_(idle = "IDLE")_", "as RFC 2177"},
    {9051, own, "partial-range", "", "a copy of that of RFC 5092, for URLs; not the PARTIAL of RFC 9394"},

    {3501, instead, "msg-att-static",
     R"_(msg-att-static = "ENVELOPE" SP envelope / "INTERNALDATE" SP date-time
  / "RFC822" [".HEADER" / ".TEXT"] SP nstring / "RFC822.SIZE" SP number / "BODY" SP plain-body
  / "BODYSTRUCTURE" SP body / "BODY" section ["<" number ">"] SP nstring / "UID" SP uniqueid)_",
     kPlain},
    {3501, add, "",
     "plain-body = \"(\" (plain-1part / plain-mpart) \")\"\n"
     "plain-1part = body-type-basic / plain-msg / body-type-text\n"
     "plain-msg = media-message SP body-fields SP envelope SP plain-body SP body-fld-lines\n"
     "plain-mpart = 1*plain-body SP media-subtype",
     kPlain},

    {9051, instead, "msg-att-static",
     R"_(msg-att-static = "ENVELOPE" SP envelope / "INTERNALDATE" SP date-time / "RFC822.SIZE" SP number64
  / "BODY" SP plain-body / "BODYSTRUCTURE" SP body / "BODY" section ["<" number ">"] SP nstring
  / "BINARY" section-binary SP (nstring / literal8) / "BINARY.SIZE" section-binary SP number
  / "UID" SP uniqueid)_",
     kPlain},
    {9051, add, "",
     "plain-body = \"(\" (plain-1part / plain-mpart) \")\"\n"
     "plain-1part = body-type-basic / plain-msg / body-type-text\n"
     "plain-msg = media-message SP body-fields SP envelope SP plain-body SP body-fld-lines\n"
     "plain-mpart = 1*plain-body SP media-subtype",
     kPlain},

    {3501, instead, "media-text",
     R"_(media-text = (DQUOTE "TEXT" DQUOTE / "{" *"0" "4}" CRLF "TEXT") SP media-subtype)_", kForm},
    {9051, instead, "media-text",
     R"_(media-text = (DQUOTE "TEXT" DQUOTE / "{" *"0" "4}" CRLF "TEXT") SP media-subtype)_", kForm},
    {3501, instead, "media-message",
     R"_(media-message = (DQUOTE "MESSAGE" DQUOTE / "{" *"0" "7}" CRLF "MESSAGE")
  SP (DQUOTE "RFC822" DQUOTE / "{" *"0" "6}" CRLF "RFC822"))_",
     kForm},
    {9051, instead, "media-message",
     R"_(media-message = (DQUOTE "MESSAGE" DQUOTE / "{" *"0" "7}" CRLF "MESSAGE")
  SP (DQUOTE ("RFC822" / "GLOBAL") DQUOTE / "{" *"0" "6}" CRLF ("RFC822" / "GLOBAL")))_",
     kForm},

    // No "+" from a server.
    {7888, server, "literal", R"_(literal = "{" number "}" CRLF *CHAR8)_", "section 3: only clients send it"},
    {9051, server, "literal", R"_(literal = "{" number64 "}" CRLF *CHAR8)_", "the comment of literal"},
    {4466, server, "literal8", R"_(literal8 = "~{" number "}" CRLF *OCTET)_", "the comment of literal8"},

    // What a server says is no reference to what it has found.
    {9051, server, "sequence-set", R"_(sequence-set = (seq-number / seq-range) ["," sequence-set])_",
     "section 6.4.4: $ is the client's word for the server's list"},
    {5182, server, "sequence-set", "sequence-set =/ seq-number", "as RFC 9051"},

    // What is left when all that is defined was tried; see hooks.cc.
    {3501, instead, "resp-text", R"_(resp-text = "[" resp-text-code "]" SP text / text)_", kText},
    {9051, instead, "resp-text", R"_(resp-text = "[" resp-text-code "]" SP [text] / [text])_", kText},
    {3501, instead, "status-att-list", "status-att-list = status-att-val *(SP status-att-val)",
     "the erratum that RFC 4466 section 3 refers to: not every value is a number"},
    {3501, instead, "mailbox-data",
     R"_(mailbox-data = "FLAGS" SP flag-list / "LIST" SP mailbox-list / "LSUB" SP lsub-list / "SEARCH" *(SP nz-number) /
  "STATUS" SP mailbox SP "(" [status-att-list] ")" / number SP "EXISTS" / number SP "RECENT")_",
     "RFC 5258 section 1 leaves LSUB as it is: mailbox-list has mbox-list-extended for LIST"},
    {3501, add, "", R"_(lsub-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox)_",
     "section 9, mailbox-list"},
    {3501, rest, "resp-text", "", kRest},
    {9051, rest, "resp-text", "", kRest},
    {3501, rest, "resp-text-code", "", kRest},
    {9051, rest, "resp-text-code", "", kRest},
    {4466, rest, "select-param", "", kRest},
    {4466, rest, "create-param", "", kRest},
    {4466, rest, "fetch-modifier", "", kRest},
    {4466, rest, "store-modifier", "", kRest},
    {4466, rest, "append-ext", "", kRest},
    {4466, rest, "append-data", "", kRest},
    {4466, rest, "search-return-opt", "", kRest},
    {4466, rest, "search-return-data", "", kRest},
    {9051, rest, "search-return-opt", "", kRest},
    {9051, rest, "search-return-data", "", kRest},
    {4466, rest, "status-att-val", "", kRest},
    {9051, rest, "status-att-val", "", kRest},
    {4466, add, "", "status-att-val =/ tagged-ext", "the comment of status-att-val: what extends it has this form"},
    {9051, add, "", "status-att-val =/ tagged-ext", "as RFC 4466"},
    {5464, rest, "getmetadata-option", "", kRest},
    {5258, rest, "return-option", "", kRest},
    {9051, rest, "return-option", "", kRest},
    {5258, rest, "list-select-base-opt", "", kRest},
    {5258, rest, "list-select-independent-opt", "", kRest},
    {5258, rest, "list-select-mod-opt", "", kRest},
    {9051, rest, "list-select-base-opt", "", kRest},
    {9051, rest, "list-select-independent-opt", "", kRest},
    {9051, rest, "list-select-mod-opt", "", kRest},

    // RFC 4466 and its heirs.
    {4466, instead, "tagged-ext-simple", "tagged-ext-simple = sequence-set / number64",
     "RFC 9051 section 9: what CONDSTORE and others put there has 63 bits"},
    {4466, leave, "status-att-val", "", "RFC 9051 appendix E: RECENT is gone; the rest is in RFC 9051", kRev2},
    {4466, add, "", "command-auth =/ Namespace-Command",
     "RFC 2342 section 5: a command of the authenticated state; the file does not say where it belongs"},

    {4466, add, "", "append-word = append-ext / append-data",
     "what an extension to come may not be called: UTF8 and CATENATE are data (RFC 6855 section 4, RFC 4469 section "
     "5)"},

    // Rules that no RFC's ABNF joins to a command or a response, though its text does.
    {2193, add, "",
     "command-auth =/ rlist / rlsub\n"
     "resp-text-code =/ \"REFERRAL\" 1*(SP (imapurl / other-url))\n"
     "other-url = ALPHA *(ALPHA / DIGIT / \"+\" / \"-\" / \".\") \":\" *(url-char / \"[\" *url-char \"]\")\n"
     "url-char = pchar / \"/\" / \"?\" / \"#\"",
     "sections 3, 5.1 and 5.2; a URL of any scheme, whose octets are those of RFC 3986"},
    {2971, drop, "response-data", "", "a copy of that of RFC 2060; the new response is given below"},
    {2971, instead, "command-any", "command-any =/ id", "a copy of that of RFC 2060, and id"},
    {2971, add, "", "response-payload =/ id-response", "section 3.2: an untagged response"},
    {2177, leave, "command-auth", "", "a copy of that of RFC 2060, and idle, which RFC 9051 has", kRev2},
    {5256, add, "", "command-select =/ sort / thread\nmailbox-data =/ sort-data / thread-data", "sections 3 and 4"},
    {9208, add, "",
     "command-auth =/ getquota / getquotaroot / setquota\n"
     "response-payload =/ quota-response / quotaroot-response\n"
     "capability =/ capability-quota",
     "sections 3.1, 4.1 and 4.2"},
    {7162, add, "", "fetch-modifier =/ rexpunges-fetch-mod", "the comment of rexpunges-fetch-mod"},
    {5464, instead, "getmetadata-option",
     "getmetadata-option = maxsize-opt / scope-opt / (tagged-ext-label [SP tagged-ext-val])",
     "their comments; \"infinity\" is no tagged-ext-val, so that the general form does not cover it"},

    // UIDPLUS.
    {3502, drop, "resp-code-apnd", "", "RFC 4315 section 4 is the newer text of the same rule"},
    {3502, add, "", "append-uid =/ uid-set", "RFC 4315 section 4 has it for MULTIAPPEND"},
    {4315, leave, "uid-expunge", "", "RFC 9051 has \"UID\" SP before it, in the rule uid", kRev2},
    {4315, leave, "command-select", "", "RFC 9051 has uid-expunge in the rule uid", kRev2},

    // URLAUTH.
    {4467, drop, "authimapurl", "", kUrl},
    {4467, drop, "authimapurlfull", "", kUrl},
    {4467, drop, "authimapurlrump", "", kUrl},
    {4467, drop, "enc-urlauth", "", kUrl},
    {4467, drop, "enc-user", "", kUrl},
    {4467, drop, "iurlauth", "", kUrl},
    {4467, drop, "iurlauth-rump", "", kUrl},
    {4467, drop, "access", "", kUrl},
    {4467, drop, "expire", "", kUrl},
    {4467, instead, "genurlauth-data", R"_(genurlauth-data = "GENURLAUTH" 1*(SP url-full))_",
     "\"*\" SP is outside of a response-payload (RFC 4466 section 3), to which it is joined below"},
    {4467, drop, "urlfetch-data", "", "RFC 5524 section 5 has it as urldata-simple"},
    {4467, add, "", "response-payload =/ genurlauth-data", "section 8"},
    {5524, instead, "urlfetch-data",
     R"_(urlfetch-data = "URLFETCH" 1*(SP (urldata-simple / urldata-ext / urldata-error)))_",
     "\"*\" SP is outside of a response-payload, to which it is joined below"},
    {5524, instead, "urldata-simple", "urldata-simple = url-full SP nstring",
     "the printed rules have two SP before the URL, the examples of section 4 one"},
    {5524, instead, "urldata-ext", "urldata-ext = url-full url-metadata", "as urldata-simple"},
    {5524, instead, "urldata-error", "urldata-error = url-full SP nil", "as urldata-simple"},
    {5524, add, "", "response-payload =/ urlfetch-data", "section 3.2"},
    {4469, instead, "url-resp-text", R"_(url-resp-text = 1*<any TEXT-CHAR except "]">)_",
     "its comment, which the octets of erratum 2002 go beyond: they are no TEXT-CHAR from 128 on"},
    {5092, own, "partial-range", "", "of a URL; not the PARTIAL of RFC 5267 and RFC 9394"},
    {5092, own, "uidvalidity", "", "of a URL, with its name; not the number of RFC 7162"},

    // Others.
    {5259, own, "tag-string", "", "a string, where RFC 9051 has an astring for ESEARCH"},
    {5257, own, "entry", "", "names of annotations may have control octets, those of metadata may not"},
    {5257, own, "entries", "", "annotations have patterns there, metadata of RFC 5464 have not"},
    {5466, own, "search-criteria", "", "what a filter is made of; that of SORT and THREAD has a charset (RFC 5256)"},
    {5465, instead, "modifier-update", R"_(modifier-update = "UPDATE" [SP "(" fetch-att *(SP fetch-att) ")"])_",
     "the printed rule lacks the SP that the example of section 7 has"},
    {10022, instead, "uidbatches-response",
     R"_(uidbatches-response = "UIDBATCHES" SP "(" "TAG" SP astring ")" [SP uid-range *("," uid-range)])_",
     "its search-correlator is that of RFC 9051, without what RFC 7377 adds for several mailboxes"},
    {5738, add, "", "select-param =/ utf8-select-param", "the comment of utf8-select-param"},
    {4466, instead, "esearch-response",
     "esearch-response = \"ESEARCH\" [search-correlator]\n"
     "  [SP \"UID\" *(SP search-return-data) / SP first-return-data *(SP search-return-data)]",
     kUid},
    {9051, instead, "esearch-response",
     "esearch-response = \"ESEARCH\" [search-correlator]\n"
     "  [SP \"UID\" *(SP search-return-data) / SP first-return-data *(SP search-return-data)]",
     kUid},
    {4466, add, "", "first-return-data = search-return-data", kUid},
    {9051, add, "", "first-return-data = search-return-data", kUid},
    {7377, own, "filter-mailboxes-selected", "", "it has no selected-delayed, which NOTIFY has"},
    {7377, instead, "source-mbox",
     "source-mbox = (filter-mailboxes-other / filter-mailboxes-selected)\n"
     "  *(SP (filter-mailboxes-other / filter-mailboxes-selected))",
     "section 4: its filter-mailboxes is that of RFC 5465 with another filter-mailboxes-selected"},
    {7377, instead, "search-correlator",
     "search-correlator = SP \"(\" (\n"
     "  \"TAG\" SP tag-string SP \"MAILBOX\" SP astring SP \"UIDVALIDITY\" SP nz-number /\n"
     "  \"TAG\" SP tag-string SP \"UIDVALIDITY\" SP nz-number SP \"MAILBOX\" SP astring /\n"
     "  \"MAILBOX\" SP astring SP \"TAG\" SP tag-string SP \"UIDVALIDITY\" SP nz-number /\n"
     "  \"MAILBOX\" SP astring SP \"UIDVALIDITY\" SP nz-number SP \"TAG\" SP tag-string /\n"
     "  \"UIDVALIDITY\" SP nz-number SP \"TAG\" SP tag-string SP \"MAILBOX\" SP astring /\n"
     "  \"UIDVALIDITY\" SP nz-number SP \"MAILBOX\" SP astring SP \"TAG\" SP tag-string) \")\"",
     "section 4, the comment of one-correlator: each exactly once"},
    {7377, instead, "esearch",
     R"_(esearch = "ESEARCH" [SP esearch-source-opts] [search-return-opts] SP search-program)_",
     "search-return-opts begins with the SP that the printed rule has before it; the examples of section 3 have one"},
    {5738, leave, "string", "", "section 3.1's form went when RFC 6855 replaced it; RFC 9755 has UTF-8 in quoted"},

    // UTF-8 only where it was agreed upon.
    {9755, leave, "quoted", "", "section 3: only after ENABLE UTF8=ACCEPT", kRev1},
    {9755, leave, "media-message", "", "section 6: only with UTF8=ACCEPT", kRev1},
    {5255, leave, "resp-text", "", "section 3.5: only after the language was changed", kRev1},
});

}  // namespace

std::span<const Correction> corrections() {
  return kCorrections;
}

const Correction* correction(int rfc, Correction::Kind kind, std::string_view rule, std::uint8_t of) {
  for (const Correction& row : kCorrections) {
    if (row.rfc == rfc && row.kind == kind && row.rule == rule && (row.of & of) != 0) return &row;
  }
  return nullptr;
}

}  // namespace imapspec::abnf
