#include "harness/cli/client_play.h"

#include <algorithm>

#include "harness/net/listener.h"
#include "harness/net/process.h"
#include "harness/runner/evidence.h"
#include "harness/runner/script_server.h"

namespace imapspec::cli {

namespace {

using reports::Verdict;
using runner::Trouble;

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// As one word of the shell.
std::string quoted(std::string text) {
  replace(text, "'", R"('\'')");
  return '\'' + text + '\'';
}

net::Command command_for(const ClientOptions& options, std::uint16_t port, const ClientAccount& account) {
  net::Command command;
  for (std::string word : options.command) {
    replace(word, "{host}", "127.0.0.1");
    replace(word, "{port}", std::to_string(port));
    replace(word, "{user}", options.shell ? quoted(account.user) : account.user);
    replace(word, "{password}", options.shell ? quoted(account.password) : account.password);
    command.arguments.push_back(std::move(word));
  }
  return command;
}

const ClientAccount& account_of(const scenario::Scenario& scenario) {
  return kClientAccounts[scenario.sessions.empty() ? 0 : scenario.sessions.front().user - 1];
}

class ClientPlay {
 public:
  ClientPlay(const scenario::Scenario& scenario, const catalogue::Catalogue& catalogue, const ClientOptions& options,
             runner::RuleReport& rules)
      : scenario_(scenario),
        catalogue_(catalogue),
        options_(options),
        rules_(rules),
        round_(scenario.rounds.front()),
        transcript_(clock_) {
    result_.id = scenario.id;
    result_.title = scenario.title;
    result_.place = {scenario.file, scenario.place.line};
    result_.requirements = scenario.verifies;
    result_.level = runner::level_of(runner::requirements(catalogue, scenario.verifies));
  }

  reports::Result run() {
    const TimePoint begin = clock_.now();
    if (auto reason = reason_to_skip_client(scenario_)) {
      result_.verdict = Verdict::skip;
      result_.reason = *std::move(reason);
    } else {
      launch();
    }
    result_.transcript = std::move(transcript_.lines());
    result_.duration = clock_.now() - begin;
    return std::move(result_);
  }

 private:
  void launch() {
    auto listener = net::Listener::tcp("127.0.0.1", 0, options_.tls);
    if (!listener) return fail_to_play("listening: " + listener.error());
    auto client = net::Launched::start(command_for(options_, listener->port(), account_of(scenario_)));
    if (!client) return fail_to_play("the client: " + client.error());
    auto stream = accept(*listener, *client);
    if (!stream) return ended_without_connection(*client);
    bind();
    runner::ScriptServer server(scenario_, round_.steps, bindings_, *stream, clock_, transcript_, options_.timeout);
    auto trouble = server.run();
    stream->close();
    watch(server);
    const auto finished = client->finish(clock_.now() + options_.timeout);
    if (trouble)
      fail(server.failed_step(), *std::move(trouble));
    else
      judge_end(finished);
    runner::judge_by_rules(scenario_, rules_.breaches, catalogue_, reproduce(), result_);
  }

  // A client that ended will not connect any more.
  std::unique_ptr<Stream> accept(net::Listener& listener, const net::Launched& client) {
    const TimePoint until = clock_.now() + options_.timeout;
    while (clock_.now() < until) {
      auto stream = listener.accept(std::min(until, clock_.now() + std::chrono::milliseconds(100)));
      if (!stream || *stream) return stream ? std::move(*stream) : nullptr;
      if (!client.running()) return nullptr;
    }
    return nullptr;
  }

  void bind() {
    for (std::size_t i = 0; i < std::size(kClientAccounts); ++i) {
      const std::string number = i == 0 ? "" : std::to_string(i + 1);
      bindings_.bind("user" + number, scenario::string_value(kClientAccounts[i].user));
      bindings_.bind("password" + number, scenario::string_value(kClientAccounts[i].password));
    }
    bindings_.bind("host", scenario::string_value("127.0.0.1"));
    bindings_.bind("sep", scenario::string_value("/"));
    for (const auto& session : scenario_.sessions)
      for (const auto& mailbox : scenario_.given.mailboxes)
        bindings_.bind_for(session.name, mailbox.name, scenario::mailbox_value(mailbox.name));
  }

