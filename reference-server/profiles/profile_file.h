// A profile from a YAML text, so that the server looks like a particular one, small and old or modern.
#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "harness/yaml/yaml.h"
#include "reference-server/profiles/profile.h"

namespace imapspec::reference_server {

// like: rev1-minimal               # the named profile to begin with; "everything" if it is left out
// with: [IDLE, MOVE]               # capabilities that are offered, and
// without: [UIDPLUS]               # those that are not; all that there are: kCapabilities
// variations: [search-backwards]  # what the RFCs leave to the server, otherwise than usual: `imapspec list quirks`
// starttls: true
// login-needs-tls: false
// preauth: alice                   # whom it greets with PREAUTH
// anonymous: anonymous
// separator: .
// prefix: INBOX.
// limits: {line: 8192, literal: 65536, append: 33554432, literals: 64, dropped-line: 4194304, dropped-literal: 268435456,
//          nesting: 63, search-depth: 63, output: 1048576, connections: 8192, failed-logins: 5, bad-commands: 100,
//          autologout: 30, login-time: 1800, stall-time: 300}
//
// Every key may be left out. The limits are octets and counts; autologout is minutes (at least the 30 of RFC 3501 section
// 5.4), login-time and stall-time are seconds. All mistakes are found; names of variations are not looked up here.
std::expected<Profile, std::vector<yaml::Mistake>> load_profile(std::string_view file, std::string_view text);

}  // namespace imapspec::reference_server
