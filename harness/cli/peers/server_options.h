// Which server is under test, from the command line, and the peers that reach it: over TCP or a socket, as a child process, or
// in this process.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "harness/catalogue/peer_file.h"
#include "harness/cli/peers/reference_options.h"
#include "harness/net/tls.h"
#include "harness/net/url.h"
#include "harness/runner/peer.h"

namespace CLI {
class App;
}

namespace imapspec::cli {

struct ServerOptions {
  std::vector<std::string> servers;  // URLs; the first is where the server is, the others only give accounts
  bool compress = false;             // COMPRESS DEFLATE after login
  std::size_t chop = 0;              // octets at a time; 0: as they come
  std::string tls;                   // none, starttls, implicit; empty: by the URL, STARTTLS where it is offered
  std::string tls_verify;            // none, full; empty: none on loopback, full elsewhere
  std::string tls_ca;                // a file; empty: what the system trusts
  std::string tls_certificate;       // a file with this side's certificate and key, for EXTERNAL; empty: none
  std::string password_file;         // of the first account, if its URL has none
  std::string token_file;            // with the first account's OAuth access token; empty: it has none
  std::optional<std::string> prefix;
  ReferenceOptions reference;  // of the embedded server
};

// `--server` and what goes with it.
void add_server_options(CLI::App& app, ServerOptions& options);

// Peers for workers; without a URL the embedded server. `known` is what is known of the server, or null. The error, for people,
// is a mistake in the command line; it never holds a password.
std::expected<runner::PeerFactory, std::string> make_peers(const ServerOptions& options,
                                                           const catalogue::PeerFile* known);

// The words of the command line that reach the same server again, without passwords.
std::string server_words(const ServerOptions& options);

}  // namespace imapspec::cli
