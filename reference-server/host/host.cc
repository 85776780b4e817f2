#include "reference-server/host/host.h"

#include "reference-server/connection/connection.h"

namespace imapspec::reference_server {

namespace {

// One client: octets go between its net::Connection and its Connection of the server.
class ClientHandler final : public net::Handler {
 public:
  ClientHandler(Server& server, net::ServerLoop& loop) : server_(server), loop_(loop) {}
  ClientHandler(const ClientHandler&) = delete;
  ClientHandler& operator=(const ClientHandler&) = delete;
  ~ClientHandler() override { loop_.cancel(inactivity_); }

  void on_open(net::Connection& wire) override {
    // Another session's change may be told here at once, while IDLE is open. The news comes with the store locked, perhaps
    // from another thread, and perhaps when this client has gone.
    auto notify = [&loop = loop_, alive = std::weak_ptr<bool>(alive_), this, &wire] {
      loop.post([alive, this, &wire] {
        if (alive.expired()) return;
        connection_->wake();
        after(wire);
      });
    };
    connection_ =
        std::make_unique<Connection>(server_, ConnectionInfo{wire.is_tls(), wire.tls_facts()}, std::move(notify));
    after(wire);
  }
  void on_octets(net::Connection& wire, std::string_view octets) override {
    connection_->receive(octets);
    after(wire);
  }
  void on_tls(net::Connection& wire) override {
    connection_->tls_started(wire.tls_facts());
    after(wire);
  }
  void on_end(net::Connection& wire, std::string_view) override { wire.close(); }

 private:
  // What every event ends with.
  void after(net::Connection& wire) {
    if (!connection_->output().empty()) {
      wire.send(connection_->output());
      connection_->output().clear();
    }
    if (connection_->closed()) {
      wire.close();
      return;
    }
    if (connection_->wants_tls() && !wire.is_tls() && !wire.start_tls()) {
      wire.close();  // it offered what it does not have
      return;
    }
    if (connection_->wants_deflate()) {
      wire.start_deflate();
      connection_->deflate_started();
    }
    loop_.cancel(inactivity_);
    inactivity_ = loop_.after(connection_->autologout(), [this, &wire] {
      connection_->time_out();
      after(wire);
    });
  }

  Server& server_;
  net::ServerLoop& loop_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::unique_ptr<Connection> connection_;
  net::ServerLoop::TimerId inactivity_ = 0;
};

}  // namespace

Host::Host(Server& server, std::shared_ptr<const net::TlsServer> tls, std::size_t connections_max)
    : server_(server), loop_({.tls = std::move(tls), .connections_max = connections_max}) {}

std::expected<std::uint16_t, std::string> Host::listen(const std::string& host, std::uint16_t port, bool implicit_tls) {
  return loop_.listen(host, port, implicit_tls, [this] { return std::make_unique<ClientHandler>(server_, loop_); });
}

std::expected<void, std::string> Host::listen_unix(const std::string& path) {
  return loop_.listen_unix(path, [this] { return std::make_unique<ClientHandler>(server_, loop_); });
}

void Host::run() {
  loop_.run();
}
void Host::stop() {
  loop_.stop();
}

void Host::every(Duration interval, const std::function<void()>& task) {
  loop_.after(interval, [this, interval, task] {
    task();
    every(interval, task);
  });
}

}  // namespace imapspec::reference_server
