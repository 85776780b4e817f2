// Scene: everything about one scenario while it is played, and what it shares with the others of its worker.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/catalogue/catalogue.h"
#include "harness/oracle/rule.h"
#include "harness/runner/actor.h"
#include "harness/runner/caretaker.h"
#include "harness/runner/survey.h"
#include "harness/scenario/say.h"
#include "reports/result.h"

namespace imapspec::runner {

struct PlayOptions {
  Duration timeout = std::chrono::seconds(5);  // of a step, unless it says otherwise
  bool rev2 = false;                           // scenarios of both revisions are played after ENABLE IMAP4rev2
  std::string run = "0";                       // letters and digits: what all names of this run carry
  std::function<bool()> interrupted = [] { return false; };
  // One command line that plays a scenario again, for people.
  std::function<std::string(const std::string& id)> reproduce = [](const std::string& id) {
    return "imapspec run '" + id + '\'';
  };
};

// What the scenarios of one worker share. All of it outlives them.
struct Setting {
  Peer& peer;
  const Survey& survey;
  const catalogue::Catalogue& catalogue;
  const PlayOptions& options;
  Caretaker& caretaker;
  bool caretaker_leaves = false;  // before the sessions come: the server allows too few connections for it to stay

  Clock& clock() const { return peer.clock(); }
};

// What the always-on rules saw on the connections of one scenario.
struct RuleReport {
  struct Breach {
    oracle::Finding finding;
    std::vector<reports::TranscriptLine> transcript;  // what led to it, and it
    std::optional<std::size_t> line;                  // its line there
  };
  std::map<std::string, reports::RuleTally> counts;  // by rule, about servers only
  std::vector<Breach> breaches;                      // at most a few for each rule
};

struct Scene {
  Scene(const scenario::Scenario& played, std::size_t number, Setting& around);

  const scenario::Scenario& scenario;
  Setting& setting;
  Transcript transcript;
  scenario::Bindings bindings;
  scenario::Octets octets;
  std::string beginning;       // of the names of all its mailboxes, prefix included
  std::set<std::size_t> gone;  // given messages (from 1) that some session was told to be there no more
  std::map<std::string, Actor, std::less<>> actors;
  std::set<std::string, std::less<>> outcomes;  // names of those that were taken
  std::vector<reports::Observation> observations;
  RuleReport rules;

  Clock& clock() const { return setting.clock(); }
  scenario::Scope scope(const Actor& actor) const { return {actor.spec().name, &actor.numbering()}; }
  // Whether IMAP4rev2 is to be enabled in its sessions.
  bool enables_rev2() const;
  // The name on the wire of a mailbox of `given`, as the session's user sees it.
  std::string mailbox_name(const std::string& variable, const scenario::SessionSpec& session) const;

  // Connects the session and brings it to `state`, one of its own or another.
  std::expected<void, Setback> bring(Actor& actor, scenario::SessionSpec::State state);
  // Ends a connection, if there is one, and keeps what the rules found on it.
  void retire(Actor& actor);
  // Takes what the rules found on a connection that goes on.
  void take_findings(Wire& wire, const Transcript& of);

 private:
  char next_prefix_ = 'A';
  std::map<unsigned, std::shared_ptr<oracle::AccountView>> views_;  // what the connections of a user know together
};

}  // namespace imapspec::runner
