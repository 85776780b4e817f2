// One session of the reference server: whatever a client says, what it hears follows the grammar and the rules of the
// protocol, every command gets exactly one result, and the mailbox at the end is that of the store.
//   profile NAME\r\n     before the commands: another profile than the default
//   variation NAME\r\n   the same: what the server may do, and usually does not; any number of them
#include <algorithm>

#include "fuzz/input.h"
#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"
#include "harness/base/word.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kCommandsMax = 40;
constexpr std::size_t kChoppedEvery = 4;

// What alice's INBOX has in the store.
std::map<std::uint32_t, std::string> stored(reference_server::Server& server) {
  auto& account = *server.store().user(fuzz::kAlice);
  const auto lock = server.store().lock(account);
  std::map<std::uint32_t, std::string> messages;
  for (const auto& message : account.find("INBOX")->messages()) {
    std::vector<std::string> names;
    for (const auto name : message.flags.names()) names.emplace_back(name);
    std::sort(names.begin(), names.end());
    std::string all;
    for (const auto& name : names) all += name + " ";
    messages.emplace(message.uid, all);
  }
  return messages;
}

std::string play(const fuzz::Wanted& wanted, const std::vector<std::string>& messages, std::size_t portion) {
  const auto server = fuzz::make_server(wanted);
  fuzz::Client client(*server, {}, portion);
  client.say_all(messages);
  const auto& selected = client.conversation().mailbox;
  const bool inbox = client.conversation().state == oracle::State::selected && same_word(selected->name, "INBOX");
  const auto told = client.mailbox();
  if (inbox && told && !client.closed())
    require(*told == stored(*server), "21: the mailbox is told as it is in the store");
  client.fall_silent();
  require(client.heard().find(fuzz::kBobsPassword) == std::string::npos, "25: a password is never told");
  return client.heard();
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(session, commands, octets) {
  std::vector<std::string> messages = fuzz::whole_messages_of(octets, fuzz::Shape::commands);
  const fuzz::Wanted wanted = fuzz::take_wanted(messages);
  messages.resize(std::min(messages.size(), kCommandsMax));
  const std::string heard = play(wanted, messages, octets.size() + 1);
  if (fuzz::hash_of(octets) % kChoppedEvery != 0) return;
  if (std::any_of(messages.begin(), messages.end(),
                  [](const auto& message) { return same_word(fuzz::second_word(message), "AUTHENTICATE"); }))
    return;  // nonces are different every time
  require(play(wanted, messages, 1) == heard, "5: a server hears the same in single octets");
}
