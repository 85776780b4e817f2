// StepPlayer: plays one step of a scenario against a server: does what it says, and judges what comes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "harness/runner/scene.h"

namespace imapspec::runner {

// What went wrong in a step.
struct Trouble {
  enum class Kind : std::uint8_t {
    violation,  // the server did not do what was expected
    silence,  // likewise, by saying nothing in time, hanging up, or never ending: perhaps it is in no state to be judged
    error,    // the harness could not play the step
    interrupted,
    over,  // nothing: the scenario ends here, as it may
  };
  Kind kind = Kind::violation;
  std::string message;   // one sentence
  std::string violates;  // of an outcome: the requirement that it breaks
  std::vector<std::string> expected;
  std::vector<reports::Nearest> nearest;
  std::optional<std::size_t> line;   // of the scene's transcript: what must not have come, or came in its place
  std::optional<std::size_t> octet;  // of that line
};

// Plays the step; nothing if all is as it should be. What it binds, and which outcome it took, is left in the scene.
std::optional<Trouble> play_step(Scene& scene, const scenario::Step& step);

}  // namespace imapspec::runner
