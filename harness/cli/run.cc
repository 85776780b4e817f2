// imapspec run: scenarios against a server.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>

#include "harness/cli/background.h"
#include "harness/cli/common.h"
#include "harness/cli/coverage.h"
#include "harness/cli/durations.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/peers/server_options.h"
#include "harness/cli/progress.h"
#include "harness/cli/repeat.h"
#include "harness/cli/report_files.h"
#include "harness/cli/sharding.h"
#include "harness/cli/shell_word.h"
#include "harness/cli/subcommands.h"
#include "harness/cli/version.h"
#include "harness/cli/write_expectations.h"
#include "harness/runner/expectations.h"
#include "harness/runner/schedule.h"
#include "harness/runner/select.h"
#include "reports/redact.h"
#include "reports/report.h"
#include "reports/text.h"

namespace imapspec::cli {

namespace {

constexpr std::size_t kLeftBehindMax = 1000;  // mailboxes that are named: a server may keep them in every round

struct RunOptions {
  std::vector<std::string> names;
  ServerOptions server;
  std::string scenarios, expect, write_expectations, filter, level, rev, shard;
  unsigned jobs = 8, max_errors = 10;
  Duration timeout = std::chrono::seconds(5), max_time{0};
  std::optional<std::uint64_t> seed;
  bool strict = false, fail_fast = false;
  unsigned repeat = 1;
  std::optional<std::uint64_t> shuffle;
  ReportFiles reports;
};

// Letters and digits that go into the names of mailboxes: other ones for each shard and each round of one seed, so that
// shards may meet on one account.
std::string run_id(std::uint64_t seed, const reports::Shard& shard, unsigned rounds, std::uint64_t round) {
  seed = (seed * shard.count + shard.index - 1) * rounds + round;
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::string id;
  do id.insert(id.begin(), kDigits[seed % kDigits.size()]);
  while ((seed /= kDigits.size()) != 0);
  return id;
}

class RunCommand {
 public:
  explicit RunCommand(RunOptions& options) : options_(options) {}

  int execute() {
    if (const int mistake = prepare(); mistake != 0) return mistake;
    catch_interrupts();
    const auto peer = peers_();
    runner::Transcript transcript(peer->clock());
    const auto survey = runner::survey(*peer, options_.timeout, transcript);
    if (!survey) return unreachable(*peer, survey.error(), transcript);
    return play(peer->profile(), *survey);
  }

 private:
  int prepare() {
    auto suite = load_suite(options_.scenarios);
    if (!suite) {
      std::cerr << suite.error();
      return kMistake;
    }
    suite_ = *std::move(suite);
    if (const int mistake = add_files(); mistake != 0) return mistake;
    runner::Selection selection{options_.names, options_.filter, std::nullopt, 1, 1};
    if (!options_.level.empty())
      selection.level = options_.level == "must"     ? catalogue::Level::must
                        : options_.level == "should" ? catalogue::Level::should
                                                     : catalogue::Level::may;
    const auto shard = find_shard(options_.shard, [](const char* name) { return std::getenv(name); });
    if (!shard) return complain(shard.error());
    shard_ = *shard;
    if (shard_.count > 1 && !options_.seed && !options_.server.servers.empty())
      return complain(
          "a part of a run wants --seed N, for all parts the same and for every run another, such as the number of the "
          "CI "
          "job: by it `imapspec report` knows what belongs together");
    const auto all = runner::select(suite_.scenarios, suite_.catalogue, selection);
    if (!all) return complain(all.error());
    asked_for_ = static_cast<std::size_t>(std::ranges::count_if(*all, [](const auto* each) { return !each->client; }));
    std::tie(selection.shard, selection.shards) = std::pair(shard_.index, shard_.count);
    auto chosen = runner::select(suite_.scenarios, suite_.catalogue, selection);
    if (!chosen) return complain(chosen.error());
    for (const auto* scenario : *chosen)
      if (!scenario->client) chosen_.push_back(scenario);
    if (chosen_.empty() && asked_for_ > 0)
      return complain("shard " + std::to_string(shard_.index) + " of " + std::to_string(shard_.count) +
                      " has none of the " + std::to_string(asked_for_) + " scenarios that were asked for");
    if (chosen_.empty()) return complain("what was asked for are scenarios for clients: see imapspec client");
    if (options_.shuffle) shuffle(*options_.shuffle);
    if (const int mistake = expectations(); mistake != 0) return mistake;
    auto peers = make_peers(options_.server, expected_ ? &*expected_ : nullptr);
    if (!peers) return complain(peers.error());
    peers_ = *std::move(peers);
    if (const auto mistake = options_.reports.check(); !mistake) return complain(mistake.error());
    if (const auto mistake = may_write_expectations(options_.write_expectations); !mistake)
      return complain(mistake.error());
    return 0;
  }

  // The same order for the same number, on every machine: std::shuffle leaves that to the library.
  void shuffle(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t i = chosen_.size(); i > 1; --i) std::swap(chosen_[i - 1], chosen_[random() % i]);
  }

