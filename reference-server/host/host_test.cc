#include "reference-server/host/host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "harness/net/connect.h"

namespace imapspec::reference_server {
namespace {

TimePoint soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds(20);
}

// A server on sockets, in a thread of its own.
class HostTest : public ::testing::Test {
 protected:
  HostTest() : host_(server_, net::make_tls_server(net::make_test_certificate().value()).value()) {
    server_.store().add_user("alice", "secret");
    port_ = host_.listen("127.0.0.1", 0, false).value();
    tls_port_ = host_.listen("127.0.0.1", 0, true).value();
    thread_ = std::thread([this] { host_.run(); });
  }
  ~HostTest() override {
    host_.stop();
    thread_.join();
  }

  std::unique_ptr<Stream> connect(std::uint16_t port) {
    return net::connect_tcp("127.0.0.1", port, soon(), {.verify = net::Verify::none, .ca_file = {}, .server_name = {}})
        .value();
  }
  // Sends, and reads until `end` is in what came.
  static std::string ask(Stream& stream, std::string_view octets, std::string_view end) {
    std::string answer;
    std::array<char, 4096> in;
    while (answer.find(end) == std::string::npos) {
      const Progress progress = stream.progress(octets, in, soon());
      octets.remove_prefix(progress.written);
      answer.append(in.data(), progress.read);
      if (progress.timed_out() || progress.end || !progress.error.empty())
        return answer + "<end " + progress.error + ">";
    }
    return answer;
  }

  Server server_;
  Host host_;
  std::uint16_t port_ = 0, tls_port_ = 0;
  std::thread thread_;
};

TEST_F(HostTest, ServesInClear) {
  const auto stream = connect(port_);
  EXPECT_TRUE(ask(*stream, "", "\r\n").starts_with("* OK"));
  EXPECT_TRUE(ask(*stream, "a LOGIN alice secret\r\n", "\r\n").starts_with("a OK"));
  const std::string bye = ask(*stream, "b LOGOUT\r\n", "never");
  EXPECT_NE(bye.find("* BYE"), std::string::npos);
  EXPECT_NE(bye.find("b OK"), std::string::npos);
  EXPECT_TRUE(bye.ends_with("<end >")) << bye;
}

TEST_F(HostTest, ServesWithTlsFromTheStart) {
  const auto stream = connect(tls_port_);
  ASSERT_TRUE(stream->start_tls(soon()));
  EXPECT_TRUE(ask(*stream, "", "\r\n").starts_with("* OK"));
  EXPECT_TRUE(ask(*stream, "a STARTTLS\r\n", "\r\n").starts_with("a BAD"));
}

TEST_F(HostTest, ThrowsAwayWhatComesInClearBehindStartTls) {  // RFC 9051 section 6.2.1
  const auto stream = connect(port_);
  ask(*stream, "", "\r\n");
  EXPECT_TRUE(ask(*stream, "a STARTTLS\r\nb LOGIN alice secret\r\n", "\r\n").starts_with("a OK"));
  ASSERT_TRUE(stream->start_tls(soon()));
  const std::string answer = ask(*stream, "c LIST \"\" \"\"\r\n", "\r\n");
  EXPECT_TRUE(answer.starts_with("c BAD") || answer.starts_with("c NO")) << answer;
}

// Also where a turn of the server ends just then.
TEST_F(HostTest, ThrowsItAwayHoweverManyCommandsCameBefore) {
  for (int before = 195; before <= 205; ++before) {
    const auto stream = connect(port_);
    std::string much;
    for (int i = 0; i < before; ++i) much += "n NOOP\r\n";
    EXPECT_THAT(ask(*stream, much + "a STARTTLS\r\nb LOGIN alice secret\r\n", "a OK Begin TLS negotiation now\r\n"),
                testing::HasSubstr("a OK"));
    ASSERT_TRUE(stream->start_tls(soon()));
    EXPECT_THAT(ask(*stream, "c SELECT INBOX\r\n", "\r\n"), testing::StartsWith("c BAD")) << before;
  }
}

TEST_F(HostTest, TellsAnIdlingClientWhatAnotherDoes) {  // RFC 2177
  const auto idle = connect(port_), other = connect(port_);
  ask(*idle, "", "\r\n");
  ask(*other, "", "\r\n");
  EXPECT_NE(ask(*idle, "a LOGIN alice secret\r\nb SELECT INBOX\r\nc IDLE\r\n", "idling\r\n").find("b OK"),
            std::string::npos);
  ask(*other, "a LOGIN alice secret\r\n", "\r\n");
  EXPECT_NE(ask(*other, "b APPEND INBOX {5+}\r\nx\r\n\r\n\r\n", "b OK").find("b OK"), std::string::npos);
  EXPECT_NE(ask(*idle, "", "EXISTS\r\n").find("* 1 EXISTS"), std::string::npos);
}

TEST_F(HostTest, SurvivesClientsThatGoAway) {
  for (int i = 0; i < 20; ++i) {
    const auto stream = connect(port_);
    ask(*stream, "a LOGIN alice secret\r\nb SELECT INBOX\r\nc IDLE\r\n", "\r\n");
    stream->reset();
  }
  const auto stream = connect(port_);
  EXPECT_TRUE(ask(*stream, "", "\r\n").starts_with("* OK"));
}

}  // namespace
}  // namespace imapspec::reference_server
