// ServerLoop: serves many connections from a few threads, by events. It moves octets, TLS and DEFLATE and knows no protocol.
//
// The threads of run() call everything back. What concerns one connection is never called by two at once, and a Connection is
// to be used from such a call only, but for what its waker() gives. No call below calls back from within itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "harness/base/clock.h"
#include "harness/base/tls_facts.h"
#include "harness/net/tls.h"

namespace imapspec::net {

// One client's connection; lives at least until its Handler is destroyed.
class Connection {
 public:
  virtual ~Connection() = default;

  // Queued, and sent as the client takes it. Nothing is sent after close() or once the connection is broken.
  virtual void send(std::string_view octets) = 0;
  // The same, for what is large and not needed any more: where it waits in clear it is not copied.
  virtual void hand_over(std::string octets) = 0;

  // Octets that are queued and not yet with the kernel. Above ServerOptions::output_octets_max the loop stops reading from
  // this client until half of it is left, so that a client that does not read cannot make us hold more and more.
  virtual std::size_t pending_octets() const = 0;
  // Stops and resumes on_octets, beside that bound.
  virtual void set_reading(bool reading) = 0;

  // What was sent before goes in clear; whatever came in clear and was not yet handed over is thrown away (RFC 9051 section
  // 6.2.1). What is sent from now on waits for the handshake. False: TLS is in use already, or the loop has no certificate.
  virtual bool start_tls() = 0;
  virtual bool is_tls() const = 0;         // from start_tls() on
  virtual TlsFacts tls_facts() const = 0;  // empty before the handshake is done
  // RFC 4978. What was sent before goes uncompressed.
  virtual void start_deflate() = 0;
  // What was sent before goes compressed; the client's octets were compressed up to where it flushed what is now handled.
  virtual void end_deflate() = 0;

  // Handler::on_timer is called once so much time has passed, unless this is called again before; Duration::max(): never.
  // Cheap enough for every event.
  virtual void set_timer(Duration delay) = 0;
  // What it returns may be called from any thread, with any lock, and when the connection is gone: Handler::on_wake is
  // called soon, once for all that was asked before. Asked from within a call of the handler, the other connections have
  // their turn before it.
  virtual std::function<void()> waker() = 0;

  virtual void close() = 0;                     // once everything queued is sent; nothing is read any more
  virtual void reset() = 0;                     // at once, as a crash would: TCP RST
  virtual const std::string& peer() const = 0;  // "127.0.0.1:40000"; "unix" for a Unix socket
};

// What serves one connection. The loop owns it and destroys it when the connection is gone, whoever ended it; nothing is
// called after that, and the Connection is no more.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void on_open(Connection& connection) = 0;  // with implicit TLS: after the handshake
  virtual void on_octets(Connection& connection, std::string_view octets) = 0;
  virtual void on_tls(Connection& connection) { (void)connection; }  // the handshake of start_tls() is done
  virtual void on_drained(Connection& connection) {
    (void)connection;
  }  // pending_octets() was above 0, and has become 0
  virtual void on_timer(Connection& connection) { (void)connection; }
  virtual void on_wake(Connection& connection) { (void)connection; }
  // The client sends no more. With an empty `error` it may still read: what is sent here is delivered before the loop
  // closes. Otherwise the connection broke (reset, TLS), and `error` says how, for people. Not called after close().
  virtual void on_end(Connection& connection, std::string_view error) = 0;
};

struct ServerOptions {
  std::shared_ptr<const TlsServer> tls;  // null: no TLS
  std::size_t output_octets_max = std::size_t{1} << 20;
  std::size_t connections_max = 1000;
  // What one too many is told before it is closed; a few of these are served at once, further ones are closed unheard.
  std::string refusal = {};
  unsigned threads = 1;                              // that run() uses, with the one that calls it; at least 1
  Duration handshake_max = std::chrono::minutes(1);  // of implicit TLS; then the connection is closed
  // A client that takes none of what is queued for it for so long has its connection reset.
  Duration stall_max = std::chrono::minutes(5);
};

class ServerLoop {
 public:
  using HandlerFactory = std::function<std::unique_ptr<Handler>()>;  // called by one thread at a time
  using Task = std::function<void()>;
  using TimerId = std::uint64_t;

  explicit ServerLoop(ServerOptions options = {});
  ~ServerLoop();  // closes what is left, at once

  // Before or within run(). Port 0 takes a free one; the port in use is returned.
  std::expected<std::uint16_t, std::string> listen(const std::string& host, std::uint16_t port, bool implicit_tls,
                                                   HandlerFactory make_handler);
  std::expected<void, std::string> listen_unix(const std::string& path, HandlerFactory make_handler);

  // From any thread; tasks are called one at a time, beside the connections.
  TimerId after(Duration delay, Task task);
  void cancel(TimerId timer);  // of no effect once its task has run
  void post(Task task);        // run() calls it soon

  void run();                       // until stop()
  void stop();                      // from any thread, also before run(); what runs now ends, nothing else is called
  std::size_t connections() const;  // from any thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::net
