// Socket addresses: from a host's name or digits, and to text. Internal to net/.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

#include "harness/base/clock.h"

namespace imapspec::net {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  int family() const { return storage.ss_family; }
  const sockaddr* raw() const { return reinterpret_cast<const sockaddr*>(&storage); }
  std::string host() const;    // "127.0.0.1", "::1"; empty for Unix sockets
  std::uint16_t port() const;  // 0 for Unix sockets
};

// Digits and "localhost" (RFC 6761 section 6.3) at once, 127.0.0.1 before ::1; names by the system's resolver, in a
// thread of its own, since it knows no deadline.
std::expected<std::vector<Address>, std::string> resolve(const std::string& host, std::uint16_t port, TimePoint until);
std::expected<Address, std::string> unix_address(const std::string& path);

}  // namespace imapspec::net
