// What a step does.
#include "harness/oracle/follow.h"
#include "harness/runner/step_stand.h"

namespace imapspec::runner {

using scenario::Line;
using scenario::Step;
using Kind = Trouble::Kind;
using May = std::optional<Trouble>;

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

scenario::SayContext say_context(StepStand& stand) {
  return {stand.scope(), stand.wire().session().dialect()};
}

// Where an answer is expected the octets go out while it is waited for, so that a server that answers early is heard.
May flush_unless_expected(StepStand& stand) {
  if (stand.expects()) return std::nullopt;
  if (stand.wire().flush(stand.clock.now() + stand.timeout, stand.clock) || stand.wire().closed()) return std::nullopt;
  return stand.trouble(Kind::silence, "the server does not take what is sent");
}

// Which mailbox the given messages are looked for in from now on.
void follow_select(StepStand& stand, const Line& line, const std::string& name) {
  if ((name != "SELECT" && name != "EXAMINE") || line.fields.size() < 2) return;
  const auto variable = variable_of(line.fields[1]);
  if (variable == "box" || (line.fields[1].word() && oracle::upper_case(*line.fields[1].word()) == "INBOX" &&
                            stand.scene.scenario.given.find("box") == nullptr))
    stand.actor.opens(stand.scene.bindings.uids());
  else
    stand.actor.opens_another();
}

May say(StepStand& stand) {
  stand.speak_plainly();
  auto& session = stand.wire().session();
  auto& bindings = stand.scene.bindings;
  std::vector<std::string> tags;
  for (const auto& line : stand.step.commands) {
    tags.push_back(stand.step.continues ? std::string() : session.fresh_tag());
    if (line.tag && !stand.step.continues) bindings.bind(line.tag->name, word_value(tags.back()));
  }
  for (std::size_t i = 0; i < stand.step.commands.size(); ++i) {
    const Line& line = stand.step.commands[i];
    auto fragments = scenario::say_command(line, tags[i], bindings, stand.scene.octets, say_context(stand));
    if (!fragments) return stand.error(fragments.error());
    if (stand.step.continues) {
      session.send_continuation(*std::move(fragments));
      continue;
    }
    const std::string name = command_name(line);
    follow_select(stand, line, name);
    stand.actor.sent({tags[i], name});
    session.send(tags[i], *std::move(fragments));
  }
  return flush_unless_expected(stand);
}

May say_raw(StepStand& stand) {
  auto& session = stand.wire().session();
  for (const auto& tag : stand.step.tags) stand.scene.bindings.bind(tag, word_value(session.fresh_tag()));
  auto octets = scenario::say_raw(stand.step.octets, stand.scene.bindings, stand.scene.octets, say_context(stand));
  if (!octets) return stand.error(octets.error());
  stand.wire().on_purpose(true);
  session.send_raw(*std::move(octets));
  return flush_unless_expected(stand);
}

May connect(StepStand& stand) {
  const auto state = stand.step.state.value_or(stand.actor.spec().state);
  if (auto done = stand.scene.bring(stand.actor, state); !done)
    return stand.trouble(done.error().kind == Setback::Kind::no_stage ? Kind::error : Kind::silence,
                         "connecting: " + done.error().what);
  stand.first = stand.begin = stand.expects() ? 0 : stand.actor.next();
  return std::nullopt;
}

template <class Ending>
May leave(StepStand& stand, const Ending& end) {
  if (!stand.connected()) return std::nullopt;
  end(stand.wire().stream());
  stand.wire().mark_closed();
  stand.scene.retire(stand.actor);
  return std::nullopt;
}

// Logs in by commands of the harness's own.
template <class Way>
May log_in_by(StepStand& stand, const Way& way) {
  const std::size_t before = stand.actor.received();
  const auto done = way(stand.scene.setting.peer.profile().accounts.at(stand.actor.spec().user - 1),
                        stand.clock.now() + stand.timeout);
  stand.actor.take_in();
  for (std::size_t i = before; i < stand.actor.received(); ++i) {
    const std::string tag(tag_of(*stand.wire().session().received()[i]));
    if (!tag.empty()) stand.actor.own_tag(tag);
  }
  if (!done) return stand.trouble(Kind::violation, done.error().what);
  return std::nullopt;
}

May start_tls(StepStand& stand) {
  if (auto done = stand.wire().start_tls(stand.clock.now() + stand.timeout); !done) {
    if (stand.step.argument == "or-closed") return stand.trouble(Kind::over, "the handshake failed: " + done.error());
    auto trouble = stand.trouble(Kind::violation, "the TLS handshake failed: " + done.error());
    trouble.expected = {"a TLS handshake"};
    return trouble;
  }
  return std::nullopt;
}

}  // namespace

May act(StepStand& stand) {
  switch (stand.step.kind) {
    case Step::Kind::watch:
      return std::nullopt;
    case Step::Kind::say:
      return say(stand);
    case Step::Kind::raw:
      return say_raw(stand);
    case Step::Kind::connect:
      return connect(stand);
    case Step::Kind::close:
      return leave(stand, [](Stream& stream) { stream.close(); });
    case Step::Kind::reset:
      return leave(stand, [](Stream& stream) { stream.reset(); });
    case Step::Kind::half_close:
      stand.wire().flush(stand.clock.now() + stand.timeout, stand.clock);
      stand.wire().half_close();
      return std::nullopt;
    case Step::Kind::tls:
      return start_tls(stand);
    case Step::Kind::deflate:
      stand.wire().note("DEFLATE from here on");
      if (auto done = stand.wire().stream().start_deflate(); !done) return stand.error(done.error());
      return std::nullopt;
    case Step::Kind::end_deflate:
      stand.wire().note("no DEFLATE from here on");
      if (auto done = stand.wire().stream().end_deflate(); !done)
        return stand.trouble(Kind::violation, "the compression does not end: " + done.error());
      return std::nullopt;
    case Step::Kind::login:
      return log_in_by(stand, [&](const Account& account, TimePoint until) {
        return log_in(stand.wire(), account, stand.clock, until);
      });
    case Step::Kind::authenticate:
      return log_in_by(stand, [&](const Account& account, TimePoint until) {
        return authenticate(stand.wire(), stand.step.argument, account, stand.clock, until);
      });
    case Step::Kind::pause:
      stand.clock.sleep_until(stand.clock.now() + Duration(stand.step.time));
      return std::nullopt;
    case Step::Kind::chop:
      stand.wire().chop(stand.step.chop);
      return std::nullopt;
    case Step::Kind::launch:
    case Step::Kind::exit:
    case Step::Kind::quiet:
      break;
  }
  return stand.error("this step is for the role of a server");
}

May send_own(StepStand& stand, const char* words, TimePoint until) {
  stand.speak_plainly();
  auto& session = stand.wire().session();
  const std::string tag = session.fresh_tag();
  stand.actor.own_tag(tag);
  session.send(tag, {tag + ' ' + words + "\r\n"});
  std::size_t next = stand.actor.received();
  const auto came = await(stand.wire(), until, stand.clock, [&] {
    while (next < session.received().size())
      if (session.received()[next++]->is_tagged(tag)) return true;
    return false;
  });
  stand.actor.take_in();
  if (came || stand.wire().closed()) return std::nullopt;
  stand.wire().show_pending();
  return stand.trouble(Kind::silence, std::string("the answer to ") + words + ": " + came.error());
}

}  // namespace imapspec::runner
