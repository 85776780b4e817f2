#include "harness/runner/play.h"

#include "harness/runner/evidence.h"
#include "harness/runner/given.h"
#include "harness/runner/rev2.h"
#include "harness/runner/step_player.h"

namespace imapspec::runner {

namespace {

using reports::Verdict;

class Play {
 public:
  Play(const scenario::Scenario& scenario, std::size_t number, Setting& setting) : scene_(scenario, number, setting) {
    auto& result = played_.result;
    result.id = scenario.id;
    result.title = scenario.title;
    result.place = {scenario.file, scenario.place.line};
    result.requirements = in_force(setting.catalogue, scenario.verifies, scene_.enables_rev2());
    result.level = level_of(requirements(setting.catalogue, result.requirements));
  }

  Played run() {
    const TimePoint begin = scene_.clock().now();
    (void)scene_.setting.caretaker.take_transcript();
    if (prepare()) play_steps();
    for (auto& [name, actor] : scene_.actors) scene_.retire(actor);
    if (const auto cleaned = clean_up(scene_); !cleaned) played_.left_behind = cleaned.error().what;
    judge_by_rules(scene_.scenario, scene_.rules.breaches, scene_.setting.catalogue,
                   scene_.setting.options.reproduce(scene_.scenario.id), played_.result);
    played_.result.observations = std::move(scene_.observations);
    played_.result.transcript = std::move(scene_.transcript.lines());
    played_.result.duration = scene_.clock().now() - begin;
    played_.rules = std::move(scene_.rules);
    return std::move(played_);
  }

 private:
  bool prepare() {
    auto built = build_given(scene_);
    const Wire* answered = scene_.setting.caretaker.wire();
    if (!built && answered != nullptr && !answered->closed()) {
      // Not every server has settled what it was asked a moment ago: under load Dovecot 2.3 may say that a name exists that
      // nobody has ever made. What is given is not what is judged, so it gets a second chance.
      (void)clean_up(scene_);
      built = build_given(scene_);
    }
    if (!built) {
      not_begun("given", built.error(), scene_.setting.caretaker.take_transcript());
      return false;
    }
    if (scene_.setting.caretaker_leaves) scene_.setting.caretaker.leave();
    for (const auto& session : scene_.scenario.sessions) {
      if (session.state == scenario::SessionSpec::State::none) continue;
      Actor& actor = scene_.actors.find(session.name)->second;
      if (const auto brought = scene_.bring(actor, session.state); !brought) {
        not_begun(session.name.empty() ? "sessions" : "sessions: " + session.name, brought.error(),
                  scene_.transcript.lines());
        return false;
      }
    }
    return true;
  }

  void not_begun(const std::string& step, const Setback& setback,
                 const std::vector<reports::TranscriptLine>& transcript) {
    if (setback.kind == Setback::Kind::no_stage) {
      played_.result.verdict = Verdict::skip;
      played_.result.reason = setback.what;
      return;
    }
    played_.result.verdict = Verdict::error;
    played_.result.failures.push_back(setup_failure(scene_, step, setback.what, transcript));
    played_.refused = setback.kind == Setback::Kind::no_connection || setback.kind == Setback::Kind::no_login;
    played_.silent = true;
  }

  void play_steps() {
    for (const auto& step : scene_.scenario.steps) {
      if (scene_.setting.options.interrupted()) {
        played_.interrupted = true;
        return;
      }
      auto trouble = play_step(scene_, step);
      if (!trouble) continue;
      take(step, *std::move(trouble));
      return;
    }
  }

  void take(const scenario::Step& step, Trouble trouble) {
    if (trouble.kind == Trouble::Kind::over) {
      scene_.observations.push_back({step.written, trouble.message});
      return;
    }
    played_.interrupted = trouble.kind == Trouble::Kind::interrupted;
    played_.silent = trouble.kind == Trouble::Kind::silence;
    const bool is_error = trouble.kind == Trouble::Kind::error;
    auto failure =
        step_failure(scene_.scenario, step, std::move(trouble), scene_.transcript.lines(), scene_.setting.catalogue,
                     scene_.enables_rev2(), scene_.setting.options.reproduce(scene_.scenario.id));
    const auto level = level_of(failure.requirements);
    if (!is_error && level == reports::Level::may) {
      scene_.observations.push_back({step.written, "not so: " + failure.message});
      return;
    }
    played_.result.level = level;
    played_.result.verdict = is_error ? Verdict::error : level == reports::Level::must ? Verdict::fail : Verdict::warn;
    played_.result.failures.push_back(std::move(failure));
  }

  Scene scene_;
  Played played_;
};

}  // namespace

Played play(const scenario::Scenario& scenario, std::size_t number, Setting& setting) {
  return Play(scenario, number, setting).run();
}

}  // namespace imapspec::runner
