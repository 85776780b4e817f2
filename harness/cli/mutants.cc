// imapspec mutants: the suite against every quirk and variation of the reference server. A quirk that nothing notices is a
// hole in the suite; a variation that something fails on is a false alarm.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <set>

#include "harness/base/glob.h"
#include "harness/cli/common.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/peers/embedded_peer.h"
#include "harness/cli/subcommands.h"
#include "harness/oracle/follow.h"
#include "harness/runner/schedule.h"
#include "harness/runner/select.h"
#include "harness/runner/survey.h"
#include "harness/scenario/alter.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {

namespace {

using reference_server::Quirk;

struct MutantsOptions {
  std::string scenarios, filter = "*";
  unsigned jobs = 2;
  bool idle = false;
  bool expectations = false;
  bool by_user = false;
};

// What the suite found in one mutant.
struct Found {
  std::set<std::string> by;        // results that failed or warned
  std::set<std::string> by_right;  // those of them that cite the quirk's requirement
  std::string first;               // what the first of them says
};

class MutantsCommand {
 public:
  explicit MutantsCommand(const MutantsOptions& options) : options_(options) {}

  int execute() {
    auto suite = load_suite(options_.scenarios);
    if (!suite) {
      std::cerr << suite.error();
      return kMistake;
    }
    suite_ = *std::move(suite);
    for (const auto& scenario : suite_.scenarios)
      if (!scenario.client) scenarios_.push_back(&scenario);
    catch_interrupts();
    if (options_.expectations) return alter_expectations();
    std::size_t quirks = 0, variations = 0;
    for (const auto& quirk : reference_server::all_quirks())
      if (chosen(quirk)) ++quirks, judge_quirk(quirk);
    for (const auto& variation : reference_server::all_variations())
      if (chosen(variation)) ++variations, judge_variation(variation);
    if (quirks + variations == 0)
      return complain("--filter " + options_.filter + ": no quirk and no variation is called so");
    if (interrupted()) return kInterrupted;

    std::cout << '\n'
              << quirks << " quirks: " << right_ << " killed with their requirement, " << wrong_ << " with another, "
              << quirks - right_ - wrong_ << " survived; " << variations << " variations: " << alarms_
              << " with a false alarm\n";
    if (options_.idle) print_idle();
    return right_ == quirks && alarms_ == 0 ? kNothingUnexpected : kUnexpected;
  }

 private:
  bool chosen(const Quirk& quirk) const {
    const bool can_come = !options_.by_user || quirk.acts != reference_server::Acts::before_login;
    return matches_glob(options_.filter, quirk.name) && can_come && !interrupted();
  }

  // The proper server against scenarios whose expectations it cannot meet.
  int alter_expectations() {
    const auto peers = [] { return std::make_unique<EmbeddedPeer>(); };
    const auto peer = peers();
    runner::Transcript transcript(peer->clock());
    const auto options = schedule();
    const auto survey = runner::survey(*peer, options.play.timeout, transcript);
    if (!survey) return complain(survey.error().what);
    const auto in_force = [&survey](std::string_view bound_to) {
      return bound_to == "rev1" || survey->offer.authenticated.contains(oracle::upper_case(bound_to));
    };
    std::size_t altered = 0, vacuous = 0, passed_over = 0;
    for (const auto* scenario : scenarios_) {
      if (!matches_glob(options_.filter, scenario->id)) continue;
      const auto alterations = scenario::alterations(*scenario, in_force);
      std::vector<const scenario::Scenario*> to_play;
      for (const auto& alteration : alterations) to_play.push_back(&alteration.scenario);
      const auto results = runner::run_scenarios(peers, to_play, *survey, suite_.catalogue, options).results;
      if (interrupted()) return kInterrupted;
      for (std::size_t i = 0; i < alterations.size(); ++i) {
        if (results[i].verdict == reports::Verdict::skip) continue;
        ++altered;
        if (results[i].verdict != reports::Verdict::pass) continue;
        if (alterations[i].conditional) {
          ++passed_over;
          continue;
        }
        ++vacuous;
        std::cout << "VACUOUS     " << scenario->id << " (" << scenario->file << ':' << alterations[i].place.line
                  << "): " << alterations[i].what << std::endl;
      }
    }
    if (altered == 0)
      return complain("--filter " + options_.filter + ": no expectation of such a scenario was altered");
    std::cout << altered << " expectations altered: " << altered - vacuous - passed_over << " noticed, " << passed_over
              << " in steps that were passed over, " << vacuous << " vacuous\n";
    return vacuous == 0 ? kNothingUnexpected : kUnexpected;
  }

  runner::ScheduleOptions schedule() const {
    runner::ScheduleOptions options;
    options.play.run = "mutant";
    options.play.interrupted = [] { return interrupted(); };
    options.connections = options_.jobs;
    options.max_errors = 0;
    return options;
  }

  // Those that cite what the quirk breaks, and mostly find it. With --idle, which asks of each scenario what it finds, and of a
  // quirk that they do not find, all are played.
  Found play_quirk(const Quirk& quirk) {
    if (!options_.idle) {
      std::vector<const scenario::Scenario*> citing;
      for (const auto* scenario : scenarios_)
        if (cites(*scenario, quirk.requirement)) citing.push_back(scenario);
      Found found = play(quirk, citing);
      if (!found.by_right.empty()) return found;
    }
    return play(quirk, scenarios_);
  }

