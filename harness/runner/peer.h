// Peer: the server under test, by injection. The program composes it: in process, over TCP or a socket, a child process.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/stream.h"

namespace imapspec::runner {

struct Account {
  std::string user, password;
};

// How a run reaches its peer, and what it may do there.
struct PeerProfile {
  enum class Tls : std::uint8_t { none, starttls, implicit };

  std::string url;                       // for people; without password
  std::string name;                      // of scenarios/peers/NAME.yaml; may be empty
  std::vector<Account> accounts;         // the first is the default user; never empty
  Tls tls = Tls::none;
  std::optional<std::string> prefix;     // below which mailboxes may be made; absent: found from NAMESPACE
  bool inbox_may_be_emptied = false;     // scenarios with `exclusive: inbox` are skipped otherwise
  unsigned connections_max = 16;         // at once; the schedule backs off below it when the peer refuses
};

class Peer {
 public:
  virtual ~Peer() = default;
  virtual const PeerProfile& profile() const = 0;
  // A fresh connection, before its greeting is read. May be called from several threads at once. The error is for people.
  virtual std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint until) = 0;
  // The time that the peer's streams live in. A clock that jumps must not be shared by threads: one for each call.
  virtual std::unique_ptr<Clock> clock() const = 0;
};

}  // namespace imapspec::runner
