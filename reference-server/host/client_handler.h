// ClientHandler: octets go between a net::Connection and the Connection of the server that answers them. Internal to host/.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "harness/net/server_loop.h"
#include "reference-server/connection/connection.h"

namespace imapspec::reference_server {

// A turn does a bounded part of what the client has asked for; what is left waits while the other connections have theirs, and
// while the client has more to read than Profile::output_octets_max. Nothing more is read from it meanwhile.
class ClientHandler final : public net::Handler {
 public:
  explicit ClientHandler(Server& server) : server_(server) {}

  void on_open(net::Connection& wire) override;
  void on_octets(net::Connection& wire, std::string_view octets) override;
  void on_tls(net::Connection& wire) override;
  void on_drained(net::Connection& wire) override;
  void on_wake(net::Connection& wire) override;
  void on_timer(net::Connection& wire) override;
  void on_end(net::Connection&, std::string_view) override {}  // all that came was answered: the loop closes

 private:
  void work(net::Connection& wire, std::string_view octets);
  void go_on(net::Connection& wire);
  void send(net::Connection& wire);
  void after(net::Connection& wire);
  bool has_room(const net::Connection& wire) const;

  Server& server_;
  std::unique_ptr<Connection> connection_;
  std::function<void()> wake_;
  std::string waiting_;  // came, and waits for its turn
};

}  // namespace imapspec::reference_server
