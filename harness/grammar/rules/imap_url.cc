// IMAP URLs (RFC 5092), and who may use one (RFC 5593).
#include <array>

#include "harness/grammar/extension/url.h"
#include "harness/grammar/rules/reading.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

using Url = ImapUrl;
constexpr auto kAbsolute = rule<imapurl>;
constexpr auto kRump = rule<authimapurlrump>;
constexpr auto kOneChar = [](std::string_view t) { return t.size() == 1 || (t.size() == 3 && t[0] == '%'); };
constexpr auto kOneUserChar = [](const Url& u) { return u.server.user && kOneChar(*u.server.user); };
constexpr auto kUchar = [](const Url& u) { return kOneUserChar(u) && *u.server.user != "&" && *u.server.user != "="; };
constexpr auto kSubDelim = [](const Url& u) {
  if (!kUchar(u)) return false;
  const char c = u.server.user->front();
  return c != '%' && c != '-' && c != '.' && c != '_' && c != '~' && !is(kLabelChar, c);
};
constexpr auto kMailboxAlone = [](const Url& u) { return !u.mailbox.empty() && !u.uid && !u.search; };
constexpr auto kMessagePart = [](const Url& u) { return u.uid && !u.auth; };
constexpr auto kForm = [](const Url& u, Url::Form form) { return u.form == form; };
constexpr Frame kUser = {"imap://", "@h/"};
constexpr Frame kPath = {"imap://h/", ""};
constexpr Frame kBehindMailbox = {"imap://h/x", ""};
constexpr Frame kBehindUid = {"imap://h/x/;UID=1", ""};
constexpr Frame kBehindUidSlash = {"imap://h/x/;UID=1/", ""};
constexpr Frame kAccess = {"imap://h/x/;UID=1;URLAUTH=", ""};

