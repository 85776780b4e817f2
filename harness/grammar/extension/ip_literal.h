// Addresses in the brackets of a URL's host (RFC 3986 section 3.2.2).
#pragma once

#include <string_view>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

// IP-literal = "[" (IPv6address / IPvFuture) "]"; as it was written, with its brackets.
Result<std::string_view> ip_literal(Cursor& c);

}  // namespace imapspec::grammar
