#include "harness/runner/step_player.h"

#include <algorithm>

#include "harness/base/limits.h"
#include "harness/oracle/follow.h"

namespace imapspec::runner {

using scenario::Line;
using scenario::Step;
using scenario::StepMatch;
using scenario::StepMatcher;
using Kind = Trouble::Kind;

namespace {

grammar::Term word_value(std::string_view text) {
  grammar::Term word;
  word.kind = grammar::Term::Kind::word;
  word.octets = text;
  return word;
}

// "SEARCH", "UID SEARCH", in capitals.
std::string command_name(const Line& line) {
  std::string name;
  for (const auto& field : line.fields) {
    const auto word = field.word();
    if (!word) break;
    name += (name.empty() ? "" : " ") + oracle::upper_case(*word);
    if (name != "UID") break;
  }
  return name;
}

// The variable that an argument consists of; empty if it is anything else.
std::string_view variable_of(const scenario::Node& node) {
  if (node.pieces.size() != 1 || !node.pieces.front().hole) return {};
  return node.pieces.front().hole->name;
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  const auto n = std::min(a.size(), b.size());
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n), b.begin()).first - a.begin());
}

class StepPlayer {
 public:
  StepPlayer(Scene& scene, const Step& step)
      : scene_(scene), step_(step), clock_(scene.clock()), actor_(scene.actors.find(step.session)->second),
        timeout_(step.within ? Duration(*step.within) : scene.setting.options.timeout) {}

  std::optional<Trouble> play() {
    if (step_.when) {
      const auto so = condition(*step_.when);
      if (!so) return error("`when` " + step_.when->written + ": " + so.error());
      if (!*so) return std::nullopt;
    }
    if (auto trouble = begin()) return trouble;
    if (auto trouble = act()) return trouble;
    if (auto trouble = expect()) return trouble;
    if (!step_.await.empty())
      if (auto trouble = await_news()) return trouble;
    if (step_.quiet)
      if (auto trouble = stay_quiet()) return trouble;
    if (auto trouble = find_unreadable()) return trouble;
    for (const auto& check : step_.check) {
      const auto so = condition(check);
      if (!so) return error("`check` " + check.written + ": " + so.error());
      if (!*so) return Trouble{Kind::violation, "not so: " + check.written, {}, {check.written}, {{with_values(check, scene_.bindings, scope()), 0, check.written}}, last_line(), {}};
    }
    return std::nullopt;
  }

 private:
  using May = std::optional<Trouble>;

  static Trouble error(std::string message) { return {Kind::error, std::move(message), {}, {}, {}, {}, {}}; }
  scenario::Scope scope() const { return scene_.scope(actor_); }
  Wire& wire() { return *actor_.wire(); }

  bool offers(std::string_view word) {
    const std::string name = oracle::upper_case(word);
    if (actor_.wire() != nullptr) {
      const auto& now = wire().watcher().conversation();
      if (now.capabilities && now.capabilities->contains(name)) return true;
      if (now.state == oracle::State::not_authenticated) return false;
    }
    return scene_.setting.survey.offer.authenticated.contains(name);
  }
  bool speaks_rev2() { return actor_.wire() != nullptr && wire().session().dialect().revision == grammar::Revision::rev2; }

  std::expected<bool, std::string> condition(const scenario::Condition& condition) {
    return scenario::holds(condition, scene_.bindings, scope(), [this](std::string_view word) {
      if (word == "rev1" || word == "rev2") return (word == "rev2") == speaks_rev2();
      return scene_.outcomes.contains(word) || offers(word);
    });
  }

  // Takes in what has come since the last step: it belongs to this one.
  May begin() {
    if (actor_.wire() == nullptr) {
      if (step_.kind == Step::Kind::connect || step_.kind == Step::Kind::pause || step_.kind == Step::Kind::close) return std::nullopt;
      return error("the session is not connected");
    }
    wire().drain(clock_);
    actor_.take_in();
    first_ = actor_.next();
    begin_ = actor_.received();
    return std::nullopt;
  }

  // What the step does.

