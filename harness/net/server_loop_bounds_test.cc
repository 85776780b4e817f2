// What a ServerLoop bounds, what it tells of time, and that its threads never meet in one connection.
#include <gmock/gmock.h>
#include <poll.h>

#include <atomic>
#include <thread>

#include "harness/net/net_test_support.h"
#include "harness/net/server_loop.h"

namespace imapspec::net {
namespace {

using std::chrono::milliseconds;

// A loop whose connections do what the test says.
class Served {
 public:
  using OnOpen = std::function<void(Connection&)>;
  using OnOctets = std::function<void(Connection&, std::string_view)>;

  explicit Served(ServerOptions options = {}) : loop_(std::move(options)) {}
  ~Served() {
    loop_.stop();
    if (thread_.joinable()) thread_.join();
  }
  // `handler` makes one for each connection.
  std::unique_ptr<Stream> connect(const ServerLoop::HandlerFactory& handler, bool implicit_tls = false) {
    port_ = loop_.listen("127.0.0.1", 0, implicit_tls, handler).value();
    if (!thread_.joinable()) thread_ = std::thread([this] { loop_.run(); });
    return connect_again();
  }
  std::unique_ptr<Stream> connect_again() { return connect_tcp("127.0.0.1", port_, soon(), unverified()).value(); }
  ServerLoop& loop() { return loop_; }

