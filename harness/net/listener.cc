#include "harness/net/listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <cerrno>

#include "harness/net/listen_socket.h"
#include "harness/net/poll.h"
#include "harness/net/socket_stream.h"

namespace imapspec::net {

std::expected<ListenSocket, std::string> listen_on(const Address& address) {
  Fd fd(socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return std::unexpected(system_error(errno));
  const int on = 1;
  if (address.family() != AF_UNIX) setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address.family() == AF_INET6) setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (bind(fd.get(), address.raw(), address.size) != 0 || listen(fd.get(), SOMAXCONN) != 0) {
    return std::unexpected(system_error(errno));
  }
  ListenSocket result{std::move(fd), {}};
  result.bound.size = sizeof result.bound.storage;
  getsockname(result.fd.get(), reinterpret_cast<sockaddr*>(&result.bound.storage), &result.bound.size);
  return result;
}

std::expected<ListenSocket, std::string> listen_on(const std::string& host, std::uint16_t port) {
  const std::string prefix = "cannot listen on " + host + " port " + std::to_string(port) + ": ";
  const auto addresses = resolve(host, port, std::chrono::steady_clock::now() + std::chrono::seconds(30));
  if (!addresses) return std::unexpected(prefix + addresses.error());
  auto socket = listen_on(addresses->front());
  if (!socket) return std::unexpected(prefix + socket.error());
  return socket;
}

struct Listener::Impl {
  ListenSocket socket;
  std::shared_ptr<const TlsServer> tls;
  std::string path;  // of a Unix socket, to be removed

  ~Impl() {
    if (!path.empty()) unlink(path.c_str());
  }
};

Listener::Listener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Listener::Listener(Listener&& other) noexcept = default;
Listener& Listener::operator=(Listener&& other) noexcept = default;
Listener::~Listener() = default;

std::expected<Listener, std::string> Listener::tcp(const std::string& host, std::uint16_t port,
                                                   std::shared_ptr<const TlsServer> tls) {
  auto socket = listen_on(host, port);
  if (!socket) return std::unexpected(socket.error());
  return Listener(std::make_unique<Impl>(std::move(*socket), std::move(tls), ""));
}

std::expected<Listener, std::string> Listener::unix_socket(const std::string& path,
                                                           std::shared_ptr<const TlsServer> tls) {
  const std::string prefix = "cannot listen on unix:" + path + ": ";
  const auto address = unix_address(path);
  if (!address) return std::unexpected(prefix + address.error());
  auto socket = listen_on(*address);
  if (!socket) return std::unexpected(prefix + socket.error());
  return Listener(std::make_unique<Impl>(std::move(*socket), std::move(tls), path));
}

std::uint16_t Listener::port() const {
  return impl_->socket.bound.port();
}

std::expected<std::unique_ptr<Stream>, std::string> Listener::accept(TimePoint until) {
  while (true) {
    Fd fd(accept4(impl_->socket.fd.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (fd) {
      const int on = 1;
      setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // refused by Unix sockets, which need it not
      TlsFactory factory;
      if (impl_->tls != nullptr) factory = [tls = impl_->tls] { return TlsLayer::server(*tls); };
      return std::make_unique<SocketStream>(std::move(fd), Side::server, std::move(factory));
    }
    const int error = errno;
    if (error != EAGAIN && error != EWOULDBLOCK && error != EINTR && error != ECONNABORTED) {
      return std::unexpected("cannot accept a connection: " + system_error(error));
    }
    if (!poll_until(impl_->socket.fd.get(), POLLIN, until)) return nullptr;
  }
}

}  // namespace imapspec::net
