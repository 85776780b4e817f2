#include "harness/net/output_reader.h"

#include <fcntl.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "harness/net/poll.h"

namespace imapspec::net {
namespace {

constexpr std::size_t kReadOctets = 65536;  // all that a pipe holds by default
constexpr int kLastReads = 64;              // per pipe, when stopping

}  // namespace

OutputReader::OutputReader(std::vector<Fd> pipes, std::size_t octets_max)
    : pipes_(std::move(pipes)), octets_max_(octets_max), wake_(eventfd(0, EFD_CLOEXEC)), captured_(pipes_.size()) {
  for (const Fd& pipe : pipes_) fcntl(pipe.get(), F_SETFL, fcntl(pipe.get(), F_GETFL) | O_NONBLOCK);
  thread_ = std::thread([this] { run(); });
}

OutputReader::~OutputReader() {
  stop();
}

void OutputReader::stop() {
  if (!thread_.joinable()) return;
  eventfd_write(wake_.get(), 1);
  thread_.join();
}

Captured OutputReader::captured(std::size_t pipe) const {
  const std::lock_guard lock(mutex_);
  return captured_.at(pipe);
}

// False: nothing there now; the pipe is closed if nothing will be.
bool OutputReader::read_once(std::size_t pipe) {
  std::array<char, kReadOctets> octets;
  if (!pipes_[pipe]) return false;
  const ssize_t got = read(pipes_[pipe].get(), octets.data(), octets.size());
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
  if (got < 0 && errno == EINTR) return true;
  if (got <= 0) {
    pipes_[pipe].close();
    return false;
  }
  const auto size = static_cast<std::size_t>(got);
  const std::lock_guard lock(mutex_);
  Captured& captured = captured_[pipe];
  const std::size_t kept = std::min(size, octets_max_ - captured.text.size());
  captured.text.append(octets.data(), kept);
  captured.dropped += size - kept;
  return true;
}

void OutputReader::run() {
  std::vector<pollfd> fds(pipes_.size() + 1);
  while (true) {
    for (std::size_t i = 0; i < pipes_.size(); ++i) fds[i] = {pipes_[i].get(), POLLIN, 0};  // -1 is passed over
    fds.back() = {wake_.get(), POLLIN, 0};
    poll_until(fds, TimePoint::max());
    const bool stopping = (fds.back().revents & POLLIN) != 0;
    for (std::size_t i = 0; i < pipes_.size(); ++i) {
      for (int reads = stopping ? kLastReads : 1; reads > 0 && read_once(i); --reads) {
      }
    }
    if (stopping) return;
  }
}

}  // namespace imapspec::net
