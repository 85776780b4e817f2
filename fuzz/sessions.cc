// Three sessions of one user on one mailbox: the digit before each command says whose it is; what has none is taken as it is, lest
// it lose the brace of a literal. A long command is answered in portions, and between them the others have their turn. What each
// hears is judged as in session.cc, against what the others have heard too; whoever is told news is told of all flags that
// have changed; at the end all see the same.
#include <array>

#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"

using namespace imapspec;
using fuzz::require;

namespace {
constexpr std::size_t kCommandsMax = 60;
constexpr std::size_t kPortion = 2;  // messages
}  // namespace

IMAPSPEC_FUZZ_TARGET(sessions, commands, octets) {
  reference_server::Profile profile = fuzz::profile_for({});
  profile.portion_messages_max = kPortion;
  const auto server = fuzz::make_server(profile);
  const auto account = std::make_shared<oracle::AccountView>();
  std::array<fuzz::Client, 3> clients{fuzz::Client(*server, account), fuzz::Client(*server, account),
                                      fuzz::Client(*server, account)};
  for (auto& client : clients) {
    client.ask("LOGIN alice secret");
    client.ask("SELECT INBOX");
    client.ask("FETCH 1:* (UID FLAGS)");
  }
  std::size_t said = 0;
  for (const auto& message : fuzz::whole_messages_of(octets, fuzz::Shape::commands)) {
    if (++said > kCommandsMax) break;
    const char whose = message.front();
    const bool digit = '0' <= whose && whose <= '9';
    auto& speaker = clients[static_cast<unsigned char>(whose) % clients.size()];
    speaker.begin(std::string_view(message).substr(digit ? 1 : 0));
    speaker.require_flags_told(*server);
    for (auto& client : clients) {
      const bool goes_on = client.busy() && &client != &speaker;
      if (goes_on) client.go_on();
      client.hear();
      if (goes_on || client.waits_for_line()) client.require_flags_told(*server);
    }
  }
  for (auto& client : clients) client.settle();
  for (auto& client : clients) {
    client.ask("NOOP");
    client.require_flags_told(*server);
  }
  std::map<std::pair<std::string, std::uint32_t>, std::map<std::uint32_t, std::string>> seen;
  for (auto& client : clients) {
    const auto told = client.mailbox();
    if (!told || client.closed()) continue;
    const auto& selected = *client.conversation().mailbox;
    const auto [at, first] = seen.emplace(std::pair(selected.name, selected.uidvalidity.value_or(0)), *told);
    require(first || at->second == *told, "21: sessions see the same mailbox", selected.name);
  }
}
