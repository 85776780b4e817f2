#include "harness/net/channel.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace imapspec::net {
namespace {

constexpr char kTlsHandshakeRecord = 0x16;  // RFC 8446 section 5.1
constexpr std::size_t kDeflateReadOctets = 4096;
constexpr std::size_t kKeptOctets = 4096;  // of a buffer that has become empty

}  // namespace

void Channel::received(std::string_view wire) {
  if (skip_to_tls_) {
    const std::size_t record = wire.find(kTlsHandshakeRecord);
    if (record == std::string_view::npos) return;
    wire.remove_prefix(record);
    skip_to_tls_ = false;
  }
  if (tls_ != nullptr) {
    tls_->feed(wire);
  } else {
    raw_ += wire;
  }
}

void Channel::received_end() {
  wire_ended_ = true;
}

std::expected<bool, std::string> Channel::handshake() {
  auto done = tls_->handshake();
  tls_->take_output(to_wire_);
  if (!done) return std::unexpected(done.error());
  if (*done && !held_.empty()) {
    if (auto sent = write(std::exchange(held_, {})); !sent) return std::unexpected(sent.error());
  }
  return *done;
}

std::expected<std::size_t, std::string> Channel::read_below_deflate(std::span<char> octets) {
  if (tls_ != nullptr && raw_.empty()) {
    auto got = tls_->read(octets);
    tls_->take_output(to_wire_);  // an alert, an answer to a key update
    return got;
  }
  const std::size_t n = std::min(octets.size(), raw_.size());
  if (n > 0) std::memcpy(octets.data(), raw_.data(), n);
  raw_.erase(0, n);
  if (raw_.empty() && raw_.capacity() > kKeptOctets) std::string().swap(raw_);
  return n;
}

std::expected<std::size_t, std::string> Channel::feed_deflate() {
  std::array<char, kDeflateReadOctets> compressed;
  auto got = read_below_deflate(compressed);
  if (got) deflate_->feed({compressed.data(), *got});
  return got;
}

std::expected<std::size_t, std::string> Channel::read_inflated(std::span<char> plain) {
  while (true) {
    auto got = deflate_->read(plain);
    if (!got || *got > 0) return got;
    if (!deflate_->hungry()) continue;
    got = feed_deflate();
    if (!got || *got == 0) return got;
  }
}

std::expected<std::size_t, std::string> Channel::read_behind_deflate(std::span<char> plain) {
  while (!deflate_->at_flush()) {
    if (deflate_->hungry()) {
      auto fed = feed_deflate();
      if (!fed || *fed == 0) return fed;
    }
    char octet = 0;
    const auto got = deflate_->read({&octet, 1});
    if (!got) return got;
    if (*got > 0) return std::unexpected("DEFLATE: it goes on behind the line that ends it");
  }
  raw_.insert(0, deflate_->take_rest());
  deflate_.reset();
  deflate_ends_ = false;
  return read_below_deflate(plain);
}

bool Channel::wire_is_used_up() const {
  return tls_ == nullptr ? raw_.empty() : !tls_->within_record();
}

Channel::Read Channel::read(std::span<char> plain) {
  if (tls_ != nullptr && !tls_->established()) {
    auto done = handshake();
    if (!done) return {0, true, done.error()};
    if (!*done) {
      if (wire_ended_) return {0, true, "TLS handshake: the peer closed the connection"};
      return {};
    }
  }
  auto got = deflate_ == nullptr ? read_below_deflate(plain)
             : deflate_ends_     ? read_behind_deflate(plain)
                                 : read_inflated(plain);
  if (!got) return {0, true, got.error()};
  if (*got > 0 || plain.empty()) return {*got, false, {}};
  if (tls_ != nullptr && tls_->ended()) return {0, true, {}};
  if (!wire_ended_) return {};
  if (!wire_is_used_up()) return {0, true, "the peer closed the connection within a TLS record"};
  return {0, true, {}};
}

std::expected<void, std::string> Channel::write(std::string_view plain) {
  if (tls_ != nullptr && !tls_->established()) {
    held_ += plain;
    return {};
  }
  std::string compressed;
  if (deflate_ != nullptr && !deflate_ends_) {
    deflate_->write(plain, compressed);
    plain = compressed;
  }
  if (tls_ == nullptr) {
    to_wire_ += plain;
    return {};
  }
  auto sent = tls_->write(plain);
  tls_->take_output(to_wire_);
  return sent;
}

void Channel::say_end() {
  if (tls_ == nullptr) return;
  tls_->close_notify();
  tls_->take_output(to_wire_);
}

void Channel::start_tls(std::unique_ptr<TlsLayer> tls, bool is_server) {
  raw_.clear();
  tls_ = std::move(tls);
  skip_to_tls_ = is_server;
}

}  // namespace imapspec::net
