// The day that a message says it was sent, for the SENT keys of SEARCH (RFC 5322 sections 3.3 and 4.3).
#pragma once

#include <cstdint>
#include <optional>

#include "harness/mail/message.h"

namespace imapspec::mail {

// The day of the Date field as it stands, without its time and zone, in days since 1970-01-01; nullopt without a Date
// that can be read.
std::optional<std::int64_t> sent_day(const Part& message);

}  // namespace imapspec::mail
