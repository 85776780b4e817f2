// Listener: accepts connections as Streams, one at a time; for scenarios that play the server, and for tests.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "harness/base/clock.h"
#include "harness/base/stream.h"
#include "harness/net/tls.h"

namespace imapspec::net {

class Listener {
 public:
  // `host` is an address of this machine or a name of one; port 0 takes any that is free. Without `tls` the Streams'
  // start_tls is an error.
  static std::expected<Listener, std::string> tcp(const std::string& host, std::uint16_t port,
                                                  std::shared_ptr<const TlsServer> tls = nullptr);
  // The path must not exist yet; it is removed with the Listener.
  static std::expected<Listener, std::string> unix_socket(const std::string& path,
                                                          std::shared_ptr<const TlsServer> tls = nullptr);
  Listener(Listener&& other) noexcept;
  Listener& operator=(Listener&& other) noexcept;
  ~Listener();

  std::uint16_t port() const;  // 0 for Unix sockets

  // The next connection; its start_tls is the handshake of a server. Nobody by `until`: null.
  std::expected<std::unique_ptr<Stream>, std::string> accept(TimePoint until);

 private:
  struct Impl;
  explicit Listener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::net
