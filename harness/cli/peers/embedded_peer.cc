#include "harness/cli/peers/embedded_peer.h"

#include "reference-server/embedded/embedded_stream.h"

namespace imapspec::cli {

namespace {

constexpr std::int64_t kBegin = 1'764'000'000;  // seconds since 1970-01-01 UTC when the clock stands at its beginning

}  // namespace

// The server's time goes on with the clock, so that a scenario that waits finds messages older.
EmbeddedPeer::EmbeddedPeer(const ReferenceOptions& options)
    : server_(check(options).value(), [this] {
        return kBegin + std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
      }) {
  apply(options, server_);
  profile_.url = "embedded:";
  profile_.host = "localhost";
  profile_.name = "reference server";
  profile_.tls = runner::PeerProfile::Tls::if_offered;
  profile_.has_certificate = true;
  profile_.inbox_may_be_emptied = true;
  const auto lock = server_.store().lock();
  for (const char* user : {"alice", "bob", "carol"}) {
    const std::string name = user + (options.by_user ? user_suffix(options) : "");
    profile_.accounts.push_back({name, std::string("secret-of-") + user, reference_server::Store::access_token(name)});
    server_.store().add_user(user, profile_.accounts.back().password);
  }
  if (options.by_user) server_.let_names_choose_quirks();
}

std::expected<std::unique_ptr<Stream>, std::string> EmbeddedPeer::connect(TimePoint) {
  TlsFacts facts{.exporter = std::to_string(++connections_), .unique = {}, .peer_name = profile_.accounts.front().user};
  facts.exporter.resize(32, '.');
  return std::make_unique<reference_server::EmbeddedStream>(server_, reference_server::ConnectionInfo(),
                                                            std::move(facts));
}

}  // namespace imapspec::cli
