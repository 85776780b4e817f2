// Three sessions of one user on one mailbox: the digit before each command says whose it is; what has none is taken as it is, lest
// it lose the brace of a literal. What each hears is judged as in session.cc, against what the others have heard too; at the end
// all see the same.
#include <array>

#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"

using namespace imapspec;
using fuzz::require;

namespace {
constexpr std::size_t kCommandsMax = 60;
}

IMAPSPEC_FUZZ_TARGET(sessions, commands, octets) {
  const auto server = fuzz::make_server();
  const auto account = std::make_shared<oracle::AccountView>();
  std::array<fuzz::Client, 3> clients{fuzz::Client(*server, account), fuzz::Client(*server, account),
                                      fuzz::Client(*server, account)};
  for (auto& client : clients) {
    client.ask("LOGIN alice secret");
    client.ask("SELECT INBOX");
  }
  std::size_t said = 0;
  for (const auto& message : fuzz::whole_messages_of(octets, fuzz::Shape::commands)) {
    if (++said > kCommandsMax) break;
    const char whose = message.front();
    const bool digit = '0' <= whose && whose <= '9';
    clients[static_cast<unsigned char>(whose) % clients.size()].say(std::string_view(message).substr(digit ? 1 : 0));
    for (auto& client : clients) client.hear();
  }
  for (auto& client : clients) client.settle();
  std::map<std::pair<std::string, std::uint32_t>, std::map<std::uint32_t, std::string>> seen;
  for (auto& client : clients) {
    const auto told = client.mailbox();
    if (!told || client.closed()) continue;
    const auto& selected = *client.conversation().mailbox;
    const auto [at, first] = seen.emplace(std::pair(selected.name, selected.uidvalidity.value_or(0)), *told);
    require(first || at->second == *told, "21: sessions see the same mailbox", selected.name);
  }
}
