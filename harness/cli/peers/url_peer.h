// UrlPeer: a server somewhere else: over TCP, a Unix socket, or a child that speaks on its stdin and stdout.
#pragma once

#include "harness/net/tls.h"
#include "harness/net/url.h"
#include "harness/runner/peer.h"

namespace imapspec::cli {

class UrlPeer final : public runner::Peer {
 public:
  UrlPeer(runner::PeerProfile profile, net::Url url, net::TlsClient tls);

  const runner::PeerProfile& profile() const override { return profile_; }
  // For `exec:` a new child each time, which ends with its stream.
  std::expected<std::unique_ptr<Stream>, std::string> connect(TimePoint until) override;
  Clock& clock() override { return clock_; }

 private:
  runner::PeerProfile profile_;
  net::Url url_;
  net::TlsClient tls_;
  SystemClock clock_;
};

}  // namespace imapspec::cli
