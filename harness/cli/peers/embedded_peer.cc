#include "harness/cli/peers/embedded_peer.h"

#include "reference-server/embedded/embedded_stream.h"

namespace imapspec::cli {

EmbeddedPeer::EmbeddedPeer(const ReferenceOptions& options) : server_(check(options).value()) {
  apply(options, server_);
  profile_.url = "embedded:";
  profile_.host = "localhost";
  profile_.name = "reference server";
  profile_.tls =
      server_.profile().login_needs_tls ? runner::PeerProfile::Tls::starttls : runner::PeerProfile::Tls::none;
  profile_.inbox_may_be_emptied = true;
  const auto lock = server_.store().lock();
  for (const char* user : {"alice", "bob", "carol"}) {
    profile_.accounts.push_back({user, std::string("secret-of-") + user});
    server_.store().add_user(user, profile_.accounts.back().password);
  }
}

std::expected<std::unique_ptr<Stream>, std::string> EmbeddedPeer::connect(TimePoint) {
  return std::make_unique<reference_server::EmbeddedStream>(server_);
}

}  // namespace imapspec::cli
