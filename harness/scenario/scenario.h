// Scenario: a scenario as it was loaded: everything checked, every `with` row a scenario of its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/scenario/check.h"
#include "harness/scenario/pattern.h"
#include "harness/yaml/yaml.h"

namespace imapspec::scenario {

using Milliseconds = std::chrono::milliseconds;

// One item of `requires`: any of the capabilities, or, negated, not that one.
struct Requirement {
  std::vector<std::string> any;
  bool negated = false;
};

// Named octets.
struct Data {
  Pieces text;               // octets with holes; holes are replaced when the scenario is played
  bool base64 = false;       // then encoded
  std::uint64_t octets = 0;  // not 0: the text over and over, to so many octets
  yaml::Place place;
};

struct GivenMessage {
  enum class Kind : std::uint8_t { generated, data, made };
  Kind kind = Kind::generated;
  std::string data;                                     // its name
  std::vector<std::pair<std::string, Pieces>> headers;  // made: in the order written
  std::optional<Pieces> body;                           // made
  std::vector<std::string> flags;                       // "\Seen", "$Forwarded"
  std::string date;                                     // INTERNALDATE, a date-time without quotes; empty: any
};

struct GivenMailbox {
  std::string name;     // the variable; INBOX is itself
  std::string under;    // the variable of the mailbox above; empty: none
  bool absent = false;  // a name of ours that does not exist yet
  std::vector<GivenMessage> messages;
  bool subscribed = false;
  std::vector<std::pair<std::string, std::string>> acl;  // user ("2", a session's `user`) -> rights
  std::optional<std::uint32_t> uidvalidity;              // client role
  yaml::Place place;
};

struct Given {
  std::vector<GivenMailbox> mailboxes;  // those above before those below; `box` among them if it is used
  std::optional<std::vector<std::string>> capabilities;  // client role: what the reference server offers
  const GivenMailbox* find(std::string_view name) const;
};

struct SessionSpec {
  enum class State : std::uint8_t { none, greeted, secured, authenticated, selected, examined };
  std::string name;  // "" for the one session of a scenario that names none
  unsigned user = 1;
  State state = State::selected;
  std::string box = "box";          // the mailbox variable to select
  std::vector<std::string> enable;  // capabilities to ENABLE; IMAP4rev2 among them for a rev2 run is the runner's doing
  yaml::Place place;
};

struct Outcome {
  std::string name;
  std::vector<Line> lines;
  std::string violates;  // a requirement's id; empty: it is legal
  yaml::Place place;
};

struct Step {
  enum class Kind : std::uint8_t {
    watch,  // nothing is done: `S`, `await` or `check` alone
    say,    // C
    raw,
    connect,
    close,
    reset,
    half_close,
    tls,
    deflate,
    end_deflate,
    login,
    authenticate,
    pause,
    chop,
    launch,
    exit,
    quiet,  // client role: the client must say nothing for `time`
  };
  Kind kind = Kind::watch;
  std::string session;  // "" for the one session of a scenario that names none
  yaml::Place place;
  std::string written;            // as it stands in the file, in one line: for reports
  std::vector<Line> commands;     // say: one, or a pipeline
  std::vector<std::string> tags;  // holes that hold fresh tags from here on: of C lines, and of lines that `raw` begins
  bool continues = false;         // say: answers a "+": CRLF and no tag
  Pieces octets;                  // raw
  // authenticate: the mechanism; launch: words; tls: "or-closed" where the server may hang up in place of the handshake, which
  // ends the scenario without a verdict on what follows.
  std::string argument;
  std::optional<SessionSpec::State> state;  // connect: to another state than the session's own
  Milliseconds time{0};                     // pause, quiet
  unsigned chop = 0;                        // octets that go out at a time
  std::vector<Line> expect;                 // S
  std::vector<Outcome> outcomes;            // then `expect` is empty
  std::vector<Line> await, never;
  bool only = false, ordered = false, quiet = false;
  std::optional<Milliseconds> within;
  std::vector<Condition> check;
  std::optional<Condition> when;
  std::string note;
  std::vector<std::string> verifies;  // for this step alone; empty: the scenario's
};

// Client role.
struct ServerRule {
  Line when;
  bool each = false;        // every time, not the first alone
  std::vector<Step> steps;  // `do`, or the one step that `S` alone stands for
  yaml::Place place;
};
struct ClientExpectation {
  std::optional<int> exit;
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, unsigned>>>>
      stored;               // mailbox ("" any) -> data, count
  std::vector<Line> never;  // commands
  std::optional<Milliseconds> within;
  yaml::Place place;
};
struct Round {  // one run of the client
  std::string task;
  Given given;
  std::vector<ServerRule> server;
  std::vector<Step> steps;
  std::optional<ClientExpectation> expect;
};

struct Scenario {
  std::string id;                // base/expunge/silent-during-fetch, a row's: base/x/y[row]
  std::vector<std::string> was;  // earlier ids
  std::string title, topic;
  std::string file;  // as a person can open it
  yaml::Place place;
  std::string row;  // the row's id; empty: none
  yaml::Place row_place;
  std::vector<std::string> verifies;
  std::vector<Requirement> requires_;
  bool rev1 = true, rev2 = true;
  Given given;  // server role, and the client's first round
  std::vector<SessionSpec> sessions;
  std::map<std::string, Data, std::less<>> data;
  bool client = false;        // role: client
  std::vector<Step> steps;    // server role
  std::vector<Round> rounds;  // client role: the first and what `then` adds
  std::vector<std::string> allow;
  std::string exclusive;  // "", "inbox", "subscriptions", "account"
  std::vector<std::string> tags;
  // Required capabilities whose syntax the grammar does not read yet: lines that need them were not proven, and the
  // scenario is skipped. Empty: everything in it is IMAP.
  std::vector<std::string> beyond_grammar;

  const SessionSpec* session(std::string_view name) const;
};

}  // namespace imapspec::scenario
