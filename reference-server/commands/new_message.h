// What APPEND and REPLACE store: the message that the client has given, checked.
#pragma once

#include <optional>

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// nullopt: the result is NO already.
std::optional<Message> new_message(Session& session, Exchange& exchange, const grammar::AppendMessage& given);

}  // namespace imapspec::reference_server
