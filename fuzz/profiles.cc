// Profiles of the reference server: any text ends with a profile or with mistakes that lie in it; a server that has the profile
// follows the rules, whatever its limits are.
//   The text, a line "..." behind which YAML has nothing more, and what a client says.
#include <algorithm>

#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"
#include "reference-server/profiles/profile_file.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kCommandsMax = 40;
constexpr std::string_view kEnd = "\n...\n";

void served(const reference_server::Profile& profile, std::string_view octets) {
  const auto server = fuzz::make_server(profile);
  fuzz::Client client(*server);
  std::size_t said = 0;
  for (const auto& message : fuzz::whole_messages_of(octets, fuzz::Shape::commands)) {
    if (++said > kCommandsMax || client.closed()) break;
    client.say(message);
  }
  client.settle();
  client.fall_silent();
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(profiles, octets, octets) {
  const std::size_t end = octets.find(kEnd);
  const std::string_view text = octets.substr(0, end == std::string_view::npos ? end : end + 1);
  const auto profile = reference_server::load_profile("profile.yaml", text);
  if (profile) {
    served(*profile, end == std::string_view::npos ? std::string_view() : octets.substr(end + kEnd.size()));
    return;
  }
  require(!profile.error().empty(), "14: what is no profile has mistakes");
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
  for (const auto& mistake : profile.error())
    require(!mistake.message.empty() && mistake.place.line >= 1 && mistake.place.line <= lines + 1,
            "14: a mistake lies within the file, and says what is wrong", to_string(mistake));
}
