#include "harness/net/process_group.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/process/v2/environment.hpp>
#include <boost/process/v2/posix/default_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <csignal>
#include <cstring>
#include <map>

#include "harness/net/fd.h"
#include "harness/net/poll.h"

namespace imapspec::net {
namespace {

namespace process = boost::process::v2;
using boost::system::error_code;
using Path = boost::filesystem::path;

// What Boost.Process does for us between fork and exec. Only calls that are safe there: other threads hold locks.
struct Setup {
  int in, out, err;
  const char* directory;  // null: ours
  const char* const* environment;

  error_code on_setup(process::posix::default_launcher& launcher, const Path&, const char* const*&) const {
    launcher.env = environment;
    return {};
  }

  error_code on_exec_setup(process::posix::default_launcher&, const Path&, const char* const*&) const {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    if (setpgid(0, 0) != 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0 || (directory != nullptr && chdir(directory) != 0)) {
      return {errno, boost::system::system_category()};
    }
    return {};
  }

  // The launcher would call exit(), which runs the parent's exit handlers in the child. It has reported the error by now.
  // It asks for this function with other arguments than it then passes.
  template <class... Arguments>
  void on_exec_error(Arguments&&...) const {
    _exit(127);
  }
};

std::vector<std::string> environment_of(const Command& command) {
  std::map<std::string, std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) merged[text.substr(0, equals)] = text.substr(equals + 1);
  }
  for (const auto& [name, value] : command.environment) merged[name] = value;
  std::vector<std::string> entries;
  entries.reserve(merged.size());
  for (const auto& [name, value] : merged) entries.push_back(name + "=" + value);
  return entries;
}

}  // namespace

struct ProcessGroup::Impl {
  boost::asio::io_context io{1};  // Boost.Process asks for one; nothing runs in it
  process::process leader{io};
  Fd pidfd;
  int id = -1;
  std::optional<Exit> exit;

  Exit reap() {
    // As long as the leader is not reaped its id belongs to this group and nobody else.
    ::kill(-id, SIGKILL);
    error_code error;
    leader.wait(error);
    const int status = static_cast<int>(leader.native_exit_code());
    exit = WIFSIGNALED(status) ? Exit{0, WTERMSIG(status)} : Exit{WEXITSTATUS(status), 0};
    return *exit;
  }
};

ProcessGroup::ProcessGroup(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProcessGroup::ProcessGroup(ProcessGroup&& other) noexcept = default;
ProcessGroup& ProcessGroup::operator=(ProcessGroup&& other) noexcept {
  std::swap(impl_, other.impl_);
  return *this;
}
ProcessGroup::~ProcessGroup() {
  if (impl_ != nullptr) kill();
}

std::expected<ProcessGroup, std::string> ProcessGroup::start(const Command& command, int in, int out, int err) {
  if (command.arguments.empty() || command.arguments.front().empty())
    return std::unexpected("there is no command to start");
  const std::string& name = command.arguments.front();
  const std::string prefix = "cannot start " + name + ": ";
  const std::vector<std::string> arguments(command.arguments.begin() + 1, command.arguments.end());
  const std::vector<std::string> entries = environment_of(command);
  std::vector<const char*> environment;
  environment.reserve(entries.size() + 1);
  for (const std::string& entry : entries) environment.push_back(entry.c_str());
  environment.push_back(nullptr);

  auto impl = std::make_unique<Impl>();
  try {
    Path program = name;
    if (!name.contains('/')) {
      program = process::environment::find_executable(name);
      if (program.empty()) return std::unexpected(prefix + "there is no such program in PATH");
    }
    error_code error;
    const Setup setup{in, out, err, command.directory.empty() ? nullptr : command.directory.c_str(),
                      environment.data()};
    process::posix::default_launcher launch;
    impl->leader = launch(impl->io.get_executor(), error, program, arguments, setup);
    if (error) {
      if (launch.pid > 0) waitpid(launch.pid, nullptr, 0);  // the launcher leaves a child that could not exec unreaped
      return std::unexpected(prefix + error.message());
    }
  } catch (const std::exception& problem) {
    return std::unexpected(prefix + problem.what());
  }
  impl->id = static_cast<int>(impl->leader.id());
  impl->pidfd = Fd(static_cast<int>(syscall(SYS_pidfd_open, impl->id, 0)));
  if (!impl->pidfd) {
    const std::string reason = system_error(errno);
    impl->reap();
    return std::unexpected(prefix + reason);
  }
  return ProcessGroup(std::move(impl));
}

int ProcessGroup::id() const {
  return impl_->id;
}

std::optional<Exit> ProcessGroup::wait(TimePoint until) {
  if (!impl_->exit && poll_until(impl_->pidfd.get(), POLLIN, until)) impl_->reap();
  return impl_->exit;
}

void ProcessGroup::signal(int number) {
  if (!impl_->exit) ::kill(-impl_->id, number);
}

Exit ProcessGroup::kill() {
  if (!impl_->exit) impl_->reap();
  return *impl_->exit;
}

}  // namespace imapspec::net
