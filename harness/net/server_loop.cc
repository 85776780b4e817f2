#include "harness/net/server_loop.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
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
using Executor = asio::io_context::executor_type;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;
using Descriptor = asio::posix::basic_stream_descriptor<Executor>;

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
  // One thread, and what it waits for: its connections stay with it, so that nothing that happens on one wakes another thread,
  // or needs a lock.
  struct Worker {
    asio::io_context io{1};
    asio::executor_work_guard<Executor> work{io.get_executor()};
    std::size_t connections = 0;
  };
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
  std::vector<std::unique_ptr<Worker>> workers;
  asio::io_context& first;  // has the doors and the tasks too
  std::vector<std::unique_ptr<Door>> doors;
  mutable std::mutex mutex;  // of what follows
  struct Served {
    std::shared_ptr<ServerConnection> connection;
    Worker* by;
  };
  std::map<ServerConnection*, Served> connections;
  std::map<TimerId, std::unique_ptr<Timer>> timers;
  TimerId next_timer = 1;

  explicit Impl(ServerOptions given)
      : options(std::move(given)), workers(made(std::max(options.threads, 1U))), first(workers.front()->io) {}

  static std::vector<std::unique_ptr<Worker>> made(unsigned count) {
    std::vector<std::unique_ptr<Worker>> workers;
    while (workers.size() < count) workers.push_back(std::make_unique<Worker>());
    return workers;
  }

  void add_door(ListenSocket socket, bool implicit_tls, HandlerFactory make_handler, std::string path) {
    Descriptor descriptor(first, socket.fd.release());
    doors.push_back(std::make_unique<Door>(std::move(descriptor), implicit_tls, std::move(make_handler),
                                           std::move(path), Timer(first)));
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
    Worker& by = least_busy();
    auto connection =
        std::make_shared<ServerConnection>(by.io, std::move(fd), address.family(), peer_name(address), options,
                                           std::move(handler), [this](ServerConnection* gone) { forget(gone); });
    {
      const std::lock_guard lock(mutex);
      connections.emplace(connection.get(), Served{connection, &by});
      ++by.connections;
    }
    connection->start(door.implicit_tls);
  }

  void forget(ServerConnection* gone) {
    const std::lock_guard lock(mutex);
    const auto at = connections.find(gone);
    --at->second.by->connections;
    connections.erase(at);
  }
  // With the fewest connections; of several the last: the first has more to do.
  Worker& least_busy() const {
    const std::lock_guard lock(mutex);
    return **std::min_element(workers.rbegin(), workers.rend(),
                              [](const auto& a, const auto& b) { return a->connections < b->connections; });
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
  for (auto& [key, served] : impl_->connections) served.connection->drop();
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
  auto timer = std::make_unique<Timer>(impl_->first, delay);
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
  for (std::size_t i = 1; i < impl_->workers.size(); ++i)
    others.emplace_back([&io = impl_->workers[i]->io] { io.run(); });
  impl_->first.run();
}
void ServerLoop::stop() {
  for (const auto& worker : impl_->workers) worker->io.stop();
}
void ServerLoop::post(Task task) {
  asio::post(impl_->first, std::move(task));
}
std::size_t ServerLoop::connections() const {
  return impl_->count();
}

}  // namespace imapspec::net
