#include "harness/net/socket_stream.h"

#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "harness/net/net_test_support.h"

namespace imapspec::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST(SocketStream, CarriesOctetsBothWays) {
  Ends ends = connected();
  EXPECT_EQ(send_all(*ends.client, "a NOOP\r\n"), "");
  EXPECT_EQ(receive(*ends.server, 8).octets, "a NOOP\r\n");
  EXPECT_EQ(send_all(*ends.server, std::string_view("a OK\0\r\n", 7)), "");
  EXPECT_EQ(receive(*ends.client, 7, 1).octets, std::string_view("a OK\0\r\n", 7));
}

TEST(SocketStream, HonoursTheDeadlineWhenNothingComes) {
  Ends ends = connected();
  std::array<char, 10> buffer{};
  const TimePoint until = std::chrono::steady_clock::now() + milliseconds(30);
  const Progress progress = ends.client->progress({}, buffer, until);
  EXPECT_TRUE(progress.timed_out());
  EXPECT_GE(std::chrono::steady_clock::now(), until);
  EXPECT_TRUE(ends.client->progress({}, buffer, TimePoint::min()).timed_out());
}

TEST(SocketStream, HonoursTheDeadlineWhenThePeerDoesNotRead) {
  Ends ends = connected();
  const std::string chunk(1 << 20, 'x');
  Progress progress;
  std::size_t written = 0;
  do {
    progress = ends.client->progress(chunk, {}, std::chrono::steady_clock::now() + milliseconds(30));
    written += progress.written;
    ASSERT_LT(written, std::size_t{1} << 30);
  } while (!progress.timed_out());
  EXPECT_GT(written, 0U);
}

TEST(SocketStream, HearsThePeerWhileItSends) {
  Ends ends = connected();
  EXPECT_EQ(send_all(*ends.server, "* BYE\r\n"), "");
  // More than the socket takes, so that the answer must be read before all is sent.
  const std::string large(64 << 20, 'x');
  std::string_view out = large;
  std::array<char, 100> buffer{};
  std::string heard;
  while (heard.empty()) {
    const Progress progress = ends.client->progress(out, buffer, soon());
    ASSERT_FALSE(progress.timed_out());
    out.remove_prefix(progress.written);
    heard.append(buffer.data(), progress.read);
  }
  EXPECT_EQ(heard, "* BYE\r\n");
  EXPECT_FALSE(out.empty());
}

TEST(SocketStream, DeliversWhatThePeerSaidBeforeItClosedInTheMiddleOfOurWrite) {
  Ends ends = connected();
  EXPECT_EQ(send_all(*ends.client, "a APPEND x {99999999+}\r\n"), "");
  EXPECT_EQ(send_all(*ends.server, "* BYE too large\r\n"), "");
  ends.server.reset();
  const std::string large(64 << 20, 'x');
  std::string_view out = large;
  std::array<char, 5> buffer{};
  std::string heard, error;
  for (bool end = false; !end;) {
    const Progress progress = ends.client->progress(out, buffer, soon());
    ASSERT_FALSE(progress.timed_out());
    out.remove_prefix(progress.written);
    heard.append(buffer.data(), progress.read);
    end = progress.end;
    error = progress.error;
  }
  EXPECT_EQ(heard, "* BYE too large\r\n");
}

TEST(SocketStream, TellsAnOrderlyEndFromAReset) {
  Ends orderly = connected();
  EXPECT_EQ(send_all(*orderly.server, "bye"), "");
  orderly.server->close();
  const Received ended = receive_to_end(*orderly.client);
  EXPECT_EQ(ended.octets, "bye");
  EXPECT_TRUE(ended.end);
  EXPECT_EQ(ended.error, "");

  Ends broken = connected();
  broken.server->reset();
  const Received reset = receive_to_end(*broken.client);
  EXPECT_TRUE(reset.end);
  EXPECT_EQ(reset.error, "Connection reset by peer");
  std::array<char, 5> buffer{};
  EXPECT_EQ(broken.client->progress("x", buffer, soon()).error, "Connection reset by peer");
}

TEST(SocketStream, CloseDoesNotTakeBackWhatWasSent) {
  Ends ends = connected();
  EXPECT_EQ(send_all(*ends.client, "never read"), "");
  std::array<char, 1> first{};
  EXPECT_EQ(ends.server->progress({}, first, soon()).read, 1U);
  EXPECT_EQ(send_all(*ends.server, "* BYE\r\n"), "");
  ends.server->close();
  const Received received = receive_to_end(*ends.client);
  EXPECT_EQ(received.octets, "* BYE\r\n");
  EXPECT_EQ(received.error, "");
  EXPECT_EQ(ends.server->progress("x", first, soon()).error, "the connection is closed");
}

