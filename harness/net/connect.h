// Connections to servers, as Streams.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "harness/base/clock.h"
#include "harness/base/stream.h"
#include "harness/net/tls.h"

namespace imapspec::net {

// Connects over IPv4 or IPv6 by `until`; of a name's several addresses the first that answers. `tls` is kept for
// Stream::start_tls: on an implicit TLS port it is the caller's first call. The error names each address and its reason.
std::expected<std::unique_ptr<Stream>, std::string> connect_tcp(const std::string& host, std::uint16_t port,
                                                                TimePoint until, const TlsClient& tls = {});

// A Unix stream socket. For verification by TLS there is no host: TlsClient::server_name must be given.
std::expected<std::unique_ptr<Stream>, std::string> connect_unix(const std::string& path, TimePoint until,
                                                                 const TlsClient& tls = {});

}  // namespace imapspec::net
