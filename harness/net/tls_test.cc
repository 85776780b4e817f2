#include "harness/net/tls.h"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <array>
#include <atomic>
#include <fstream>
#include <thread>

#include "harness/net/net_test_support.h"

namespace imapspec::net {
namespace {

using testing::HasSubstr;

// A file with these octets; gone with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    path_ = testing::TempDir() + "imapspec-tls-XXXXXX";
    const int fd = mkstemp(path_.data());
    ::close(fd);
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST(Tls, CarriesOctetsOneAtATime) {
  Ends ends = connected();
  EXPECT_FALSE(ends.client->is_tls());
  const auto [client, server] = start_tls(ends);
  ASSERT_TRUE(client) << client.error();
  ASSERT_TRUE(server) << server.error();
  EXPECT_TRUE(ends.client->is_tls() && ends.server->is_tls());
  EXPECT_EQ(send_all(*ends.client, "a CAPABILITY\r\n"), "");
  EXPECT_EQ(receive(*ends.server, 14, 1).octets, "a CAPABILITY\r\n");
  EXPECT_FALSE(ends.client->start_tls(soon()));  // RFC 9051 section 6.2.1 knows no second one
}

TEST(Tls, BothSidesKnowTheSameBinding) {  // RFC 9266
  Ends ends = connected();
  EXPECT_FALSE(ends.client->tls_facts().binds());
  const auto [client, server] = start_tls(ends);
  ASSERT_TRUE(client && server);
  const TlsFacts near = ends.client->tls_facts(), far = ends.server->tls_facts();
  EXPECT_EQ(near.exporter.size(), 32U);
  EXPECT_EQ(near.exporter, far.exporter);
  EXPECT_EQ(near.unique, far.unique);
  EXPECT_EQ(far.peer_name, "");
  Ends others = connected();
  ASSERT_TRUE(start_tls(others).first);
  EXPECT_NE(others.client->tls_facts().exporter, near.exporter);
}

TEST(Tls, AClientsCertificateNamesIt) {
  const Certificate alice = make_test_certificate("alice").value(), mallory = make_test_certificate("alice").value();
  const auto tls = make_tls_server(test_certificate(), alice.certificate_pem).value();
  const auto named_by = [&tls](const Certificate& certificate) -> std::expected<std::string, std::string> {
    Listener listener = Listener::tcp("127.0.0.1", 0, tls).value();
    TlsClient options = unverified();
    options.certificate = certificate;
    Ends ends{connect_tcp("127.0.0.1", listener.port(), soon(), options).value(), listener.accept(soon()).value()};
    if (const auto server = start_tls(ends).second; !server) return std::unexpected(server.error());
    return ends.server->tls_facts().peer_name;
  };
  EXPECT_EQ(named_by(alice), "alice");
  EXPECT_EQ(named_by({}), "");
  EXPECT_THAT(named_by(mallory).error(), HasSubstr("certificate"));
}

// A man in the middle: what the client says to `near` goes on to the server behind `far`, and back.
class Relay {
 public:
  Relay() : thread_([this] { run(); }) {}
  ~Relay() {
    stop_ = true;
    thread_.join();
  }
  Stream& client() { return *near_.client; }
  Stream& server() { return *far_.server; }
  // Lets through that many more octets of the server, then ends the connection towards the client.
  void cut_after(std::size_t octets) { allowed_ = octets; }
  std::string client_said() {
    stop_ = true;
    while (!stopped_) std::this_thread::yield();
    return client_said_;
  }

 private:
  void run() {
    std::array<char, 4096> buffer;
    while (!stop_) {
      const auto briefly = [] { return std::chrono::steady_clock::now() + std::chrono::milliseconds(1); };
      const Progress up = near_.server->progress({}, buffer, briefly());
      client_said_.append(buffer.data(), up.read);
      send_all(*far_.client, {buffer.data(), up.read});
      const Progress down = far_.client->progress({}, buffer, briefly());
      const std::size_t passed = std::min<std::size_t>(down.read, allowed_);
      allowed_ -= passed;
      send_all(*near_.server, {buffer.data(), passed});
      if (passed < down.read) near_.server->close();
    }
    stopped_ = true;
  }

