#include "harness/cli/peers/url_peer.h"

#include "harness/net/connect.h"
#include "harness/net/process.h"

namespace imapspec::cli {

namespace {

// A child's stdin and stdout; the child goes with it.
class ChildStream final : public Stream {
 public:
  explicit ChildStream(net::Child child) : child_(std::move(child)) {}

  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override {
    return child_.stream().progress(out, in, until);
  }
  std::expected<void, std::string> start_tls(TimePoint until) override { return child_.stream().start_tls(until); }
  bool is_tls() const override { return false; }
  std::expected<void, std::string> start_deflate() override { return child_.stream().start_deflate(); }
  std::expected<void, std::string> end_deflate() override { return child_.stream().end_deflate(); }
  void half_close() override { child_.stream().half_close(); }
  void close() override { child_.stream().close(); }
  void reset() override { child_.kill(); }

 private:
  net::Child child_;
};

}  // namespace

UrlPeer::UrlPeer(runner::PeerProfile profile, net::Url url, net::TlsClient tls)
    : profile_(std::move(profile)), url_(std::move(url)), tls_(std::move(tls)) {}

std::expected<std::unique_ptr<Stream>, std::string> UrlPeer::connect(TimePoint until) {
  switch (url_.scheme) {
    case net::Scheme::imap:
    case net::Scheme::imaps:
      return net::connect_tcp(url_.host, url_.port, until, tls_);
    case net::Scheme::unix_socket:
      return net::connect_unix(url_.path, until, tls_);
    case net::Scheme::exec:
      break;
  }
  auto child = net::Child::spawn(net::shell_command(url_.command));
  if (!child) return std::unexpected(child.error());
  return std::make_unique<ChildStream>(*std::move(child));
}

}  // namespace imapspec::cli
