// What a server costs that does nothing: it waits for octets, receives them and sends an answer.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace imapspec::bench {

// A process of its own, on 127.0.0.1, for one client at a time. It greets, and answers each portion that comes with one OK under the
// tag of its first command: so only depth 1 makes sense.
class EchoServer {
 public:
  EchoServer();  // throws std::runtime_error
  ~EchoServer();
  EchoServer(const EchoServer&) = delete;
  EchoServer& operator=(const EchoServer&) = delete;
  std::uint16_t port() const { return port_; }
  pid_t pid() const { return pid_; }

 private:
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace imapspec::bench