  May act() {
    const TimePoint until = clock_.now() + timeout_;
    switch (step_.kind) {
      case Step::Kind::watch: return std::nullopt;
      case Step::Kind::say: return say();
      case Step::Kind::raw: return say_raw();
      case Step::Kind::connect: return connect();
      case Step::Kind::close: return leave([](Stream& stream) { stream.close(); });
      case Step::Kind::reset: return leave([](Stream& stream) { stream.reset(); });
      case Step::Kind::half_close:
        wire().flush(until, clock_);
        wire().half_close();
        return std::nullopt;
      case Step::Kind::tls:
        if (auto done = wire().start_tls(until); !done) return Trouble{Kind::violation, "the TLS handshake failed: " + done.error(), {}, {"a TLS handshake"}, {}, last_line(), {}};
        return std::nullopt;
      case Step::Kind::deflate:
        wire().note("DEFLATE from here on");
        if (auto done = wire().stream().start_deflate(); !done) return error(done.error());
        return std::nullopt;
      case Step::Kind::login: return reach([&] { return log_in(wire(), account(), clock_, until); });
      case Step::Kind::authenticate: return reach([&] { return authenticate(wire(), step_.argument, account(), clock_, until); });
      case Step::Kind::pause:
        clock_.sleep_until(clock_.now() + Duration(step_.time));
        return std::nullopt;
      case Step::Kind::chop:
        wire().chop(step_.chop);
        return std::nullopt;
      case Step::Kind::launch:
      case Step::Kind::exit:
      case Step::Kind::quiet: break;
    }
    return error("this step is for the role of a server");
  }

  const Account& account() const { return scene_.setting.peer.profile().accounts.at(actor_.spec().user - 1); }

  scenario::SayContext say_context() { return {scope(), wire().session().dialect()}; }

  void stop_saying_on_purpose() {
    if (wire().session().outgoing().empty()) wire().on_purpose(false);
  }

  May say() {
    stop_saying_on_purpose();
    std::vector<std::string> tags;
    for (const auto& line : step_.commands) {
      tags.push_back(step_.continues ? std::string() : wire().session().fresh_tag());
      if (line.tag && !step_.continues) scene_.bindings.bind(line.tag->name, word_value(tags.back()));
    }
    for (std::size_t i = 0; i < step_.commands.size(); ++i) {
      const Line& line = step_.commands[i];
      auto fragments = scenario::say_command(line, tags[i], scene_.bindings, scene_.octets, say_context());
      if (!fragments) return error(fragments.error());
      if (step_.continues) {
        wire().session().send_continuation(*std::move(fragments));
        continue;
      }
      const std::string name = command_name(line);
      if ((name == "SELECT" || name == "EXAMINE") && line.fields.size() > 1) {
        if (const auto variable = variable_of(line.fields[1]); variable == "box")
          actor_.opens(scene_.bindings.uids());
        else
          actor_.opens_another();
      }
      actor_.sent({tags[i], name});
      wire().session().send(tags[i], *std::move(fragments));
    }
    return flush_unless_expected();
  }

  May say_raw() {
    for (const auto& tag : step_.tags) scene_.bindings.bind(tag, word_value(wire().session().fresh_tag()));
    auto octets = scenario::say_raw(step_.octets, scene_.bindings, scene_.octets, say_context());
    if (!octets) return error(octets.error());
    wire().on_purpose(true);
    wire().session().send_raw(*std::move(octets));
    return flush_unless_expected();
  }

  bool expects() const { return !step_.expect.empty() || !step_.outcomes.empty(); }

  // Where an answer is expected the octets go out while it is waited for, so that a server that answers early is heard.
  May flush_unless_expected() {
    if (expects()) return std::nullopt;
    if (!wire().flush(clock_.now() + timeout_, clock_) && !wire().closed())
      return Trouble{Kind::silence, "the server does not take what is sent", {}, {}, {}, last_line(), {}};
    return std::nullopt;
  }

  May connect() {
    const auto state = step_.state.value_or(actor_.spec().state);
    if (auto done = scene_.bring(actor_, state); !done)
      return Trouble{done.error().kind == Setback::Kind::no_stage ? Kind::error : Kind::silence, "connecting: " + done.error().what, {}, {}, {}, last_line(), {}};
    first_ = begin_ = expects() ? 0 : actor_.next();
    return std::nullopt;
  }

  template <class Ending>
  May leave(const Ending& end) {
    if (actor_.wire() == nullptr) return std::nullopt;
    end(wire().stream());
    wire().mark_closed();
    scene_.retire(actor_);
    return std::nullopt;
  }

