// When a message says it was sent (RFC 5322 sections 3.3 and 4.3): the day for the SENT keys of SEARCH, the instant for
// SORT and THREAD.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/mail/message.h"

namespace imapspec::mail {

// The day of the Date field as it stands, without its time and zone, in days since 1970-01-01; nullopt without a Date
// that can be read.
std::optional<std::int64_t> sent_day(const Part& message);

// The Date field in seconds since 1970-01-01 UTC (RFC 5256 section 2.2); nullopt where there is no day. A time that cannot
// be read is midnight, and a zone UTC.
std::optional<std::int64_t> sent_instant(const Part& message);

}  // namespace imapspec::mail
