// Waiting for file descriptors until a deadline. Internal to net/.
#pragma once

#include <poll.h>

#include <span>

#include "harness/base/clock.h"

namespace imapspec::net {

// poll(2) until `until`, whatever signals arrive; at least one look is taken. False: the deadline passed, nothing is ready.
bool poll_until(std::span<pollfd> fds, TimePoint until);
bool poll_until(int fd, short events, TimePoint until);

}  // namespace imapspec::net
