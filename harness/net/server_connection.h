// ServerConnection: one client's connection within a ServerLoop. Internal to net/; holds Asio, for .cc files only.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>

#include "harness/net/channel.h"
#include "harness/net/fd.h"
#include "harness/net/server_loop.h"

namespace imapspec::net {

// All of it runs in the one thread of its io_context, but for what waker() gives, and for the beginning and the end: the
// constructor, start() and drop().
class ServerConnection final : public Connection, public std::enable_shared_from_this<ServerConnection> {
 public:
  // `gone` is called once, last of all, from that thread.
  using Gone = std::function<void(ServerConnection*)>;
  ServerConnection(boost::asio::io_context& io, Fd fd, int family, std::string peer, const ServerOptions& options,
                   std::unique_ptr<Handler> handler, Gone gone);

  void start(bool implicit_tls);  // from any thread
  void drop();                    // the loop ends and runs no more: no more calls, the handler goes

  void send(std::string_view octets) override;
  void hand_over(std::string octets) override;
  std::size_t pending_octets() const override;
  void set_reading(bool reading) override;
  bool start_tls() override;
  bool is_tls() const override { return channel_.is_tls(); }
  TlsFacts tls_facts() const override { return channel_.tls_facts(); }
  void start_deflate() override { channel_.start_deflate(); }
  void end_deflate() override { channel_.end_deflate(); }
  void set_timer(Duration delay) override;
  std::function<void()> waker() override;
  void close() override;
  void reset() override;
  const std::string& peer() const override { return peer_; }

 private:
  // Where most commands fit in; what is longer is read on at once.
  static constexpr std::size_t kFirstOctets = 1024;
  using Executor = boost::asio::io_context::executor_type;
  using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, Executor>;
  using SteadyClock = std::chrono::steady_clock;
  using Timer = boost::asio::basic_waitable_timer<SteadyClock, boost::asio::wait_traits<SteadyClock>, Executor>;

  void begin(bool implicit_tls);
  void later(void (ServerConnection::*what)());
  void pump();
  bool step_handshake();
  void open();
  void wait_for_octets();
  void received(std::size_t octets);
  bool receive_more(std::span<char> chunk, std::size_t& handed_over);
  std::size_t take(std::string_view wire);
  void received_end();
  void flush();
  void write();
  void next_to_write();
  std::size_t give_to_kernel(std::string_view octets);
  void wait_to_write();
  void written();
  void arm_timer();
  void look_at_timer();
  void wake();
  void ended();
  void broken(const std::string& error);
  void finish();
  void leave();
  bool may_read();

  Socket socket_;
  Timer timer_;
  std::string peer_;
  const ServerOptions& options_;
  std::unique_ptr<Handler> handler_;
  Gone gone_;
  Channel channel_;
  std::array<char, kFirstOctets> first_;  // of what comes next
  std::string writing_;                   // with the kernel's next call
  std::size_t sent_ = 0;                  // of writing_
  std::list<std::string> handed_over_;    // behind writing_, and before what the channel has
  std::size_t handed_over_octets_ = 0;
  TimePoint open_due_ = TimePoint::max(), stall_due_ = TimePoint::max(), handler_due_ = TimePoint::max();
  TimePoint timer_runs_ = TimePoint::max();  // when timer_ looks at these three
  std::atomic<bool> wake_posted_ = false;
  bool opened_ = false;
  bool greeting_tls_ = false;  // the handshake in progress comes before on_open
  bool handshaking_ = false;
  bool reading_wanted_ = true;
  bool throttled_ = false;  // over output_octets_max
  bool waiting_ = false;    // an asynchronous read is on
  bool more_is_here_ = false;
  bool pump_posted_ = false;
  bool waits_to_write_ = false;  // the kernel takes no more for now
  bool end_told_ = false;
  bool closing_ = false;
  bool left_ = false;
};

}  // namespace imapspec::net
