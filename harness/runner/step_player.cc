// The course of a step: what it does (step_action.cc), and what is expected to come.
#include "harness/runner/step_player.h"

#include <algorithm>

#include "harness/base/limits.h"
#include "harness/oracle/follow.h"
#include "harness/runner/step_stand.h"

namespace imapspec::runner {

using scenario::Step;
using scenario::StepMatch;
using scenario::StepMatcher;
using Kind = Trouble::Kind;
using May = std::optional<Trouble>;

namespace {

std::size_t first_difference(std::string_view a, std::string_view b) {
  const auto n = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n), b.begin()).first - a.begin());
}

class StepPlayer {
 public:
  StepPlayer(Scene& scene, const Step& step) : stand_(scene, step), scene_(scene), step_(step), actor_(stand_.actor) {}

  May play() {
    if (step_.when) {
      const auto so = condition(*step_.when);
      if (!so) return stand_.error("`when` " + step_.when->written + ": " + so.error());
      if (!*so) return std::nullopt;
    }
    if (auto trouble = begin()) return trouble;
    if (auto trouble = act(stand_)) return trouble;
    if (!stand_.connected()) return check();
    if (stand_.expects()) {
      if (auto trouble = expect()) return trouble;
    } else if (step_.await.empty()) {
      if (auto trouble = nothing_forbidden()) return trouble;
    }
    if (!step_.await.empty())
      if (auto trouble = await_news()) return trouble;
    if (step_.quiet)
      if (auto trouble = stay_quiet()) return trouble;
    if (auto trouble = find_unreadable()) return trouble;
    return check();
  }

 private:
  Wire& wire() { return stand_.wire(); }

  bool offers(std::string_view word) {
    const std::string name = oracle::upper_case(word);
    if (stand_.connected()) {
      const auto& now = wire().watcher().conversation();
      if (now.capabilities && now.capabilities->contains(name)) return true;
      if (stand_.speaks_rev2() && oracle::is_in_rev2(name)) return true;
      if (now.state == oracle::State::not_authenticated) return false;
    }
    return scene_.setting.survey.offer.authenticated.contains(name);
  }

  std::expected<bool, std::string> condition(const scenario::Condition& condition) {
    return scenario::holds(condition, scene_.bindings, stand_.scope(), [this](std::string_view word) {
      if (word == "rev1" || word == "rev2") return (word == "rev2") == stand_.speaks_rev2();
      return scene_.outcomes.contains(word) || offers(word);
    });
  }

  May check() {
    for (const auto& wanted : step_.check) {
      const auto so = condition(wanted);
      if (!so) return stand_.error("`check` " + wanted.written + ": " + so.error());
      if (*so) continue;
      auto trouble = stand_.trouble(Kind::violation, "not so: " + wanted.written);
      trouble.expected = {wanted.written};
      trouble.nearest = {{with_values(wanted, scene_.bindings, stand_.scope()), 0, wanted.written}};
      return trouble;
    }
    return std::nullopt;
  }

  // Takes in what has come since the last step: it belongs to this one.
  May begin() {
    if (!stand_.connected()) {
      if (step_.kind == Step::Kind::connect || step_.kind == Step::Kind::pause || step_.kind == Step::Kind::close)
        return std::nullopt;
      return stand_.error("the session is not connected");
    }
    wire().drain(stand_.clock);
    actor_.take_in();
    stand_.first = actor_.next();
    stand_.begin = actor_.received();
    return std::nullopt;
  }

  scenario::MatchContext match_context() {
    scenario::MatchContext context;
    context.session = actor_.spec().name;
    context.dialect = wire().session().dialect();
    context.octets = &scene_.octets;
    context.commands = actor_.open();
    context.bound_to = {stand_.speaks_rev2() ? "rev2" : "rev1"};
    const auto& now = wire().watcher().conversation();
    const bool logged_in = now.state != oracle::State::not_authenticated;
    for (const auto& capability :
         now.capabilities && !logged_in ? *now.capabilities : scene_.setting.survey.offer.authenticated) {
      context.bound_to.insert(capability);
      if (capability.starts_with("IMAP4REV")) context.bound_to.insert("IMAP4rev" + capability.substr(8));
    }
    return context;
  }

