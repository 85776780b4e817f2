// Peer: the server under test, by injection. The program composes it: in process, over TCP or a socket, a child process.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/stream.h"

namespace imapspec::runner {

struct Account {
  std::string user, password;
  std::string token = {};  // OAuth access token, for OAUTHBEARER and XOAUTH2
};

// How a run reaches its peer, and what it may do there.
struct PeerProfile {
  enum class Tls : std::uint8_t {
    none,
    if_offered,  // STARTTLS where the server lists it
    starttls,    // STARTTLS, or no run
    implicit,    // the handshake comes before the greeting
  };

  std::string url;                // for people; without password
  std::string host;               // what `$host` stands for
  std::string name;               // of scenarios/peers/NAME.yaml; may be empty
  std::vector<Account> accounts;  // the first is the default user; never empty
  Tls tls = Tls::none;
  bool compress = false;         // COMPRESS DEFLATE after login where it is offered; not in scenarios that are about it
  std::size_t chop = 0;          // octets go out so many at a time; 0: as they come
  bool has_certificate = false;  // that TLS shows, and that names the default user
  std::optional<std::string> prefix;  // below which mailboxes may be made; absent: found from NAMESPACE
  bool inbox_may_be_emptied = false;  // scenarios with `exclusive: inbox` are skipped otherwise
  unsigned connections_max = 16;      // at once; the schedule backs off below it when the peer refuses
};

// One worker's way to the server: used by one thread at a time.
class Peer {
 public:
  virtual ~Peer() = default;
  virtual const PeerProfile& profile() const = 0;
  // A fresh connection, before TLS and before its greeting is read. The error is for people.
  virtual std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint until) = 0;
  // The time that the peer's streams live in; in process it jumps. Lives as long as the peer.
  virtual Clock& clock() = 0;
};

// Each worker gets a peer of its own. Called from any thread.
using PeerFactory = std::function<std::unique_ptr<Peer>()>;

}  // namespace imapspec::runner
