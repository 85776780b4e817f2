// StepMatcher: whether what a session received is what a step expects. Pure and incremental: responses go in one by
// one, in their order, and after each the verdict is known as far as it can be. The verdict depends on the sequence
// alone, never on how it was cut into packets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/core/dialect.h"
#include "harness/grammar/term.h"
#include "harness/scenario/bindings.h"
#include "harness/scenario/pattern.h"

namespace imapspec::scenario {

struct Step;
class Octets;

// A received response, as the matcher sees it.
struct Seen {
  std::size_t index = 0;                // order of arrival on its connection
  const grammar::Term* term = nullptr;  // null: it could not be read. Must outlive the matcher
  bool before_step = false;             // came before the step began: `never` counts it, `only` does not
  bool for_literal = false;             // the "+" that let a literal of ours go
  bool not_ours = false;                // the result of a command that the scenario did not write (a NOOP of `await`)
  std::shared_ptr<const Numbering> numbering;  // of the session just before it; null: $1 has no value
};

// A command of the step, or one that an earlier step left open: whose results its `S` may name.
struct SentCommand {
  std::string tag;
  std::string name;  // "SEARCH", "UID SEARCH", ...: in capitals
};

struct MatchContext {
  std::string session;
  grammar::Dialect dialect;  // of the session: how mailbox names are spelt; rev2: ESEARCH stands for SEARCH
  std::set<std::string, std::less<>> bound_to;  // "rev1" or "rev2", and the capabilities: which bound lines count
  Octets* octets = nullptr;                     // of the scenario's named data, for {name}; must outlive the matcher
  std::vector<SentCommand> commands;            // the n-th result line without a tag is that of the n-th
  std::size_t search_steps_max = 200'000;       // past it the step is an error
};

struct Nearest {
  std::string expected;  // the line, as written
  yaml::Place place;
  std::size_t index = 0;   // the response that comes nearest
  std::string received;    // it, as text
  std::string difference;  // "2 in place of 3", "no FLAGS"
};

struct StepMatch {
  enum class State : std::uint8_t { pending, matched, failed, error };
  State state = State::pending;
  // matched:
  Bindings bindings;
  std::string outcome;                // the name of the one taken; "" without outcomes
  std::string violates;               // what that outcome breaks
  std::vector<std::size_t> consumed;  // indices of the responses that expectations were assigned to, ascending
  std::size_t end = 0;                // the index behind the last response of the step: where the next step's begin
  bool closed = false;                // the close was expected and came
  // failed, error:
  std::string why;                     // in words: "`never` came", "not in the step's replies: ...", "the peer closed"
  std::vector<std::string> missing;    // expected lines that were not found; with outcomes, "NAME: line"
  std::vector<Nearest> nearest;        // for missing lines, the nearest first; at most a few
  std::vector<std::size_t> offending;  // responses that must not have come
};

class StepMatcher {
 public:
  // What is expected: the step's S or outcomes, with its never, only and ordered. Matched at once, with nothing taken,
  // where there is neither.
  StepMatcher(const Step& step, MatchContext context, const Bindings& before);
  // What is awaited: the step's `await`, with its never; over what came since the step began and whatever comes.
  static StepMatcher awaiting(const Step& step, MatchContext context, const Bindings& before);
  StepMatcher(StepMatcher&&) noexcept;
  StepMatcher& operator=(StepMatcher&&) noexcept;
  ~StepMatcher();

  // Each returns the verdict so far. Once it is not pending any more, nothing more is taken in: what comes belongs to
  // the next step.
  const StepMatch& see(Seen response);
  const StepMatch& peer_closed();
  const StepMatch& time_is_up();
  const StepMatch& verdict() const;

  // What is still wanted, as written: for "waiting for ..." and for timeouts.
  std::vector<std::string> wanted() const;

 private:
  class Impl;
  explicit StepMatcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Whether one line fits one response: holes are bound on success and left as they were otherwise.
bool fits(const Line& line, const grammar::Term& response, const MatchContext& context, const Seen& seen,
          Bindings& bindings);
// The same for a line of C and a command of a client.
bool fits_command(const Line& line, const grammar::Term& command, const MatchContext& context, Bindings& bindings);

// What `quiet` forbids: EXPUNGE, VANISHED, and what needs an ENABLE.
bool breaks_quiet(const grammar::Term& response);

}  // namespace imapspec::scenario