  struct Waited {
    bool over_limits = false;
    bool interrupted = false;
  };

  // Feeds the matcher from message `fed` on until it has its verdict, the connection ends, or `until`.
  Waited feed(StepMatcher& matcher, std::size_t& fed, TimePoint until) {
    Waited waited;
    const auto decided = [&] { return matcher.verdict().state != StepMatch::State::pending; };
    const std::uint64_t octets = wire().octets_read();
    wire().pump(until, stand_.clock, [&] {
      actor_.take_in();
      while (fed < actor_.received() && !decided()) matcher.see(actor_.seen(fed++, stand_.begin));
      if (decided()) return true;
      waited.over_limits = actor_.received() - stand_.begin > limits::kStepLinesMax ||
                           wire().octets_read() - octets > limits::kStepOctetsMax;
      waited.interrupted = scene_.setting.options.interrupted();
      return waited.over_limits || waited.interrupted;
    });
    return waited;
  }

  // The verdict of a wait that is over, one way or another.
  May conclude(StepMatcher& matcher, const Waited& waited) {
    const bool pending = matcher.verdict().state == StepMatch::State::pending;
    if (pending && waited.interrupted) return stand_.trouble(Kind::interrupted, "interrupted");
    if (pending && waited.over_limits) {
      wire().show_pending();
      auto trouble = stand_.trouble(Kind::silence, "more came than any step may receive");
      trouble.expected = matcher.wanted();
      return trouble;
    }
    const bool hung_up = pending && wire().closed();
    if (hung_up) {
      matcher.peer_closed();
    } else if (pending) {
      wire().show_pending();
      matcher.time_is_up();
    }
    const StepMatch& match = matcher.verdict();
    if (match.state == StepMatch::State::matched) return matched(match);
    Trouble trouble = trouble_of(match, matcher);
    if (pending && trouble.kind == Kind::violation) trouble.kind = Kind::silence;
    if (hung_up && !wire().error().empty()) trouble.message += " (" + wire().error() + ")";
    return trouble;
  }

  May matched(const StepMatch& match) {
    scene_.bindings = match.bindings;
    actor_.use_up_to(std::max(actor_.next(), match.end), match.consumed);
    if (match.outcome.empty()) return std::nullopt;
    scene_.outcomes.insert(match.outcome);
    scene_.observations.push_back({step_.written, match.outcome});
    if (match.violates.empty()) return std::nullopt;
    auto trouble = stand_.trouble(Kind::violation, "the outcome \"" + match.outcome + "\" breaks a requirement");
    trouble.violates = match.violates;
    if (!match.consumed.empty()) trouble.line = wire().transcript_line(match.consumed.front());
    return trouble;
  }

  Trouble trouble_of(const StepMatch& match, const StepMatcher& matcher) {
    Trouble trouble = stand_.trouble(match.state == StepMatch::State::error ? Kind::error : Kind::violation, match.why);
    trouble.expected = match.missing.empty() ? matcher.wanted() : match.missing;
    for (const auto& near : match.nearest)
      trouble.nearest.push_back({near.received, first_difference(near.received, near.expected), near.expected});
    if (!match.nearest.empty()) {
      trouble.line = wire().transcript_line(match.nearest.front().index);
      if (!match.nearest.front().difference.empty())
        trouble.message += "; nearest: " + match.nearest.front().difference;
    }
    if (!match.offending.empty()) trouble.line = wire().transcript_line(match.offending.front());
    return trouble;
  }

  May expect() {
    StepMatcher matcher(step_, match_context(), scene_.bindings);
    std::size_t fed = stand_.first;
    const Waited waited = feed(matcher, fed, stand_.clock.now() + stand_.timeout);
    return conclude(matcher, waited);
  }

