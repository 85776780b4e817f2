// What lies between the wire and the application: DEFLATE alone, TLS alone, DEFLATE within TLS, both ends in memory. What
// one side reads is what the other wrote, however the wire cuts it, also where DEFLATE ends on the way; of a wire that was
// tampered with it is the beginning of it, or nothing.
#include <utility>

#include "fuzz/input.h"
#include "fuzz/target.h"
#include "harness/net/channel.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kRoundsMax = 100;
constexpr std::size_t kReadOctetsMax = std::size_t{1} << 20;  // of what only looks compressed

struct End {
  net::Channel channel;
  std::string written, read;
  std::size_t deflate_ends_at = std::string::npos;  // of `read`
  bool broken = false;
};

const net::TlsServer& certified() {
  static const auto server = [] {
    const auto certificate = net::make_test_certificate();
    require(certificate.has_value(), "a certificate can be made");
    auto made = net::make_tls_server(*certificate);
    require(made.has_value(), "a TLS server can be made");
    return *std::move(made);
  }();
  return *server;
}

class Wire {
 public:
  Wire(End& a, End& b, fuzz::Input& choices, std::size_t tampered_at, char mask)
      : a_(a), b_(b), choices_(choices), tampered_at_(tampered_at), mask_(mask) {}

  // Both ways until nothing moves, in portions that the input chooses.
  void move() {
    for (std::size_t round = 0; round < kRoundsMax; ++round) {
      const bool there = carry(a_, b_), back = carry(b_, a_);
      if (!there && !back) return;
    }
  }
  bool tampered() const { return tampered_; }

 private:
  bool carry(End& from, End& to) {
    std::string octets = std::exchange(from.channel.to_wire(), {});
    const bool moved = !octets.empty();
    const std::size_t portion = choices_.empty() ? octets.size() + 1 : 1 + choices_.octet() * std::size_t{4};
    for (std::string_view rest = octets; !rest.empty();) {
      std::string part(rest.substr(0, portion));
      rest.remove_prefix(part.size());
      if (mask_ != 0 && tampered_at_ >= carried_ && tampered_at_ < carried_ + part.size()) {
        part[tampered_at_ - carried_] = static_cast<char>(part[tampered_at_ - carried_] ^ mask_);
        tampered_ = true;
      }
      carried_ += part.size();
      to.channel.received(part);
      read(to);
    }
    return moved;
  }
  static void read(End& end) {
    char buffer[512];
    while (!end.broken && end.read.size() < kReadOctetsMax) {
      const auto got = end.channel.read(buffer);
      end.broken = !got.error.empty() || got.end;
      end.read.append(buffer, got.octets);
      if (end.read.size() == end.deflate_ends_at) end.channel.end_deflate();
      if (got.octets == 0) return;
    }
  }

  End &a_, &b_;
  fuzz::Input& choices_;
  std::size_t tampered_at_, carried_ = 0;
  char mask_;
  bool tampered_ = false;
};

// Compressed octets of anybody: read, or refused.
void inflate(std::string_view octets) {
  net::DeflateLayer layer;
  layer.feed(octets);
  char buffer[512];
  std::size_t read = 0;
  for (auto got = layer.read(buffer); got && *got > 0 && read < kReadOctetsMax; got = layer.read(buffer)) {
    require(*got <= sizeof buffer, "16: no more is inflated than was asked for");
    read += *got;
  }
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(layers, octets, octets) {
  fuzz::Input input(octets);
  const std::uint8_t kind = input.octet();
  if (kind % 16 == 0) return inflate(input.rest());
  // TLS takes a hundred times as long.
  const bool tls = kind % 16 == 1, deflate = !tls || (kind & 0x10U) != 0;
  const std::size_t tampered_at = input.number32() % 4096;
  const auto mask = static_cast<char>(input.octet());
  fuzz::Input choices(input.take(input.below(16)));
  End client, server;
  Wire wire(client, server, choices, tampered_at, mask);
  if (tls) {
    auto theirs = net::TlsLayer::server(certified());
    auto ours = net::TlsLayer::client({.verify = net::Verify::none, .ca_file = {}, .server_name = {}}, "localhost");
    require(theirs && ours, "TLS can be started");
    server.channel.start_tls(*std::move(theirs), true);
    client.channel.start_tls(*std::move(ours), false);
    (void)client.channel.handshake();
    wire.move();
  }
  if (deflate) {
    client.channel.start_deflate();
    server.channel.start_deflate();
  }
  const auto say = [&](End& says) {
    const std::string_view said = input.take(1 + input.octet() % 64U);
    if (says.channel.write(said)) says.written += said;
  };
  bool to_end = deflate && (kind & 0x20U) != 0;  // as with UNAUTHENTICATE, and the client does not wait for its result
  // The client would take for clear what the server still compresses. It is silent until it has read of the end, which a
  // wire that was tampered with may keep from it: a record whose length was changed is waited for.
  const auto knows_of_the_end = [&] {
    return server.deflate_ends_at == std::string::npos || server.read.size() >= server.deflate_ends_at;
  };
  while (!input.empty()) {
    End& says = (input.rest().size() & 1U) != 0 || !knows_of_the_end() ? client : server;
    say(says);
    if (&says == &client && !input.empty() && std::exchange(to_end, false)) {
      server.deflate_ends_at = client.written.size();
      client.channel.end_deflate();
      say(client);
    }
    wire.move();
  }
  wire.move();
  if (wire.tampered()) {
    // DEFLATE has no checksum: what it makes of changed octets is anybody's guess. TLS has one.
    if (tls)
      require(client.written.starts_with(server.read) && server.written.starts_with(client.read),
              "what is read from a wire that was tampered with is the beginning of what was written");
    return;
  }
  require(server.read == client.written && client.read == server.written, "5: what is read is what was written");
}
