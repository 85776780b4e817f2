// Percent-encoding, of RFC 3986 section 2.1.
#pragma once

#include <string>
#include <string_view>

namespace imapspec::reports {

// All but the unreserved octets of RFC 3986 section 2.3, and those of `kept`, as %XX.
std::string percent_encoded(std::string_view octets, std::string_view kept = {});

}  // namespace imapspec::reports
