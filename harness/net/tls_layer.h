// TlsLayer: one TLS connection between octets of the wire and octets of the application, without I/O. Internal to net/.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "harness/base/tls_facts.h"
#include "harness/net/tls.h"

namespace imapspec::net {

class TlsLayer {
 public:
  // `host` is what was connected to; the name to verify unless the options give another.
  static std::expected<std::unique_ptr<TlsLayer>, std::string> client(const TlsClient& options,
                                                                      const std::string& host);
  static std::expected<std::unique_ptr<TlsLayer>, std::string> server(const TlsServer& server);
  ~TlsLayer();

  void feed(std::string_view wire);     // came from the peer
  void take_output(std::string& wire);  // appends what must go to the peer; to be called after every other call
  std::expected<bool, std::string> handshake();  // true once it is done, false while more must come
  bool established() const;
  TlsFacts facts() const;  // empty unless established()

  std::expected<std::size_t, std::string> read(std::span<char> plain);  // 0: nothing yet, or ended()
  std::expected<void, std::string> write(std::string_view plain);       // only once established()
  void close_notify();                                                  // we send no more
  bool ended() const;                                                   // the peer's close_notify came
  bool within_record() const;  // a part of a record has come that cannot be read without the rest

 private:
  struct Impl;
  explicit TlsLayer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::net
