#include "reference-server/embedded/embedded_stream.h"

#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class EmbeddedStreamTest : public ServerTest {
 protected:
  std::string exchange(Stream& stream, std::string_view out) {
    std::string heard(4096, '\0');
    const Progress progress = stream.progress(out, heard, {});
    EXPECT_EQ(progress.written, out.size());
    heard.resize(progress.read);
    return heard;
  }
};

TEST_F(EmbeddedStreamTest, AnswersAtOnceAndNeverWaits) {
  EmbeddedStream stream(server);
  EXPECT_THAT(exchange(stream, ""), testing::StartsWith("* OK"));
  char octet = 0;
  EXPECT_TRUE(stream.progress("", {&octet, 1}, {}).timed_out());
  EXPECT_EQ(exchange(stream, "a NOOP\r\n"), "a OK NOOP completed\r\n");
}

TEST_F(EmbeddedStreamTest, EndsBehindTheLastOctet) {
  EmbeddedStream stream(server);
  exchange(stream, "");
  char few[8];
  Progress progress = stream.progress("a LOGOUT\r\n", few, {});
  EXPECT_EQ(progress.read, 8U);
  EXPECT_FALSE(progress.end);
  while (!progress.end) {
    progress = stream.progress("", few, {});
    ASSERT_FALSE(progress.timed_out());
  }
}

TEST_F(EmbeddedStreamTest, TlsIsAChangeOfState) {
  EmbeddedStream stream(server);
  EXPECT_FALSE(stream.start_tls({}));
  exchange(stream, "a STARTTLS\r\nb LOGIN alice secret\r\n");
  ASSERT_TRUE(stream.start_tls({}));
  EXPECT_TRUE(stream.is_tls());
  EXPECT_THAT(exchange(stream, "c SELECT INBOX\r\n"), testing::StartsWith("c BAD"));
}

TEST_F(EmbeddedStreamTest, NewsOfAnotherStreamCome) {
  EmbeddedStream stream(server);
  exchange(stream, "a LOGIN alice secret\r\nb SELECT INBOX\r\nc IDLE\r\n");
  add_messages(1);
  EXPECT_EQ(exchange(stream, ""), "* 1 EXISTS\r\n* 1 RECENT\r\n");
}

TEST_F(EmbeddedStreamTest, NothingGoesThroughAClosedStream) {
  EmbeddedStream stream(server);
  stream.close();
  char octet = 0;
  EXPECT_NE(stream.progress("x", {&octet, 1}, {}).error, "");
}

}  // namespace
}  // namespace imapspec::reference_server
