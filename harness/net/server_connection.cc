#include "harness/net/server_connection.h"

#include <sys/socket.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

namespace imapspec::net {
namespace {

constexpr std::size_t kChunkOctets = 16384;
constexpr std::size_t kTurnOctets = 256 * 1024;  // handed over before the other connections have their turn

}  // namespace

ServerConnection::ServerConnection(boost::asio::io_context& io, Fd fd, int family, std::string peer,
                                   const ServerOptions& options, std::unique_ptr<Handler> handler, Gone gone)
    : io_(io),
      socket_(io, boost::asio::generic::stream_protocol(family, 0), fd.release()),
      peer_(std::move(peer)),
      options_(options),
      handler_(std::move(handler)),
      gone_(std::move(gone)) {
  socket_.non_blocking(true);
}

void ServerConnection::later(void (ServerConnection::*what)()) {
  boost::asio::post(io_, [self = shared_from_this(), what] { (self.get()->*what)(); });
}

void ServerConnection::start(bool implicit_tls) {
  if (implicit_tls) {
    greeting_tls_ = true;
    if (!start_tls()) return leave();
  } else {
    open();
  }
  pump();
}

void ServerConnection::open() {
  opened_ = true;
  handler_->on_open(*this);
}

// Returns whether there is more to do now.
bool ServerConnection::step_handshake() {
  auto done = channel_.handshake();
  flush();
  if (!done) {
    broken(done.error());
    return false;
  }
  if (!*done) return false;
  handshaking_ = false;
  if (greeting_tls_ && !opened_) {
    open();
  } else {
    handler_->on_tls(*this);
  }
  return true;
}

bool ServerConnection::may_read() {
  const std::size_t pending = pending_octets();
  if (pending > options_.output_octets_max) throttled_ = true;
  if (pending <= options_.output_octets_max / 2) throttled_ = false;
  return reading_wanted_ && !throttled_;
}

void ServerConnection::pump() {
  pump_posted_ = false;
  std::array<char, kChunkOctets> chunk;
  for (std::size_t handed_over = 0; handed_over < kTurnOctets;) {
    if (left_ || closing_) return;
    if (handshaking_) {
      if (step_handshake()) continue;
      return wait_for_octets();
    }
    if (!may_read()) return;
    const Channel::Read read = channel_.read(chunk);
    flush();
    if (read.octets > 0) {
      handed_over += read.octets;
      handler_->on_octets(*this, {chunk.data(), read.octets});
    } else if (read.end) {
      return read.error.empty() ? ended() : broken(read.error);
    } else {
      return wait_for_octets();
    }
  }
  if (!std::exchange(pump_posted_, true)) later(&ServerConnection::pump);
}

void ServerConnection::wait_for_octets() {
  if (left_ || closing_ || std::exchange(waiting_, true)) return;
  socket_.async_wait(boost::asio::socket_base::wait_read, [self = shared_from_this()](boost::system::error_code error) {
    self->waiting_ = false;
    if (!error) self->receive();
  });
}

void ServerConnection::receive() {
  if (left_ || closing_) return;
  if (!handshaking_ && !may_read()) return;  // set_reading or a drained queue comes back here
  std::array<char, kChunkOctets> chunk;
  const ssize_t got = recv(socket_.native_handle(), chunk.data(), chunk.size(), 0);
  if (got < 0) {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return wait_for_octets();
    return broken(system_error(errno));
  }
  if (got > 0) {
    channel_.received({chunk.data(), static_cast<std::size_t>(got)});
  } else {
    channel_.received_end();
    // A handshake that the end cuts short is told by reading.
    handshaking_ = false;
  }
  pump();
}

void ServerConnection::send(std::string_view octets) {
  if (left_ || closing_ || octets.empty()) return;
  // An encoder that fails is a connection that is broken; reading says so too.
  if (channel_.write(octets)) flush();
}

std::size_t ServerConnection::pending_octets() const {
  return writing_.size() - sent_ + channel_.pending();
}

void ServerConnection::set_reading(bool reading) {
  if (std::exchange(reading_wanted_, reading) == reading || !reading) return;
  if (!std::exchange(pump_posted_, true)) later(&ServerConnection::pump);
}

bool ServerConnection::start_tls() {
  if (options_.tls == nullptr || channel_.is_tls()) return false;
  auto tls = TlsLayer::server(*options_.tls);
  if (!tls) return false;
  channel_.start_tls(std::move(*tls), true);
  handshaking_ = true;
  return true;
}

void ServerConnection::flush() {
  if (write_in_progress_ || left_) return;
  if (sent_ == writing_.size()) {
    writing_.clear();
    sent_ = 0;
    std::swap(writing_, channel_.to_wire());
  }
  if (writing_.empty()) return;
  write_in_progress_ = true;
  socket_.async_write_some(boost::asio::buffer(writing_.data() + sent_, writing_.size() - sent_),
                           [self = shared_from_this()](boost::system::error_code error, std::size_t octets) {
                             self->write_in_progress_ = false;
                             if (self->left_) return;
                             if (error) return self->broken(error.message());
                             self->on_sent(octets);
                           });
}

void ServerConnection::on_sent(std::size_t octets) {
  sent_ += octets;
  flush();
  const bool drained = pending_octets() == 0;
  if (closing_) {
    if (drained) finish();
    return;
  }
  if (drained) handler_->on_drained(*this);
  if (throttled_ && may_read()) pump();
}

void ServerConnection::ended() {
  if (!std::exchange(end_told_, true)) handler_->on_end(*this, {});
  close();
}

void ServerConnection::broken(const std::string& error) {
  if (left_) return;
  flush();  // a TLS alert may be waiting
  if (opened_ && !closing_ && !std::exchange(end_told_, true)) handler_->on_end(*this, error);
  leave();
}

void ServerConnection::close() {
  if (left_ || std::exchange(closing_, true)) return;
  channel_.say_end();
  flush();
  if (pending_octets() == 0) later(&ServerConnection::finish);
}

void ServerConnection::finish() {
  if (left_) return;
  // Closing with unread octets sends a reset, which may take what we sent last from the client.
  ::shutdown(socket_.native_handle(), SHUT_WR);
  std::array<char, kChunkOctets> unread;
  for (std::size_t drained = 0; drained < kTurnOctets; drained += unread.size()) {
    if (recv(socket_.native_handle(), unread.data(), unread.size(), 0) <= 0) break;
  }
  leave();
}

void ServerConnection::reset() {
  if (left_) return;
  boost::system::error_code ignored;
  socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  leave();
}

void ServerConnection::leave() {
  if (std::exchange(left_, true)) return;
  boost::system::error_code ignored;
  socket_.close(ignored);
  boost::asio::post(io_, [self = shared_from_this()] {
    self->handler_.reset();
    if (self->gone_) std::exchange(self->gone_, {})(self.get());
  });
}

void ServerConnection::drop() {
  left_ = true;
  gone_ = {};
  boost::system::error_code ignored;
  socket_.close(ignored);
  handler_.reset();
}

}  // namespace imapspec::net
