#include "reference-server/profiles/profile.h"

#include <algorithm>
#include <array>

namespace imapspec::reference_server {

const std::vector<std::string_view> kCapabilities = {"IMAP4rev1",
                                                     "IMAP4rev2",
                                                     "LITERAL+",
                                                     "SASL-IR",
                                                     "ID",
                                                     "ENABLE",
                                                     "IDLE",
                                                     "NAMESPACE",
                                                     "UIDPLUS",
                                                     "UNSELECT",
                                                     "MOVE",
                                                     "CHILDREN",
                                                     "AUTH=PLAIN",
                                                     "AUTH=LOGIN",
                                                     "AUTH=CRAM-MD5",
                                                     "AUTH=SCRAM-SHA-1",
                                                     "AUTH=SCRAM-SHA-1-PLUS",
                                                     "AUTH=SCRAM-SHA-256",
                                                     "AUTH=SCRAM-SHA-256-PLUS",
                                                     "AUTH=EXTERNAL",
                                                     "AUTH=ANONYMOUS",
                                                     "AUTH=OAUTHBEARER",
                                                     "AUTH=XOAUTH2",
                                                     "LIST-EXTENDED",
                                                     "LIST-STATUS",
                                                     "SPECIAL-USE",
                                                     "CREATE-SPECIAL-USE",
                                                     "ESEARCH",
                                                     "SEARCHRES",
                                                     "WITHIN",
                                                     "SORT",
                                                     "THREAD=ORDEREDSUBJECT",
                                                     "THREAD=REFERENCES",
                                                     "ESORT",
                                                     "SORT=DISPLAY",
                                                     "PARTIAL",
                                                     "I18NLEVEL=1",
                                                     "LITERAL-",
                                                     "MULTIAPPEND",
                                                     "REPLACE",
                                                     "BINARY",
                                                     "CONDSTORE",
                                                     "QRESYNC",
                                                     "STATUS=SIZE",
                                                     "OBJECTID",
                                                     "SAVEDATE",
                                                     "PREVIEW",
                                                     "APPENDLIMIT",
                                                     "COMPRESS=DEFLATE",
                                                     "UNAUTHENTICATE"};

namespace {

// Capabilities that mean nothing without another.
struct Needs {
  std::string_view capability, other;
};
constexpr std::array kNeeds = {
    Needs{"QRESYNC", "ENABLE"},     // RFC 7162 section 3.2.3
    Needs{"SEARCHRES", "ESEARCH"},  // RFC 5182 section 2.1
    Needs{"PARTIAL", "ESEARCH"},    // RFC 9394 section 3.1: its answer is one of RFC 4731
    Needs{"SORT=DISPLAY", "SORT"},  // RFC 5957 section 1
    Needs{"ESORT", "SORT"},         // RFC 5267 section 3
};

Profile plain() {
  Profile profile;
  profile.disabled = {kCapabilities.begin(), kCapabilities.end()};
  profile.disabled.erase("IMAP4rev1");
  profile.disabled.erase("AUTH=PLAIN");
  return profile;
}

Profile rev2() {
  Profile profile = plain();
  profile.disabled.erase("IMAP4rev2");
  profile.disabled.insert("IMAP4rev1");
  return profile;
}

Profile dotted() {
  Profile profile;
  profile.separator = '.';
  profile.prefix = "INBOX.";
  return profile;
}

Profile secure() {
  Profile profile;
  profile.login_needs_tls = true;
  return profile;
}

Profile short_literals() {
  Profile profile;
  profile.disabled = {"LITERAL+"};
  return profile;
}

struct Named {
  std::string_view name;
  Profile (*make)();
};
constexpr std::array kProfiles = {
    Named{"default", [] { return Profile(); }},  // everything, "/" between levels
    Named{"plain", plain},                       // RFC 3501 alone
    Named{"rev2", rev2},                         // RFC 9051 alone
    Named{"dotted", dotted},                     // mailboxes below INBOX only, "." between levels
    Named{"secure", secure},                     // no login in clear
    Named{"short-literals", short_literals},     // LITERAL- in place of LITERAL+
};

}  // namespace

bool Profile::offers(std::string_view capability) const {
  if (disabled.contains(capability) || (capability == "LITERAL-" && !disabled.contains("LITERAL+"))) return false;
  return std::all_of(kNeeds.begin(), kNeeds.end(),
                     [&](const Needs& each) { return each.capability != capability || offers(each.other); });
}

std::vector<std::string_view> profile_names() {
  std::vector<std::string_view> names;
  for (const auto& profile : kProfiles) names.push_back(profile.name);
  return names;
}

std::expected<Profile, std::string> profile_named(std::string_view name) {
  std::string known;
  for (const auto& profile : kProfiles) {
    if (profile.name == name) {
      Profile made = profile.make();
      made.name = name;
      return made;
    }
    known += (known.empty() ? "" : ", ") + std::string(profile.name);
  }
  return std::unexpected("no profile \"" + std::string(name) + "\"; there are " + known);
}

}  // namespace imapspec::reference_server
