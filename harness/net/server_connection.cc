#include "harness/net/server_connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

namespace imapspec::net {
namespace {

using boost::system::error_code;

constexpr std::size_t kChunkOctets = 128 * 1024;
constexpr std::size_t kTurnOctets = 256 * 1024;  // handed over before the other connections have their turn
constexpr std::size_t kKeptOctets = 8 * 1024;    // of a buffer that has become empty: an idle connection is small
// Of what the kernel queues for the client, which it doubles. As much as it likes would be megabytes for each who reads slowly,
// and none of it in the processor's cache.
constexpr int kKernelOctets = 128 * 1024;

TimePoint behind(Duration delay) {
  const TimePoint now = std::chrono::steady_clock::now();
  return delay < TimePoint::max() - now ? now + delay : TimePoint::max();
}

void release(std::string& buffer) {
  buffer.clear();
  if (buffer.capacity() > kKeptOctets) std::string().swap(buffer);
}

}  // namespace

ServerConnection::ServerConnection(boost::asio::io_context& io, Fd fd, int family, std::string peer,
                                   const ServerOptions& options, std::unique_ptr<Handler> handler, Gone gone)
    : socket_(io, boost::asio::generic::stream_protocol(family, 0), fd.release()),
      timer_(io),
      peer_(std::move(peer)),
      options_(options),
      handler_(std::move(handler)),
      gone_(std::move(gone)) {
  socket_.non_blocking(true);
  error_code ignored;
  (void)socket_.set_option(boost::asio::socket_base::send_buffer_size(kKernelOctets), ignored);
}

void ServerConnection::later(void (ServerConnection::*what)()) {
  boost::asio::post(socket_.get_executor(), [self = shared_from_this(), what] { (self.get()->*what)(); });
}

void ServerConnection::start(bool implicit_tls) {
  boost::asio::dispatch(socket_.get_executor(),
                        [self = shared_from_this(), implicit_tls] { self->begin(implicit_tls); });
}

void ServerConnection::begin(bool implicit_tls) {
  if (implicit_tls) {
    greeting_tls_ = true;
    if (!start_tls()) return leave();
    open_due_ = behind(options_.handshake_max);
    arm_timer();
  } else {
    open();
  }
  pump();
}

void ServerConnection::open() {
  opened_ = true;
  open_due_ = TimePoint::max();
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
      if (step_handshake() || receive_more(chunk, handed_over)) continue;
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
    } else if (!receive_more(chunk, handed_over)) {
      return wait_for_octets();
    }
  }
  if (!std::exchange(pump_posted_, true)) later(&ServerConnection::pump);
}

void ServerConnection::wait_for_octets() {
  if (left_ || closing_ || std::exchange(waiting_, true)) return;
  socket_.async_receive(boost::asio::buffer(first_), [self = shared_from_this()](error_code error, std::size_t octets) {
    self->waiting_ = false;
    if (self->left_ || self->closing_) return;
    if (error == boost::asio::error::eof) return self->received_end();
    if (error) return self->broken(error.message());
    self->received(octets);
  });
}

// What fills first_ is a part of more, which is here already.
void ServerConnection::received(std::size_t octets) {
  more_is_here_ = octets == first_.size();
  take({first_.data(), octets});
  pump();
}

// In clear they are handed over from where they are. Returns how many were.
std::size_t ServerConnection::take(std::string_view wire) {
  if (channel_.passes_through() && may_read()) {
    handler_->on_octets(*this, wire);
    return wire.size();
  }
  channel_.received(wire);
  return 0;
}

// Takes the next chunk of what is here already. False: there is none; an end or an error is told by the next asynchronous
// read.
bool ServerConnection::receive_more(std::span<char> chunk, std::size_t& handed_over) {
  if (!std::exchange(more_is_here_, false)) return false;
  const ssize_t got = recv(socket_.native_handle(), chunk.data(), chunk.size(), 0);
  if (got <= 0) return false;
  more_is_here_ = static_cast<std::size_t>(got) == chunk.size();
  handed_over += take({chunk.data(), static_cast<std::size_t>(got)});
  return true;
}

void ServerConnection::received_end() {
  channel_.received_end();
  handshaking_ = false;  // one that the end cuts short is told by reading
  pump();
}

void ServerConnection::send(std::string_view octets) {
  if (left_ || closing_ || octets.empty()) return;
  // In clear, and with nothing before them, they go from where they are.
  if (channel_.is_plain() && pending_octets() == 0 && !waits_to_write_) octets.remove_prefix(give_to_kernel(octets));
  // An encoder that fails is a connection that is broken; reading says so too.
  if (!octets.empty() && channel_.write(octets)) flush();
}

