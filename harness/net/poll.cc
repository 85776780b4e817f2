#include "harness/net/poll.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

namespace imapspec::net {

bool poll_until(std::span<pollfd> fds, TimePoint until) {
  while (true) {
    const TimePoint now = std::chrono::steady_clock::now();
    const Duration left = until <= now ? Duration::zero() : std::min<Duration>(until - now, std::chrono::hours(24));
    const timespec timeout{static_cast<std::time_t>(left / std::chrono::seconds(1)),
                           static_cast<long>((left % std::chrono::seconds(1)).count())};
    const int ready = ppoll(fds.data(), fds.size(), &timeout, nullptr);
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // the caller's next call on the descriptor says what is wrong
    if (std::chrono::steady_clock::now() >= until) return false;
  }
}

bool poll_until(int fd, short events, TimePoint until) {
  pollfd one{fd, events, 0};
  return poll_until({&one, 1}, until);
}

}  // namespace imapspec::net
