#include "reference-server/profiles/profile.h"

#include <array>

namespace imapspec::reference_server {

const std::vector<std::string_view> kCapabilities = {"LITERAL+",
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
                                                     "LIST-EXTENDED",
                                                     "LIST-STATUS",
                                                     "SPECIAL-USE",
                                                     "CREATE-SPECIAL-USE",
                                                     "LITERAL-",
                                                     "MULTIAPPEND",
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

bool Profile::offers(std::string_view capability) const {
  if (disabled.contains(capability)) return false;
  if (capability == "LITERAL-") return disabled.contains("LITERAL+");  // RFC 7888 section 5: never both
  return capability != "QRESYNC" || offers("ENABLE");                  // RFC 7162 section 3.2.3
}

namespace {

Profile plain() {
  Profile profile;
  profile.disabled = {kCapabilities.begin(), kCapabilities.end()};
  profile.disabled.erase("AUTH=PLAIN");
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
    Named{"dotted", dotted},                     // mailboxes below INBOX only, "." between levels
    Named{"secure", secure},                     // no login in clear
    Named{"short-literals", short_literals},     // LITERAL- in place of LITERAL+
};

}  // namespace

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
