#include "harness/net/server_loop.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <map>
#include <utility>
#include <vector>

#include "harness/net/listen_socket.h"
#include "harness/net/server_connection.h"

namespace imapspec::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto kRetryAccept = std::chrono::milliseconds(100);  // when the process has no file descriptor left

std::string peer_name(const Address& address) {
  if (address.family() == AF_UNIX) return "unix";
  const std::string host = address.host();
  return (address.family() == AF_INET6 ? "[" + host + "]" : host) + ":" + std::to_string(address.port());
}

}  // namespace

struct ServerLoop::Impl {
  struct Door {
    asio::posix::stream_descriptor socket;
    bool implicit_tls;
    HandlerFactory make_handler;
    std::string path;
    asio::steady_timer retry;

    ~Door() {
      if (!path.empty()) unlink(path.c_str());
    }
  };

  ServerOptions options;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  std::vector<std::unique_ptr<Door>> doors;
  std::map<ServerConnection*, std::shared_ptr<ServerConnection>> connections;
  std::map<TimerId, std::unique_ptr<asio::steady_timer>> timers;
  TimerId next_timer = 1;

  explicit Impl(ServerOptions given) : options(std::move(given)) {}

  void add_door(ListenSocket socket, bool implicit_tls, HandlerFactory make_handler, std::string path) {
    asio::posix::stream_descriptor descriptor(io, socket.fd.release());
    doors.push_back(std::make_unique<Door>(std::move(descriptor), implicit_tls, std::move(make_handler),
                                           std::move(path), asio::steady_timer(io)));
    wait_at(*doors.back());
  }

  void wait_at(Door& door) {
    door.socket.async_wait(asio::posix::stream_descriptor::wait_read, [this, &door](error_code error) {
      if (!error) accept_at(door);
    });
  }

  void accept_at(Door& door) {
    Address address;
    address.size = sizeof address.storage;
    Fd fd(accept4(door.socket.native_handle(), reinterpret_cast<sockaddr*>(&address.storage), &address.size,
                  SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!fd && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)) {
      door.retry.expires_after(kRetryAccept);
      return door.retry.async_wait([this, &door](error_code error) {
        if (!error) wait_at(door);
      });
    }
    if (fd && connections.size() < options.connections_max) serve(std::move(fd), address, door);
    wait_at(door);
  }

  void serve(Fd fd, const Address& address, Door& door) {
    const int on = 1;
    setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // refused by Unix sockets, which need it not
    auto connection = std::make_shared<ServerConnection>(io, std::move(fd), address.family(), peer_name(address),
                                                         options, door.make_handler(),
                                                         [this](ServerConnection* gone) { connections.erase(gone); });
    connections.emplace(connection.get(), connection);
    connection->start(door.implicit_tls);
  }
};

ServerLoop::ServerLoop(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

ServerLoop::~ServerLoop() {
  // Handlers may look at connections() as they go.
  for (auto& [key, connection] : impl_->connections) connection->drop();
  impl_->connections.clear();
}

std::expected<std::uint16_t, std::string> ServerLoop::listen(const std::string& host, std::uint16_t port,
                                                             bool implicit_tls, HandlerFactory make_handler) {
  if (implicit_tls && impl_->options.tls == nullptr) return std::unexpected("implicit TLS needs a certificate");
  auto socket = listen_on(host, port);
  if (!socket) return std::unexpected(socket.error());
  const std::uint16_t bound = socket->bound.port();
  impl_->add_door(std::move(*socket), implicit_tls, std::move(make_handler), "");
  return bound;
}

std::expected<void, std::string> ServerLoop::listen_unix(const std::string& path, HandlerFactory make_handler) {
  const std::string prefix = "cannot listen on unix:" + path + ": ";
  const auto address = unix_address(path);
  if (!address) return std::unexpected(prefix + address.error());
  auto socket = listen_on(*address);
  if (!socket) return std::unexpected(prefix + socket.error());
  impl_->add_door(std::move(*socket), false, std::move(make_handler), path);
  return {};
}

ServerLoop::TimerId ServerLoop::after(Duration delay, Task task) {
  const TimerId id = impl_->next_timer++;
  auto timer = std::make_unique<asio::steady_timer>(impl_->io, delay);
  timer->async_wait([impl = impl_.get(), id, task = std::move(task)](error_code error) {
    if (error || impl->timers.erase(id) == 0) return;
    task();
  });
  impl_->timers.emplace(id, std::move(timer));
  return id;
}

void ServerLoop::cancel(TimerId timer) {
  impl_->timers.erase(timer);
}
void ServerLoop::run() {
  impl_->io.run();
}
void ServerLoop::stop() {
  impl_->io.stop();
}
void ServerLoop::post(Task task) {
  asio::post(impl_->io, std::move(task));
}
std::size_t ServerLoop::connections() const {
  return impl_->connections.size();
}

}  // namespace imapspec::net