  Ends near_ = connected(), far_ = connected();
  std::atomic<std::size_t> allowed_{std::size_t{1} << 30};
  std::atomic<bool> stop_{false}, stopped_{false};
  std::string client_said_;
  std::thread thread_;
};

Started start_tls(Relay& relay) {
  auto server = std::async(std::launch::async, [&] { return relay.server().start_tls(soon()); });
  Started client = relay.client().start_tls(soon());
  return client ? server.get() : client;
}

TEST(Tls, ShowsNothingOfThePlainTextOnTheWire) {
  Relay relay;
  ASSERT_TRUE(start_tls(relay));
  EXPECT_EQ(send_all(relay.client(), "a LOGIN alice secret\r\n"), "");
  EXPECT_EQ(receive(relay.server(), 22).octets, "a LOGIN alice secret\r\n");
  const std::string wire = relay.client_said();
  EXPECT_GT(wire.size(), 22U);
  EXPECT_THAT(wire, testing::Not(HasSubstr("secret")));
}

TEST(Tls, ConnectionCutWithinARecordIsAnError) {
  Relay relay;
  ASSERT_TRUE(start_tls(relay));
  EXPECT_EQ(send_all(relay.server(), "whole"), "");
  EXPECT_EQ(receive(relay.client(), 5).octets, "whole");
  relay.cut_after(7);
  EXPECT_EQ(send_all(relay.server(), "cut"), "");
  const Received received = receive_to_end(relay.client());
  EXPECT_EQ(received.octets, "");
  EXPECT_EQ(received.error, "the peer closed the connection within a TLS record");
}

TEST(Tls, ConnectionEndedBetweenRecordsIsAnOrderlyEnd) {
  Relay relay;
  ASSERT_TRUE(start_tls(relay));
  EXPECT_EQ(send_all(relay.server(), "whole"), "");
  EXPECT_EQ(receive(relay.client(), 5).octets, "whole");
  relay.cut_after(0);
  EXPECT_EQ(send_all(relay.server(), "cut"), "");
  const Received received = receive_to_end(relay.client());
  EXPECT_EQ(received.octets, "");
  EXPECT_EQ(received.error, "");
}

TEST(Tls, VerifiesTheChainAndTheName) {
  const TemporaryFile ca(test_certificate().certificate_pem);
  const auto outcome = [&](Verify verify, const std::string& file, const std::string& name) {
    Ends ends = connected({.verify = verify, .ca_file = file, .server_name = name});
    const auto [client, server] = start_tls(ends);
    return client ? std::string("ok") : client.error();
  };
  EXPECT_EQ(outcome(Verify::full, ca.path(), ""), "ok");  // the address that was connected to
  EXPECT_EQ(outcome(Verify::full, ca.path(), "localhost"), "ok");
  EXPECT_EQ(outcome(Verify::none, "", "example.org"), "ok");
  EXPECT_THAT(outcome(Verify::full, ca.path(), "example.org"), HasSubstr("hostname mismatch"));
  EXPECT_THAT(outcome(Verify::full, ca.path(), "127.0.0.2"), HasSubstr("IP address mismatch"));
  EXPECT_THAT(outcome(Verify::full, "", ""), HasSubstr("self-signed certificate"));
  EXPECT_THAT(outcome(Verify::full, "/nowhere/ca.pem", ""),
              HasSubstr("cannot read the trusted certificates /nowhere/ca.pem"));
}

TEST(Tls, TellsTheServerOfAClientThatDoesNotTrustIt) {
  Ends ends = connected({.verify = Verify::full, .ca_file = {}, .server_name = {}});
  const auto [client, server] = start_tls(ends);
  EXPECT_FALSE(client);
  // TLS 1.3 servers are done before the client judges; then its alert is what they read next.
  const std::string error = server ? receive_to_end(*ends.server).error : server.error();
  EXPECT_THAT(error, HasSubstr("alert"));
  std::array<char, 1> buffer{};
  EXPECT_EQ(ends.client->progress("x", buffer, soon()).error, client.error());
}

TEST(Tls, SaysThatWhatCameIsNoTls) {
  Ends ends = connected();
  auto answer = std::async(std::launch::async, [&] {
    receive(*ends.server, 1);
    return send_all(*ends.server, "* OK in clear all the time\r\n");
  });
  const auto client = ends.client->start_tls(soon());
  ASSERT_FALSE(client);
  EXPECT_THAT(client.error(), HasSubstr("what came is not TLS"));
  EXPECT_EQ(answer.get(), "");
}

TEST(Tls, HandshakeEndsAtTheDeadlineOrWithThePeer) {
  Ends ends = connected();
  const auto late = ends.client->start_tls(std::chrono::steady_clock::now() + std::chrono::milliseconds(30));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error(), "TLS handshake: no answer in time");

