// A socket that listens. Internal to net/.
#pragma once

#include "harness/net/address.h"
#include "harness/net/fd.h"

namespace imapspec::net {

struct ListenSocket {
  Fd fd;          // non-blocking
  Address bound;  // with the port that was found for 0
};

std::expected<ListenSocket, std::string> listen_on(const Address& address);
// Resolves `host`; the error names host, port and reason.
std::expected<ListenSocket, std::string> listen_on(const std::string& host, std::uint16_t port);

}  // namespace imapspec::net
