// SocketStream: a Stream over a connected stream socket (TCP, Unix, one end of a socketpair). Internal to net/.
//
// An orderly end of TLS or TCP is Progress::end without error; see Channel::read for a TLS connection cut short. Where the
// connection breaks, what the peer had said before is delivered first, then `error` and `end` together.
// In TLS or DEFLATE `written` octets are encoded, up to 16 KiB ahead of what the socket takes; later calls send the rest.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "harness/base/stream.h"
#include "harness/net/channel.h"
#include "harness/net/fd.h"

namespace imapspec::net {

// Makes the TLS layer of this side when start_tls asks for it.
using TlsFactory = std::function<std::expected<std::unique_ptr<TlsLayer>, std::string>()>;

enum class Side { client, server };

class SocketStream final : public Stream {
 public:
  // Takes the socket over and makes it non-blocking.
  SocketStream(Fd fd, Side side, TlsFactory make_tls);
  ~SocketStream() override;

  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override;
  std::expected<void, std::string> start_tls(TimePoint until) override;
  bool is_tls() const override { return channel_.is_tls(); }
  TlsFacts tls_facts() const override { return channel_.tls_facts(); }
  std::expected<void, std::string> start_deflate() override;
  std::expected<void, std::string> end_deflate() override;
  void half_close() override;
  void close() override;
  void reset() override;

 private:
  bool send_pending();  // false: the socket takes no more at the moment
  std::size_t send_some(std::string_view octets);
  void take_from(std::string_view& out, Progress& result);
  void read_into(std::span<char> in, Progress& result);
  bool receive(std::span<char> in, std::size_t& octets);
  void drain_unread();
  short wanted(bool writing, bool reading) const;

  Fd fd_;
  Side side_;
  TlsFactory make_tls_;
  Channel channel_;
  bool read_ended_ = false;
  bool shut_when_sent_ = false;
  bool sending_ended_ = false;  // by half_close
  std::string write_error_;     // reported when what the peer said has been read
  std::string error_;           // final
};

}  // namespace imapspec::net
