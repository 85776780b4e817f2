// Resynchronization: what a client that was away is told, and how removals are told to one that has enabled QRESYNC
// (RFC 7162 section 3.2).
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// Whether removals from the selected mailbox are told by VANISHED (section 3.2.10.2).
bool tells_vanished(Session& session);
// What News has to say of removals: VANISHED, or EXPUNGE. `command` is null where none is in progress.
void say_removals(Session& session, Exchange& exchange, const News& news, const grammar::CommandBody* command);
// HIGHESTMODSEQ below a removal that may not be told yet, where MODSEQ above it was; and once it was told, the true one.
void hold_back_highest_modseq(Session& session, Exchange& exchange);
// OK of EXPUNGE, UID EXPUNGE and MOVE: with HIGHESTMODSEQ if something went (sections 3.2.7 and 3.2.9, RFC 6851 section
// 4.4).
void completed_removal(Session& session, Exchange& exchange, bool something_went);

// Null, or the text of a BAD: QRESYNC is not enabled, or VANISHED has no place there (sections 3.2.3 and 3.2.6).
const char* why_no_resync(Session& session, const grammar::CommandBody& command);
// The modifier of UID FETCH.
bool has_vanished(const grammar::Fetch& command);
// VANISHED (EARLIER) of what went from the set with a higher mod-sequence, if anything did. What the client still has a
// number for comes with the news.
void say_vanished_earlier(Session& session, Exchange& exchange, const grammar::SequenceSet& uids, std::uint64_t since);
// What the QRESYNC parameter of SELECT asks for, once the mailbox is selected (section 3.2.5).
void resynchronize(Session& session, Exchange& exchange, const grammar::Select& command);

}  // namespace imapspec::reference_server
