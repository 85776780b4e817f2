// Special uses of mailboxes (RFC 6154): those that CREATE may give.
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// CREATE has no other parameter than USE, and that where CREATE-SPECIAL-USE is offered.
bool create_is_offered(const Session& session, const grammar::Create& command);

// The uses that the command gives, each once. nullopt: the result is NO [USEATTR] already, and nothing may be made.
std::optional<std::vector<std::string>> uses_of(Session& session, Exchange& exchange, const grammar::Create& command);

}  // namespace imapspec::reference_server
