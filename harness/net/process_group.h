// ProcessGroup: starts a child as the leader of a process group of its own, and ends and reaps it. Internal to net/.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "harness/net/process.h"

namespace imapspec::net {

class ProcessGroup {
 public:
  // The descriptors become its stdin, stdout and stderr; all others are closed in it.
  static std::expected<ProcessGroup, std::string> start(const Command& command, int in, int out, int err);
  ProcessGroup(ProcessGroup&& other) noexcept;
  ProcessGroup& operator=(ProcessGroup&& other) noexcept;
  ~ProcessGroup();  // kills and reaps

  int id() const;
  std::optional<Exit> wait(TimePoint until);  // when its leader has ended, the rest of the group is killed
  void signal(int number);                    // to the whole group; nothing once it has ended
  Exit kill();

 private:
  struct Impl;
  explicit ProcessGroup(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::net
