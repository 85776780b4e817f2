// What a server costs, from outside: the CPU time and the memory of a process and of all that come from it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace imapspec::bench {

class ProcessTree {
 public:
  explicit ProcessTree(pid_t root) : root_(root) {}

  // User and system time of the root and of its descendants, in seconds. Those that have ended count with what their parents have
  // waited for, in steps of the system's clock tick; the living to the nanosecond.
  double cpu_seconds() const;
  // Octets of memory, what several processes share divided among them (PSS). 0 where the system does not tell.
  std::uint64_t memory_octets() const;

 private:
  std::vector<pid_t> members() const;

  pid_t root_;
};

}  // namespace imapspec::bench