void ServerConnection::hand_over(std::string octets) {
  if (left_ || closing_ || octets.empty() || !channel_.is_plain()) return send(octets);
  if (pending_octets() == 0 && !waits_to_write_) {
    sent_ = give_to_kernel(octets);
    writing_ = std::move(octets);
  } else {
    handed_over_octets_ += channel_.to_wire().size() + octets.size();
    if (!channel_.to_wire().empty()) handed_over_.push_back(std::exchange(channel_.to_wire(), {}));
    handed_over_.push_back(std::move(octets));
  }
  flush();
}

std::size_t ServerConnection::pending_octets() const {
  return writing_.size() - sent_ + handed_over_octets_ + channel_.pending();
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
  if (!waits_to_write_ && !left_) write();
}

void ServerConnection::next_to_write() {
  release(writing_);
  sent_ = 0;
  if (handed_over_.empty()) return std::swap(writing_, channel_.to_wire());
  writing_ = std::move(handed_over_.front());
  handed_over_.pop_front();
  handed_over_octets_ -= writing_.size();
}

// As much as the kernel takes.
void ServerConnection::write() {
  while (!waits_to_write_) {
    if (sent_ == writing_.size()) {
      next_to_write();
      if (writing_.empty()) {
        stall_due_ = TimePoint::max();
        return;
      }
    }
    sent_ += give_to_kernel(std::string_view(writing_).substr(sent_));
  }
}

// Returns how many it takes now. What goes wrong is told later: the caller may be the handler.
std::size_t ServerConnection::give_to_kernel(std::string_view octets) {
  std::size_t given = 0;
  while (given < octets.size()) {
    const ssize_t taken = ::send(socket_.native_handle(), octets.data() + given, octets.size() - given, MSG_NOSIGNAL);
    if (taken >= 0) {
      given += static_cast<std::size_t>(taken);
    } else if (errno != EINTR) {
      wait_to_write();  // an error waits there too
      break;
    }
  }
  return given;
}

void ServerConnection::wait_to_write() {
  waits_to_write_ = true;
  stall_due_ = behind(options_.stall_max);
  arm_timer();
  socket_.async_wait(boost::asio::socket_base::wait_write, [self = shared_from_this()](error_code error) {
    self->waits_to_write_ = false;
    if (self->left_) return;
    if (error) return self->broken(error.message());
    self->written();
  });
}

void ServerConnection::written() {
  const ssize_t taken = writing_.size() == sent_ ? 0
                                                 : ::send(socket_.native_handle(), writing_.data() + sent_,
                                                          writing_.size() - sent_, MSG_NOSIGNAL);
  if (taken < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return broken(system_error(errno));
  if (taken > 0) sent_ += static_cast<std::size_t>(taken);
  write();
  const bool drained = pending_octets() == 0;
  if (closing_) {
    if (drained) finish();
    return;
  }
  if (drained) handler_->on_drained(*this);
  if (throttled_ && may_read() && !std::exchange(pump_posted_, true)) later(&ServerConnection::pump);
}

void ServerConnection::set_timer(Duration delay) {
  handler_due_ = behind(delay);
  arm_timer();
}

// A timer that runs too early looks again: most are put off again and again, and never have anything to say.
void ServerConnection::arm_timer() {
  const TimePoint due = std::min({open_due_, stall_due_, handler_due_});
  if (left_ || due >= timer_runs_) return;
  timer_runs_ = due;
  timer_.expires_at(due);
  timer_.async_wait([self = shared_from_this()](error_code error) {
    if (!error) self->look_at_timer();
  });
}

void ServerConnection::look_at_timer() {
  if (left_) return;
  timer_runs_ = TimePoint::max();
  const TimePoint now = std::chrono::steady_clock::now();
  if (open_due_ <= now) return leave();
  if (stall_due_ <= now) {
    if (opened_ && !closing_ && !std::exchange(end_told_, true)) handler_->on_end(*this, "it takes nothing");
    return reset();
  }
  if (handler_due_ <= now) {
    handler_due_ = TimePoint::max();
    if (opened_ && !closing_) handler_->on_timer(*this);
  }
  arm_timer();
}

std::function<void()> ServerConnection::waker() {
  return [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (self != nullptr && !self->wake_posted_.exchange(true)) self->later(&ServerConnection::wake);
  };
}

void ServerConnection::wake() {
  wake_posted_ = false;
  if (opened_ && !left_ && !closing_) handler_->on_wake(*this);
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
  if (handshaking_) return leave();  // what waits for its end would wait for ever
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
  error_code ignored;
  (void)socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
  leave();
}

void ServerConnection::leave() {
  if (std::exchange(left_, true)) return;
  error_code ignored;
  (void)socket_.close(ignored);
  timer_.cancel();
  boost::asio::post(socket_.get_executor(), [self = shared_from_this()] {
    self->handler_.reset();
    if (self->gone_) std::exchange(self->gone_, {})(self.get());
  });
}

void ServerConnection::drop() {
  left_ = true;
  gone_ = {};
  error_code ignored;
  (void)socket_.close(ignored);
  handler_.reset();
}

}  // namespace imapspec::net
