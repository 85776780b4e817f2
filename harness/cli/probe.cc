// imapspec probe: what a server offers, and what of the suite could be asked of it. It judges nothing.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <map>

#include "harness/cli/common.h"
#include "harness/cli/durations.h"
#include "harness/cli/peers/server_options.h"
#include "harness/cli/subcommands.h"
#include "harness/runner/skip.h"
#include "reports/text.h"

namespace imapspec::cli {

namespace {

struct ProbeOptions {
  ServerOptions server;
  std::string scenarios;
  Duration timeout = std::chrono::seconds(5);
};

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " ") + name;
  return text.empty() ? "(nothing)" : reports::show_octets(text);
}

void print(const runner::PeerProfile& profile, const runner::Survey& survey) {
  std::vector<std::vector<std::string>> rows{{"server", profile.url}};
  if (!survey.name.empty()) rows.push_back({"calls itself", reports::show_octets(survey.name)});
  rows.push_back({"greeting", reports::show_octets(survey.greeting)});
  if (!survey.preauth) {
    rows.push_back({"before TLS", joined(survey.offer.greeted)});
    rows.push_back({"before login", joined(survey.offer.secured)});
  }
  rows.push_back({"after login", joined(survey.offer.authenticated)});
  rows.push_back({"separator", survey.separator.empty() ? "(none)" : reports::show_octets(survey.separator)});
  rows.push_back({"prefix", survey.prefix.empty() ? "(none)" : reports::show_octets(survey.prefix)});
  std::cout << table(rows) << '\n';
}

void print_skips(const Suite& suite, const runner::PeerProfile& profile, const runner::Survey& survey) {
  std::map<std::string, std::vector<std::string>> skipped;
  std::size_t playable = 0, all = 0;
  for (const auto& scenario : suite.scenarios) {
    if (scenario.client) continue;
    ++all;
    if (const auto reason = runner::reason_to_skip(scenario, profile, survey))
      skipped[*reason].push_back(scenario.id);
    else
      ++playable;
  }
  std::cout << playable << " of " << all << " scenarios could be played; the others lack something:\n";
  constexpr std::size_t kNamed = 3;
  for (const auto& [reason, ids] : skipped) {
    std::cout << "  " << ids.size() << "  " << reason << ": ";
    for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i) std::cout << (i == 0 ? "" : ", ") << ids[i];
    std::cout << (ids.size() > kNamed ? ", ...\n" : "\n");
  }
}

int probe(const ProbeOptions& options) {
  const auto suite = load_suite(options.scenarios);
  if (!suite) {
    std::cerr << suite.error();
    return kMistake;
  }
  const auto peers = make_peers(options.server, nullptr);
  if (!peers) return complain(peers.error());
  const auto peer = (*peers)();
  runner::Transcript transcript(peer->clock());
  const auto survey = runner::survey(*peer, options.timeout, transcript);
  if (!survey) {
    std::cerr << "imapspec: " << peer->profile().url << ": " << reports::show_text(survey.error().what) << '\n';
    return kNothingJudged;
  }
  print(peer->profile(), *survey);
  print_skips(*suite, peer->profile(), *survey);
  return kNothingUnexpected;
}

}  // namespace

void add_probe(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<ProbeOptions>();
  CLI::App& command =
      *app.add_subcommand("probe", "Show what a server offers, and which scenarios could be played; judges nothing");
  add_server_options(command, options->server);
  add_scenarios_option(command, options->scenarios);
  add_duration_option(command, "--timeout", options->timeout, "for an answer (default: 5s)");
  command.footer("Example:\n  imapspec probe --server imap://alice:secret@127.0.0.1:1143");
  command.callback([options, &exit_status] { exit_status = probe(*options); });
}

}  // namespace imapspec::cli
