// Identifiers of mailboxes, messages and threads: OBJECTID (RFC 8474). Each begins with a letter of its own kind.
#pragma once

#include "harness/mail/message.h"
#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

std::string_view mailbox_id(Session& session, Exchange& exchange, const Mailbox& mailbox);
// [MAILBOXID (id)], for CREATE and SELECT of a mailbox that exists; nullopt where OBJECTID is not offered. A separator at
// the end of the name is passed over.
std::optional<grammar::RespTextCode> mailbox_id_code(Session& session, Exchange& exchange, const std::string& name);

grammar::FetchEmailId email_id(Exchange& exchange, const Message& message);
// The thread is that of the first message that References names, or else In-Reply-To, or else of the message itself. It
// follows from the message alone, so that it never changes, and copies share it.
grammar::FetchThreadId thread_id(Exchange& exchange, const Message& message, const mail::Part& part);

bool matches_email_id(const grammar::SearchKey& key, const Message& message);
bool matches_thread_id(const grammar::SearchKey& key, const Message& message, const mail::Part& part);

}  // namespace imapspec::reference_server
