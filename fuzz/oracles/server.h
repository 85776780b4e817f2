// A reference server for the fuzzer: two users, some messages, a time that stands still; and a client that is well
// behaved, whatever it says, with everything judged that the server answers, or only counted.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/wanted.h"
#include "harness/oracle/watcher.h"
#include "reference-server/connection/connection.h"

namespace imapspec::fuzz {

// Nobody else knows them: whoever sees one in what the server says has found a leak.
inline constexpr std::string_view kAlice = "alice", kBob = "bob";
inline constexpr std::string_view kAlicesPassword = "secret", kBobsPassword = "correct horse battery staple";

// That without limits that time out or count where `name` is "" or no profile's.
reference_server::Profile profile_for(std::string_view name);

// What varies lawfully is looked up among the variations of the profile. alice's INBOX has six messages. The environment's
// IMAPSPEC_FUZZ_QUIRK names what the server does wrong, so that the oracles can be seen to notice.
std::unique_ptr<reference_server::Server> make_server(const reference_server::Profile& profile = profile_for({}));
// Of what is wanted, what there is and is lawful: the caller adds the quirks.
std::unique_ptr<reference_server::Server> make_server(const Wanted& wanted);
// What they are: flags, dates, sizes and headers are all different.
struct SeedMessage {
  std::string_view octets;
  std::vector<std::string_view> flags;
  grammar::DateTime date;
};
const std::vector<SeedMessage>& seed_messages();

// That of a command: its name, or UID.
std::string_view second_word(std::string_view message);

class Client {
 public:
  // `portion`: how many octets at a time reach the server.
  explicit Client(reference_server::Server& server, std::shared_ptr<oracle::AccountView> account = {},
                  std::size_t portion = static_cast<std::size_t>(-1));
  // Without the rules of the protocol, which take most of the time: there is no conversation(), nor what asks it: fall_silent(),
  // mailbox(), require_flags_told().
  struct Unjudged {};
  Client(reference_server::Server& server, Unjudged);

  // A user's whole session: logs in as alice and selects INBOX, unless the first message sees to that, says all of them, and
  // ends what is in progress.
  void say_all(const std::vector<std::string>& messages);

  // One message, whole: a command with its literals, of which the synchronising ones wait for the server; or the line that the
  // server waits for. Demands exactly one tagged result, or that the server asks for a line, or closes.
  void say(std::string_view message);
  // The same, but only the first portion of a long answer; the others come with go_on(), one each, or before what is said
  // next.
  void begin(std::string_view message);
  void go_on();
  // A command of our own, under a fresh tag: "NOOP". The responses that it got, whole.
  const std::vector<std::string>& ask(std::string_view command);
  // What comes of the server's own accord.
  void hear();
  // Ends what is in progress, so that a command can be said.
  void settle();
  // Says nothing for so long that the server says BYE (RFC 3501 section 5.4).
  void fall_silent();

  bool busy() const { return connection_.busy(); }
  bool waits_for_line() const { return waiting_; }
  bool closed() const { return connection_.closed(); }
  const std::string& heard() const { return heard_; }  // all octets of the server
  const oracle::Conversation& conversation() const { return watcher_->conversation(); }

  // The selected mailbox as FETCH tells of it: for each UID its flags, sorted, without \Recent. Nothing if none is
  // selected.
  std::optional<std::map<std::uint32_t, std::string>> mailbox();
  // Demands that what the client was told of flags is what the store has, where alice's INBOX is selected. To be called when
  // the server has just said what it knows, with an OK or while IDLE is open, and nobody has changed anything since. That
  // changes are told without being asked for is a SHOULD of RFC 9051 section 5.2, which our server follows.
  void require_flags_told(reference_server::Server& server) const;

 private:
  void send(std::string_view octets);
  void take();
  void judge(std::string_view message);
  void say_line(std::string_view line);
  void say_command(std::string_view command);
  void take_result();
  void change_layer();
  unsigned results_of(const std::string& tag) const;

  reference_server::Connection connection_;
  std::optional<oracle::Watcher> watcher_;
  grammar::Framer framer_{grammar::Direction::response};
  std::size_t portion_;
  std::string heard_;
  std::vector<std::string> responses_;       // since the last say(), ask() or hear()
  std::map<std::string, unsigned> results_;  // of the same: tagged results, by tag
  unsigned untagged_bads_ = 0, continuations_ = 0;
  bool waiting_ = false;
  bool told_ = false;  // the last result was OK: news came with it
  std::string open_tag_;
  unsigned asked_ = 0;  // of the command open_tag_: literals that the server was to ask for
  unsigned tags_ = 0;
};

}  // namespace imapspec::fuzz
