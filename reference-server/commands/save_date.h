// When messages came into their mailbox: SAVEDATE (RFC 8514).
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// NIL where the mailbox keeps no save dates (section 4.2).
grammar::FetchSaveDate save_date(Session& session, const Message& message);
// SAVEDBEFORE, SAVEDON, SAVEDSINCE and SAVEDATESUPPORTED; without save dates by the internal date (section 4.3).
bool matches_save_date(Session& session, const grammar::SearchKey& key, const Message& message);

}  // namespace imapspec::reference_server
