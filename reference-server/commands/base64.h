// base64 (RFC 4648 section 4), as SASL exchanges carry it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imapspec::reference_server {

std::string to_base64(std::string_view octets);
// nullopt for anything but whole groups of four with their padding.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace imapspec::reference_server
