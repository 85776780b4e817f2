// The sent date by which SORT and THREAD put messages in order (RFC 5256 section 2.2).
#pragma once

#include "harness/mail/message.h"
#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// In seconds since 1970-01-01 UTC: of the Date field, or the internal date where there is none that can be read.
std::int64_t sent_time(Session&, const Message&, const mail::Part&);

}  // namespace imapspec::reference_server
