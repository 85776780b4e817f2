#include "reference-server/bench/echo.h"

#include <netinet/in.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace imapspec::bench {

namespace {

void send_all(int client, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t sent = send(client, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void serve(int client) {
  const int poll = epoll_create1(0);
  epoll_event event{.events = EPOLLIN, .data = {}};
  if (poll < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, client, &event) != 0) return;
  send_all(client, "* OK\r\n");
  std::array<char, 1024> chunk{};
  while (epoll_wait(poll, &event, 1, -1) == 1) {
    const ssize_t got = recv(client, chunk.data(), chunk.size(), 0);
    if (got <= 0) break;
    const std::string_view command(chunk.data(), static_cast<std::size_t>(got));
    send_all(client, std::string(command.substr(0, command.find(' '))) + " OK\r\n");
  }
  close(poll);
}

}  // namespace

EchoServer::EchoServer() {
  const int door = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (door < 0 || bind(door, generic, size) != 0 || listen(door, 8) != 0 || getsockname(door, generic, &size) != 0)
    throw std::runtime_error("the server that does nothing cannot listen");
  port_ = ntohs(address.sin_port);
  pid_ = fork();
  if (pid_ == 0) {
    for (int client; (client = accept(door, nullptr, nullptr)) >= 0; close(client)) serve(client);
    _exit(0);
  }
  close(door);
  if (pid_ < 0) throw std::runtime_error("the server that does nothing cannot be started");
}

EchoServer::~EchoServer() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

}  // namespace imapspec::bench