 private:
  ServerLoop loop_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

// Says what happens to it.
class Telltale : public Handler {
 public:
  void on_open(Connection& connection) override { connection.send("open\n"); }
  void on_octets(Connection& connection, std::string_view octets) override { connection.send(octets); }
  void on_timer(Connection& connection) override { connection.send("timer\n"); }
  void on_wake(Connection& connection) override { connection.send("wake\n"); }
  void on_end(Connection&, std::string_view) override {}
};

std::string heard(Stream& stream, std::size_t octets) {
  return receive(stream, octets).octets;
}

TEST(ServerLoopBounds, TellsOneTooManyWhy) {
  ServerOptions options;
  options.tls = test_tls();
  options.connections_max = 2;
  options.refusal = "too many\n";
  Served served(options);
  const auto first = served.connect([] { return std::make_unique<Telltale>(); });
  EXPECT_EQ(heard(*first, 5), "open\n");
  const auto second = served.connect_again();
  EXPECT_EQ(heard(*second, 5), "open\n");
  EXPECT_EQ(receive_to_end(*served.connect_again()).octets, "too many\n");
  const auto in_tls = served.connect([] { return std::make_unique<Telltale>(); }, true);
  ASSERT_TRUE(in_tls->start_tls(soon()));
  EXPECT_EQ(receive_to_end(*in_tls).octets, "too many\n");
}

TEST(ServerLoopBounds, TellsWhenTheTimeIsOver) {
  class Timed final : public Telltale {
    void on_open(Connection& connection) override {
      connection.set_timer(std::chrono::hours(1));
      connection.set_timer(milliseconds(1));  // earlier than before
    }
    void on_timer(Connection& connection) override {
      connection.send("timer\n");
      if (++timers_ < 3) connection.set_timer(milliseconds(1));
      if (timers_ == 3) connection.close();
    }
    int timers_ = 0;
  };
  Served served;
  EXPECT_EQ(receive_to_end(*served.connect([] { return std::make_unique<Timed>(); })).octets, "timer\ntimer\ntimer\n");
}

TEST(ServerLoopBounds, ATimerThatIsPutOffRunsOnce) {
  class PutOff final : public Telltale {
    void on_open(Connection& connection) override {
      connection.set_timer(milliseconds(2));
      connection.set_timer(milliseconds(4));
    }
    void on_timer(Connection& connection) override {
      connection.send("timer\n");
      connection.close();
    }
  };
  Served served;
  EXPECT_EQ(receive_to_end(*served.connect([] { return std::make_unique<PutOff>(); })).octets, "timer\n");
}

TEST(ServerLoopBounds, ResetsOneThatTakesNothing) {
  struct Seen {
    std::promise<std::string> error;
    std::promise<void> gone;
  };
  class Flood final : public Telltale {
   public:
    explicit Flood(Seen& seen) : seen_(seen) {}
    ~Flood() override { seen_.gone.set_value(); }
    void on_open(Connection& connection) override { connection.send(std::string(32 << 20, 'x')); }
    void on_end(Connection&, std::string_view error) override { seen_.error.set_value(std::string(error)); }

   private:
    Seen& seen_;
  };
  Seen seen;
  ServerOptions options;
  options.stall_max = milliseconds(20);
  Served served(options);
  const auto client = served.connect([&seen] { return std::make_unique<Flood>(seen); });
  EXPECT_EQ(seen.error.get_future().get(), "it takes nothing");
  seen.gone.get_future().get();
}

TEST(ServerLoopBounds, OneThatIsBeingClosedMustTakeTheRestToo) {
  class LastWords final : public Telltale {
   public:
    explicit LastWords(std::promise<void>& gone) : gone_(gone) {}
    ~LastWords() override { gone_.set_value(); }
    void on_open(Connection& connection) override {
      connection.send(std::string(32 << 20, 'x'));
      connection.close();
    }

   private:
    std::promise<void>& gone_;
  };
  std::promise<void> gone;
  ServerOptions options;
  options.stall_max = milliseconds(20);
  Served served(options);
  const auto client = served.connect([&gone] { return std::make_unique<LastWords>(gone); });
  gone.get_future().get();
}

TEST(ServerLoopBounds, ClosesOneThatDoesNotBeginTls) {
  ServerOptions options;
  options.tls = test_tls();
  options.handshake_max = milliseconds(20);
  Served served(options);
  const auto client = served.connect([] { return std::make_unique<Telltale>(); }, true);
  EXPECT_TRUE(receive_to_end(*client).end);
}

TEST(ServerLoopBounds, WhatIsHandedOverKeepsItsPlace) {
  constexpr std::size_t kLarge = 8 << 20;
  class Mixed final : public Telltale {
   public:
    explicit Mixed(std::promise<std::size_t>& pending) : pending_(pending) {}
    void on_open(Connection& connection) override {
      for (const char c : {'a', 'b', 'c'}) {
        connection.hand_over(std::string(kLarge, c));
        connection.send("between");
        connection.send("them");
      }
      pending_.set_value(connection.pending_octets());
      connection.close();
    }

   private:
    std::promise<std::size_t>& pending_;
  };
  std::promise<std::size_t> pending;
  Served served;
  const auto client = served.connect([&pending] { return std::make_unique<Mixed>(pending); });
  std::string all;
  for (const char c : {'a', 'b', 'c'}) all += std::string(kLarge, c) + "betweenthem";
  const std::size_t waits = pending.get_future().get();
  EXPECT_GT(waits, all.size() / 2);
  EXPECT_LT(waits, all.size());
  EXPECT_TRUE(receive_to_end(*client).octets == all);
}

TEST(ServerLoopBounds, IsWokenFromAnyThreadAndNotWhenItIsGone) {
  struct Seen {
    std::promise<std::function<void()>> waker;
    std::promise<void> gone;
  };
  class Sleeper final : public Telltale {
   public:
    explicit Sleeper(Seen& seen) : seen_(seen) {}
    ~Sleeper() override { seen_.gone.set_value(); }
    void on_open(Connection& connection) override { seen_.waker.set_value(connection.waker()); }
    void on_octets(Connection& connection, std::string_view) override { connection.close(); }

   private:
    Seen& seen_;
  };
  Seen seen;
  Served served;
  const auto client = served.connect([&seen] { return std::make_unique<Sleeper>(seen); });
  const auto wake = seen.waker.get_future().get();
  wake();
  EXPECT_EQ(heard(*client, 5), "wake\n");
  wake();
  EXPECT_EQ(heard(*client, 5), "wake\n");
  EXPECT_EQ(send_all(*client, "x"), "");
  EXPECT_TRUE(receive_to_end(*client).end);
  seen.gone.get_future().get();
  wake();
}

TEST(ServerLoopBounds, OneConnectionIsServedWhileAnotherTakesLong) {
  struct Seen {
    std::promise<void> second_came;
    std::atomic<int> connections = 0;
  };
  class Slow final : public Telltale {
   public:
    explicit Slow(Seen& seen) : seen_(seen) {}
    void on_octets(Connection& connection, std::string_view) override {
      if (seen_.connections++ == 0)
        seen_.second_came.get_future().wait();
      else
        seen_.second_came.set_value();
      connection.send("done\n");
    }

   private:
    Seen& seen_;
  };
  Seen seen;
  ServerOptions options;
  options.threads = 2;
  Served served(options);
  const auto first = served.connect([&seen] { return std::make_unique<Slow>(seen); });
  EXPECT_EQ(send_all(*first, "x"), "");
  const auto second = served.connect_again();
  EXPECT_EQ(heard(*first, 5), "open\n");
  EXPECT_EQ(send_all(*second, "x"), "");
  EXPECT_EQ(heard(*second, 10), "open\ndone\n");
  EXPECT_EQ(heard(*first, 5), "done\n");
}

TEST(ServerLoopBounds, ThreadsNeverMeetInOneConnection) {
  class Guarded final : public Telltale {
   public:
    explicit Guarded(std::atomic<int>& meetings) : meetings_(meetings) {}
    void on_open(Connection& connection) override {
      wake_ = connection.waker();
      connection.set_timer(milliseconds(1));
    }
    void on_octets(Connection& connection, std::string_view octets) override {
      enter();
      wake_();
      connection.set_timer(milliseconds(1));
      connection.send(octets);
      leave();
    }
    void on_timer(Connection&) override {
      enter();
      leave();
    }
    void on_wake(Connection&) override {
      enter();
      leave();
    }

   private:
    void enter() {
      if (inside_.exchange(true)) ++meetings_;
      ++calls_;
    }
    void leave() { inside_ = false; }

    std::atomic<int>& meetings_;
    std::atomic<bool> inside_ = false;
    std::function<void()> wake_;
    int calls_ = 0;  // no atomic: the thread sanitizer looks here
  };
  std::atomic<int> meetings = 0;
  ServerOptions options;
  options.threads = 4;
  Served served(options);
  std::vector<std::unique_ptr<Stream>> clients;
  clients.push_back(served.connect([&meetings] { return std::make_unique<Guarded>(meetings); }));
  for (int i = 1; i < 8; ++i) clients.push_back(served.connect_again());
  for (int round = 0; round < 50; ++round) {
    for (const auto& client : clients) EXPECT_EQ(send_all(*client, "hello"), "");
    for (const auto& client : clients) EXPECT_EQ(heard(*client, 5), "hello");
  }
  EXPECT_EQ(meetings, 0);
}

}  // namespace
}  // namespace imapspec::net
