// EmbeddedPeer: the reference server in this process, without sockets or waiting. Each has a server of its own.
#pragma once

#include "harness/cli/peers/reference_options.h"
#include "harness/runner/peer.h"
#include "reference-server/connection/server.h"

namespace imapspec::cli {

class EmbeddedPeer final : public runner::Peer {
 public:
  // A server with the users alice, bob and carol. `options` have been checked.
  explicit EmbeddedPeer(const ReferenceOptions& options = {});

  const runner::PeerProfile& profile() const override { return profile_; }
  runner::PeerProfile& profile() { return profile_; }
  std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint until) override;
  Clock& clock() override { return clock_; }
  reference_server::Server& server() { return server_; }

 private:
  reference_server::Server server_;
  runner::PeerProfile profile_;
  VirtualClock clock_;
  unsigned connections_ = 0;  // that were made
};

}  // namespace imapspec::cli
