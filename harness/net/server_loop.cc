#include "harness/net/server_loop.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <cerrno>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "harness/net/listen_socket.h"
#include "harness/net/server_connection.h"

namespace imapspec::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Strand = asio::strand<asio::io_context::executor_type>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Strand>;
using Descriptor = asio::posix::basic_stream_descriptor<Strand>;

constexpr auto kRetryAccept = std::chrono::milliseconds(100);  // when the process has no file descriptor left
constexpr int kAcceptedAtOnce = 64;
constexpr std::size_t kRefusedMax = 64;  // that are told so at once

std::string peer_name(const Address& address) {
  if (address.family() == AF_UNIX) return "unix";
  const std::string host = address.host();
  return (address.family() == AF_INET6 ? "[" + host + "]" : host) + ":" + std::to_string(address.port());
}

// Says why, and closes.
class Refusal final : public Handler {
 public:
  explicit Refusal(const std::string& octets) : octets_(octets) {}
  void on_open(Connection& connection) override {
    connection.send(octets_);
    connection.close();
  }
  void on_octets(Connection&, std::string_view) override {}
  void on_end(Connection&, std::string_view) override {}

 private:
  const std::string& octets_;
};

}  // namespace

struct ServerLoop::Impl {
  struct Door {
    Descriptor socket;
    bool implicit_tls;
    HandlerFactory make_handler;
    std::string path;
    Timer retry;

    ~Door() {
      if (!path.empty()) unlink(path.c_str());
    }
  };

  ServerOptions options;
  asio::io_context io;
  Strand strand{io.get_executor()};  // of doors and tasks
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  std::vector<std::unique_ptr<Door>> doors;
  mutable std::mutex mutex;  // of what follows
  std::map<ServerConnection*, std::shared_ptr<ServerConnection>> connections;
  std::map<TimerId, std::unique_ptr<Timer>> timers;
  TimerId next_timer = 1;

  explicit Impl(ServerOptions given) : options(std::move(given)), io(static_cast<int>(std::max(options.threads, 1U))) {}

  void add_door(ListenSocket socket, bool implicit_tls, HandlerFactory make_handler, std::string path) {
    Descriptor descriptor(strand, socket.fd.release());
    doors.push_back(std::make_unique<Door>(std::move(descriptor), implicit_tls, std::move(make_handler),
                                           std::move(path), Timer(strand)));
    wait_at(*doors.back());
  }

  void wait_at(Door& door) {
    door.socket.async_wait(Descriptor::wait_read, [this, &door](error_code error) {
      if (!error) accept_at(door);
    });
  }

  void accept_at(Door& door) {
    for (int accepted = 0; accepted < kAcceptedAtOnce; ++accepted) {
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
      if (!fd) break;
      welcome(std::move(fd), address, door);
    }
    wait_at(door);
  }

  void welcome(Fd fd, const Address& address, Door& door) {
    const std::size_t before = count();
    if (before < options.connections_max) return serve(std::move(fd), address, door, door.make_handler());
    if (!options.refusal.empty() && before < options.connections_max + kRefusedMax)
      serve(std::move(fd), address, door, std::make_unique<Refusal>(options.refusal));
  }

  void serve(Fd fd, const Address& address, const Door& door, std::unique_ptr<Handler> handler) {
    const int on = 1;
    setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // refused by Unix sockets, which need it not
    auto connection =
        std::make_shared<ServerConnection>(io, std::move(fd), address.family(), peer_name(address), options,
                                           std::move(handler), [this](ServerConnection* gone) { forget(gone); });
    {
      const std::lock_guard lock(mutex);
      connections.emplace(connection.get(), connection);
    }
    connection->start(door.implicit_tls);
  }

  void forget(ServerConnection* gone) {
    const std::lock_guard lock(mutex);
    connections.erase(gone);
  }
  bool forget_timer(TimerId id) {
    const std::lock_guard lock(mutex);
    return timers.erase(id) > 0;
  }
  std::size_t count() const {
    const std::lock_guard lock(mutex);
    return connections.size();
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
  auto timer = std::make_unique<Timer>(impl_->strand, delay);
  const std::lock_guard lock(impl_->mutex);
  const TimerId id = impl_->next_timer++;
  timer->async_wait([impl = impl_.get(), id, task = std::move(task)](error_code error) {
    if (error || !impl->forget_timer(id)) return;
    task();
  });
  impl_->timers.emplace(id, std::move(timer));
  return id;
}

void ServerLoop::cancel(TimerId timer) {
  impl_->forget_timer(timer);
}

void ServerLoop::run() {
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < impl_->options.threads; ++i) others.emplace_back([this] { impl_->io.run(); });
  impl_->io.run();
}
void ServerLoop::stop() {
  impl_->io.stop();
}
void ServerLoop::post(Task task) {
  asio::post(impl_->strand, std::move(task));
}
std::size_t ServerLoop::connections() const {
  return impl_->count();
}

}  // namespace imapspec::net
