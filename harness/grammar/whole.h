// A whole message, up to its CRLF and nothing behind it, read by a cursor: what parse.h and the diagnosis share.
#pragma once

#include "harness/grammar/command/command.h"
#include "harness/grammar/core/cursor.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// The tree is made in place. Where the message is refused it is anything.
Result<void> whole_command(Cursor& c, Command& command);
Result<void> whole_response(Cursor& c, Response& response);

}  // namespace imapspec::grammar