constexpr std::array kRfc5092 = {
    Rule{"sub-delims-sh", "encoded", rule<imapurl, kSubDelim>, kUser},
    Rule{"uchar", "encoded", rule<imapurl, kUchar>, kUser},
    Rule{"achar", "encoded", rule<imapurl, kOneUserChar>, kUser},
    Rule{"bchar", "encoded",
         rule<imapurl,
              [](const Url& u) {
                return !u.mailbox.substr(1).empty() && kOneChar(u.mailbox.substr(1)) && kMailboxAlone(u) &&
                       !u.uidvalidity;
              }>,
         kBehindMailbox},
    Rule{"enc-auth-type",
         "iserver",
         rule<imapurl, [](const Url& u) { return u.server.auth.has_value(); }>,
         {"imap://;AUTH=", "@h/"}},
    Rule{"enc-mailbox", "icommand", rule<imapurl, [](const Url& u) { return kMailboxAlone(u) && !u.uidvalidity; }>,
         kPath},
    Rule{"enc-search",
         "icommand",
         rule<imapurl, [](const Url& u) { return u.search.has_value(); }>,
         {"imap://h/x?", ""}},
    Rule{"enc-section",
         "tail",
         rule<imapurl, [](const Url& u) { return u.section && !u.partial && !u.auth; }>,
         {"imap://h/x/;UID=1/;SECTION=", ""}},
    Rule{"enc-user", "iserver", rule<imapurl, [](const Url& u) { return u.server.user && !u.server.auth; }>, kUser},
    Rule{"imapurl", "imapurl", kAbsolute},
    Rule{"ipath-query",
         "ipath_query",
         rule<imapurl, [](const Url& u) { return u.server.host == "h" && !u.server.user && !u.server.port; }>,
         {"imap://h", ""}},
    Rule{"imapurl-rel", "imapurl_rel", rule<imapurl_rel>},
    Rule{"inetwork-path", "imapurl_rel",
         rule<imapurl_rel, [](const Url& u) { return kForm(u, Url::Form::network_path); }>},
    Rule{"iabsolute-path", "imapurl_rel",
         rule<imapurl_rel, [](const Url& u) { return kForm(u, Url::Form::absolute_path); }>},
    Rule{"irelative-path", "imapurl_rel",
         rule<imapurl_rel, [](const Url& u) { return kForm(u, Url::Form::relative_path); }>},
    Rule{"imsg-or-part", "imapurl_rel",
         rule<imapurl_rel,
              [](const Url& u) {
                return kForm(u, Url::Form::relative_path) && (u.uid || u.section || u.partial) && !u.auth;
              }>},
    Rule{"ipath-empty", "imapurl_rel", rule<imapurl_rel, [](const Url& u) { return kForm(u, Url::Form::empty); }>},
    Rule{"authimapurl", "imapurl", rule<imapurl, kMessagePart>},
    Rule{"authimapurlfull", "authimapurlfull", rule<authimapurlfull>},
    Rule{"authimapurlrump", "authimapurlrump", kRump},
    Rule{"enc-urlauth", "iurlauth", rule<authimapurlfull>, {"imap://h/x/;UID=1;URLAUTH=anonymous:INTERNAL:", ""}},
    Rule{"iurlauth", "iurlauth", rule<authimapurlfull, [](const Url& u) { return !u.section && !u.partial; }>,
         kBehindUid},
    Rule{"iua-verifier", "iurlauth", rule<authimapurlfull>, {"imap://h/x/;UID=1;URLAUTH=anonymous", ""}},
    Rule{"iurlauth-rump", "iurlauth", rule<authimapurlrump, [](const Url& u) { return !u.section && !u.partial; }>,
         kBehindUid},
    Rule{"access", "iurlauth", kRump, kAccess},
    Rule{"expire",
         "iurlauth",
         rule<authimapurlrump, [](const Url& u) { return u.auth && u.auth->expire && !u.section && !u.partial; }>,
         {"imap://h/x/;UID=1", ";URLAUTH=anonymous"}},
    Rule{"uauth-mechanism",
         "iurlauth",
         rule<authimapurlfull>,
         {"imap://h/x/;UID=1;URLAUTH=anonymous:", ":0123456789abcdef0123456789abcdef"}},
    Rule{"iauth", "iserver", rule<imapurl, [](const Url& u) { return u.server.auth && !u.server.user; }>, kUser},
    Rule{"icommand", "icommand", rule<imapurl, [](const Url& u) { return !u.mailbox.empty(); }>, kPath},
    Rule{"imailbox-ref", "icommand", rule<imapurl, kMailboxAlone>, kPath},
    Rule{"imessagelist", "icommand", rule<imapurl, [](const Url& u) { return !u.mailbox.empty() && !u.uid; }>, kPath},
    Rule{"imessagepart", "icommand", rule<imapurl, kMessagePart>, kPath},
    Rule{"ipartial", "tail", rule<imapurl, [](const Url& u) { return u.partial && !u.section && !u.auth; }>,
         kBehindUid},
    Rule{"ipartial-only", "tail", rule<imapurl, [](const Url& u) { return u.partial && !u.section && !u.auth; }>,
         kBehindUidSlash},
    Rule{"isection", "tail", rule<imapurl, [](const Url& u) { return u.section && !u.partial && !u.auth; }>,
         kBehindUid},
    Rule{"isection-only", "tail", rule<imapurl, [](const Url& u) { return u.section && !u.partial && !u.auth; }>,
         kBehindUidSlash},
    Rule{"iserver",
         "iserver",
         rule<imapurl, [](const Url& u) { return u.slash && u.mailbox.empty(); }>,
         {"imap://", "/"}},
    Rule{"iuid", "uid_and_tail",
         rule<imapurl,
              [](const Url& u) {
                return kMessagePart(u) && u.mailbox == "x" && !u.uidvalidity && !u.section && !u.partial;
              }>,
         kBehindMailbox},
    Rule{"iuid-only",
         "uid_and_tail",
         rule<imapurl, [](const Url& u) { return kMessagePart(u) && u.mailbox == "x" && !u.section && !u.partial; }>,
         {"imap://h/x/", ""}},
    Rule{"iuserinfo", "iserver", rule<imapurl, [](const Url& u) { return u.server.user || u.server.auth; }>, kUser},
    Rule{"partial-range",
         "tail",
         rule<imapurl, [](const Url& u) { return u.partial && !u.auth; }>,
         {"imap://h/x/;UID=1/;PARTIAL=", ""}},
    Rule{"uidvalidity", "icommand",
         rule<imapurl, [](const Url& u) { return u.uidvalidity && u.mailbox == "x" && kMailboxAlone(u); }>,
         kBehindMailbox},
};
constexpr std::array kRfc5593 = {
    Rule{"application", "iurlauth", rule<authimapurlrump, [](const Url& u) { return u.auth && !u.auth->user; }>,
         kAccess},
    Rule{"access", "iurlauth", kRump, kAccess},
};

constexpr std::array kSets = {RuleSet{"5092", kRfc5092}, RuleSet{"5593", kRfc5593}};

}  // namespace

std::span<const RuleSet> imap_url_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
