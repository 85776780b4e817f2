// What the tests of host/ share: a server on sockets with threads of its own, and clients of it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "harness/net/connect.h"
#include "reference-server/host/host.h"
#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

// Far beyond what any test needs; a test that comes near it has failed.
inline TimePoint soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds(60);
}

// One client's end.
class HostClient {
 public:
  explicit HostClient(std::uint16_t port)
      : stream_(
            net::connect_tcp("127.0.0.1", port, soon(), {.verify = net::Verify::none, .ca_file = {}, .server_name = {}})
                .value()) {}

  // Sends, and reads until `end` is in what came; what comes behind it is kept for the next call. Where the server closes,
  // "<end ...>" stands at the end.
  std::string ask(std::string_view octets, std::string_view end) {
    std::array<char, 65536> in;
    std::size_t looked_at = 0;
    while (true) {
      const std::size_t found = heard_.find(end, looked_at);
      if (octets.empty() && found != std::string::npos) {
        std::string answer = heard_.substr(0, found + end.size());
        heard_.erase(0, answer.size());
        return answer;
      }
      looked_at = heard_.size() - std::min(heard_.size(), end.size());
      const Progress progress = stream_->progress(octets, in, soon());
      octets.remove_prefix(progress.written);
      heard_.append(in.data(), progress.read);
      if (progress.timed_out() || progress.end || !progress.error.empty())
        return std::exchange(heard_, {}) + "<end " + progress.error + ">";
    }
  }
  // A command with its tag; the answer up to the end of its result.
  std::string says(const std::string& tag, const std::string& command) {
    std::string line = ask(tag + " " + command + "\r\n", "\r\n"), answer = line;
    while (!line.starts_with(tag + " ") && !line.ends_with('>')) answer += line = ask("", "\r\n");
    return answer;
  }
  std::string hears(std::string_view end) { return ask("", end); }
  // Sends, and reads nothing.
  void sends(std::string_view octets) {
    while (!octets.empty()) {
      const Progress progress = stream_->progress(octets, {}, soon());
      ASSERT_TRUE(progress.error.empty() && !progress.timed_out()) << progress.error;
      octets.remove_prefix(progress.written);
    }
  }
  HostClient& logged_in(const std::string& user = "alice") {
    EXPECT_TRUE(hears("\r\n").starts_with("* OK"));
    EXPECT_THAT(says("L", "LOGIN " + user + " secret"), testing::HasSubstr("L OK"));
    return *this;
  }
  Stream& stream() { return *stream_; }

 private:
  std::unique_ptr<Stream> stream_;
  std::string heard_;
};

// Users alice, bob, carol and dave, password secret. Clients may come once it was started.
class HostedServer {
 public:
  explicit HostedServer(const Profile& profile = {}, unsigned threads = 1)
      : server_(profile), host_(server_, net::make_tls_server(net::make_test_certificate().value()).value(), threads) {
    for (const char* user : {"alice", "bob", "carol", "dave"}) server_.store().add_user(user, "secret");
  }
  ~HostedServer() {
    host_.stop();
    if (thread_.joinable()) thread_.join();
  }
  void start() {
    port_ = host_.listen("127.0.0.1", 0, false).value();
    tls_port_ = host_.listen("127.0.0.1", 0, true).value();
    thread_ = std::thread([this] { host_.run(); });
  }
  void add_messages(const std::string& user, unsigned count, std::size_t octets = 20) {
    for (unsigned n = 0; n < count; ++n) {
      Message message;
      message.octets = std::make_shared<const std::string>("Subject: x\r\n\r\n" + std::string(octets, 'x') + "\r\n");
      message.date = grammar::date_time_of(1'700'000'000, 60);
      server_.store().user(user)->find("INBOX")->add(std::move(message), Origin::seed);
    }
  }
  Server& server() { return server_; }
  Host& host() { return host_; }
  std::uint16_t port() const { return port_; }
  std::uint16_t tls_port() const { return tls_port_; }

 private:
  Server server_;
  Host host_;
  std::uint16_t port_ = 0, tls_port_ = 0;
  std::thread thread_;
};

}  // namespace imapspec::reference_server
