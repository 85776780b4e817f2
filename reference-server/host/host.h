// Host: puts a reference server on sockets: a few threads, many connections, in clear, with STARTTLS and with TLS from the
// start. How many connections, and how long and how large what it waits for may be, says the server's profile.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "harness/net/server_loop.h"
#include "harness/net/tls.h"
#include "reference-server/connection/server.h"

namespace imapspec::reference_server {

class Host {
 public:
  // The server outlives the host. Without `tls` there is no TLS, and the server's profile should not offer STARTTLS.
  // `threads` serve at once, at least one.
  Host(Server& server, std::shared_ptr<const net::TlsServer> tls, unsigned threads = 1);

  // Before run(). Port 0 takes a free one; the port in use is returned. The error is for people.
  std::expected<std::uint16_t, std::string> listen(const std::string& host, std::uint16_t port, bool implicit_tls);
  std::expected<void, std::string> listen_unix(const std::string& path);

  void run();                                                      // until stop()
  void stop();                                                     // from any thread
  std::size_t connections() const { return loop_.connections(); }  // from any thread
  // Calls `task` every so often while run() runs, one task at a time.
  void every(Duration interval, const std::function<void()>& task);

 private:
  Server& server_;
  net::ServerLoop loop_;
};

}  // namespace imapspec::reference_server
