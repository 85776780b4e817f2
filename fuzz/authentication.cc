// Authentication: whatever a client says before it is logged in, it is logged in only if it has said a password or a
// token, and no password is ever told.
#include <algorithm>

#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"
#include "harness/base/base64.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kCommandsMax = 20;

bool holds_secret(std::string_view octets) {
  return octets.find(fuzz::kAlicesPassword) != std::string_view::npos ||
         octets.find(fuzz::kBobsPassword) != std::string_view::npos ||
         octets.find("token-of-") != std::string_view::npos;
}

// As it stands, without the backslashes of quoted strings, or in a word of base64.
bool says_secret(std::string_view octets) {
  std::string plain(octets);
  std::erase(plain, '\\');
  if (holds_secret(octets) || holds_secret(plain)) return true;
  while (!octets.empty()) {
    const std::size_t end = std::min(octets.find_first_of(" \r\n"), octets.size());
    if (const auto decoded = decode_base64(octets.substr(0, end)); decoded && holds_secret(*decoded)) return true;
    octets.remove_prefix(std::min(end + 1, octets.size()));
  }
  return false;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(authentication, commands, octets) {
  const auto server = fuzz::make_server();
  fuzz::Client client(*server);
  std::size_t said = 0;
  for (const auto& message : fuzz::whole_messages_of(octets, fuzz::Shape::commands)) {
    if (++said > kCommandsMax || client.closed()) break;
    client.say(message);
  }
  client.settle();
  const bool secret = says_secret(octets);
  if (!client.closed() && !secret) {
    const auto& answer = client.ask("LIST \"\" *");
    require(client.conversation().state == oracle::State::not_authenticated &&
                answer.back().find(" OK ") == std::string::npos,
            "nobody is logged in who has not said a password", answer.back());
  }
  if (!secret) {
    require(client.heard().find(fuzz::kAlicesPassword) == std::string::npos &&
                client.heard().find(fuzz::kBobsPassword) == std::string::npos,
            "25: a password is never told");
  }
}
