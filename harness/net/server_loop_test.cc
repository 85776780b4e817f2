#include "harness/net/server_loop.h"

#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <thread>

#include "harness/net/net_test_support.h"

namespace imapspec::net {
namespace {

using testing::HasSubstr;

// Answers to single words: what each of a Connection's functions does is asked for by the client.
class WordHandler final : public Handler {
 public:
  struct Seen {
    std::atomic<int> alive{0}, ends{0}, drained{0};
    bool said_gone = false;
    std::promise<std::string> end_error;
    std::promise<void> gone;
  };
  explicit WordHandler(Seen& seen) : seen_(seen) { ++seen_.alive; }
  ~WordHandler() override {
    if (--seen_.alive == 0 && !std::exchange(seen_.said_gone, true)) seen_.gone.set_value();
  }
  void on_open(Connection& connection) override {
    connection.send(connection.is_tls() ? "* OK tls\r\n" : "* OK clear\r\n");
  }
  void on_octets(Connection& connection, std::string_view octets) override {
    line_ += octets;
    while (line_.contains("\r\n")) {
      const std::string word = line_.substr(0, line_.find("\r\n"));
      line_.erase(0, word.size() + 2);
      if (word == "tls") {
        connection.send("begin\r\n");
        line_.clear();
        connection.start_tls();
        connection.send("held\r\n");
      } else if (word == "deflate") {
        connection.send("begin\r\n");
        connection.start_deflate();
      } else if (word == "end-deflate") {
        connection.send("end\r\n");
        connection.end_deflate();
      } else if (word == "bye") {
        connection.send("* BYE\r\n");
        connection.close();
      } else if (word == "crash") {
        connection.reset();
      } else if (word == "flood") {
        connection.send(std::string(32 << 20, 'x'));
      } else {
        connection.send(word + " pending " + (connection.pending_octets() > 0 ? "yes" : "no") + "\r\n");
      }
    }
  }
  void on_tls(Connection& connection) override { connection.send("on_tls\r\n"); }
  void on_drained(Connection&) override { ++seen_.drained; }
  void on_end(Connection& connection, std::string_view error) override {
    if (++seen_.ends == 1) seen_.end_error.set_value(std::string(error));
    connection.send("last words\r\n");
  }

 private:
  Seen& seen_;
  std::string line_;
};

class ServerLoopTest : public testing::Test {
 protected:
  ServerLoopTest() : loop_({.tls = test_tls(), .output_octets_max = 100000, .connections_max = 3}) {}
  ~ServerLoopTest() override {
    loop_.stop();
    if (thread_.joinable()) thread_.join();
  }

  std::unique_ptr<Stream> connect(bool implicit_tls = false) {
    const auto port =
        loop_.listen("127.0.0.1", 0, implicit_tls, [this] { return std::make_unique<WordHandler>(seen_); });
    if (!thread_.joinable()) thread_ = std::thread([this] { loop_.run(); });
    port_ = port.value();
    return connect_again();
  }
  std::unique_ptr<Stream> connect_again() { return connect_tcp("127.0.0.1", port_, soon(), unverified()).value(); }

  WordHandler::Seen seen_;
  ServerLoop loop_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

std::string line(Stream& stream) {
  std::string text;
  while (!text.ends_with("\r\n")) {
    const Received received = receive(stream, 1);
    text += received.octets;
    if (received.octets.empty()) return text + "<" + received.error + ">";
  }
  return text;
}

TEST_F(ServerLoopTest, GreetsAnswersAndCloses) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  EXPECT_EQ(send_all(*client, "a\r\nb\r\n"), "");
  EXPECT_THAT(line(*client), HasSubstr("a pending"));
  EXPECT_THAT(line(*client), HasSubstr("b pending"));
  EXPECT_EQ(send_all(*client, "bye\r\nnever read"), "");
  const Received received = receive_to_end(*client);
  EXPECT_EQ(received.octets, "* BYE\r\n");
  EXPECT_EQ(received.error, "");
  seen_.gone.get_future().get();
  EXPECT_EQ(seen_.ends, 0);
}

TEST_F(ServerLoopTest, StartsTlsAndHoldsWhatIsSentMeanwhile) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  EXPECT_EQ(send_all(*client, "tls\r\ninjected\r\n"), "");
  EXPECT_EQ(line(*client), "begin\r\n");
  const auto started = client->start_tls(soon());
  ASSERT_TRUE(started) << started.error();
  EXPECT_EQ(line(*client), "held\r\n");
  EXPECT_EQ(line(*client), "on_tls\r\n");
  EXPECT_EQ(send_all(*client, "x\r\n"), "");
  EXPECT_THAT(line(*client), HasSubstr("x pending"));
}

TEST_F(ServerLoopTest, ServesImplicitTlsAndDeflate) {
  auto client = connect(true);
  ASSERT_TRUE(client->start_tls(soon()));
  EXPECT_EQ(line(*client), "* OK tls\r\n");
  EXPECT_EQ(send_all(*client, "deflate\r\n"), "");
  EXPECT_EQ(line(*client), "begin\r\n");
  ASSERT_TRUE(client->start_deflate());
  EXPECT_EQ(send_all(*client, "x\r\n"), "");
  EXPECT_THAT(line(*client), HasSubstr("x pending"));
  EXPECT_EQ(send_all(*client, "bye\r\n"), "");
  const Received received = receive_to_end(*client);
  EXPECT_EQ(received.octets, "* BYE\r\n");
  EXPECT_EQ(received.error, "");
}

TEST_F(ServerLoopTest, DeflateEnds) {
  for (const bool tls : {false, true}) {
    auto client = connect(tls);
    if (tls) {
      ASSERT_TRUE(client->start_tls(soon()));
    }
    EXPECT_THAT(line(*client), HasSubstr("* OK"));
    for (int time = 0; time < 2; ++time) {
      EXPECT_EQ(send_all(*client, "deflate\r\n"), "");
      EXPECT_EQ(line(*client), "begin\r\n");
      ASSERT_TRUE(client->start_deflate());
      EXPECT_EQ(send_all(*client, "x\r\nend-deflate\r\n"), "");
      EXPECT_THAT(line(*client), HasSubstr("x pending"));
      EXPECT_EQ(line(*client), "end\r\n");
      ASSERT_TRUE(client->end_deflate());
      EXPECT_EQ(send_all(*client, "y\r\n"), "");
      EXPECT_THAT(line(*client), HasSubstr("y pending"));
    }
    EXPECT_EQ(send_all(*client, "bye\r\n"), "");
    EXPECT_EQ(receive_to_end(*client).octets, "* BYE\r\n");
  }
}

TEST_F(ServerLoopTest, SurvivesClientsThatDoNotSpeakTls) {
  auto client = connect(true);
  EXPECT_EQ(send_all(*client, "a NOOP\r\n"), "");  // no TLS record begins in it: thrown away
  client->close();
  seen_.gone.get_future().get();
  EXPECT_EQ(seen_.ends, 0);  // it was never opened
  auto other = connect_again();
  ASSERT_TRUE(other->start_tls(soon()));
  EXPECT_EQ(line(*other), "* OK tls\r\n");
}

TEST_F(ServerLoopTest, TellsTheEndAndDeliversLastWords) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  client->half_close();
  EXPECT_EQ(receive_to_end(*client).octets, "last words\r\n");
  EXPECT_EQ(seen_.end_error.get_future().get(), "");
  seen_.gone.get_future().get();
}

