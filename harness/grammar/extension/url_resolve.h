// Relative references of IMAP URLs, made absolute (RFC 5092 section 7, RFC 3986 section 5.2).
#pragma once

#include <string>
#include <string_view>

#include "harness/base/result.h"

namespace imapspec::grammar {

// What `reference` means where `base`, an absolute URL, holds. Parameters such as ";UID=" are parts of the path, and the
// user with its ";AUTH=" a part of the server (RFC 5092 section 7): whole or not at all, each is taken from the base.
// The error is of the text that is no URL, its offset in that; what is resolved but no IMAP URL is "imapurl" at 0.
Result<std::string> resolve_url(std::string_view base, std::string_view reference);

}  // namespace imapspec::grammar
