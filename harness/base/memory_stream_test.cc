#include "harness/base/memory_stream.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace imapspec {
namespace {

using namespace std::chrono_literals;

struct MemoryStreamTest : testing::Test {
  VirtualClock clock;
  MemoryStream stream{clock};
  std::array<char, 64> room{};

  Progress go(std::string_view out, Duration within = 1s) { return stream.progress(out, room, clock.now() + within); }
  std::string heard(const Progress& progress) { return {room.data(), progress.read}; }
};

TEST_F(MemoryStreamTest, AnswersWhatWasWritten) {
  stream.on_written([this](std::string_view octets) { stream.say("heard " + std::string(octets)); });
  const Progress progress = go("A NOOP");
  EXPECT_EQ(progress.written, 6U);
  EXPECT_EQ(heard(progress), "heard A NOOP");
  EXPECT_EQ(stream.written(), "A NOOP");
}

TEST_F(MemoryStreamTest, TimeJumpsToWhatComesNext) {
  stream.say("late", 3s);
  const TimePoint start = clock.now();
  EXPECT_TRUE(go("", 1s).timed_out());
  EXPECT_EQ(clock.now() - start, 1s);
  EXPECT_EQ(heard(go("", 5s)), "late");
  EXPECT_EQ(clock.now() - start, 3s);
}

TEST_F(MemoryStreamTest, EndsAndFailsInTheOrderOfTheScript) {
  stream.say("last words");
  stream.end();
  EXPECT_EQ(heard(go("")), "last words");
  EXPECT_TRUE(go("").end);
  EXPECT_TRUE(go("").end);

  MemoryStream broken(clock);
  broken.fail("connection reset by peer");
  EXPECT_EQ(broken.progress("", room, clock.now()).error, "connection reset by peer");
  EXPECT_EQ(broken.progress("x", room, clock.now()).error, "connection reset by peer");
  EXPECT_EQ(broken.written(), "");
}

TEST_F(MemoryStreamTest, BreaksTheReadAndTheWriteThatItIsToldTo) {
  for (std::size_t nth = 0; nth < 3; ++nth) {
    MemoryStream faulty(clock);
    faulty.fail_write(nth, "no more");
    for (std::size_t i = 0; i < nth; ++i) EXPECT_EQ(faulty.progress("x", room, clock.now()).written, 1U);
    EXPECT_EQ(faulty.progress("x", room, clock.now()).error, "no more");
    EXPECT_EQ(faulty.written().size(), nth);
  }
  for (std::size_t nth = 0; nth < 3; ++nth) {
    MemoryStream faulty(clock);
    faulty.fail_read(nth);
    faulty.read_at_most(1);
    faulty.say("abc");
    for (std::size_t i = 0; i < nth; ++i) EXPECT_EQ(faulty.progress("", room, clock.now()).read, 1U);
    EXPECT_EQ(faulty.progress("", room, clock.now()).error, "read failed");
    EXPECT_EQ(faulty.reads(), nth);
  }
}

TEST_F(MemoryStreamTest, AFarEndThatDoesNotReadTakesNothing) {
  stream.stop_reading(true);
  EXPECT_TRUE(go("x").timed_out());
  stream.stop_reading(false);
  stream.write_at_most(1);
  EXPECT_EQ(go("xy").written, 1U);
}

TEST_F(MemoryStreamTest, TlsForgetsWhatWasSaidInClear) {
  stream.say("injected");
  ASSERT_TRUE(stream.start_tls(clock.now()));
  stream.say("under TLS");
  EXPECT_TRUE(stream.is_tls());
  EXPECT_EQ(heard(go("")), "under TLS");
  stream.refuse_tls("bad certificate");
  EXPECT_EQ(stream.start_tls(clock.now()).error(), "bad certificate");
}

TEST_F(MemoryStreamTest, NothingGoesThroughAfterClose) {
  stream.say("too late");
  stream.close();
  EXPECT_FALSE(go("x").error.empty());
  EXPECT_EQ(stream.written(), "");
  EXPECT_FALSE(stream.was_reset());
}

TEST(MemoryPair, EachEndIsTheOthersPeer) {
  auto [a, b] = memory_pair();
  const TimePoint soon = SystemClock().now() + 10s;
  std::array<char, 64> room{};
  std::thread other([&far = b, soon] {
    std::array<char, 64> in{};
    const Progress asked = far->progress("", in, soon);
    far->progress("answer to " + std::string(in.data(), asked.read), {}, soon);
    far->half_close();
  });
  EXPECT_EQ(a->progress("question", {}, soon).written, 8U);
  const Progress answer = a->progress("", room, soon);
  EXPECT_EQ(std::string(room.data(), answer.read), "answer to question");
  EXPECT_TRUE(a->progress("", room, soon).end);
  other.join();
}

TEST(MemoryPair, HandshakeNeedsBothEnds) {
  auto [a, b] = memory_pair();
  const TimePoint now = SystemClock().now();
  std::array<char, 64> room{};
  EXPECT_FALSE(a->start_tls(now));
  a->progress("in clear", {}, now);
  EXPECT_TRUE(b->start_tls(now));
  EXPECT_TRUE(a->is_tls());
  EXPECT_TRUE(b->progress("", room, now).timed_out());
}

TEST(MemoryPair, ResetAndCloseAreToldApart) {
  const TimePoint now = SystemClock().now();
  std::array<char, 64> room{};
  auto [a, b] = memory_pair();
  a->close();
  EXPECT_TRUE(b->progress("", room, now).end);
  auto [c, d] = memory_pair();
  c->reset();
  EXPECT_EQ(d->progress("", room, now).error, "connection reset by peer");
}

}  // namespace
}  // namespace imapspec