  // Scenario files that are named by their path are played from there.
  int add_files() {
    for (auto& name : options_.names) {
      if (!name.ends_with(".yaml")) continue;
      auto loaded = load_scenario_file(name, suite_.catalogue);
      if (!loaded.mistakes.empty()) {
        std::cerr << yaml::to_string(loaded.mistakes);
        return kMistake;
      }
      if (loaded.scenarios.empty()) return complain(name + ": there is no scenario in it");
      const std::string& first = loaded.scenarios.front().id;
      name = first.substr(0, first.rfind('/', first.find('[')) + 1);
      std::erase_if(suite_.scenarios, [&](const auto& scenario) { return scenario.id.starts_with(name); });
      for (auto& scenario : loaded.scenarios) suite_.scenarios.push_back(std::move(scenario));
    }
    return 0;
  }

  int expectations() {
    if (options_.expect.empty()) return 0;
    auto known = load_expectations(options_.expect, suite_);
    if (!known) {
      std::cerr << known.error();
      return kMistake;
    }
    expected_ = *std::move(known);
    return 0;
  }

  int unreachable(const runner::Peer& peer, const runner::Setback& setback, runner::Transcript& transcript) {
    std::cerr << "imapspec: " << peer.profile().url << ": " << setback.what << '\n';
    if (options_.reports.verbose()) show(peer.profile(), transcript);
    return kNothingJudged;
  }

  void show(const runner::PeerProfile& profile, runner::Transcript& transcript) {
    reports::Redactor redactor;
    for (const auto& account : profile.accounts) redactor.add(account.password);
    for (const auto& line : transcript.lines())
      std::cerr << "  " << reports::name(line.direction) << ": " << redactor(reports::show_octets(line.octets)) << '\n';
  }

  int play(const runner::PeerProfile& profile, const runner::Survey& survey) {
    reports::Report report;
    report.version = version();
    report.started = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    report.shard = shard_;
    report.seed = options_.seed ? *options_.seed : options_.server.servers.empty() ? 1 : std::random_device{}();
    report.peer = {profile.url, survey.name.empty() ? profile.name : survey.name, survey.greeting, survey.capabilities};
    report.command = "imapspec run";
    report.command_options = server_words(options_.server) + other_words();

    runner::ScheduleOptions options;
    options.play.timeout = options_.timeout;
    options.play.rev2 = options_.rev == "rev2";
    options.play.reproduce = [begin = report.command + " '",
                              end = '\'' + report.command_options](const std::string& id) { return begin + id + end; };
    options.connections = std::min(options_.jobs, profile.connections_max);
    options.max_time = options_.max_time;
    options.max_errors = options_.max_errors;
    options.keep_transcripts = options_.reports.keeps_transcripts();
    if (expected_) options.left_out = [this](std::string_view id) { return runner::left_out(*expected_, id, today_); };
    const auto begin = std::chrono::steady_clock::now();
    runner::Run run = play_rounds(survey, options, report.seed);
    report.duration = std::chrono::steady_clock::now() - begin;
    report.results = std::move(run.results);
    const auto for_servers =
        std::count_if(suite_.scenarios.begin(), suite_.scenarios.end(), [](const auto& s) { return !s.client; });
    const bool whole = static_cast<std::ptrdiff_t>(chosen_.size()) == for_servers && run.incomplete.empty();
    report.incomplete = !run.incomplete.empty();
    report.incomplete_reason = run.incomplete;
    report.not_tested = not_tested();
    add_background(report, suite_, catalogue::Subject::server);
    reports::Redactor redactor;
    for (const auto& account : profile.accounts) redactor.add(account.password);
    reports::redact(report, redactor);
    if (expected_) runner::apply(*expected_, report.results, {whole, today_});
    for (const auto& left : run.left_behind) std::cerr << "imapspec: " << left << " (imapspec clean removes it)\n";

    const auto written = options_.reports.write(report);
    if (!written) std::cerr << "imapspec: " << written.error() << '\n';
    if (const auto failed = write_expectations(options_.write_expectations, report, expected_ ? &*expected_ : nullptr,
                                               catalogue::Subject::server);
        !failed)
      return complain(failed.error());
    if (interrupted()) return kInterrupted;
    const int status = exit_status(report, options_.strict);
    return status == kNothingUnexpected && !written ? kMistake : status;
  }

