// EmbeddedStream: a client's end of a connection to a server in the same process, without sockets, threads or waiting.
#pragma once

#include "harness/base/stream.h"
#include "reference-server/connection/connection.h"

namespace imapspec::reference_server {

// The server outlives it. progress() never waits, whatever `until` says: where nothing moved, nothing will until
// another connection of the same server does something, so it reports timed_out() at once and the caller's clock may
// jump.
class EmbeddedStream final : public Stream {
 public:
  // There is no TLS; once start_tls() was called, `facts` are what both sides take for that of one.
  explicit EmbeddedStream(Server& server, const ConnectionInfo& info = {}, TlsFacts facts = {})
      : connection_(server, info), tls_(info.tls), facts_(std::move(facts)) {}

  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override;
  // Only once the server waits for the handshake.
  std::expected<void, std::string> start_tls(TimePoint until) override;
  bool is_tls() const override { return tls_; }
  TlsFacts tls_facts() const override { return tls_ ? facts_ : TlsFacts(); }
  // Only once the server expects it. Nothing is compressed: both ends are here.
  std::expected<void, std::string> start_deflate() override;
  std::expected<void, std::string> end_deflate() override;
  void half_close() override { half_closed_ = true; }
  void close() override { closed_ = true; }
  void reset() override { closed_ = true; }

 private:
  Connection connection_;
  bool tls_;
  TlsFacts facts_;
  bool half_closed_ = false;
  bool closed_ = false;
};

}  // namespace imapspec::reference_server
