// imapspec clean: removes what a killed run left on an account.
#include <CLI/CLI.hpp>

#include <iostream>

#include "harness/cli/common.h"
#include "harness/cli/durations.h"
#include "harness/cli/peers/server_options.h"
#include "harness/cli/subcommands.h"
#include "harness/runner/caretaker.h"
#include "reports/text.h"

namespace imapspec::cli {

namespace {

struct CleanOptions {
  ServerOptions server;
  Duration timeout = std::chrono::seconds(5);
};

int fail(const runner::Peer& peer, const runner::Setback& setback) {
  std::cerr << "imapspec: " << peer.profile().url << ": " << reports::show_text(setback.what) << '\n';
  return kNothingJudged;
}

int clean(const CleanOptions& options) {
  if (options.server.servers.empty()) return complain("--server is needed: nothing is left in the embedded server");
  const auto peers = make_peers(options.server, nullptr);
  if (!peers) return complain(peers.error());
  const auto peer = (*peers)();
  runner::Transcript transcript(peer->clock());
  const auto survey = runner::survey(*peer, options.timeout, transcript);
  if (!survey) return fail(*peer, survey.error());
  for (const auto& account : peer->profile().accounts) {
    runner::Caretaker caretaker(*peer, *survey, account, "X", options.timeout);
    const std::string beginning = survey->prefix + std::string(runner::Caretaker::kMark);
    const auto found = caretaker.list(beginning);
    if (!found) return fail(*peer, found.error());
    if (const auto removed = caretaker.remove_all(beginning); !removed) return fail(*peer, removed.error());
    for (const auto& name : *found) std::cout << "removed " << reports::show_octets(name) << '\n';
    std::cout << found->size() << " mailboxes of " << reports::show_octets(account.user) << " removed\n";
    caretaker.leave();
  }
  return kNothingUnexpected;
}

}  // namespace

void add_clean(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<CleanOptions>();
  CLI::App& command =
      *app.add_subcommand("clean", "Remove the mailboxes and subscriptions that a killed run left on an account");
  add_server_options(command, options->server);
  add_duration_option(command, "--timeout", options->timeout, "for an answer (default: 5s)");
  command.footer("Example:\n  imapspec clean --server imap://alice:secret@127.0.0.1:1143");
  command.callback([options, &exit_status] { exit_status = clean(*options); });
}

}  // namespace imapspec::cli
