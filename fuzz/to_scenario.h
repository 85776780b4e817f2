// To scenario: an input of a session target as a scenario that can be played against any server.
#pragma once

#include <string>
#include <string_view>

namespace imapspec::fuzz {

// A whole file. `target` is session, sessions, pair, search, authentication, or any other of what a client says; `id` is
// the scenario's. Each message is said as it stands; afterwards a new connection must work.
std::string scenario_of(std::string_view target, std::string_view octets, std::string_view id);

}  // namespace imapspec::fuzz