  template <class Reach>
  May reach(const Reach& way) {
    const std::size_t before = actor_.received();
    const auto done = way();
    actor_.take_in();
    for (std::size_t i = before; i < actor_.received(); ++i) {
      const std::string tag(tag_of(*wire().session().received()[i]));
      if (!tag.empty()) actor_.own_tag(tag);
    }
    if (!done) return Trouble{Kind::violation, done.error().what, {}, {}, {}, last_line(), {}};
    return std::nullopt;
  }

  // What comes.

  scenario::MatchContext match_context() {
    scenario::MatchContext context;
    context.session = actor_.spec().name;
    context.dialect = wire().session().dialect();
    context.octets = &scene_.octets;
    context.commands = actor_.open();
    context.bound_to = {speaks_rev2() ? "rev2" : "rev1"};
    const auto& now = wire().watcher().conversation();
    const auto& after_login = scene_.setting.survey.offer.authenticated;
    const bool logged_in = now.state != oracle::State::not_authenticated;
    for (const auto& capability : now.capabilities && !logged_in ? *now.capabilities : after_login) {
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
    const auto take = [&] {
      actor_.take_in();
      while (fed < actor_.received() && matcher.verdict().state == StepMatch::State::pending)
        matcher.see(actor_.seen(fed++, begin_));
      return matcher.verdict().state != StepMatch::State::pending;
    };
    const std::uint64_t octets = wire().octets_read();
    wire().pump(until, clock_, [&] {
      if (take()) return true;
      waited.over_limits = actor_.received() - begin_ > limits::kStepLinesMax || wire().octets_read() - octets > limits::kStepOctetsMax;
      waited.interrupted = scene_.setting.options.interrupted();
      return waited.over_limits || waited.interrupted;
    });
    return waited;
  }

  // The verdict of a wait that is over, one way or another.
  May conclude(StepMatcher& matcher, const Waited& waited) {
    const bool pending = matcher.verdict().state == StepMatch::State::pending;
    if (pending && waited.interrupted) return Trouble{Kind::interrupted, "interrupted", {}, {}, {}, {}, {}};
    if (pending && waited.over_limits) {
      wire().show_pending();
      return Trouble{Kind::silence, "more came than any step may receive", {}, matcher.wanted(), {}, last_line(), {}};
    }
    const bool hung_up = pending && wire().closed();
    if (pending) {
      if (!hung_up) wire().show_pending();
      if (hung_up)
        matcher.peer_closed();
      else
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
    actor_.use_up_to(std::max(actor_.next(), match.end));
    if (match.outcome.empty()) return std::nullopt;
    scene_.outcomes.insert(match.outcome);
    scene_.observations.push_back({step_.written, match.outcome});
    if (match.violates.empty()) return std::nullopt;
    Trouble trouble{Kind::violation, "the outcome \"" + match.outcome + "\" breaks a requirement", match.violates, {}, {}, last_line(), {}};
    if (!match.consumed.empty()) trouble.line = wire().transcript_line(match.consumed.front());
    return trouble;
  }

  Trouble trouble_of(const StepMatch& match, const StepMatcher& matcher) {
    Trouble trouble{match.state == StepMatch::State::error ? Kind::error : Kind::violation, match.why, {}, match.missing, {}, last_line(), {}};
    if (trouble.expected.empty()) trouble.expected = matcher.wanted();
    for (const auto& near : match.nearest)
      trouble.nearest.push_back({near.received, std::min(first_difference(near.received, near.expected), near.received.size()), near.expected});
    if (!match.nearest.empty()) {
      trouble.line = wire().transcript_line(match.nearest.front().index);
      if (!match.nearest.front().difference.empty()) trouble.message += "; nearest: " + match.nearest.front().difference;
    }
    if (!match.offending.empty()) trouble.line = wire().transcript_line(match.offending.front());
    return trouble;
  }

  std::optional<std::size_t> last_line() const {
    const auto& lines = scene_.transcript.lines();
    if (lines.empty()) return std::nullopt;
    return lines.size() - 1;
  }

  May expect() {
    if (actor_.wire() == nullptr) return std::nullopt;
    if (!expects()) return step_.await.empty() ? nothing_forbidden() : std::nullopt;
    StepMatcher matcher(step_, match_context(), scene_.bindings);
    std::size_t fed = first_;
    const Waited waited = feed(matcher, fed, clock_.now() + timeout_);
    return conclude(matcher, waited);
  }

  // A step without expectations may still forbid something.
  May nothing_forbidden() {
    if (step_.never.empty()) return std::nullopt;
    wire().drain(clock_);
    actor_.take_in();
    const auto context = match_context();
    for (std::size_t i = first_; i < actor_.received(); ++i) {
      const auto seen = actor_.seen(i, begin_);
      scenario::Bindings bindings = scene_.bindings;
      for (const auto& line : step_.never)
        if (seen.term != nullptr && scenario::fits(line, *seen.term, context, seen, bindings))
          return Trouble{Kind::violation, "what must not come came: " + line.written, {}, {}, {}, wire().transcript_line(i), {}};
    }
    return std::nullopt;
  }

  bool is_idling() {
    const auto& open = wire().watcher().conversation().open;
    return std::any_of(open.begin(), open.end(), [](const auto& command) { return command->name == "IDLE" && command->continued && !command->done; });
  }

  // NOOP until it has come (RFC 9051 section 6.1.2); while IDLE is open it comes by itself.
  May await_news() {
    StepMatcher matcher = StepMatcher::awaiting(step_, match_context(), scene_.bindings);
    std::size_t fed = first_;
    const TimePoint until = clock_.now() + timeout_;
    Duration pause = std::chrono::milliseconds(5);
    while (true) {
      Waited waited = feed(matcher, fed, clock_.now());
      const bool idling = is_idling();
      const auto pending = [&] {
        return matcher.verdict().state == StepMatch::State::pending && !wire().closed() && clock_.now() < until && !waited.over_limits &&
               !waited.interrupted;
      };
      if (idling && pending()) waited = feed(matcher, fed, until);
      if (!pending()) return conclude(matcher, waited);
      if (auto trouble = send_noop(until)) return trouble;
      waited = feed(matcher, fed, clock_.now());
      if (!pending()) return conclude(matcher, waited);
      waited = feed(matcher, fed, std::min(until, clock_.now() + pause));
      pause = std::min<Duration>(pause * 2, std::chrono::milliseconds(200));
    }
  }

  May send_noop(TimePoint until) { return send_own("NOOP", until); }

  // A command of the harness's own between those of the scenario.
  May send_own(const char* words, TimePoint until) {
    stop_saying_on_purpose();
    const std::string tag = wire().session().fresh_tag();
    actor_.own_tag(tag);
    wire().session().send(tag, {tag + ' ' + words + "\r\n"});
    const std::size_t before = actor_.received();
    const auto came = runner::await(wire(), until, clock_, [&, next = before]() mutable {
      const auto& received = wire().session().received();
      while (next < received.size())
        if (received[next++]->is_tagged(tag)) return true;
      return false;
    });
    actor_.take_in();
    if (!came && !wire().closed()) {
      wire().show_pending();
      return Trouble{Kind::silence, std::string("the answer to ") + words + ": " + came.error(), {}, {}, {}, last_line(), {}};
    }
    return std::nullopt;
  }

  // During FETCH no EXPUNGE may be sent (RFC 9051 section 7.5.1): what has not come by its result was not on the way.
  May stay_quiet() {
    const std::size_t from = actor_.next();
    if (auto trouble = send_own("FETCH 1 (UID)", clock_.now() + timeout_)) return trouble;
    for (std::size_t i = from; i < actor_.received(); ++i) {
      const auto& message = *wire().session().received()[i];
      if (message.response && scenario::breaks_quiet(message.term))
        return Trouble{Kind::violation, "`quiet`: this must not come", {}, {}, {}, wire().transcript_line(i), {}};
    }
    actor_.use_up_to(actor_.received());
    return std::nullopt;
  }

  // What cannot be read even tolerantly fails the step in which it came.
  May find_unreadable() {
    if (actor_.wire() == nullptr) return std::nullopt;
    for (std::size_t i = std::min(first_, actor_.next()); i < actor_.next(); ++i) {
      const auto& message = *wire().session().received()[i];
      if (!message.refused) continue;
      return Trouble{Kind::violation, "a response that cannot be read: octet " + std::to_string(message.refused->offset) + ", " + message.refused->rule, {}, {}, {},
                     wire().transcript_line(i), message.refused->offset};
    }
    return std::nullopt;
  }

  Scene& scene_;
  const Step& step_;
  Clock& clock_;
  Actor& actor_;
  Duration timeout_;
  std::size_t first_ = 0;  // the first message that belongs to the step
  std::size_t begin_ = 0;  // the first that came after its beginning
};

}  // namespace

std::optional<Trouble> play_step(Scene& scene, const Step& step) { return StepPlayer(scene, step).play(); }

}  // namespace imapspec::runner
