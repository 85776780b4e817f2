#include "harness/runner/wire.h"

#include <gtest/gtest.h>

#include "harness/base/memory_stream.h"

namespace imapspec::runner {
namespace {

using namespace std::chrono_literals;
using reports::Direction;

struct WireTest : testing::Test {
  VirtualClock clock;
  Transcript transcript{clock};
  MemoryStream* far = new MemoryStream(clock);
  Wire wire{"alice", std::unique_ptr<Stream>(far), "A", transcript, false};

  const std::vector<std::unique_ptr<session::Received>>& received() { return wire.session().received(); }
  // Until so many messages have come.
  bool await(std::size_t messages, Duration within = 5s) {
    return wire.pump(clock.now() + within, clock, [this, messages] { return received().size() >= messages; });
  }
  std::size_t findings(std::string_view rule) {
    std::size_t n = 0;
    for (const auto& finding : wire.watcher().take_findings()) n += finding.rule == rule ? 1U : 0U;
    return n;
  }
};

TEST_F(WireTest, SendsReadsAndKeepsTheTranscript) {
  far->say("* OK hello\r\n");
  ASSERT_TRUE(await(1));
  far->on_written([this](std::string_view octets) { far->say(std::string(octets.substr(0, 2)) + " OK done\r\n", 2s); });
  wire.session().send("A1", {"A1 NOOP\r\n"});
  ASSERT_TRUE(await(2));
  ASSERT_EQ(transcript.lines().size(), 3U);
  EXPECT_EQ(transcript.lines()[1].octets, "A1 NOOP\r\n");
  EXPECT_EQ(transcript.lines()[1].direction, Direction::client);
  EXPECT_EQ(transcript.lines()[2].octets, "A1 OK done\r\n");
  EXPECT_EQ(transcript.lines()[2].time, 2s);
  EXPECT_EQ(transcript.lines()[2].session, "alice");
  EXPECT_EQ(wire.transcript_line(1), 2U);
}

// However much dribbles in, the time is up when it is up.
TEST_F(WireTest, ADribbleDoesNotProlongTheStep) {
  for (const char c : std::string(100, 'x')) far->say(std::string(1, c), 900ms);
  const TimePoint start = clock.now();
  EXPECT_FALSE(await(1, 5s));
  EXPECT_EQ(clock.now() - start, 5s);
  EXPECT_EQ(wire.octets_read(), 5U);
  EXPECT_FALSE(wire.closed());
  ASSERT_TRUE(wire.show_pending());
  EXPECT_EQ(transcript.lines().back().octets, "xxxxx");
}

TEST_F(WireTest, SilenceTakesTheWholeTime) {
  const TimePoint start = clock.now();
  EXPECT_FALSE(await(1, 3s));
  EXPECT_EQ(clock.now() - start, 3s);
  EXPECT_FALSE(wire.show_pending());
}

TEST_F(WireTest, DoneIsAskedBeforeTheFirstWait) {
  const TimePoint start = clock.now();
  EXPECT_TRUE(await(0));
  EXPECT_EQ(clock.now(), start);
}

TEST_F(WireTest, AnOrderlyCloseIsToldFromALostConnection) {
  far->say("* OK hello\r\n");
  far->end();
  EXPECT_FALSE(await(2));
  EXPECT_TRUE(wire.closed());
  EXPECT_EQ(wire.error(), "");
  EXPECT_EQ(transcript.lines().back().octets, "closed by the peer");
  EXPECT_EQ(findings("closes-with-bye"), 1U);

  auto* broken = new MemoryStream(clock);
  Wire other("bob", std::unique_ptr<Stream>(broken), "B", transcript, false);
  broken->say("* OK hello\r\n");
  broken->fail("connection reset by peer");
  EXPECT_FALSE(other.pump(clock.now() + 1s, clock, [] { return false; }));
  EXPECT_EQ(other.error(), "connection reset by peer");
  EXPECT_TRUE(other.watcher().take_findings().empty());
}

TEST_F(WireTest, WhereWeEndedFirstNoByeIsOwed) {
  far->say("* OK hello\r\n");
  ASSERT_TRUE(await(1));
  wire.half_close();
  EXPECT_TRUE(far->half_closed());
  far->end();
  EXPECT_FALSE(await(2));
  EXPECT_EQ(findings("closes-with-bye"), 0U);
}

// Every read and every write may be the one that breaks: nothing hangs, and what came before was heard.
TEST_F(WireTest, AnyReadOrWriteMayBreak) {
  for (std::size_t nth = 0; nth < 6; ++nth) {
    for (const bool reading : {true, false}) {
      auto* stream = new MemoryStream(clock);
      Wire broken("carol", std::unique_ptr<Stream>(stream), "C", transcript, false);
      if (reading)
        stream->fail_read(nth);
      else
        stream->fail_write(nth);
      stream->read_at_most(4);
      stream->on_written([stream](std::string_view) { stream->say("* OK\r\n"); });
      broken.chop(2);
      broken.session().send("C1", {"C1 NOOP NOOP NOOP\r\n"});
      EXPECT_FALSE(broken.pump(clock.now() + 5s, clock, [] { return false; }));
      EXPECT_TRUE(broken.closed());
      EXPECT_EQ(broken.error(), reading ? "read failed" : "write failed");
      EXPECT_EQ(reading ? stream->reads() : stream->writes(), nth);
    }
  }
}

TEST_F(WireTest, ChoppedOutputGoesOutInPieces) {
  std::vector<std::string> pieces;
  far->on_written([&pieces](std::string_view octets) { pieces.emplace_back(octets); });
  wire.chop(3);
  wire.session().send("A1", {"A1 NOOP\r\n"});
  ASSERT_TRUE(wire.flush(clock.now() + 1s, clock));
  EXPECT_EQ(pieces, (std::vector<std::string>{"A1 ", "NOO", "P\r\n"}));
  EXPECT_EQ(far->written(), "A1 NOOP\r\n");
  ASSERT_EQ(transcript.lines().size(), 1U);  // and people read it as one line
  EXPECT_EQ(transcript.lines()[0].octets, "A1 NOOP\r\n");
}

TEST_F(WireTest, APeerThatDoesNotReadEndsTheFlush) {
  far->stop_reading(true);
  wire.session().send("A1", {"A1 NOOP\r\n"});
  EXPECT_FALSE(wire.flush(clock.now() + 2s, clock));
  EXPECT_EQ(wire.session().outgoing(), "A1 NOOP\r\n");
}

TEST_F(WireTest, WhatIsSaidWhileWeSendIsHeard) {
  far->write_at_most(10);
  far->on_written([this](std::string_view) {
    if (received().empty()) far->say("A1 BAD enough\r\n");
  });
  wire.session().send("A1", {"A1 NOOP " + std::string(1000, 'x') + "\r\n"});
  EXPECT_TRUE(await(1));
  EXPECT_LT(far->written().size(), 100U);
}

TEST_F(WireTest, DrainTakesWhatIsThereAndDoesNotWait) {
  far->read_at_most(5);
  far->say("* OK hello\r\n* OK again\r\n");
  far->say("* OK later\r\n", 1s);
  const TimePoint start = clock.now();
  wire.drain(clock);
  EXPECT_EQ(received().size(), 2U);
  EXPECT_EQ(clock.now(), start);
}

TEST_F(WireTest, TlsStartsAfresh) {
  far->say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n");
  ASSERT_TRUE(await(1));
  far->say("* half a li");
  wire.drain(clock);
  ASSERT_TRUE(wire.start_tls(clock.now() + 1s));
  EXPECT_EQ(wire.session().pending(), "");
  EXPECT_FALSE(wire.watcher().conversation().capabilities);
  EXPECT_TRUE(wire.watcher().conversation().tls);
  far->refuse_tls("certificate expired");
  EXPECT_EQ(wire.start_tls(clock.now() + 1s).error(), "certificate expired");
  EXPECT_EQ(transcript.lines().back().octets, "TLS handshake failed: certificate expired");
}

TEST_F(WireTest, RulesAboutClientsAreSilentOnPurpose) {
  far->say("* OK hello\r\n");
  ASSERT_TRUE(await(1));
  wire.on_purpose(true);
  wire.session().send_raw("NONSENSE\r\n");
  ASSERT_TRUE(wire.flush(clock.now() + 1s, clock));
  EXPECT_EQ(findings("command-syntax"), 0U);
  wire.on_purpose(false);
  wire.session().send_raw("NONSENSE\r\n");
  ASSERT_TRUE(wire.flush(clock.now() + 1s, clock));
  EXPECT_EQ(findings("command-syntax"), 1U);
}

TEST_F(WireTest, LongLinesAreCutInTheTranscript) {
  far->say("* OK " + std::string(10'000, 'x') + "\r\n");
  ASSERT_TRUE(await(1));
  EXPECT_LT(transcript.lines()[0].octets.size(), 9'000U);
  EXPECT_NE(transcript.lines()[0].octets.find("octets more"), std::string::npos);
}

}  // namespace
}  // namespace imapspec::runner
