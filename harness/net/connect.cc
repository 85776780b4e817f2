#include "harness/net/connect.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

#include "harness/net/address.h"
#include "harness/net/poll.h"
#include "harness/net/socket_stream.h"

namespace imapspec::net {
namespace {

std::expected<Fd, std::string> connect_to(const Address& address, TimePoint until) {
  Fd fd(socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return std::unexpected(system_error(errno));
  if (connect(fd.get(), address.raw(), address.size) != 0) {
    if (errno != EINPROGRESS && errno != EINTR) return std::unexpected(system_error(errno));
    if (!poll_until(fd.get(), POLLOUT, until)) return std::unexpected("no answer in time");
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
    if (error != 0) return std::unexpected(system_error(error));
  }
  if (address.family() != AF_UNIX) {
    const int on = 1;  // steps are small writes whose answers are waited for
    setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  return fd;
}

std::unique_ptr<Stream> client_stream(Fd fd, const TlsClient& tls, const std::string& host) {
  return std::make_unique<SocketStream>(std::move(fd), Side::client,
                                        [tls, host] { return TlsLayer::client(tls, host); });
}

}  // namespace

std::expected<std::unique_ptr<Stream>, std::string> connect_tcp(const std::string& host, std::uint16_t port,
                                                                TimePoint until, const TlsClient& tls) {
  const std::string prefix =
      "cannot connect to " + (host.contains(':') ? "[" + host + "]" : host) + ":" + std::to_string(port) + ": ";
  const auto addresses = resolve(host, port, until);
  if (!addresses) return std::unexpected(prefix + addresses.error());
  std::string reasons;
  for (std::size_t i = 0; i < addresses->size(); ++i) {
    const Address& address = (*addresses)[i];
    // An address that never answers leaves the others their part of the time.
    const TimePoint now = std::chrono::steady_clock::now();
    const auto shares = static_cast<Duration::rep>(addresses->size() - i);
    auto fd = connect_to(address, until > now ? now + (until - now) / shares : until);
    if (fd) return client_stream(std::move(*fd), tls, host);
    if (!reasons.empty()) reasons += "; ";
    if (address.host() != host) reasons += address.host() + ": ";
    reasons += fd.error();
  }
  return std::unexpected(prefix + reasons);
}

std::expected<std::unique_ptr<Stream>, std::string> connect_unix(const std::string& path, TimePoint until,
                                                                 const TlsClient& tls) {
  const std::string prefix = "cannot connect to unix:" + path + ": ";
  const auto address = unix_address(path);
  if (!address) return std::unexpected(prefix + address.error());
  auto fd = connect_to(*address, until);
  if (!fd) return std::unexpected(prefix + fd.error());
  return client_stream(std::move(*fd), tls, "");
}

}  // namespace imapspec::net
