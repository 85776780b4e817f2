// What the grammar reads is more than a profile offers: which commands and arguments belong to a capability.
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// Whether everything in the command belongs to RFC 3501 or to a capability that is offered.
bool is_offered(const Session& session, const grammar::Command& command);
bool status_item_is_offered(const Session& session, grammar::StatusItem item);

}  // namespace imapspec::reference_server
