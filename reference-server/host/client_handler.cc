#include "reference-server/host/client_handler.h"

#include <chrono>
#include <utility>

namespace imapspec::reference_server {

namespace {

// A turn ends after so many steps or so much time, and with each portion of a long command.
constexpr unsigned kSteps = 200;
constexpr auto kTime = std::chrono::milliseconds(5);
constexpr std::size_t kSendOctets = 64 * 1024;  // answers are gathered up to here, and sent at once
constexpr std::size_t kKeptOctets = 8 * 1024;   // of a buffer that has become empty

}  // namespace

void ClientHandler::on_open(net::Connection& wire) {
  // Another session's change is told at once while IDLE is open. The news comes with the account locked, perhaps from another
  // thread, and perhaps when this client has gone.
  wake_ = wire.waker();
  connection_ = std::make_unique<Connection>(server_, ConnectionInfo{wire.is_tls(), wire.tls_facts()}, wake_);
  send(wire);
  after(wire);
}

void ClientHandler::on_octets(net::Connection& wire, std::string_view octets) {
  work(wire, octets);
}

void ClientHandler::on_tls(net::Connection& wire) {
  connection_->tls_started(wire.tls_facts());
  send(wire);
  after(wire);
}

void ClientHandler::on_drained(net::Connection& wire) {
  go_on(wire);
}

void ClientHandler::on_wake(net::Connection& wire) {
  if (has_room(wire)) go_on(wire);
}

void ClientHandler::go_on(net::Connection& wire) {
  connection_->wake();
  if (!waiting_.empty() || connection_->busy()) return work(wire, std::exchange(waiting_, {}));
  send(wire);
  if (connection_->closed()) wire.close();
}

void ClientHandler::on_timer(net::Connection& wire) {
  connection_->time_out();
  send(wire);
  after(wire);
}

bool ClientHandler::has_room(const net::Connection& wire) const {
  return wire.pending_octets() + connection_->output().size() <= server_.profile().output_octets_max;
}

void ClientHandler::work(net::Connection& wire, std::string_view octets) {
  const auto end = std::chrono::steady_clock::now() + kTime;
  bool turn_is_over = false;
  for (unsigned steps = 0; (connection_->busy() || !octets.empty()) && has_room(wire) && !turn_is_over;) {
    octets.remove_prefix(connection_->step(octets));
    turn_is_over = ++steps >= kSteps || connection_->busy() || std::chrono::steady_clock::now() >= end;
    if (connection_->output().size() >= kSendOctets) send(wire);
  }
  send(wire);
  // What came behind a change of the layer is for the connection to throw away, now: nothing of it may wait (RFC 9051 section
  // 6.2.1).
  while (!octets.empty() && (connection_->wants_tls() || connection_->wants_deflate() || connection_->ends_deflate()))
    octets.remove_prefix(connection_->step(octets));
  if (!connection_->closed()) waiting_ = octets;
  after(wire);
}

void ClientHandler::send(net::Connection& wire) {
  std::string& output = connection_->output();
  if (output.empty()) return;
  if (output.capacity() > kKeptOctets) return wire.hand_over(std::exchange(output, {}));
  wire.send(output);
  output.clear();
}

// What every event of the client ends with.
void ClientHandler::after(net::Connection& wire) {
  if (connection_->closed()) return wire.close();
  if (connection_->wants_tls() && !wire.is_tls() && !wire.start_tls()) return wire.close();  // offered, and not there
  if (connection_->wants_deflate()) {
    wire.start_deflate();
    connection_->deflate_started();
  }
  if (connection_->ends_deflate()) {
    wire.end_deflate();
    connection_->deflate_ended();
  }
  const bool waits = !waiting_.empty() || connection_->busy();
  wire.set_reading(!waits);
  // Who has no room goes on when what is queued is sent.
  if (waits && has_room(wire)) wake_();
  wire.set_timer(connection_->autologout());
}

}  // namespace imapspec::reference_server
