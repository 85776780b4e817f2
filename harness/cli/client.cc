// imapspec client: scenarios against a client that it launches.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <optional>

#include "harness/cli/background.h"
#include "harness/cli/client_play.h"
#include "harness/cli/command_words.h"
#include "harness/cli/common.h"
#include "harness/cli/durations.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/progress.h"
#include "harness/cli/report_files.h"
#include "harness/cli/shell_word.h"
#include "harness/cli/subcommands.h"
#include "harness/cli/version.h"
#include "harness/cli/write_expectations.h"
#include "harness/net/process.h"
#include "harness/runner/expectations.h"
#include "harness/runner/rule_results.h"
#include "harness/runner/select.h"
#include "reports/redact.h"

namespace imapspec::cli {

namespace {

struct Options {
  std::vector<std::string> names;
  std::string scenarios, expect, write_expectations;
  Duration timeout = std::chrono::seconds(5);
  bool strict = false;
  ReportFiles reports;
};

std::string as_typed(const std::vector<std::string>& words) {
  std::string text = " --";
  for (const auto& word : words) text += ' ' + shell_word(word);
  return text;
}

// How the client is asked for the task of that scenario: the command line behind --, or that of the client's file.
// Nothing: the file does not say.
std::optional<ClientOptions> how_to_ask(const scenario::Scenario& scenario,
                                        const std::optional<catalogue::PeerFile>& known, ClientOptions play) {
  if (!command_words().empty()) {
    play.command = command_words();
    return play;
  }
  const auto task = known->tasks.find(scenario.rounds.front().task);
  if (task == known->tasks.end()) return std::nullopt;
  play.command = net::shell_command(task->second).arguments;
  play.shell = true;
  return play;
}

reports::Result not_played(const scenario::Scenario& scenario, std::string why) {
  reports::Result result;
  result.id = scenario.id;
  result.title = scenario.title;
  result.place = {scenario.file, scenario.place.line};
  result.requirements = scenario.verifies;
  result.verdict = reports::Verdict::skip;
  result.reason = std::move(why);
  return result;
}

int client(const Options& options) {
  if (command_words().empty() && options.expect.empty())
    return complain(
        "how the client is started is not said: imapspec client -- COMMAND {host} {port} {user} {password}, or "
        "--expect FILE");
  const auto suite = load_suite(options.scenarios);
  if (!suite) {
    std::cerr << suite.error();
    return kMistake;
  }
  std::vector<scenario::Scenario> of_clients;
  std::copy_if(suite->scenarios.begin(), suite->scenarios.end(), std::back_inserter(of_clients),
               [](const auto& s) { return s.client; });
  if (of_clients.empty()) return complain("the suite has no scenarios for clients");
  const auto chosen = runner::select(of_clients, suite->catalogue, {options.names, "", std::nullopt, 1, 1});
  if (!chosen) return complain(chosen.error());
  if (const auto written = options.reports.check(); !written) return complain(written.error());
  if (const auto mistake = may_write_expectations(options.write_expectations); !mistake)
    return complain(mistake.error());
  std::optional<catalogue::PeerFile> known;
  if (!options.expect.empty()) {
    auto file = load_expectations(options.expect, *suite);
    if (!file) {
      std::cerr << file.error();
      return kMistake;
    }
    known = *std::move(file);
    if (command_words().empty() && known->tasks.empty())
      return complain("--expect " + options.expect +
                      ": it names no tasks, so the client's command line is needed behind --");
  }

  ClientOptions play;
  play.timeout = options.timeout;
  play.reproduce = (options.expect.empty() ? "" : " --expect " + shell_word(options.expect)) +
                   (command_words().empty() ? "" : as_typed(command_words()));
  if (const auto certificate = net::make_test_certificate())
    play.tls = net::make_tls_server(*certificate).value_or(nullptr);
  catch_interrupts();
  reports::Report report;
  report.version = version();
  report.started = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  report.peer.name = known ? known->name : "";
  report.peer.url = command_words().empty() ? options.expect : as_typed(command_words()).substr(4);
  const auto today = catalogue::today();
  const auto begin = std::chrono::steady_clock::now();
  runner::RuleResults rules;
  bool judged = false;
  {
    ProgressLine progress;
    for (const auto* scenario : *chosen) {
      if (interrupted()) {
        report.incomplete = true;
        report.incomplete_reason = "interrupted";
        break;
      }
      runner::RuleReport seen;
      const auto asked = how_to_ask(*scenario, known, play);
      const auto left_out = known ? runner::left_out(*known, scenario->id, today) : std::string();
      auto result = !left_out.empty() ? not_played(*scenario, left_out)
                    : asked           ? play_client(*scenario, suite->catalogue, *asked, seen)
                                      : not_played(*scenario, "the client's file does not say how it is asked to " +
                                                                  scenario->rounds.front().task);
      if (!options.reports.keeps_transcripts()) result.transcript.clear();
      rules.add(seen, result.id, "imapspec client '" + result.id + '\'' + play.reproduce);
      judged |= result.verdict != reports::Verdict::skip && result.verdict != reports::Verdict::error;
      report.results.push_back(std::move(result));
      const auto& last = report.results.back();
      const bool expected = known && runner::is_expected(*known, last, today);
      progress.show(last.id, !expected && reports::is_unexpected(last.verdict, options.strict), report.results.size(),
                    chosen->size());
    }
  }
  if (judged)
    for (auto& result : rules.results(suite->catalogue, oracle::Subject::client))
      report.results.push_back(std::move(result));
  report.duration = std::chrono::steady_clock::now() - begin;
  report.command = "imapspec client";
  report.command_options = play.reproduce;
  add_background(report, *suite, catalogue::Subject::client);
  reports::Redactor redactor;
  for (const auto& account : kClientAccounts) redactor.add(account.password);
  reports::redact(report, redactor);
  if (known) runner::apply(*known, report.results, {options.names.empty(), today});
  const auto written = options.reports.write(report);
  if (!written) std::cerr << "imapspec: " << written.error() << '\n';
  if (const auto failed =
          write_expectations(options.write_expectations, report, known ? &*known : nullptr, catalogue::Subject::client);
      !failed)
    return complain(failed.error());
  if (interrupted()) return kInterrupted;
  const int status = exit_status(report, options.strict);
  return status == kNothingUnexpected && !written ? kMistake : status;
}

}  // namespace

void add_client(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand(
      "client", "Play scenarios against a client: imapspec client [ID...] -- COMMAND {host} {port} {user} {password}");
  command.add_option("names", options->names, "ids, folders or tags of scenarios (default: all)")
      ->type_name("ID|FOLDER|TAG");
  add_scenarios_option(command, options->scenarios);
  add_duration_option(command, "--timeout", options->timeout, "for what the client has to say next (default: 5s)");
  command.add_flag("--strict", options->strict, "a warning is unexpected too");
  options->reports.add_options(command);
  command
      .add_option(
          "--expect", options->expect,
          "what is known of this client: what it is expected to fail and, without --, the command line for each task")
      ->type_name("FILE");
  command
      .add_option(
          "--write-expectations", options->write_expectations,
          "leave what failed in a new file, as what is expected from now on; --expect gives the reasons it knows")
      ->type_name("FILE");
  command.footer(
      "Each scenario has a task for the client (imapspec explain ID): log in, fetch message 1, append to INBOX.\n"
      "Examples:\n"
      "  imapspec client clients/fetch -- curl -sS -u {user}:{password} 'imap://{host}:{port}/INBOX;MAILINDEX=1'\n"
      "  imapspec client clients/login -- curl -sS -u {user}:{password} -X NOOP imap://{host}:{port}\n"
      "  imapspec client --expect scenarios/peers/curl.yaml\n"
      "  imapspec client --expect scenarios/peers/imaplib.yaml --report junit=client.xml");
  command.callback([options, &exit_status] { exit_status = client(*options); });
}

}  // namespace imapspec::cli
