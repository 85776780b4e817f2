// OutputReader: keeps reading what a child writes, so that the child never blocks on it. Internal to net/.
#pragma once

#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "harness/net/fd.h"
#include "harness/net/process.h"

namespace imapspec::net {

class OutputReader {
 public:
  // Reads each of `pipes` in a thread of its own, keeping the first `octets_max` octets of each.
  OutputReader(std::vector<Fd> pipes, std::size_t octets_max);
  OutputReader(const OutputReader&) = delete;
  OutputReader& operator=(const OutputReader&) = delete;
  ~OutputReader();

  // Takes what is in the pipes by now, and ends. Does not wait for their end, which somebody who has left the child's
  // process group could withhold.
  void stop();
  Captured captured(std::size_t pipe) const;

 private:
  void run();
  bool read_once(std::size_t pipe);

  std::vector<Fd> pipes_;
  const std::size_t octets_max_;
  Fd wake_;
  mutable std::mutex mutex_;
  std::vector<Captured> captured_;
  std::thread thread_;
};

}  // namespace imapspec::net
