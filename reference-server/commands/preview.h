// The FETCH item PREVIEW (RFC 8970).
#pragma once

#include "harness/mail/message.h"
#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

grammar::FetchPreview preview(Session& session, Exchange& exchange, const grammar::FetchAtt& att,
                              const mail::Part& message);

}  // namespace imapspec::reference_server
