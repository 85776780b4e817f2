#include "reference-server/bench/client.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace imapspec::bench {

namespace {

constexpr std::size_t kOutputOctets = std::size_t{1} << 20;  // no command is added to more than that
constexpr int kPatienceMs = 60'000;

[[noreturn]] void broken(const char* what) {
  throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

std::uint64_t number_in(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// n of a line that ends with {n}; nothing follows a line that does not.
std::uint64_t announced(std::string_view line) {
  const std::size_t brace = line.ends_with('}') ? line.rfind('{') : std::string_view::npos;
  return brace == std::string_view::npos ? 0 : number_in(line.substr(brace + 1));
}

}  // namespace

Answers& Answers::operator+=(const Answers& other) {
  ok += other.ok;
  fetches += other.fetches;
  literal_octets += other.literal_octets;
  found += other.found;
  exists = other.exists;
  expunged += other.expunged;
  if (refusal.empty()) refusal = other.refusal;
  return *this;
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket_ < 0 || connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    broken("cannot connect");
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  fcntl(socket_, F_SETFL, O_NONBLOCK);
}

Client::~Client() {
  if (socket_ >= 0) close(socket_);
}

void Client::begin(unsigned depth, NextCommand next, bool until_closed) {
  depth_ = depth;
  next_ = std::move(next);
  until_closed_ = until_closed;
  exhausted_ = false;
  fill();
}

void Client::fill() {
  if (!greeted_) return;
  while (!exhausted_ && on_their_way_ < depth_ && output_.size() - sent_ < kOutputOctets) {
    const std::size_t before = output_.size();
    output_ += 'a';
    output_ += std::to_string(++tags_);
    output_ += ' ';
    if (next_(output_)) {
      output_ += "\r\n";
      ++on_their_way_;
    } else {
      output_.resize(before);
      exhausted_ = true;
    }
  }
}

void Client::advance(short events) {
  if ((events & POLLOUT) != 0) send_some();
  if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) receive_some();
  fill();
  if (has_output()) send_some();
}

void Client::send_some() {
  const ssize_t n = send(socket_, output_.data() + sent_, output_.size() - sent_, MSG_NOSIGNAL);
  if (n < 0 && errno != EAGAIN && errno != EINTR) broken("cannot send");
  if (n > 0) sent_ += static_cast<std::size_t>(n);
  if (sent_ == output_.size()) {
    output_.clear();
    sent_ = 0;
  }
}

void Client::receive_some() {
  static std::array<char, 256 * 1024> chunk;
  const ssize_t n = recv(socket_, chunk.data(), chunk.size(), 0);
  if (n < 0 && errno != EAGAIN && errno != EINTR) broken("cannot receive");
  if (n > 0) take({chunk.data(), static_cast<std::size_t>(n)});
  if (n == 0) {
    closed_ = true;
    if (!until_closed_ || on_their_way_ > 0) throw std::runtime_error("the server has closed the connection");
  }
}

void Client::take(std::string_view octets) {
  while (!octets.empty()) {
    if (literal_left_ > 0) {
      const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(literal_left_, octets.size()));
      literal_left_ -= n;
      octets.remove_prefix(n);
      continue;
    }
    const std::size_t end = octets.find('\n');
    if (end == std::string_view::npos) {
      line_ += octets;
      return;
    }
    std::string_view part = octets.substr(0, end);
    octets.remove_prefix(end + 1);
    if (!line_.empty()) part = line_ += part;
    if (part.ends_with('\r')) part.remove_suffix(1);
    literal_left_ = announced(part);
    answers_.literal_octets += literal_left_;
    if (literal_left_ > 0) {
      line_ = part;  // what is behind the literal belongs to it
      continue;
    }
    take_line(part);
    line_.clear();
  }
}

void Client::take_line(std::string_view line) {
  if (line.starts_with("* ")) {
    line.remove_prefix(2);
    if (!std::exchange(greeted_, true)) return;
    if (line.starts_with("SEARCH")) {
      answers_.found += static_cast<std::uint64_t>(std::count(line.begin(), line.end(), ' '));
      if (line.ends_with(' ')) --answers_.found;
      return;
    }
    const std::string_view what = line.substr(std::min(line.find(' '), line.size()));
    if (what.starts_with(" FETCH ")) ++answers_.fetches;
    if (what == " EXISTS") answers_.exists = number_in(line);
    if (what == " EXPUNGE") ++answers_.expunged;
    return;
  }
  if (!line.starts_with('a')) return;
  --on_their_way_;
  if (line.substr(std::min(line.find(' '), line.size())).starts_with(" OK"))
    ++answers_.ok;
  else if (answers_.refusal.empty())
    answers_.refusal = line;
}

void serve_all(const std::vector<std::unique_ptr<Client>>& clients) {
  std::vector<pollfd> polled;
  std::vector<Client*> of;
  for (;;) {
    polled.clear();
    of.clear();
    for (const auto& client : clients) {
      if (client->done()) continue;
      polled.push_back({client->socket(), static_cast<short>(client->has_output() ? POLLIN | POLLOUT : POLLIN), 0});
      of.push_back(client.get());
    }
    if (of.empty()) return;
    const int ready = poll(polled.data(), polled.size(), kPatienceMs);
    if (ready == 0) throw std::runtime_error("the server says nothing any more");
    if (ready < 0 && errno != EINTR) broken("cannot poll");
    for (std::size_t i = 0; i < of.size(); ++i)
      if (polled[i].revents != 0) of[i]->advance(polled[i].revents);
  }
}

void serve(Client& client) {
  while (!client.done()) {
    pollfd polled{client.socket(), static_cast<short>(client.has_output() ? POLLIN | POLLOUT : POLLIN), 0};
    const int ready = poll(&polled, 1, kPatienceMs);
    if (ready == 0) throw std::runtime_error("the server says nothing any more");
    if (ready < 0 && errno != EINTR) broken("cannot poll");
    client.advance(polled.revents);
  }
}

Answers say(Client& client, const std::vector<std::string>& commands) {
  std::size_t next = 0;
  client.begin(1, [&](std::string& text) {
    if (next == commands.size()) return false;
    text += commands[next++];
    return true;
  });
  serve(client);
  Answers answers = client.take_answers();
  if (!answers.refusal.empty()) throw std::runtime_error("refused: " + answers.refusal);
  return answers;
}

}  // namespace imapspec::bench
