// A server that does something wrong: it does so without falling over, and so do our client and our oracle that hear it; who has
// no part in it is served by the rules.
//   quirk NAME\r\n   before the commands: what the whole server does wrong; any number of them. Without it only who logs in as
//                    "alice+quirk=NAME" has one
//   profile NAME\r\n, variation NAME\r\n   as in session.cc; without a profile that in which the first quirk shows
// The digit before a command says whose it is, as in sessions.cc.
#include <algorithm>
#include <array>
#include <map>

#include "fuzz/input.h"
#include "fuzz/mutate.h"
#include "fuzz/oracles/server.h"
#include "fuzz/target.h"
#include "harness/base/word.h"
#include "harness/session/session.h"
#include "reference-server/embedded/embedded_stream.h"
#include "reference-server/quirks/quirk.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kCommandsMax = 60;
constexpr std::size_t kQuirksMax = 8;
constexpr unsigned kSessionsMax = 3;

// A client that minds nothing: every line and every literal is said as it stands, and what comes is taken in.
class Hearer {
 public:
  Hearer(reference_server::Server& server, std::size_t portion) : stream_(server), portion_(portion) { hear(); }

  void say(std::string_view message) {
    for (const auto& piece : fuzz::pieces_of(message)) {
      std::string_view rest = piece.octets;
      for (; !rest.empty() && !ended_; rest.remove_prefix(std::min(portion_, rest.size()))) {
        watcher_.client_said(rest.substr(0, portion_));
        take(rest.substr(0, portion_));
      }
    }
    if (stream_.start_tls({})) {
      watcher_.tls_started();
      session_.tls_started();
    }
    if (stream_.start_deflate()) hear();
    if (stream_.end_deflate()) hear();
  }
  // What comes of the server's own accord.
  void hear() { take({}); }
  // All octets of the server. What our oracle makes of them depends on what was said before they came.
  const std::string& heard() {
    for (const auto& finding : watcher_.take_findings())
      require(!finding.rule.empty() && !finding.requirement.empty() && !finding.what.empty(),
              "14: a finding says which rule was broken, and how", finding.octets);
    return heard_;
  }

 private:
  void take(std::string_view said) {
    std::array<char, 512> in;
    for (;;) {
      const Progress progress = stream_.progress(said, in, {});
      said = {};
      const std::string_view octets(in.data(), progress.read);
      heard_ += octets;
      watcher_.server_said(octets);
      session_.feed(octets);
      ended_ = progress.end || !progress.error.empty();
      if (octets.empty() || ended_) return;
    }
  }

  reference_server::EmbeddedStream stream_;
  oracle::Watcher watcher_;
  session::Session session_;
  std::string heard_;
  std::size_t portion_;
  bool ended_ = false;
};

std::string play(const fuzz::Wanted& wanted, const std::vector<std::string>& messages, std::size_t portion) {
  const auto server = fuzz::make_server(wanted);
  bool whole_server = false;
  for (const auto& name : wanted.quirks)
    if (const auto* quirk = reference_server::find_quirk(name)) {
      server->choices().add(quirk->make());
      whole_server = true;
    }
  server->let_names_choose_quirks();
  std::map<unsigned, Hearer> hearers;
  for (const auto& message : messages) {
    const auto whose = static_cast<unsigned>(message.front() - '0');
    const bool digit = whose <= 9;
    const auto at = hearers.try_emplace(digit ? whose % kSessionsMax : 0, *server, portion).first;
    at->second.say(std::string_view(message).substr(digit ? 1 : 0));
    for (auto& [number, hearer] : hearers) hearer.hear();
  }
  std::string heard;
  for (auto& [number, hearer] : hearers) heard += hearer.heard();
  hearers.clear();
  if (!whole_server) {
    fuzz::Client other(*server, {}, portion);
    other.ask("LOGIN alice secret");
    other.ask("SELECT INBOX");
    (void)other.mailbox();
  }
  return heard;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(quirks, commands, octets) {
  std::vector<std::string> messages = fuzz::whole_messages_of(octets, fuzz::Shape::commands);
  fuzz::Wanted wanted = fuzz::take_wanted(messages);
  messages.resize(std::min(messages.size(), kCommandsMax));
  wanted.quirks.resize(std::min(wanted.quirks.size(), kQuirksMax));
  if (wanted.profile.empty() && !wanted.quirks.empty())
    if (const auto* quirk = reference_server::find_quirk(wanted.quirks.front())) wanted.profile = quirk->profile;
  const std::string heard = play(wanted, messages, octets.size() + 1);
  if (std::any_of(messages.begin(), messages.end(),
                  [](const auto& message) { return same_word(fuzz::second_word(message), "AUTHENTICATE"); }))
    return;  // nonces are different every time
  const std::string chopped = play(wanted, messages, 1);
  require(chopped == heard, "5: a server that is wrong is so in single octets too",
          heard + "in single octets:\n" + chopped);
}
