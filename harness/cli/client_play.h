// ClientPlay: one scenario of the role `client`: the harness is the server, on a port of its own, and launches the
// client.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/catalogue/catalogue.h"
#include "harness/net/tls.h"
#include "harness/runner/scene.h"
#include "harness/scenario/scenario.h"
#include "reports/result.h"

namespace imapspec::cli {

struct ClientOptions {
  std::vector<std::string> command;            // the program first; {host} {port} {user} {password} are replaced
  Duration timeout = std::chrono::seconds(5);  // for what the client has to say next
  std::shared_ptr<const net::TlsServer> tls;   // null: no STARTTLS
  std::string reproduce;                       // " -- COMMAND", as given
  bool shell = false;                          // the command's words are the shell's: what is put in is quoted for it
};

// The accounts that scenarios give to clients: `user: 1` (the default) and `user: 2` of their session. The second one's
// password has everything that a client has to escape in a quoted string.
struct ClientAccount {
  const char* user;
  const char* password;
};
inline constexpr ClientAccount kClientAccounts[] = {{"alice", "secret-of-alice"}, {"bob", R"(tea "for" two\)"}};

// Why it cannot be played yet; nothing where it can.
std::optional<std::string> reason_to_skip_client(const scenario::Scenario& scenario);

// The result, and in `rules` what the protocol rules saw of the client.
reports::Result play_client(const scenario::Scenario& scenario, const catalogue::Catalogue& catalogue,
                            const ClientOptions& options, runner::RuleReport& rules);

}  // namespace imapspec::cli
