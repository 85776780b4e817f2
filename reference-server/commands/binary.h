// BINARY (RFC 3516): sections without their transfer encoding, and messages with NUL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/mail/message.h"
#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

bool is_binary(const grammar::FetchAtt& att);

// BINARY[...] or BINARY.SIZE[...]. Of a part that is not there it is NIL, and 0. nullopt: the transfer encoding is not
// known, and the command fails.
std::optional<grammar::FetchItem> binary_item(Session& session, Arena& arena, const mail::Part& message,
                                              const grammar::FetchAtt& att);
// The result then.
void unknown_encoding(Exchange& exchange);

// The message as it can be stored and given out by BODY[], where no NUL may be (RFC 3501 section 9, CHAR8): parts that
// have NUL are put into base64 (RFC 3516 section 4.4), everything else stays as it is. nullopt: there is NUL where no
// encoding can hide it, or in a part that has an encoding already.
std::optional<std::string> without_nul(std::string_view message, Arena& arena);

}  // namespace imapspec::reference_server
