#include "harness/runner/schedule.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "harness/runner/budget.h"
#include "harness/runner/rule_results.h"
#include "harness/runner/skip.h"
#include "reports/redact.h"

namespace imapspec::runner {

namespace {

using reports::Verdict;

class Schedule {
 public:
  Schedule(const PeerFactory& peers, const std::vector<const scenario::Scenario*>& scenarios, const Survey& survey,
           const catalogue::Catalogue& catalogue, const ScheduleOptions& options)
      : peers_(peers),
        scenarios_(scenarios),
        survey_(survey),
        catalogue_(catalogue),
        options_(options),
        play_(options.play),
        workers_(std::max(1U, options.connections / 2)),
        budget_(options.connections > workers_ ? options.connections - workers_ : 1),
        caretakers_leave_(options.connections < 2),
        played_(scenarios.size()),
        ends_(options.max_time.count() > 0 ? system_clock_.now() + options.max_time : TimePoint::max()) {
    play_.interrupted = [this] { return stopped(); };
  }

  Run run() {
    std::vector<std::size_t> together, alone;
    for (std::size_t i = 0; i < scenarios_.size(); ++i)
      (scenarios_[i]->exclusive.empty() ? together : alone).push_back(i);
    run_all(together, workers_);
    run_all(alone, 1);
    return conclude();
  }

 private:
  bool stopped() {
    if (!reason().empty()) return true;
    if (options_.play.interrupted()) stop("interrupted");
    if (system_clock_.now() >= ends_) stop("the time for the whole run was up");
    return !reason().empty();
  }
  std::string reason() {
    const std::lock_guard lock(mutex_);
    return incomplete_;
  }
  void stop(const std::string& why) {
    const std::lock_guard lock(mutex_);
    if (incomplete_.empty()) incomplete_ = why;
  }

  void run_all(const std::vector<std::size_t>& which, unsigned workers) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      const auto peer = peers_();
      Caretaker caretaker(*peer, survey_, peer->profile().accounts.front(), "X", play_.timeout);
      Setting setting{*peer, survey_, catalogue_, play_, caretaker};
      for (std::size_t i = next++; i < which.size() && !stopped(); i = next++) play_one(which[i], setting);
      watched(caretaker);
      caretaker.leave();
    };
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < std::min<std::size_t>(workers, which.size()); ++i) threads.emplace_back(work);
    if (!which.empty()) work();
    for (auto& thread : threads) thread.join();
  }

  void play_one(std::size_t index, Setting& setting) {
    const auto& scenario = *scenarios_[index];
    std::optional<std::string> reason = options_.left_out(scenario.id);
    if (reason->empty()) reason = reason_to_skip(scenario, setting.peer.profile(), survey_, play_.rev2);
    if (reason) {
      Played skipped;
      skipped.result.id = scenario.id;
      skipped.result.title = scenario.title;
      skipped.result.place = {scenario.file, scenario.place.line};
      skipped.result.requirements = scenario.verifies;
      skipped.result.verdict = Verdict::skip;
      skipped.result.reason = *std::move(reason);
      take(index, std::move(skipped));
      return;
    }
    const unsigned sessions = std::max<unsigned>(1, static_cast<unsigned>(scenario.sessions.size()));
    constexpr unsigned kTries = 4;
    for (unsigned tried = 1;; ++tried) {
      setting.caretaker_leaves = caretakers_leave_;
      budget_.acquire(sessions);
      Played played = play(scenario, index, setting);
      if (setting.caretaker_leaves) setting.caretaker.leave();
      // Refused by a server that let others in: there are too many of us.
      const bool again = played.refused && tried < kTries && !stopped() && crowded(sessions, setting);
      budget_.release(sessions);
      if (!again) return take(index, std::move(played));
    }
  }

  bool crowded(unsigned sessions, Setting& setting) {
    if (budget_.refused(sessions)) return true;
    setting.caretaker.leave();
    return !caretakers_leave_.exchange(true) || workers_ > 1;
  }

  void take(std::size_t index, Played played) {
    const std::lock_guard lock(mutex_);
    if (!played.left_behind.empty()) left_behind_.push_back(scenarios_[index]->id + ": " + played.left_behind);
    if (played.interrupted) return;
    if (played.result.verdict != Verdict::skip) {
      silent_in_a_row_ = played.silent ? silent_in_a_row_ + 1 : 0;
      if (options_.max_errors != 0 && silent_in_a_row_ >= options_.max_errors && incomplete_.empty())
        incomplete_ = std::to_string(silent_in_a_row_) + " scenarios in a row got no answer";
      if (played.result.verdict != Verdict::error) judged_ = true;
    }
    if (!options_.keep_transcripts) played.result.transcript.clear();
    options_.on_result(played.result, ++done_, scenarios_.size());
    played_[index] = std::move(played);
  }

  // What the rules found on the connection that no scenario sees.
  void watched(Caretaker& caretaker) {
    if (caretaker.wire() == nullptr) return;
    RuleReport report;
    for (const auto& finding : caretaker.wire()->watcher().take_findings())
      if (finding.subject == oracle::Subject::server) report.breaches.push_back({finding, {}, std::nullopt});
    for (const auto& count : caretaker.wire()->watcher().counts())
      if (count.watched > 0) report.counts[std::string(count.name)] = {count.watched, count.broken};
    const std::lock_guard lock(mutex_);
    caretakers_.push_back(std::move(report));
  }

  Run conclude() {
    Run run;
    RuleResults rules;
    reports::Redactor redactor;
    for (const auto& account : peers_()->profile().accounts) redactor.add(account.password);
    for (auto& played : played_) {
      if (!played) continue;
      rules.add(played->rules, played->result.id, play_.reproduce(played->result.id));
      run.results.push_back(std::move(played->result));
    }
    for (const auto& report : caretakers_) rules.add(report, {}, {});
    if (judged_)
      for (auto& result : rules.results(catalogue_, oracle::Subject::server)) run.results.push_back(std::move(result));
    for (auto& result : run.results) reports::redact(result, redactor);
    run.incomplete = incomplete_;
    run.left_behind = std::move(left_behind_);
    run.judged = judged_;
    return run;
  }

  const PeerFactory& peers_;
  const std::vector<const scenario::Scenario*>& scenarios_;
  const Survey& survey_;
  const catalogue::Catalogue& catalogue_;
  const ScheduleOptions& options_;
  PlayOptions play_;
  SystemClock system_clock_;
  unsigned workers_;
  Budget budget_;
  std::atomic<bool> caretakers_leave_;
  std::vector<std::optional<Played>> played_;
  TimePoint ends_;

  std::mutex mutex_;  // of all below
  std::string incomplete_;
  std::vector<std::string> left_behind_;
  std::vector<RuleReport> caretakers_;
  std::size_t done_ = 0;
  unsigned silent_in_a_row_ = 0;
  bool judged_ = false;
};

}  // namespace

Run run_scenarios(const PeerFactory& peers, const std::vector<const scenario::Scenario*>& scenarios,
                  const Survey& survey, const catalogue::Catalogue& catalogue, const ScheduleOptions& options) {
  return Schedule(peers, scenarios, survey, catalogue, options).run();
}

}  // namespace imapspec::runner
