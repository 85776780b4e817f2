// Mailbox names as they stand on the wire: modified UTF-7 (RFC 3501 section 5.1.3), or UTF-8 under IMAP4rev2 (RFC 9051
// section 5.1) and after ENABLE UTF8=ACCEPT (RFC 6855 section 3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// The UTF-8 and canonical name of a mailbox; nullopt if it is no modified UTF-7, or no UTF-8.
std::optional<std::string> name_of(Session& session, const grammar::Mailbox& mailbox);
// The mailbox that messages go to, if the name is one; null: there is none, and none is made.
std::shared_ptr<Mailbox> target_of(Session& session, const std::optional<std::string>& name);
// Of a mailbox that is yet to be made: nullopt also where it is not Net-Unicode (RFC 9051 section 5.1).
std::optional<std::string> new_name_of(Session& session, const grammar::Mailbox& mailbox);
// A pattern of LIST, or its reference, as wire_octets() are to match it.
std::string pattern_of(Session& session, std::string_view written);
// Whether name_of() has put what the client wrote into Normalization Form C, which it is to be told of by OLDNAME (RFC
// 9051 section 6.3.9.7); RFC 6855 knows no OLDNAME.
bool is_converted(Session& session, const grammar::Mailbox& mailbox);

// The other way: the octets, and the name as a response has it.
std::string wire_octets(const Session& session, std::string_view name);
grammar::Mailbox wire_name(Session& session, Exchange& exchange, std::string_view name);

}  // namespace imapspec::reference_server