  void watch(runner::ScriptServer& server) {
    for (const auto& count : server.counts())
      if (count.watched > 0) rules_.counts[std::string(count.name)] = {count.watched, count.broken};
    for (auto& finding : server.take_findings())
      if (finding.subject == oracle::Subject::client) {
        const auto line = line_of(finding);
        rules_.breaches.push_back({std::move(finding), transcript_.lines(), line});
      }
  }

  std::optional<std::size_t> line_of(const oracle::Finding& finding) {
    const auto& lines = transcript_.lines();
    for (std::size_t i = 0; i < lines.size() && !finding.octets.empty(); ++i)
      if (lines[i].direction == reports::Direction::client && lines[i].octets.starts_with(finding.octets)) return i;
    return std::nullopt;
  }

  void ended_without_connection(net::Launched& client) {
    const auto finished = client.finish(clock_.now());
    transcript_.add("", reports::Direction::note, "the client: " + finished.exit.text() + "\n" + finished.err.text);
    fail_to_play("the client did not connect: " + finished.exit.text());
  }

  void judge_end(const net::Finished& finished) {
    const auto exit = round_.expect ? round_.expect->exit : std::nullopt;
    if (!exit || (!finished.timed_out && finished.exit == net::Exit{*exit, 0})) return;
    transcript_.add("", reports::Direction::note, "the client: " + finished.exit.text() + "\n" + finished.err.text);
    scenario::Step step;
    step.place = round_.expect->place;
    step.written = "expect: {exit: " + std::to_string(*exit) + '}';
    Trouble trouble;
    trouble.message = finished.timed_out ? "the client did not end" : "the client ended otherwise";
    trouble.expected = {"exit status " + std::to_string(*exit)};
    trouble.nearest = {{finished.exit.text(), 0, trouble.expected.front()}};
    trouble.line = transcript_.lines().size() - 1;
    fail(&step, std::move(trouble));
  }

  // Without a step it went wrong before the first.
  void fail(const scenario::Step* at, Trouble trouble) {
    scenario::Step greeting;
    greeting.place = scenario_.place;
    greeting.written = "the greeting";
    const scenario::Step& step = at != nullptr ? *at : greeting;
    const bool is_error = trouble.kind == Trouble::Kind::error;
    result_.failures.push_back(runner::step_failure(scenario_, step, std::move(trouble), transcript_.lines(),
                                                    catalogue_, !scenario_.rev1, reproduce()));
    result_.level = runner::level_of(result_.failures.front().requirements);
    result_.verdict = is_error ? Verdict::error : result_.level == reports::Level::must ? Verdict::fail : Verdict::warn;
  }

  void fail_to_play(const std::string& message) {
    reports::Failure failure;
    failure.place = result_.place;
    failure.message = message;
    failure.transcript = transcript_.lines();
    failure.reproduce = reproduce();
    result_.failures.push_back(std::move(failure));
    result_.verdict = Verdict::error;
  }

  std::string reproduce() const { return "imapspec client '" + scenario_.id + '\'' + options_.reproduce; }

  const scenario::Scenario& scenario_;
  const catalogue::Catalogue& catalogue_;
  const ClientOptions& options_;
  runner::RuleReport& rules_;
  const scenario::Round& round_;
  SystemClock clock_;
  runner::Transcript transcript_;
  scenario::Bindings bindings_;
  reports::Result result_;
};

}  // namespace

std::optional<std::string> reason_to_skip_client(const scenario::Scenario& scenario) {
  if (!scenario.beyond_grammar.empty()) return "its " + scenario.beyond_grammar.front() + " cannot be read yet";
  if (!scenario.sessions.empty() && scenario.sessions.front().user > std::size(kClientAccounts))
    return "there are two accounts for clients";
  if (scenario.rounds.size() != 1) return "several rounds cannot be played yet";
  const auto& round = scenario.rounds.front();
  if (round.steps.empty() || !round.server.empty()) return "only full scripts of steps can be played yet";
  if (round.expect && (!round.expect->stored.empty() || !round.expect->never.empty()))
    return "what a client stored cannot be judged yet";
  return std::nullopt;
}

reports::Result play_client(const scenario::Scenario& scenario, const catalogue::Catalogue& catalogue,
                            const ClientOptions& options, runner::RuleReport& rules) {
  return ClientPlay(scenario, catalogue, options, rules).run();
}

}  // namespace imapspec::cli