TEST_F(ServerLoopTest, TellsABrokenConnection) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  client->reset();
  EXPECT_EQ(seen_.end_error.get_future().get(), "Connection reset by peer");
  seen_.gone.get_future().get();
  EXPECT_EQ(seen_.ends, 1);
}

TEST_F(ServerLoopTest, ResetsLikeACrash) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  EXPECT_EQ(send_all(*client, "crash\r\n"), "");
  EXPECT_EQ(receive_to_end(*client).error, "Connection reset by peer");
}

TEST_F(ServerLoopTest, OneThatDoesNotReadBlocksNobodyAndIsNotReadFrom) {
  auto slow = connect();
  EXPECT_EQ(line(*slow), "* OK clear\r\n");
  EXPECT_EQ(send_all(*slow, "flood\r\n"), "");
  auto quick = connect_again();
  EXPECT_EQ(line(*quick), "* OK clear\r\n");
  EXPECT_EQ(send_all(*quick, "x\r\n"), "");
  EXPECT_EQ(line(*quick), "x pending no\r\n");
  // What the slow one asks for now waits until its queue is nearly empty.
  EXPECT_EQ(send_all(*slow, "y\r\n"), "");
  EXPECT_EQ(receive(*slow, 32 << 20).octets, std::string(32 << 20, 'x'));
  EXPECT_THAT(line(*slow), HasSubstr("y pending"));
  EXPECT_GE(seen_.drained, 1);
}

TEST_F(ServerLoopTest, RefusesOneTooMany) {
  auto first = connect();
  EXPECT_EQ(line(*first), "* OK clear\r\n");
  auto second = connect_again(), third = connect_again();
  EXPECT_EQ(line(*second), "* OK clear\r\n");
  EXPECT_EQ(line(*third), "* OK clear\r\n");
  auto fourth = connect_again();
  EXPECT_EQ(receive_to_end(*fourth).octets, "");
  EXPECT_EQ(send_all(*first, "bye\r\n"), "");
  EXPECT_EQ(line(*first), "* BYE\r\n");
}

TEST_F(ServerLoopTest, RunsTasksOfOtherThreadsAndTimers) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  std::promise<std::size_t> connections;
  std::promise<void> timer;
  loop_.post([&] {
    connections.set_value(loop_.connections());
    const auto cancelled = loop_.after(Duration::zero(), [] { ADD_FAILURE() << "it was cancelled"; });
    loop_.cancel(cancelled);
    loop_.after(std::chrono::milliseconds(5), [&] { timer.set_value(); });
  });
  EXPECT_EQ(connections.get_future().get(), 1U);
  timer.get_future().get();
}

TEST_F(ServerLoopTest, EndsWithConnectionsOpen) {
  auto client = connect();
  EXPECT_EQ(line(*client), "* OK clear\r\n");
  EXPECT_EQ(seen_.alive, 1);
}

TEST(ServerLoop, SaysWhyItCannotListen) {
  ServerLoop loop;
  EXPECT_EQ(loop.listen("127.0.0.1", 0, true, {}).error(), "implicit TLS needs a certificate");
  Listener taken = Listener::tcp("127.0.0.1", 0).value();
  EXPECT_THAT(loop.listen("127.0.0.1", taken.port(), false, {}).error(), HasSubstr("Address already in use"));
  loop.stop();
  loop.run();
}

}  // namespace
}  // namespace imapspec::net
