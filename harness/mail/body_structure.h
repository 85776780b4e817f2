// BODY and BODYSTRUCTURE of a message (RFC 3501 section 7.4.2, RFC 9051 section 7.5.2).
#pragma once

#include "harness/base/arena.h"
#include "harness/grammar/core/dialect.h"
#include "harness/grammar/response/body_structure.h"
#include "harness/mail/message.h"
#include "harness/mail/parameters.h"

namespace imapspec::mail {

// Whether extension data are wanted: BODYSTRUCTURE has all of them, up to the location; BODY has none.
enum class Extension : bool { no, yes };

// Strings are quoted where the dialect can, else literals, never with a NUL. message/global is a message with its
// envelope and body unless the dialect is rev1 alone. RFC 2231 is undone into UTF-8 for rev2 alone, and joined
// otherwise, as both RFCs recommend; the second form has it otherwise.
grammar::Body body_structure(const Part& part, Arena& arena, Extension extension, const grammar::Dialect& dialect = {});
grammar::Body body_structure(const Part& part, Arena& arena, Extension extension, const grammar::Dialect& dialect,
                             Rfc2231 parameters);

}  // namespace imapspec::mail
