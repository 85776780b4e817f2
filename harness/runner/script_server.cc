#include "harness/runner/script_server.h"

#include <algorithm>
#include <array>

#include "harness/base/limits.h"
#include "harness/oracle/follow.h"
#include "harness/scenario/match.h"

namespace imapspec::runner {

using grammar::FrameEvent;
using scenario::Line;
using scenario::Step;
using Kind = Trouble::Kind;
using May = std::optional<Trouble>;

namespace {

// A client that does not wait for "+" shows it in this time.
constexpr Duration kBeforeContinuation = std::chrono::milliseconds(100);

grammar::Term word_value(std::string_view text) {
  grammar::Term word;
  word.kind = grammar::Term::Kind::word;
  word.octets = text;
  return word;
}

Trouble error(std::string message) {
  return {Kind::error, std::move(message), {}, {}, {}, {}, {}};
}

std::vector<std::string> written(const std::vector<Line>& lines) {
  std::vector<std::string> texts;
  for (const auto& line : lines) texts.push_back(line.written);
  return texts;
}

std::string_view without_crlf(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

ScriptServer::ScriptServer(const scenario::Scenario& scenario, const std::vector<Step>& steps,
                           scenario::Bindings& bindings, Stream& stream, Clock& clock, Transcript& transcript,
                           Duration timeout)
    : scenario_(scenario),
      steps_(steps),
      bindings_(bindings),
      octets_(scenario.data),
      stream_(stream),
      clock_(clock),
      transcript_(transcript),
      timeout_(timeout),
      session_(scenario.sessions.empty() ? "" : scenario.sessions.front().name) {}

May ScriptServer::run() {
  if (auto trouble = greet()) return trouble;
  for (const auto& step : steps_) {
    step_ = &step;
    if (auto trouble = play(step)) return trouble;
  }
  step_ = nullptr;
  after_the_end();
  return std::nullopt;
}

std::optional<std::size_t> ScriptServer::last_line() const {
  return transcript_.lines().empty() ? std::nullopt : std::optional(transcript_.lines().size() - 1);
}

// A script that begins with what the server says brings its own greeting.
May ScriptServer::greet() {
  if (!steps_.empty() && steps_.front().kind == Step::Kind::watch) return std::nullopt;
  if (!send("* OK [CAPABILITY " + offer() + "] at your service\r\n"))
    return Trouble{Kind::silence, "the client is gone: " + error_, {}, {}, {}, last_line(), {}};
  return std::nullopt;
}

std::string ScriptServer::offer() const {
  if (!scenario_.given.capabilities) return "IMAP4rev1";
  std::string words;
  for (const auto& capability : *scenario_.given.capabilities) words += (words.empty() ? "" : " ") + capability;
  return words;
}

May ScriptServer::play(const Step& step) {
  const auto say_or_take_first = [&] {
    return say(!step.outcomes.empty() ? step.outcomes.front().lines : step.expect);
  };
  switch (step.kind) {
    case Step::Kind::watch:
      return say_or_take_first();
    case Step::Kind::say:
      if (auto trouble = step.continues ? hear_line(step) : hear(step)) return trouble;
      return say_or_take_first();
    case Step::Kind::raw: {
      auto octets = scenario::say_raw(step.octets, bindings_, octets_, say_context());
      if (!octets) return error(octets.error());
      send(*std::move(octets));
      return std::nullopt;
    }
    case Step::Kind::close:
    case Step::Kind::reset:
      transcript_.add(session_, reports::Direction::note, "closed by the harness");
      step.kind == Step::Kind::close ? stream_.close() : stream_.reset();
      closed_ = true;
      return std::nullopt;
    case Step::Kind::half_close:
      stream_.half_close();
      return std::nullopt;
    case Step::Kind::tls:
      transcript_.add(session_, reports::Direction::note, "TLS handshake");
      unread_.clear();
      framer_.reset();
      watcher_.tls_started();
      if (auto done = stream_.start_tls(clock_.now() + timeout_); !done)
        return Trouble{Kind::violation, "the TLS handshake failed: " + done.error(), {}, {}, {}, last_line(), {}};
      return std::nullopt;
    case Step::Kind::deflate:
      if (auto done = stream_.start_deflate(); !done) return error(done.error());
      return std::nullopt;
    case Step::Kind::end_deflate:
      if (auto done = stream_.end_deflate(); !done) return error(done.error());
      return std::nullopt;
    case Step::Kind::pause:
      clock_.sleep_until(clock_.now() + Duration(step.time));
      return std::nullopt;
    case Step::Kind::quiet: {
      const auto message = next_message(false, clock_.now() + Duration(step.time));
      if (message)
        return Trouble{Kind::violation, "the client speaks where it has to be quiet", {}, {}, {}, message->line, {}};
      if (closed_)
        return Trouble{
            Kind::violation, "the client leaves where it has to wait: " + why_nothing(), {}, {}, {}, last_line(), {}};
      return std::nullopt;
    }
    case Step::Kind::connect:
    case Step::Kind::login:
    case Step::Kind::authenticate:
    case Step::Kind::chop:
    case Step::Kind::launch:
    case Step::Kind::exit:
      break;
  }
  return error("this step is not for a full script against a client");
}

// The commands of the step, in order; between them the client may ask what changes nothing.
May ScriptServer::hear(const Step& step) {
  const TimePoint until = clock_.now() + (step.within ? Duration(*step.within) : timeout_);
  for (auto line = step.commands.begin(); line != step.commands.end();) {
    const auto message = next_message(false, until);
    if (!message) return Trouble{Kind::silence, why_nothing(), {}, {line->written}, {}, last_line(), {}};
    if (!message->parsed)
      return Trouble{Kind::violation,
                     "a command that cannot be read: octet " + std::to_string(message->refused->offset) + ", " +
                         message->refused->rule,
                     {},
                     {line->written},
                     {},
                     message->line,
                     message->refused->offset};
    const grammar::Term term = grammar::term_of(*message->parsed);
    scenario::MatchContext context;
    context.session = session_;
    context.dialect = dialect_;
    context.octets = &octets_;
    for (const auto& never : step.never) {
      scenario::Bindings unused = bindings_;
      if (scenario::fits_command(never, term, context, unused))
        return Trouble{Kind::violation, "the client must not say " + never.written, {}, {}, {}, message->line, {}};
    }
    if (scenario::fits_command(*line, term, context, bindings_)) {
      open_tags_.emplace_back(message->parsed->tag);
      if (line->tag) bindings_.bind(line->tag->name, word_value(message->parsed->tag));
      ++line;
    } else if (step.only || !answer_aside(*message->parsed)) {
      return Trouble{Kind::violation,
                     "another command was expected",
                     {},
                     {line->written},
                     {{grammar::to_string(term), 0, line->written}},
                     message->line,
                     {}};
    }
  }
  return std::nullopt;
}

// CAPABILITY and NOOP are no one's business where the script does not speak of them.
bool ScriptServer::answer_aside(const grammar::Command& command) {
  const bool asks = std::holds_alternative<grammar::Capability>(command.body);
  if (!asks && !std::holds_alternative<grammar::Noop>(command.body)) return false;
  return send((asks ? "* CAPABILITY " + offer() + "\r\n" : "") + std::string(command.tag) + " OK done\r\n");
}

// A line that answers "+": an answer to a challenge, DONE.
May ScriptServer::hear_line(const Step& step) {
  const Line& line = step.commands.front();
  const auto message = next_message(true, clock_.now() + (step.within ? Duration(*step.within) : timeout_));
  if (!message) return Trouble{Kind::silence, why_nothing(), {}, {line.written}, {}, last_line(), {}};
  const std::string_view came = without_crlf(message->octets);
  if (line.fields.size() == 1 && line.fields.front().hole() != nullptr) {
    const auto& name = line.fields.front().hole()->name;
    if (!bindings_.is_bound(name, {session_, nullptr}) && !octets_.has(name)) {
      bindings_.bind(name, scenario::string_value(came));
      return std::nullopt;
    }
  }
  const auto expected = scenario::say_command(line, "", bindings_, octets_, say_context());
  if (!expected) return error(expected.error());
  const std::string octets = grammar::joined(*expected);
  if (oracle::upper_case(without_crlf(octets)) == "DONE" ? oracle::upper_case(came) == "DONE"
                                                         : without_crlf(octets) == came)
    return std::nullopt;
  return Trouble{Kind::violation,
                 "another line was expected",
                 {},
                 {line.written},
                 {{std::string(came), 0, std::string(without_crlf(octets))}},
                 message->line,
                 {}};
}

May ScriptServer::say(const std::vector<Line>& lines) {
  std::size_t results = 0;  // the n-th result without a tag is that of the n-th open command
  std::string out;
  std::vector<std::string> answered;
  for (const auto& line : lines) {
    if (line.kind == Line::Kind::closed) {
      send(out);
      out.clear();
      transcript_.add(session_, reports::Direction::note, "closed by the harness");
      stream_.close();
      closed_ = true;
      continue;
    }
    std::string tag;
    if (line.kind == Line::Kind::tagged) {
      if (line.tag) {
        if (const auto value = bindings_.value(line.tag->name, {session_, nullptr})) tag = value->octets;
      } else if (results < open_tags_.size()) {
        tag = open_tags_[results++];
      }
      if (tag.empty()) return error("`" + line.written + "` is the result of no command");
      answered.push_back(tag);
    }
    auto octets = scenario::say_response(line, tag, bindings_, octets_, say_context());
    if (!octets) return error(octets.error());
    out += *octets;
  }
  for (const auto& tag : answered) std::erase(open_tags_, tag);
  if (!send(out))
    return Trouble{Kind::silence, "the client is gone: " + error_, {}, written(lines), {}, last_line(), {}};
  return std::nullopt;
}

bool ScriptServer::send(std::string_view octets) {
  if (octets.empty()) return true;
  if (closed_) return false;
  transcript_.add(session_, reports::Direction::server, octets);
  watcher_.server_said(octets);
  const TimePoint until = clock_.now() + timeout_;
  std::string_view left = octets;
  while (!left.empty() && clock_.now() < until) {
    const Progress progress = stream_.progress(left, {}, until);
    left.remove_prefix(progress.written);
    if (!progress.error.empty()) {
      error_ = progress.error;
      return false;
    }
    if (progress.timed_out()) clock_.sleep_until(until);
  }
  return left.empty();
}

std::unique_ptr<ScriptServer::Command> ScriptServer::next_message(bool line_only, TimePoint until) {
  if (line_only) framer_.expect_line();
  std::uint64_t octets = 0;
  while (true) {
    while (!unread_.empty()) {
      const FrameEvent event = framer_.feed(unread_);
      unread_.erase(0, event.consumed);
      if (event.kind == FrameEvent::Kind::literal_announced && event.synchronising) {
        transcript_.add(session_, reports::Direction::client, framer_.pending());
        if (unread_.empty()) octets += read(std::min(until, clock_.now() + kBeforeContinuation));
        send("+ go on\r\n");
      }
      if (event.kind != FrameEvent::Kind::message) continue;
      auto command = std::make_unique<Command>();
      command->octets = framer_.message();
      command->line = transcript_.add(session_, reports::Direction::client, command->octets);
      if (line_only) return command;
      if (auto parsed = grammar::parse_command(command->octets, command->arena, dialect_))
        command->parsed = *parsed;
      else
        command->refused = parsed.error();
      return command;
    }
    if (closed_ || clock_.now() >= until || octets > limits::kStepOctetsMax) return nullptr;
    octets += read(until);
  }
}

// Where nothing is unread. The watcher hears octets when they come, so that it knows what came before we answered.
std::size_t ScriptServer::read(TimePoint until) {
  std::array<char, 16384> in;
  const Progress progress = stream_.progress({}, in, until);
  unread_.assign(in.data(), progress.read);
  watcher_.client_said(unread_);
  if (progress.end || !progress.error.empty()) {
    transcript_.add(session_, reports::Direction::note,
                    progress.error.empty() ? "closed by the client" : "connection lost: " + progress.error);
    closed_ = true;
    error_ = progress.error;
  }
  if (progress.timed_out()) clock_.sleep_until(until);
  return progress.read;
}

std::string ScriptServer::why_nothing() const {
  if (!closed_) return "the client said nothing in time";
  return error_.empty() ? "the client closed the connection" : "the connection broke: " + error_;
}

// What is no part of the script is not judged; a client that leaves politely is let go politely.
void ScriptServer::after_the_end() {
  const TimePoint until = clock_.now() + timeout_;
  while (!closed_) {
    const auto message = next_message(false, until);
    if (!message) return;
    if (!message->parsed) return;
    const std::string tag(message->parsed->tag);
    if (std::holds_alternative<grammar::Logout>(message->parsed->body)) {
      send("* BYE good-bye\r\n" + tag + " OK done\r\n");
      stream_.close();
      return;
    }
    send(tag + " NO the script is at its end\r\n");
  }
}

}  // namespace imapspec::runner
