// Message IDs in Message-ID, References and In-Reply-To (RFC 5322 section 3.6.4), as threading compares them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imapspec::mail {

// The valid message IDs in the body of a field, in their order, without the angle brackets, and with quotes, comments
// and white space gone, so that equal means equal (RFC 5256 section 3). What stands between them is passed over.
std::vector<std::string> message_ids(std::string_view body);

}  // namespace imapspec::mail
