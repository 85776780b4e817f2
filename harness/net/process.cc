#include "harness/net/process.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <csignal>
#include <cstring>

#include "harness/net/output_reader.h"
#include "harness/net/process_group.h"
#include "harness/net/socket_stream.h"

namespace imapspec::net {
namespace {

constexpr auto kTermGrace = std::chrono::milliseconds(500);

struct Pair {
  Fd ours, theirs;
};

// A pipe from the child to us.
std::expected<Pair, std::string> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::unexpected("cannot make a pipe: " + system_error(errno));
  return Pair{Fd(ends[0]), Fd(ends[1])};
}

// One socket for both directions: as inetd gives it to servers, and a Stream needs nothing else.
std::expected<Pair, std::string> make_socketpair() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return std::unexpected("cannot make a socket pair: " + system_error(errno));
  }
  return Pair{Fd(ends[0]), Fd(ends[1])};
}

std::vector<Fd> list(Fd first) {
  std::vector<Fd> fds;
  fds.push_back(std::move(first));
  return fds;
}

std::vector<Fd> list(Fd first, Fd second) {
  std::vector<Fd> fds = list(std::move(first));
  fds.push_back(std::move(second));
  return fds;
}

}  // namespace

Command shell_command(const std::string& command_line) {
  return {{"/bin/sh", "-c", command_line}, {}, {}};
}

std::string Exit::text() const {
  if (signal == 0) return "exit status " + std::to_string(code);
  const char* name = sigdescr_np(signal);
  return "signal " + std::to_string(signal) + (name != nullptr ? std::string(" (") + name + ")" : "");
}

struct Child::Impl {
  ProcessGroup group;
  OutputReader err;
  std::unique_ptr<Stream> stream;

  Impl(ProcessGroup started, Fd err_pipe, std::size_t err_octets_max, std::unique_ptr<Stream> its_stream)
      : group(std::move(started)), err(list(std::move(err_pipe)), err_octets_max), stream(std::move(its_stream)) {}
};

Child::Child(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Child::Child(Child&& other) noexcept = default;
Child& Child::operator=(Child&& other) noexcept = default;
Child::~Child() = default;

std::expected<Child, std::string> Child::spawn(const Command& command, std::size_t stderr_octets_max) {
  auto pair = make_socketpair();
  if (!pair) return std::unexpected(pair.error());
  auto err = make_pipe();
  if (!err) return std::unexpected(err.error());
  auto group = ProcessGroup::start(command, pair->theirs.get(), pair->theirs.get(), err->theirs.get());
  if (!group) return std::unexpected(group.error());
  auto stream = std::make_unique<SocketStream>(std::move(pair->ours), Side::client, [] {
    return TlsLayer::client({.verify = Verify::none, .ca_file = {}, .server_name = {}}, "");
  });
  return Child(std::make_unique<Impl>(std::move(*group), std::move(err->ours), stderr_octets_max, std::move(stream)));
}

Stream& Child::stream() {
  return *impl_->stream;
}
std::unique_ptr<Stream> Child::take_stream() {
  return std::move(impl_->stream);
}
Captured Child::stderr_so_far() const {
  return impl_->err.captured(0);
}
int Child::process_id() const {
  return impl_->group.id();
}

std::optional<Exit> Child::wait(TimePoint until) {
  auto exit = impl_->group.wait(until);
  if (exit) impl_->err.stop();
  return exit;
}

Exit Child::stop(TimePoint until) {
  if (impl_->stream != nullptr) impl_->stream->close();
  auto exit = wait(until);
  if (!exit) {
    impl_->group.signal(SIGTERM);
    exit = wait(std::chrono::steady_clock::now() + kTermGrace);
  }
  return exit ? *exit : kill();
}

Exit Child::kill() {
  const Exit exit = impl_->group.kill();
  impl_->err.stop();
  return exit;
}

struct Launched::Impl {
  ProcessGroup group;
  OutputReader output;

  Impl(ProcessGroup started, Fd out, Fd err, std::size_t octets_max)
      : group(std::move(started)), output(list(std::move(out), std::move(err)), octets_max) {}
};

Launched::Launched(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Launched::Launched(Launched&& other) noexcept = default;
Launched& Launched::operator=(Launched&& other) noexcept = default;
Launched::~Launched() = default;

std::expected<Launched, std::string> Launched::start(const Command& command, std::size_t output_octets_max) {
  const Fd nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!nothing) return std::unexpected("cannot open /dev/null: " + system_error(errno));
  auto out = make_pipe();
  if (!out) return std::unexpected(out.error());
  auto err = make_pipe();
  if (!err) return std::unexpected(err.error());
  auto group = ProcessGroup::start(command, nothing.get(), out->theirs.get(), err->theirs.get());
  if (!group) return std::unexpected(group.error());
  return Launched(
      std::make_unique<Impl>(std::move(*group), std::move(out->ours), std::move(err->ours), output_octets_max));
}

bool Launched::running() const {
  return !impl_->group.wait(TimePoint::min());
}

Finished Launched::finish(TimePoint until) {
  const auto exit = impl_->group.wait(until);
  Finished finished;
  finished.timed_out = !exit;
  finished.exit = exit ? *exit : impl_->group.kill();
  impl_->output.stop();
  finished.out = impl_->output.captured(0);
  finished.err = impl_->output.captured(1);
  return finished;
}

std::expected<Finished, std::string> run_command(const Command& command, TimePoint until,
                                                 std::size_t output_octets_max) {
  auto launched = Launched::start(command, output_octets_max);
  if (!launched) return std::unexpected(launched.error());
  return launched->finish(until);
}

}  // namespace imapspec::net
