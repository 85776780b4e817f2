// The ENVELOPE of a message (RFC 3501 section 7.4.2, RFC 9051 section 7.5.2).
#pragma once

#include "harness/base/arena.h"
#include "harness/grammar/core/dialect.h"
#include "harness/grammar/response/body_structure.h"
#include "harness/mail/message.h"

namespace imapspec::mail {

// Of the message whose header `message` has. Sender and Reply-To that are absent or empty say what From says. To, Cc
// and Bcc fields that occur again are joined (RFC 5322 section 4.5.3); of any other field the first occurrence counts.
// Encoded words stay encoded. Strings are quoted where the dialect can, else literals, never with a NUL.
grammar::Envelope envelope_of(const Part& message, Arena& arena, const grammar::Dialect& dialect = {});

}  // namespace imapspec::mail
