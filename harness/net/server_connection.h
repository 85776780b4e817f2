// ServerConnection: one client's connection within a ServerLoop. Internal to net/; holds Asio, for .cc files only.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>

#include "harness/net/channel.h"
#include "harness/net/fd.h"
#include "harness/net/server_loop.h"

namespace imapspec::net {

class ServerConnection final : public Connection, public std::enable_shared_from_this<ServerConnection> {
 public:
  // `gone` is called once, last of all, from the loop.
  using Gone = std::function<void(ServerConnection*)>;
  ServerConnection(boost::asio::io_context& io, Fd fd, int family, std::string peer, const ServerOptions& options,
                   std::unique_ptr<Handler> handler, Gone gone);

  void start(bool implicit_tls);
  void drop();  // the loop ends: no more calls, the handler goes

  void send(std::string_view octets) override;
  std::size_t pending_octets() const override;
  void set_reading(bool reading) override;
  bool start_tls() override;
  bool is_tls() const override { return channel_.is_tls(); }
  TlsFacts tls_facts() const override { return channel_.tls_facts(); }
  void start_deflate() override { channel_.start_deflate(); }
  void close() override;
  void reset() override;
  const std::string& peer() const override { return peer_; }

 private:
  void later(void (ServerConnection::*what)());
  void pump();
  bool step_handshake();
  void open();
  void wait_for_octets();
  void receive();
  void flush();
  void on_sent(std::size_t octets);
  void ended();
  void broken(const std::string& error);
  void finish();
  void leave();
  bool may_read();

  boost::asio::io_context& io_;
  boost::asio::generic::stream_protocol::socket socket_;
  std::string peer_;
  const ServerOptions& options_;
  std::unique_ptr<Handler> handler_;
  Gone gone_;
  Channel channel_;
  std::string writing_;   // with the kernel's next call
  std::size_t sent_ = 0;  // of writing_
  bool opened_ = false;
  bool greeting_tls_ = false;  // the handshake in progress comes before on_open
  bool handshaking_ = false;
  bool reading_wanted_ = true;
  bool throttled_ = false;  // over output_octets_max
  bool waiting_ = false;    // an asynchronous wait for octets is on
  bool pump_posted_ = false;
  bool write_in_progress_ = false;
  bool end_told_ = false;
  bool closing_ = false;
  bool left_ = false;
};

}  // namespace imapspec::net
