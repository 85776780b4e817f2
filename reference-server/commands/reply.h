// What the results of commands say, in one place: texts, and the codes of RFC 5530.
#pragma once

#include "reference-server/commands/mailbox_name.h"
#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// OK and "NAME completed".
void completed(Exchange& exchange, std::optional<grammar::RespTextCode> code = {});
// NO with the reason and its code.
void refuse(Exchange& exchange, Refusal refusal);
// NO [TRYCREATE], unless the name could not be made either (RFC 3501 sections 6.3.11 and 6.4.7).
void no_such_target(Exchange& exchange, const std::optional<std::string>& name);
// NO [NONEXISTENT].
void no_such_mailbox(Exchange& exchange);
// Whether the selected mailbox is read-only; the result is NO then.
bool refused_read_only(Session& session, Exchange& exchange);

// The separator as LIST and NAMESPACE show it.
grammar::String separator(Session& session, Exchange& exchange);

// UIDs, which ascend, as a set with ranges.
grammar::UidSet uid_set_of(Exchange& exchange, const std::vector<std::uint32_t>& uids);

}  // namespace imapspec::reference_server