  bool is_or_asks_again(const std::string& id, std::string_view wanted) const {
    const auto* requirement = suite_.catalogue.find(id);
    return id == wanted || (requirement != nullptr && requirement->as == wanted);
  }

  static bool cites(const scenario::Scenario& scenario, std::string_view requirement) {
    const auto among = [requirement](const std::vector<std::string>& ids) {
      return std::find(ids.begin(), ids.end(), requirement) != ids.end();
    };
    const auto violates = [requirement](const auto& outcome) { return outcome.violates == requirement; };
    return among(scenario.verifies) || std::any_of(scenario.steps.begin(), scenario.steps.end(), [&](const auto& step) {
             return among(step.verifies) || std::any_of(step.outcomes.begin(), step.outcomes.end(), violates);
           });
  }

  Found play(const Quirk& quirk, const std::vector<const scenario::Scenario*>& scenarios) {
    const ReferenceOptions reference{std::string(quirk.profile), {std::string(quirk.name)}, options_.by_user};
    const auto peers = [&reference] { return std::make_unique<EmbeddedPeer>(reference); };
    const auto peer = peers();
    runner::Transcript transcript(peer->clock());
    const auto options = schedule();
    Found found;
    const auto survey = runner::survey(*peer, options.play.timeout, transcript);
    if (!survey) {
      found.by.insert("(no connection)");
      found.first = survey.error().what;
      return found;
    }
    for (const auto& result : runner::run_scenarios(peers, scenarios, *survey, suite_.catalogue, options).results) {
      if (!reports::is_unexpected(result.verdict, true)) continue;
      killers_.insert(result.id);
      found.by.insert(result.id);
      for (const auto& failure : result.failures) {
        if (found.first.empty()) found.first = failure.message;
        for (const auto& requirement : failure.requirements)
          if (is_or_asks_again(requirement.id, quirk.requirement)) found.by_right.insert(result.id);
      }
    }
    return found;
  }

  static std::string some(const std::set<std::string>& ids) {
    constexpr std::size_t kNamed = 3;
    std::string text;
    std::size_t named = 0;
    for (const auto& id : ids)
      if (named++ < kNamed) text += (text.empty() ? "" : ", ") + id;
    if (ids.size() > kNamed) text += " and " + std::to_string(ids.size() - kNamed) + " more";
    return text;
  }

  void judge_quirk(const Quirk& quirk) {
    const Found found = play_quirk(quirk);
    if (interrupted()) return;
    if (!found.by_right.empty()) {
      ++right_;
      std::cout << "killed      " << quirk.name << ": " << some(found.by_right) << std::endl;
    } else if (!found.by.empty()) {
      ++wrong_;
      std::cout << "mis-cited   " << quirk.name << ": " << some(found.by) << ", but " << quirk.requirement
                << " is not cited" << std::endl;
    } else {
      std::cout << "SURVIVED    " << quirk.name << ": " << quirk.sentence << " (" << quirk.requirement << ")"
                << std::endl;
    }
  }

  void judge_variation(const Quirk& variation) {
    const Found found = play(variation, scenarios_);
    if (interrupted()) return;
    if (found.by.empty()) {
      std::cout << "unnoticed   " << variation.name << std::endl;
      return;
    }
    ++alarms_;
    std::cout << "FALSE ALARM " << variation.name << ": " << some(found.by) << ": " << found.first << std::endl;
  }

  void print_idle() const {
    std::cout << "\nscenarios that killed nothing:\n";
    for (const auto* scenario : scenarios_)
      if (!killers_.contains(scenario->id)) std::cout << "  " << scenario->id << '\n';
  }

  const MutantsOptions& options_;
  Suite suite_;
  std::vector<const scenario::Scenario*> scenarios_;
  std::set<std::string> killers_;
  std::size_t right_ = 0, wrong_ = 0, alarms_ = 0;
};

}  // namespace

void add_mutants(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<MutantsOptions>();
  CLI::App& mutants =
      *app.add_subcommand("mutants", "Play the suite against every quirk and variation of the reference server");
  add_scenarios_option(mutants, options->scenarios);
  mutants
      .add_option("--filter", options->filter,
                  "only those whose name (with --expectations: id of the scenario) fits: * is anything, ? one octet")
      ->type_name("GLOB");
  mutants.add_option("--jobs", options->jobs, "connections at once (default: 2)")->check(CLI::Range(1, 1000));
  mutants.add_flag("--idle", options->idle, "also name the scenarios that killed nothing");
  mutants.add_flag("--by-user", options->by_user,
                   "the server is proper, and who logs in as alice+quirk=NAME has the quirk (imapspec serve --help)");
  mutants.add_flag(
      "--expectations", options->expectations,
      "alter what the scenarios expect instead, one place at a time: what still passes asserts nothing there");
  mutants.footer(
      "A quirk is killed when a result that fails cites the requirement that it breaks; the scenarios that cite it are "
      "tried first.\nExit status 1: a quirk "
      "survived, was\n"
      "noticed only under another requirement, or a variation failed.\n\n"
      "Examples:\n"
      "  imapspec mutants\n"
      "  imapspec mutants --filter 'search-*' --scenarios scenarios\n"
      "  imapspec mutants --expectations --filter 'base/fetch*'");
  mutants.callback([options, &exit_status] { exit_status = MutantsCommand(*options).execute(); });
}

}  // namespace imapspec::cli
