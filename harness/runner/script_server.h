// ScriptServer: the other end of a scenario's steps: matches the C lines and says the S lines, against a client on one
// stream.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/stream.h"
#include "harness/grammar/framing.h"
#include "harness/oracle/watcher.h"
#include "harness/runner/step_player.h"
#include "harness/runner/wire.h"
#include "harness/scenario/say.h"
#include "harness/scenario/scenario.h"

namespace imapspec::runner {

class ScriptServer {
 public:
  // All outlive it. `capabilities` are what the greeting lists. Unless the script begins with lines of the server's
  // own, it is greeted with OK. Synchronising literals are asked for where the script says nothing else.
  ScriptServer(const scenario::Scenario& scenario, const std::vector<scenario::Step>& steps,
               scenario::Bindings& bindings, Stream& stream, Clock& clock, Transcript& transcript, Duration timeout);

  // Plays the script to its end, or to what went wrong: then `failed_step` is where. At the end it listens until the
  // client closes or the time is up, and answers LOGOUT.
  std::optional<Trouble> run();
  const scenario::Step* failed_step() const { return step_; }

  // About the client.
  std::vector<oracle::Finding> take_findings() { return watcher_.take_findings(); }
  std::vector<oracle::RuleCount> counts() const { return watcher_.counts(); }

 private:
  struct Command {
    std::string octets;
    Arena arena{512};
    std::optional<grammar::Command> parsed;
    std::optional<ParseError> refused;
    std::size_t line = 0;  // of the transcript
  };

  std::optional<Trouble> play(const scenario::Step& step);
  std::optional<Trouble> hear(const scenario::Step& step);
  std::optional<Trouble> hear_line(const scenario::Step& step);
  std::optional<Trouble> say(const std::vector<scenario::Line>& lines);
  std::optional<Trouble> greet();
  bool answer_aside(const grammar::Command& command);
  std::string offer() const;  // what the greeting lists
  void after_the_end();

  // The next command or line of the client; null: it closed, or the time was up.
  std::unique_ptr<Command> next_message(bool line_only, TimePoint until);
  std::size_t read(TimePoint until);  // into unread_; how many octets came
  bool send(std::string_view octets);
  std::string why_nothing() const;
  scenario::SayContext say_context() const { return {{session_, nullptr}, dialect_}; }
  std::optional<std::size_t> last_line() const;

  const scenario::Scenario& scenario_;
  const std::vector<scenario::Step>& steps_;
  scenario::Bindings& bindings_;
  scenario::Octets octets_;
  Stream& stream_;
  Clock& clock_;
  Transcript& transcript_;
  Duration timeout_;
  std::string session_;
  grammar::Dialect dialect_{grammar::Revision::either, true, false, {}};
  grammar::Framer framer_{grammar::Direction::command};
  std::string unread_;  // octets behind the last message
  std::vector<std::string> open_tags_;
  const scenario::Step* step_ = nullptr;
  bool closed_ = false;
  std::string error_;
  oracle::Watcher watcher_;
};

}  // namespace imapspec::runner