  // As often as --repeat says, the results of all rounds as one; with --fail-fast only to the first failure.
  runner::Run play_rounds(const runner::Survey& survey, runner::ScheduleOptions options, std::uint64_t seed) {
    ProgressLine progress;
    std::atomic<bool> failed = false;
    const std::size_t all = chosen_.size() * options_.repeat;
    Repeats rounds;
    runner::Run sum;
    options.play.interrupted = [&failed] { return interrupted() || failed; };
    for (std::size_t round = 0; round < options_.repeat && sum.incomplete.empty(); ++round) {
      options.play.run = run_id(seed, shard_, options_.repeat, round);
      options.on_result = [&](const auto& result, std::size_t done, std::size_t) {
        const bool expected = expected_ && runner::is_expected(*expected_, result, today_);
        const bool unexpected = !expected && reports::is_unexpected(result.verdict, options_.strict);
        progress.show(result.id, unexpected, round * chosen_.size() + done, all);
        if (options_.fail_fast && unexpected) failed = true;
      };
      runner::Run played = runner::run_scenarios(peers_, chosen_, survey, suite_.catalogue, options);
      rounds.add(std::move(played.results));
      sum.incomplete = failed && !interrupted() ? "a failure ended it (--fail-fast)" : played.incomplete;
      for (auto& left : played.left_behind)
        if (sum.left_behind.size() < kLeftBehindMax) sum.left_behind.push_back(std::move(left));
    }
    sum.results = rounds.take();
    return sum;
  }

  std::string other_words() const {
    std::string words;
    if (!options_.scenarios.empty()) words += " --scenarios " + shell_word(options_.scenarios);
    if (!options_.rev.empty()) words += " --rev " + options_.rev;
    return words;
  }

  // What no run of this suite says anything about.
  std::vector<std::string> not_tested() const {
    std::vector<std::string> sentences = not_tested_on_servers(suite_.scenarios, suite_.catalogue);
    if (asked_for_ < suite_.scenarios.size())
      sentences.push_back("Of " + std::to_string(suite_.scenarios.size()) + " scenarios " + std::to_string(asked_for_) +
                          " were asked for.");
    return sentences;
  }

  RunOptions& options_;
  Suite suite_;
  std::vector<const scenario::Scenario*> chosen_;  // of this shard
  std::size_t asked_for_ = 0;                      // of all shards
  reports::Shard shard_;
  std::optional<catalogue::PeerFile> expected_;
  const std::chrono::year_month_day today_ = catalogue::today();
  runner::PeerFactory peers_;
};

}  // namespace

void add_run(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<RunOptions>();
  CLI::App& run = *app.add_subcommand(
      "run", "Play scenarios against a server; without --server, against the embedded reference server");
  run.add_option("names", options->names, "ids, folders, files or tags of scenarios (default: all)")
      ->type_name("ID|FOLDER|FILE|TAG");
  add_server_options(run, options->server);
  add_scenarios_option(run, options->scenarios);
  run.add_option("--expect", options->expect, "what is known of this server, and what it is expected to fail")
      ->type_name("FILE");
  run.add_option(
         "--write-expectations", options->write_expectations,
         "leave what failed in a new file, as what is expected from now on; --expect gives the reasons it knows")
      ->type_name("FILE");
  run.add_option("--jobs", options->jobs, "connections at once; fewer where the server refuses them (default: 8)")
      ->check(CLI::Range(1, 1000));
  add_duration_option(run, "--timeout", options->timeout, "for a step, however much dribbles in (default: 5s)");
  add_duration_option(run, "--max-time", options->max_time, "for the whole run");
  run.add_option("--max-errors", options->max_errors,
                 "scenarios in a row without an answer that end the run; 0: no limit (default: 10)");
  run.add_option("--filter", options->filter, "only scenarios whose id fits: * is anything, ? one octet")
      ->type_name("GLOB");
  run.add_option("--level", options->level, "only scenarios that verify a requirement of this level")
      ->check(CLI::IsMember({"must", "should", "may"}));
  run.add_option("--rev", options->rev, "the revision in which scenarios of both are played (default: rev1)")
      ->check(CLI::IsMember({"rev1", "rev2"}));
  run.add_option(
         "--shard", options->shard,
         "play the i-th of n parts, i from 1; /n takes i from JOB_COMPLETION_INDEX. Without: GTEST_TOTAL_SHARDS and "
         "GTEST_SHARD_INDEX, or Bazel's. `imapspec report` puts the JSON reports together")
      ->type_name("i/n");
  run.add_option("--seed", options->seed,
                 "names of mailboxes come from it (default: chosen, and shown); the parts of a run have the same");
  run.add_option("--shuffle", options->shuffle, "play them in an order that comes from this number")->type_name("SEED");
  run.add_option("--repeat", options->repeat, "play each so often; what does not always come out the same is flaky")
      ->check(CLI::Range(1, 1000));
  run.add_flag("--fail-fast", options->fail_fast, "end the run at the first failure that is not expected");
  run.add_flag("--strict", options->strict, "a warning is unexpected too");
  options->reports.add_options(run);
  run.footer(
      "Examples:\n"
      "  imapspec run\n"
      "  imapspec run --server imap://alice:secret@127.0.0.1:1143 --report junit=imap.xml\n"
      "  imapspec run base/expunge 'base/syntax/bad[zero]' --server imaps://alice@mail.example.org --password-file pw\n"
      "  imapspec run --server imap://alice:secret@127.0.0.1 --expect scenarios/peers/dovecot.yaml --max-time 5m");
  run.callback([options, &exit_status] { exit_status = RunCommand(*options).execute(); });
}

}  // namespace imapspec::cli