  Ends closed = connected();
  closed.server->close();
  const auto gone = closed.client->start_tls(soon());
  ASSERT_FALSE(gone);
  EXPECT_THAT(gone.error(), HasSubstr("TLS handshake: "));
}

// RFC 9051 section 6.2.1: nothing that came in clear may be taken for something that came by TLS.
TEST(Tls, DiscardsWhatWasInjectedInClear) {
  Ends ends = connected();
  EXPECT_EQ(send_all(*ends.server, "a OK\r\n* CAPABILITY INJECTED\r\n"), "");
  EXPECT_EQ(receive(*ends.client, 6).octets, "a OK\r\n");
  EXPECT_EQ(send_all(*ends.client, "a STARTTLS\r\nb INJECTED\r\n"), "");
  EXPECT_EQ(receive(*ends.server, 12).octets, "a STARTTLS\r\n");
  const auto [client, server] = start_tls(ends);
  ASSERT_TRUE(client) << client.error();
  ASSERT_TRUE(server) << server.error();
  EXPECT_EQ(send_all(*ends.server, "first"), "");
  EXPECT_EQ(receive(*ends.client, 5).octets, "first");
  EXPECT_EQ(send_all(*ends.client, "second"), "");
  EXPECT_EQ(receive(*ends.server, 6).octets, "second");
}

TEST(Tls, EndsWithAndWithoutCloseNotify) {
  Ends orderly = connected();
  ASSERT_TRUE(start_tls(orderly).first);
  EXPECT_EQ(send_all(*orderly.server, "bye"), "");
  orderly.server->close();
  const Received ended = receive_to_end(*orderly.client);
  EXPECT_EQ(ended.octets, "bye");
  EXPECT_TRUE(ended.end);
  EXPECT_EQ(ended.error, "");

  Ends broken = connected();
  ASSERT_TRUE(start_tls(broken).first);
  broken.server->reset();
  EXPECT_EQ(receive_to_end(*broken.client).error, "Connection reset by peer");
}

TEST(Tls, ServerNeedsACertificate) {
  Listener listener = Listener::tcp("127.0.0.1", 0).value();
  auto client = connect_tcp("127.0.0.1", listener.port(), soon()).value();
  auto server = listener.accept(soon()).value();
  EXPECT_EQ(server->start_tls(soon()).error(), "TLS handshake: this connection has no TLS");
}

TEST(Tls, RefusesBrokenCertificates) {
  EXPECT_THAT(make_tls_server({"rubbish", test_certificate().key_pem}).error(),
              HasSubstr("cannot use the certificate"));
  const Certificate other = make_test_certificate().value();
  EXPECT_NE(other.key_pem, test_certificate().key_pem);
  EXPECT_THAT(make_tls_server({test_certificate().certificate_pem, other.key_pem}).error(), HasSubstr("key"));
}

}  // namespace
}  // namespace imapspec::net
