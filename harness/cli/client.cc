// imapspec client: scenarios against a client that it launches.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

#include "harness/cli/client_play.h"
#include "harness/cli/command_words.h"
#include "harness/cli/common.h"
#include "harness/cli/durations.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/progress.h"
#include "harness/cli/report_files.h"
#include "harness/cli/subcommands.h"
#include "harness/cli/version.h"
#include "harness/runner/rule_results.h"
#include "harness/runner/select.h"
#include "reports/redact.h"

namespace imapspec::cli {

namespace {

struct Options {
  std::vector<std::string> names;
  std::string scenarios;
  Duration timeout = std::chrono::seconds(5);
  bool strict = false;
  ReportFiles reports;
};

std::string as_typed(const std::vector<std::string>& words) {
  std::string text = " --";
  for (const auto& word : words) text += word.find_first_of(" '\"$&|;<>()*") == std::string::npos ? ' ' + word : " '" + word + '\'';
  return text;
}

int client(const Options& options) {
  if (command_words().empty()) return complain("the client's command line is needed behind --: imapspec client -- COMMAND {host} {port} {user} {password}");
  const auto suite = load_suite(options.scenarios);
  if (!suite) {
    std::cerr << suite.error();
    return kMistake;
  }
  std::vector<scenario::Scenario> of_clients;
  std::copy_if(suite->scenarios.begin(), suite->scenarios.end(), std::back_inserter(of_clients), [](const auto& s) { return s.client; });
  if (of_clients.empty()) return complain("the suite has no scenarios for clients");
  const auto chosen = runner::select(of_clients, suite->catalogue, {options.names, "", std::nullopt, 1, 1});
  if (!chosen) return complain(chosen.error());
  if (const auto known = options.reports.check(); !known) return complain(known.error());

  ClientOptions play{command_words(), options.timeout, nullptr, as_typed(command_words())};
  if (const auto certificate = net::make_test_certificate()) play.tls = net::make_tls_server(*certificate).value_or(nullptr);
  catch_interrupts();
  reports::Report report;
  report.version = version();
  report.started = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  report.peer.url = as_typed(command_words()).substr(4);
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
      auto result = play_client(*scenario, suite->catalogue, play, seen);
      if (!options.reports.keeps_transcripts()) result.transcript.clear();
      rules.add(seen, result.id, "imapspec client '" + result.id + '\'' + play.reproduce);
      judged |= result.verdict != reports::Verdict::skip && result.verdict != reports::Verdict::error;
      report.results.push_back(std::move(result));
      progress.show(report.results.back(), report.results.size(), chosen->size());
    }
  }
  if (judged)
    for (auto& result : rules.results(suite->catalogue, oracle::Subject::client)) report.results.push_back(std::move(result));
  report.duration = std::chrono::steady_clock::now() - begin;
  reports::Redactor redactor;
  redactor.add(kClientPassword);
  reports::redact(report, redactor);
  const auto written = options.reports.write(report);
  if (!written) std::cerr << "imapspec: " << written.error() << '\n';
  if (interrupted()) return kInterrupted;
  if (!judged) return kNothingJudged;
  const bool unexpected = std::any_of(report.results.begin(), report.results.end(),
                                      [&](const auto& result) { return reports::is_unexpected(result.verdict, options.strict); });
  return unexpected ? kUnexpected : written ? kNothingUnexpected : kMistake;
}

}  // namespace

void add_client(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("client", "Play scenarios against a client: imapspec client [ID...] -- COMMAND {host} {port} {user} {password}");
  command.add_option("names", options->names, "ids, folders or tags of scenarios (default: all)")->type_name("ID|FOLDER|TAG");
  add_scenarios_option(command, options->scenarios);
  add_duration_option(command, "--timeout", options->timeout, "for what the client has to say next (default: 5s)");
  command.add_flag("--strict", options->strict, "a warning is unexpected too");
  options->reports.add_options(command);
  command.footer("Example:\n  imapspec client clients/login -- curl -s imap://{host}:{port}/INBOX -u {user}:{password}");
  command.callback([options, &exit_status] { exit_status = client(*options); });
}

}  // namespace imapspec::cli
