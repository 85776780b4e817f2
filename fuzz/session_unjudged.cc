// One session of the reference server, as in session.cc, whose inputs it begins with; but nobody judges what it says, beyond that
// every command gets exactly one result. Several times as quick: it looks for what the sanitizers find.
#include <algorithm>

#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"

using namespace imapspec;

namespace {
constexpr std::size_t kCommandsMax = 40;
}

IMAPSPEC_FUZZ_TARGET(session_unjudged, commands, octets) {
  std::vector<std::string> messages = fuzz::whole_messages_of(octets, fuzz::Shape::commands);
  const fuzz::Wanted wanted = fuzz::take_wanted(messages);
  messages.resize(std::min(messages.size(), kCommandsMax));
  const auto server = fuzz::make_server(wanted);
  fuzz::Client client(*server, fuzz::Client::Unjudged{});
  client.say_all(messages);
}
