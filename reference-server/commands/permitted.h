// Which command is permitted when: the state table of RFC 3501 section 6 and of the extensions, and what the profile
// offers.
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// Null if it is permitted; else the text of a BAD.
const char* why_not_permitted(Session& session, const grammar::Command& command);

// RFC 3501 section 7.4.1: every command but FETCH, STORE and SEARCH; their UID forms are other commands. RFC 7162 section
// 3.2.10.2: nor UID SEARCH with message numbers among its keys.
bool expunges_permitted_during(const grammar::CommandBody& command);
bool is_uid_command(const grammar::CommandBody& command);

}  // namespace imapspec::reference_server
