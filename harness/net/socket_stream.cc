#include "harness/net/socket_stream.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "harness/net/poll.h"

namespace imapspec::net {
namespace {

constexpr std::size_t kEncodeOctets = 16384;  // one TLS record
constexpr std::size_t kReceiveOctets = 16384;
constexpr std::size_t kDrainOctets = 1024 * 1024;  // of what nobody will read, when closing

bool would_block(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

SocketStream::SocketStream(Fd fd, Side side, TlsFactory make_tls)
    : fd_(std::move(fd)), side_(side), make_tls_(std::move(make_tls)) {
  fcntl(fd_.get(), F_SETFL, fcntl(fd_.get(), F_GETFL) | O_NONBLOCK);
}

SocketStream::~SocketStream() {
  close();
}

std::size_t SocketStream::send_some(std::string_view octets) {
  if (octets.empty() || !write_error_.empty()) return 0;
  const ssize_t sent = send(fd_.get(), octets.data(), octets.size(), MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (!would_block(errno)) write_error_ = system_error(errno);
  return 0;
}

bool SocketStream::send_pending() {
  std::string& pending = channel_.to_wire();
  pending.erase(0, send_some(pending));
  if (!write_error_.empty()) pending.clear();
  if (pending.empty() && std::exchange(shut_when_sent_, false)) shutdown(fd_.get(), SHUT_WR);
  return pending.empty();
}

void SocketStream::take_from(std::string_view& out, Progress& result) {
  if (!send_pending() || out.empty() || sending_ended_ || !write_error_.empty()) return;
  std::size_t taken = 0;
  if (channel_.is_plain()) {
    taken = send_some(out);
  } else {
    taken = std::min(out.size(), kEncodeOctets);
    if (auto encoded = channel_.write(out.substr(0, taken)); !encoded) {
      write_error_ = encoded.error();
      taken = 0;
    }
    send_pending();
  }
  out.remove_prefix(taken);
  result.written += taken;
}

// One recv(2). True: something changed, octets or the end.
bool SocketStream::receive(std::span<char> in, std::size_t& octets) {
  octets = 0;
  if (read_ended_) return false;
  const ssize_t got = recv(fd_.get(), in.data(), in.size(), 0);
  if (got < 0 && would_block(errno)) return false;
  if (got > 0) {
    octets = static_cast<std::size_t>(got);
    return true;
  }
  read_ended_ = true;
  if (got < 0) error_ = system_error(errno);
  channel_.received_end();
  return true;
}

void SocketStream::read_into(std::span<char> in, Progress& result) {
  if (in.empty()) return;
  if (channel_.passes_through()) {
    if (!receive(in, result.read)) result.read = 0;
    result.end = read_ended_;
    return;
  }
  std::array<char, kReceiveOctets> wire;
  while (true) {
    Channel::Read read = channel_.read(in);
    result.read = read.octets;
    if (read.octets > 0) return;
    if (read.end) {
      result.end = true;
      if (!read.error.empty() && error_.empty()) error_ = read.error;
      return;
    }
    std::size_t octets = 0;
    if (!receive(wire, octets)) return;
    channel_.received({wire.data(), octets});
  }
}

short SocketStream::wanted(bool writing, bool reading) const {
  short events = 0;
  if (writing && write_error_.empty()) events = static_cast<short>(events | POLLOUT);
  if (reading && !read_ended_) events = static_cast<short>(events | POLLIN);
  return events;
}

Progress SocketStream::progress(std::string_view out, std::span<char> in, TimePoint until) {
  Progress result;
  while (true) {
    if (!fd_ || !error_.empty()) {
      result.error = error_.empty() ? "the connection is closed" : error_;
      result.end = true;
      return result;
    }
    // Reading comes first: a send that fails may take away the notice of why, but never what had already come.
    read_into(in, result);
    take_from(out, result);
    send_pending();
    if (result.read > 0) {
      result.end = false;  // this call delivers, the next one ends
      return result;
    }
    if (result.end || (in.empty() && !write_error_.empty())) {
      if (error_.empty()) error_ = write_error_;
      result.error = error_;
      result.end = true;
      return result;
    }
    if (result.written > 0) return result;
    const bool writing = (!out.empty() && !sending_ended_) || !channel_.to_wire().empty();
    const short events = wanted(writing, !in.empty());
    if (events == 0) return result;
    if (!poll_until(fd_.get(), events, until)) return result;
  }
}

// A server of TLS says nothing before the client does, so whatever waits on the socket of a client was sent in clear.
void SocketStream::drain_unread() {
  std::array<char, kReceiveOctets> unread;
  for (std::size_t drained = 0; drained < kDrainOctets;) {
    const ssize_t got = recv(fd_.get(), unread.data(), unread.size(), 0);
    if (got <= 0) return;
    drained += static_cast<std::size_t>(got);
  }
}

std::expected<void, std::string> SocketStream::start_tls(TimePoint until) {
  using Error = std::unexpected<std::string>;
  if (!fd_) return Error("TLS handshake: the connection is closed");
  if (channel_.is_tls()) return Error("TLS handshake: TLS is already in use");
  if (!make_tls_) return Error("TLS handshake: this connection has no TLS");
  while (!send_pending()) {
    if (!poll_until(fd_.get(), POLLOUT, until))
      return Error("TLS handshake: the peer does not take what was sent before");
  }
  const auto fail = [this](std::string text) {
    send_pending();  // the alert, if it can go
    error_ = text;
    fd_.close();
    return Error(std::move(text));
  };
  auto tls = make_tls_();
  if (!tls) return fail(tls.error());  // the peer waits for TLS by now, and there will be none
  if (side_ == Side::client) drain_unread();
  channel_.start_tls(std::move(*tls), side_ == Side::server);
  std::array<char, kReceiveOctets> wire;
  while (true) {
    auto done = channel_.handshake();
    if (!done) return fail(done.error());
    const bool all_sent = send_pending();
    if (*done && all_sent) return {};
    if (!write_error_.empty()) return fail("TLS handshake: " + write_error_);
    if (read_ended_) return fail("TLS handshake: " + (error_.empty() ? "the peer closed the connection" : error_));
    if (!poll_until(fd_.get(), wanted(!all_sent, !*done), until)) return fail("TLS handshake: no answer in time");
    std::size_t octets = 0;
    if (!*done && receive(wire, octets)) channel_.received({wire.data(), octets});
  }
}

std::expected<void, std::string> SocketStream::start_deflate() {
  if (!fd_) return std::unexpected("DEFLATE: the connection is closed");
  if (channel_.is_deflate()) return std::unexpected("DEFLATE: it is already in use");
  channel_.start_deflate();
  return {};
}

std::expected<void, std::string> SocketStream::end_deflate() {
  if (!channel_.is_deflate()) return std::unexpected("DEFLATE: it is not in use");
  channel_.end_deflate();
  return {};
}

void SocketStream::half_close() {
  if (!fd_ || sending_ended_) return;
  channel_.say_end();
  sending_ended_ = shut_when_sent_ = true;
  send_pending();
}

void SocketStream::close() {
  if (!fd_) return;
  if (!sending_ended_) channel_.say_end();
  send_pending();
  // Closing with unread octets sends a reset, which may take what we sent last from the peer.
  shutdown(fd_.get(), SHUT_WR);
  drain_unread();
  fd_.close();
}

void SocketStream::reset() {
  if (!fd_) return;
  const linger at_once{1, 0};
  setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  fd_.close();
}

}  // namespace imapspec::net
