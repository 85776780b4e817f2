// Fd: owns a file descriptor. Internal to net/.
#pragma once

#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

namespace imapspec::net {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      close();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~Fd() { close(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  int release() { return std::exchange(fd_, -1); }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_ = -1;
};

// What the system says about an errno, for people.
inline std::string system_error(int error) {
  return std::generic_category().message(error);
}

}  // namespace imapspec::net
