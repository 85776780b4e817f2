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
                                                     "THREAD=REFS",
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
                                                     "UNAUTHENTICATE",
                                                     "UTF8=ACCEPT"};

namespace {

// Capabilities that mean nothing without another.
struct Needs {
  std::string_view capability, other;
};
constexpr std::array kNeeds = {
    Needs{"QRESYNC", "ENABLE"},      // RFC 7162 section 3.2.3
    Needs{"UTF8=ACCEPT", "ENABLE"},  // RFC 6855 section 3
    Needs{"SEARCHRES", "ESEARCH"},   // RFC 5182 section 2.1
    Needs{"PARTIAL", "ESEARCH"},     // RFC 9394 section 3.1: its answer is one of RFC 4731
    Needs{"SORT=DISPLAY", "SORT"},   // RFC 5957 section 1
    Needs{"ESORT", "SORT"},          // RFC 5267 section 3
};

// AUTH=PLAIN has to be implemented by both (RFC 3501 section 6.2.2, RFC 9051 section 6.2.2).
Profile minimal(std::string_view revision) {
  Profile profile;
  profile.disabled = {kCapabilities.begin(), kCapabilities.end()};
  for (const std::string_view offered : {revision, std::string_view("AUTH=PLAIN")})
    profile.disabled.erase(profile.disabled.find(offered));
  return profile;
}

// No extension, levels that are only names, and lines no longer than RFC 2683 section 3.2.1.5 asks a server to take.
Profile rev1_minimal() {
  Profile profile = minimal("IMAP4rev1");
  profile.variations = {"superiors-not-selectable"};
  profile.line_octets_max = profile.literal_octets_max = 8192;
  return profile;
}

Profile rev1() {
  Profile profile;
  profile.disabled = {"IMAP4rev2"};
  return profile;
}

Profile rev2_minimal() {
  return minimal("IMAP4rev2");
}

Profile rev2() {
  Profile profile;
  profile.disabled = {"IMAP4rev1"};
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
  std::string_view name, sentence;
  Profile (*make)();
};
constexpr std::array kProfiles = {
    Named{kEverything, "both revisions and every extension", [] { return Profile(); }},
    Named{"rev1", "IMAP4rev1 with every extension, no IMAP4rev2", rev1},
    Named{"rev1-minimal", "IMAP4rev1 alone, small and old", rev1_minimal},
    Named{"rev2", "IMAP4rev2 with every extension, no IMAP4rev1", rev2},
    Named{"rev2-minimal", "IMAP4rev2 alone", rev2_minimal},
    Named{"dotted", "everything; mailboxes only below INBOX, levels parted by a dot", dotted},
    Named{"secure", "everything; no login in clear", secure},
    Named{"short-literals", "everything; LITERAL- in place of LITERAL+", short_literals},
};

}  // namespace

bool Profile::offers(std::string_view capability) const {
  if (disabled.contains(capability) || (capability == "LITERAL-" && !disabled.contains("LITERAL+"))) return false;
  return std::all_of(kNeeds.begin(), kNeeds.end(),
                     [&](const Needs& each) { return each.capability != capability || offers(each.other); });
}

std::vector<ProfileName> profile_names() {
  std::vector<ProfileName> names;
  for (const auto& profile : kProfiles) names.push_back({profile.name, profile.sentence});
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
