// What the tests of net/ share: both ends of a loopback connection, and calls that go on until all is done.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "harness/net/connect.h"
#include "harness/net/listener.h"

namespace imapspec::net {

// Far beyond what any test needs; a test that comes near it has failed.
inline TimePoint soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds(20);
}

inline const Certificate& test_certificate() {
  static const Certificate certificate = make_test_certificate().value();
  return certificate;
}

inline std::shared_ptr<const TlsServer> test_tls() {
  static const auto tls = make_tls_server(test_certificate()).value();
  return tls;
}

inline TlsClient unverified() {
  return {.verify = Verify::none, .ca_file = {}, .server_name = {}};
}

struct Ends {
  std::unique_ptr<Stream> client, server;
};

inline Ends connected(const TlsClient& tls = unverified()) {
  Listener listener = Listener::tcp("127.0.0.1", 0, test_tls()).value();
  Ends ends;
  ends.client = connect_tcp("127.0.0.1", listener.port(), soon(), tls).value();
  ends.server = listener.accept(soon()).value();
  return ends;
}

using Started = std::expected<void, std::string>;

// Both handshakes at once; the client's and the server's outcome.
inline std::pair<Started, Started> start_tls(Ends& ends) {
  auto server = std::async(std::launch::async, [&] { return ends.server->start_tls(soon()); });
  Started client = ends.client->start_tls(soon());
  return {client, server.get()};
}

// Sends all of it; what is read meanwhile is not touched.
inline std::string send_all(Stream& stream, std::string_view octets) {
  while (!octets.empty()) {
    const Progress progress = stream.progress(octets, {}, soon());
    octets.remove_prefix(progress.written);
    if (!progress.error.empty()) return progress.error;
    if (progress.timed_out()) return "timed out";
  }
  return {};
}

struct Received {
  std::string octets;
  bool end = false;
  std::string error;
};

// Reads until `size` octets are there, or the end, or an error; at most `step` octets at a time.
inline Received receive(Stream& stream, std::size_t size, std::size_t step = 65536) {
  Received received;
  std::string buffer(step, '\0');
  while (received.octets.size() < size && !received.end) {
    const std::size_t room = std::min(step, size - received.octets.size());
    const Progress progress = stream.progress({}, {buffer.data(), room}, soon());
    received.octets.append(buffer, 0, progress.read);
    received.end = progress.end;
    received.error = progress.error;
    if (progress.timed_out()) {
      received.error = "timed out";
      return received;
    }
  }
  return received;
}

inline Received receive_to_end(Stream& stream) {
  return receive(stream, std::string::npos);
}

// Octets that do not compress well and never repeat within a TLS record.
inline std::string sample(std::size_t size) {
  std::string octets;
  octets.reserve(size);
  std::uint32_t state = 1;
  while (octets.size() < size) {
    state = state * 1664525U + 1013904223U;
    octets += static_cast<char>(state >> 24U);
  }
  return octets;
}

}  // namespace imapspec::net
