#include "reference-server/host/host.h"

#include "reference-server/host/client_handler.h"

namespace imapspec::reference_server {

namespace {

net::ServerOptions options_of(const Profile& profile, std::shared_ptr<const net::TlsServer> tls, unsigned threads) {
  net::ServerOptions options;
  options.tls = std::move(tls);
  options.output_octets_max = profile.output_octets_max;
  options.connections_max = profile.connections_max;
  // RFC 3501 section 7.1.5: one of the greetings.
  options.refusal = "* BYE [LIMIT] Too many connections\r\n";
  options.threads = threads;
  options.handshake_max = profile.login_time;
  options.stall_max = profile.stall_time;
  return options;
}

}  // namespace

Host::Host(Server& server, std::shared_ptr<const net::TlsServer> tls, unsigned threads)
    : server_(server), loop_(options_of(server.profile(), std::move(tls), threads)) {}

std::expected<std::uint16_t, std::string> Host::listen(const std::string& host, std::uint16_t port, bool implicit_tls) {
  return loop_.listen(host, port, implicit_tls, [this] { return std::make_unique<ClientHandler>(server_); });
}

std::expected<void, std::string> Host::listen_unix(const std::string& path) {
  return loop_.listen_unix(path, [this] { return std::make_unique<ClientHandler>(server_); });
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
