// StepStand: what the parts of the player of one step share: where it stands in its session. Internal to the step player.
#pragma once

#include <optional>
#include <string>

#include "harness/runner/step_player.h"
#include "harness/scenario/match.h"

namespace imapspec::runner {

struct StepStand {
  StepStand(Scene& in, const scenario::Step& played)
      : scene(in),
        step(played),
        clock(in.clock()),
        actor(in.actors.find(played.session)->second),
        timeout(played.within ? Duration(*played.within) : in.setting.options.timeout) {}

  Scene& scene;
  const scenario::Step& step;
  Clock& clock;
  Actor& actor;
  Duration timeout;
  std::size_t first = 0;  // the first message that belongs to the step
  std::size_t begin = 0;  // the first that came after its beginning

  Wire& wire() { return *actor.wire(); }
  bool connected() { return actor.wire() != nullptr; }
  scenario::Scope scope() const { return scene.scope(actor); }
  bool speaks_rev2() { return connected() && wire().session().dialect().revision == grammar::Revision::rev2; }
  bool expects() const { return !step.expect.empty() || !step.outcomes.empty(); }
  // The transcript's last line.
  std::optional<std::size_t> last_line() const {
    const std::size_t lines = scene.transcript.lines().size();
    return lines == 0 ? std::nullopt : std::optional(lines - 1);
  }
  // The octets that go out next are those of a whole command.
  void speak_plainly() {
    if (wire().session().outgoing().empty()) wire().on_purpose(false);
  }
  Trouble trouble(Trouble::Kind kind, std::string message) const {
    Trouble made;
    made.kind = kind;
    made.message = std::move(message);
    if (kind != Trouble::Kind::error) made.line = last_line();
    return made;
  }
  Trouble error(std::string message) const { return trouble(Trouble::Kind::error, std::move(message)); }
};

// Does what the step says: sends, connects, closes, waits (step_action.cc). What is expected in return is not looked at.
std::optional<Trouble> act(StepStand& stand);

// A command of the harness's own between those of the scenario: sent, and its result waited for.
std::optional<Trouble> send_own(StepStand& stand, const char* words, TimePoint until);

}  // namespace imapspec::runner
