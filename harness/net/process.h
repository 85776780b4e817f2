// Child processes: a server that speaks on stdin and stdout, and a client that is launched, watched and reaped. Each child
// leads a process group of its own, which is ended with it; none is left as a zombie.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/stream.h"

namespace imapspec::net {

struct Command {
  std::vector<std::string> arguments;  // the program first: a path, or a name to be found in PATH
  std::vector<std::pair<std::string, std::string>> environment;  // laid over ours
  std::string directory;                                         // empty: ours
};

// The command line of `exec:COMMAND`, by the shell.
Command shell_command(const std::string& command_line);

// How a child ended.
struct Exit {
  int code = 0;    // of exit(), if signal is 0
  int signal = 0;  // that ended it

  std::string text() const;  // "exit status 3", "signal 9 (Killed)"
  friend bool operator==(const Exit&, const Exit&) = default;
};

// Output that was kept up to a bound.
struct Captured {
  std::string text;
  std::size_t dropped = 0;  // octets beyond the bound
};

inline constexpr std::size_t kCapturedOctetsMax = std::size_t{1} << 20;

// A running child whose stdin and stdout are one Stream. Its stderr is read all the time and kept up to a bound.
class Child {
 public:
  // The error names the program and the reason.
  static std::expected<Child, std::string> spawn(const Command& command,
                                                 std::size_t stderr_octets_max = kCapturedOctetsMax);
  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  ~Child();  // as kill()

  Stream& stream();
  // The Stream, to be kept elsewhere, once; it may outlive the Child, and stream() is not to be used any more.
  std::unique_ptr<Stream> take_stream();
  Captured stderr_so_far() const;
  int process_id() const;

  // How it ended, if it did by `until`.
  std::optional<Exit> wait(TimePoint until);
  // Closes the Stream (unless it was taken), waits until `until`, then asks the group with SIGTERM and, half a second
  // later, ends it.
  Exit stop(TimePoint until);
  Exit kill();  // the whole group, at once; harmless once it has ended

 private:
  struct Impl;
  explicit Child(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

struct Finished {
  Exit exit;
  bool timed_out = false;  // it still ran at the deadline and was ended
  Captured out, err;
};

// Runs a command with nothing on its stdin to its end, or to `until`, when its process group is killed.
std::expected<Finished, std::string> run_command(const Command& command, TimePoint until,
                                                 std::size_t output_octets_max = kCapturedOctetsMax);

// A command that runs on its own, its output captured: the runner plays the server meanwhile.
class Launched {
 public:
  static std::expected<Launched, std::string> start(const Command& command,
                                                    std::size_t output_octets_max = kCapturedOctetsMax);
  Launched(Launched&& other) noexcept;
  Launched& operator=(Launched&& other) noexcept;
  ~Launched();  // ends the group

  bool running() const;
  Finished finish(TimePoint until);  // waits; at the deadline ends the group

 private:
  struct Impl;
  explicit Launched(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::net