  // A step without expectations may still forbid something.
  May nothing_forbidden() {
    if (step_.never.empty()) return std::nullopt;
    wire().drain(stand_.clock);
    actor_.take_in();
    const auto context = match_context();
    for (std::size_t i = stand_.first; i < actor_.received(); ++i) {
      const auto seen = actor_.seen(i, stand_.begin);
      scenario::Bindings bindings = scene_.bindings;
      for (const auto& line : step_.never) {
        if (seen.term == nullptr || !scenario::fits(line, *seen.term, context, seen, bindings)) continue;
        auto trouble = stand_.trouble(Kind::violation, "what must not come came: " + line.written);
        trouble.line = wire().transcript_line(i);
        return trouble;
      }
    }
    return std::nullopt;
  }

  bool is_idling() {
    const auto& open = wire().watcher().conversation().open;
    return std::any_of(open.begin(), open.end(), [](const auto& command) {
      return command->name == "IDLE" && command->continued && !command->done;
    });
  }

  // NOOP until it has come (RFC 9051 section 6.1.2); while IDLE is open it comes by itself. What the last step's reply held
  // beyond what was expected there counts too: news often comes with the result of what made it.
  May await_news() {
    StepMatcher matcher = StepMatcher::awaiting(step_, match_context(), scene_.bindings);
    if (step_.never.empty())
      for (const std::size_t index : actor_.set_aside())
        if (index < stand_.first) matcher.see(actor_.seen(index, stand_.begin));
    std::size_t fed = stand_.first;
    const TimePoint until = stand_.clock.now() + stand_.timeout;
    Duration pause = std::chrono::milliseconds(5);
    Waited waited;
    const auto pending = [&] {
      return matcher.verdict().state == StepMatch::State::pending && !wire().closed() && stand_.clock.now() < until &&
             !waited.over_limits && !waited.interrupted;
    };
    waited = feed(matcher, fed, stand_.clock.now());
    if (is_idling() && pending()) waited = feed(matcher, fed, until);
    while (pending()) {
      if (auto trouble = send_own(stand_, "NOOP", until)) return trouble;
      waited = feed(matcher, fed, stand_.clock.now());
      if (pending()) waited = feed(matcher, fed, std::min(until, stand_.clock.now() + pause));
      pause = std::min<Duration>(pause * 2, std::chrono::milliseconds(500));
    }
    return conclude(matcher, waited);
  }

  // During FETCH no EXPUNGE may be sent (RFC 9051 section 7.5.1): what has not come by its result was not on the way.
  May stay_quiet() {
    const std::size_t from = actor_.next();
    if (auto trouble = send_own(stand_, "FETCH 1 (UID)", stand_.clock.now() + stand_.timeout)) return trouble;
    for (std::size_t i = from; i < actor_.received(); ++i) {
      const auto& message = *wire().session().received()[i];
      if (!message.response || !scenario::breaks_quiet(message.term)) continue;
      auto trouble = stand_.trouble(Kind::violation, "`quiet`: this must not come");
      trouble.line = wire().transcript_line(i);
      return trouble;
    }
    actor_.use_up_to(actor_.received());
    return std::nullopt;
  }

  // What cannot be read even tolerantly fails the step in which it came.
  May find_unreadable() {
    for (std::size_t i = stand_.first; i < actor_.next(); ++i) {
      const auto& message = *wire().session().received()[i];
      if (!message.refused) continue;
      auto trouble =
          stand_.trouble(Kind::violation, "a response that cannot be read: octet " +
                                              std::to_string(message.refused->offset) + ", " + message.refused->rule);
      trouble.line = wire().transcript_line(i);
      trouble.octet = message.refused->offset;
      return trouble;
    }
    return std::nullopt;
  }

  StepStand stand_;
  Scene& scene_;
  const Step& step_;
  Actor& actor_;
};

}  // namespace

std::optional<Trouble> play_step(Scene& scene, const Step& step) {
  return StepPlayer(scene, step).play();
}

}  // namespace imapspec::runner