TEST(SocketStream, HalfCloseLeavesTheOtherDirectionOpen) {
  for (const bool tls : {false, true}) {
    Ends ends = connected();
    if (tls) {
      ASSERT_TRUE(start_tls(ends).first);
    }
    EXPECT_EQ(send_all(*ends.client, "last"), "");
    ends.client->half_close();
    const Received received = receive_to_end(*ends.server);
    EXPECT_EQ(received.octets, "last");
    EXPECT_EQ(received.error, "");
    EXPECT_EQ(send_all(*ends.server, "answer"), "");
    EXPECT_EQ(receive(*ends.client, 6).octets, "answer") << tls;
  }
}

TEST(SocketStream, MovesManyOctetsBothWaysAtOnce) {
  for (const bool tls : {false, true}) {
    for (const bool deflate : {false, true}) {
      Ends ends = connected();
      if (tls) {
        ASSERT_TRUE(start_tls(ends).first);
      }
      if (deflate) {
        ASSERT_TRUE(ends.client->start_deflate());
        ASSERT_TRUE(ends.server->start_deflate());
      }
      const std::string octets = sample(3 << 20) + std::string(3 << 20, 'a');
      const auto exchange = [&](Stream& stream) {
        std::string got, buffer(50000, '\0');
        for (std::string_view out = octets; !out.empty() || got.size() < octets.size();) {
          const Progress progress = stream.progress(out, buffer, soon());
          if (!progress.error.empty() || progress.timed_out()) return "failed: " + progress.error;
          out.remove_prefix(progress.written);
          got.append(buffer, 0, progress.read);
        }
        return got;
      };
      auto other = std::async(std::launch::async, [&] { return exchange(*ends.server); });
      EXPECT_TRUE(exchange(*ends.client) == octets) << tls << deflate;
      EXPECT_TRUE(other.get() == octets) << tls << deflate;
    }
  }
}

TEST(SocketStream, ReportsBrokenDeflate) {
  Ends ends = connected();
  ASSERT_TRUE(ends.client->start_deflate());
  EXPECT_FALSE(ends.client->start_deflate());
  EXPECT_EQ(send_all(*ends.server, "* this is no DEFLATE\r\n"), "");
  const Received received = receive_to_end(*ends.client);
  EXPECT_THAT(received.error, HasSubstr("DEFLATE: "));
}

TEST(SocketStream, DeflateEndsWhereItWasFlushed) {
  Ends ends = connected();
  EXPECT_FALSE(ends.client->end_deflate());
  ASSERT_TRUE(ends.client->start_deflate());
  ASSERT_TRUE(ends.server->start_deflate());
  EXPECT_EQ(send_all(*ends.client, "a UNAUTHENTICATE\r\n"), "");
  ASSERT_TRUE(ends.client->end_deflate());
  EXPECT_EQ(send_all(*ends.client, "b NOOP\r\n"), "");  // in clear, and perhaps in one segment with what was not
  EXPECT_EQ(receive(*ends.server, 18, 18).octets, "a UNAUTHENTICATE\r\n");
  ASSERT_TRUE(ends.server->end_deflate());
  EXPECT_EQ(receive(*ends.server, 8, 3).octets, "b NOOP\r\n");
  EXPECT_EQ(send_all(*ends.server, "b OK\r\n"), "");
  EXPECT_EQ(receive(*ends.client, 6, 1).octets, "b OK\r\n");
}

TEST(SocketStream, WhatIsCompressedBehindTheEndIsAnError) {
  Ends ends = connected();
  ASSERT_TRUE(ends.client->start_deflate());
  ASSERT_TRUE(ends.server->start_deflate());
  EXPECT_EQ(send_all(*ends.client, "a UNAUTHENTICATE\r\nb NOOP\r\n"), "");
  EXPECT_EQ(receive(*ends.server, 18, 18).octets, "a UNAUTHENTICATE\r\n");
  ASSERT_TRUE(ends.server->end_deflate());
  EXPECT_THAT(receive_to_end(*ends.server).error, HasSubstr("behind the line that ends it"));
}

TEST(SocketStream, DeflateGoesThroughOneOctetAtATime) {
  Ends ends = connected();
  ASSERT_TRUE(ends.client->start_deflate());
  ASSERT_TRUE(ends.server->start_deflate());
  EXPECT_EQ(send_all(*ends.client, "a NOOP\r\n"), "");
  EXPECT_EQ(receive(*ends.server, 8, 1).octets, "a NOOP\r\n");  // flushed without any more from us
  EXPECT_EQ(send_all(*ends.client, std::string(100000, 'z')), "");
  EXPECT_EQ(receive(*ends.server, 100000, 1).octets, std::string(100000, 'z'));
  ends.client->close();
  EXPECT_EQ(receive_to_end(*ends.server).error, "");
}

}  // namespace
}  // namespace imapspec::net
