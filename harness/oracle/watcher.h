// Watcher: the oracle of one connection. Octets of both directions go in, in the order of the wire; findings come out.
// Passive: it neither sends nor waits, and knows nothing but what the wire has said.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "harness/oracle/conversation.h"
#include "harness/oracle/rule.h"

namespace imapspec::oracle {

struct RuleCount {
  std::string_view name;
  std::uint64_t watched = 0, broken = 0;
};

class Watcher {
 public:
  // `tls`: the connection is under TLS from its first octet.
  explicit Watcher(bool tls = false);
  ~Watcher();
  Watcher(Watcher&&) noexcept;
  Watcher& operator=(Watcher&&) noexcept;

  // From here on facts are held against those of the other connections of this user. Absent: this connection's alone.
  void share(std::shared_ptr<AccountView> account);

  void server_said(std::string_view octets);
  void client_said(std::string_view octets);
  // The octets are not IMAP and not to be judged (`raw` that is wrong on purpose): rules about the client are silent for
  // every message that has octets of them; what the server answers is judged as ever.
  void client_said_on_purpose(std::string_view octets);
  void tls_started();
  // The server closed the connection in order. After a reset, or where our side closed first, nothing is to be judged.
  void server_closed();

  std::vector<Finding> take_findings();
  std::vector<RuleCount> counts() const;
  const Conversation& conversation() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::oracle
