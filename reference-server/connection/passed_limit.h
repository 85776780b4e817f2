// What of a command is well formed, and yet more than the profile has the server do.
#pragma once

#include <string_view>

#include "harness/grammar/command/command.h"
#include "reference-server/profiles/profile.h"

namespace imapspec::reference_server {

// Why the command is NO [LIMIT] (RFC 5530 section 3), for people; null: it is within the limits. `octets` is the command as it
// came, with its literals.
const char* passed_limit(const Profile& profile, const grammar::Command& command, std::string_view octets);

// How deep parentheses stand within each other, those in literals and quoted strings left out.
std::size_t nesting_of(std::string_view octets);

}  // namespace imapspec::reference_server
