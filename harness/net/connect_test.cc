#include "harness/net/connect.h"

#include <gmock/gmock.h>

#include <stdlib.h>

#include "harness/net/net_test_support.h"

namespace imapspec::net {
namespace {

using testing::HasSubstr;

std::string exchange(Listener& listener, std::expected<std::unique_ptr<Stream>, std::string> client) {
  if (!client) return client.error();
  auto server = listener.accept(soon()).value();
  send_all(**client, "ping");
  return receive(*server, 4).octets;
}

TEST(Connect, ReachesIpv4AndNames) {
  Listener listener = Listener::tcp("127.0.0.1", 0).value();
  EXPECT_EQ(exchange(listener, connect_tcp("127.0.0.1", listener.port(), soon())), "ping");
  // Whatever /etc/hosts says of it, if there is one (RFC 6761 section 6.3).
  for (const char* name : {"localhost", "LocalHost.", "imap.localhost"})
    EXPECT_EQ(exchange(listener, connect_tcp(name, listener.port(), soon())), "ping") << name;
}

TEST(Connect, ReachesIpv6) {
  auto listener = Listener::tcp("::1", 0);
  if (!listener) GTEST_SKIP() << listener.error();
  EXPECT_EQ(exchange(*listener, connect_tcp("::1", listener->port(), soon())), "ping");
}

TEST(Connect, ReachesUnixSockets) {
  std::string folder = testing::TempDir() + "imapspec-unix-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string path = folder + "/s";
  {
    Listener listener = Listener::unix_socket(path).value();
    EXPECT_EQ(listener.port(), 0);
    EXPECT_EQ(exchange(listener, connect_unix(path, soon())), "ping");
    EXPECT_THAT(Listener::unix_socket(path).error(), HasSubstr("Address already in use"));
  }
  EXPECT_EQ(connect_unix(path, soon()).error(), "cannot connect to unix:" + path + ": No such file or directory");
  EXPECT_THAT(connect_unix(std::string(200, 'x'), soon()).error(), HasSubstr("a socket's path has 1 to 107 octets"));
  EXPECT_EQ(rmdir(folder.c_str()), 0);  // the socket went with its listener
}

TEST(Connect, SaysWhichAddressAndWhy) {
  std::uint16_t port = 0;
  {
    Listener listener = Listener::tcp("127.0.0.1", 0).value();
    port = listener.port();
  }
  EXPECT_EQ(connect_tcp("127.0.0.1", port, soon()).error(),
            "cannot connect to 127.0.0.1:" + std::to_string(port) + ": Connection refused");
  EXPECT_THAT(connect_tcp("localhost", port, soon()).error(), HasSubstr("127.0.0.1: Connection refused"));
  EXPECT_THAT(connect_tcp("localhost", port, soon()).error(), HasSubstr("::1: "));
  EXPECT_THAT(connect_tcp("notlocalhost.invalid", port, soon()).error(), Not(HasSubstr("127.0.0.1")));
  EXPECT_THAT(connect_tcp("no-such-host.invalid", 143, soon()).error(),
              HasSubstr("cannot connect to no-such-host.invalid:143: "));
}

TEST(Listener, AcceptHonoursItsDeadline) {
  Listener listener = Listener::tcp("127.0.0.1", 0).value();
  auto nobody = listener.accept(std::chrono::steady_clock::now() + std::chrono::milliseconds(20));
  ASSERT_TRUE(nobody);
  EXPECT_EQ(*nobody, nullptr);
}

TEST(Listener, SaysWhyItCannotListen) {
  Listener listener = Listener::tcp("127.0.0.1", 0).value();
  EXPECT_EQ(Listener::tcp("127.0.0.1", listener.port()).error(),
            "cannot listen on 127.0.0.1 port " + std::to_string(listener.port()) + ": Address already in use");
}

}  // namespace
}  // namespace imapspec::net
