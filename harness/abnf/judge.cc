// How it works: a generalised LL parser over the automata of network.h (Scott and Johnstone, "GLL Parsing", 2010). A task
// is a state of a rule, the call it belongs to, and an offset. A call is a rule and the offset where it began: however
// many others wait for it, it is followed once, and its ends are handed to all of them, also to those that come later.
// A rule that calls itself at the same offset thus only adds itself to those who wait.
#include "harness/abnf/judge.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "harness/abnf/network.h"

namespace imapspec::abnf {
namespace {

constexpr std::uint64_t kInsideSteps = 100'000;

// A set of 64-bit keys that is emptied in no time.
class KeySet {
 public:
  KeySet() : slots_(1U << 12U) {}
  void clear() {
    ++round_;
    count_ = 0;
  }
  // Whether it was new.
  bool insert(std::uint64_t key) {
    if (count_ * 2 > slots_.size()) grow();
    std::size_t at = place(key);
    while (slots_[at].round == round_) {
      if (slots_[at].key == key) return false;
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = {key, 0, round_};
    ++count_;
    return true;
  }
  // The value kept for the key; kNone for a new one, which is then kept.
  std::uint32_t& value(std::uint64_t key) {
    if (count_ * 2 > slots_.size()) grow();
    std::size_t at = place(key);
    while (slots_[at].round == round_ && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at].round != round_) {
      slots_[at] = {key, kNone, round_};
      ++count_;
    }
    return slots_[at].value;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
    std::uint32_t round = 0;
  };
  std::size_t place(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> 20U) & (slots_.size() - 1);
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.round != round_) continue;
      std::size_t at = place(slot.key);
      while (slots_[at].round == round_) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }
  std::vector<Slot> slots_;
  std::uint32_t round_ = 1;
  std::size_t count_ = 0;
};

bool same_without_case(char c, char lower_case) {
  return c == lower_case || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == lower_case);
}

}  // namespace

const char* to_string(Verdict verdict) {
  static constexpr std::array kNames{"accept", "reject", "incomplete", "too much"};
  return kNames.at(static_cast<std::size_t>(verdict));
}

struct Judge::Tables {
  struct Task {
    std::uint32_t state, call, at;
  };
  struct Waiter {  // who goes on when a call ends: in which state, for which call
    std::uint32_t state, call, next;
  };
  struct End {
    std::uint32_t at, next;
  };
  struct Call {
    std::uint32_t rule, start;
    std::uint32_t waiters = kNone, ends = kNone;  // heads of lists in `waiters` and `ends`
    bool hungry = false;                          // stood at the end of the text and could have taken more
  };

  const Network* network = nullptr;
  std::string_view text;
  std::vector<Task> tasks;
  std::vector<Call> calls;
  std::vector<Waiter> waiters;
  std::vector<End> ends;
  KeySet seen;       // tasks that were made
  KeySet seen_ends;  // ends that were handed on
  KeySet started;    // (rule, start) -> call
  bool accepted = false;
  std::unique_ptr<Tables> inside;     // for what is judged by itself
  std::vector<std::uint32_t> hungry;  // the calls that are
  std::uint32_t furthest = 0;
  std::uint64_t steps = 0;

  static std::uint64_t key(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return (static_cast<std::uint64_t>(a) << 44U) | (static_cast<std::uint64_t>(b) << 22U) | c;
  }

  void begin(const Network& of, std::uint32_t rule, std::string_view of_text) {
    network = &of;
    text = of_text;
    tasks.clear();
    calls.clear();
    waiters.clear();
    ends.clear();
    seen.clear();
    seen_ends.clear();
    started.clear();
    hungry.clear();
    accepted = false;
    furthest = 0;
    steps = 0;
    calls.push_back({rule, 0});
    started.value(key(rule, 0, 0)) = 0;
    add(network->rules[rule].start, 0, 0);
  }

  void add(std::uint32_t state, std::uint32_t call, std::uint32_t at) {
    ++steps;
    const State& to = network->states[state];
    if (!to.may_end && at < text.size() && !network->sets[to.first].test(static_cast<unsigned char>(text[at]))) {
      furthest = std::max(furthest, at);
      return;
    }
    if (seen.insert(key(state, call, at))) tasks.push_back({state, call, at});
  }

  void more_wanted(const Task& task) {
    if (calls[task.call].hungry) return;
    calls[task.call].hungry = true;
    hungry.push_back(task.call);
  }

  // Whether more octets may help: some hungry call is in a chain of calls up to the first, none of which has a hook that
  // its octets so far already go against. Asked when all is done, since who waits is known only then.
  bool wants_more() {
    for (std::size_t i = 0; i < hungry.size(); ++i) {
      const Call& call = calls[hungry[i]];
      if (!network->may_grow(call.rule, text.substr(call.start))) continue;
      if (hungry[i] == 0) return true;
      for (std::uint32_t w = call.waiters; w != kNone; w = waiters[w].next) {
        if (calls[waiters[w].call].hungry) continue;
        calls[waiters[w].call].hungry = true;
        hungry.push_back(waiters[w].call);
      }
    }
    return false;
  }

  void run(const Task& task) {
    furthest = std::max(furthest, task.at);
    const State& state = network->states[task.state];
    if (state.accepting) end(task.call, task.at);
    for (std::uint32_t i = state.begin; i != state.end; ++i) {
      const Move& move = network->moves[i];
      ++steps;
      if (!move.nullable) {
        if (task.at == text.size()) {
          more_wanted(task);
          continue;
        }
        if (!network->sets[move.first].test(static_cast<unsigned char>(text[task.at]))) continue;
      }
      take(move, task);
    }
  }

  void take(const Move& move, const Task& task) {
    switch (move.kind) {
      case Move::Kind::octet:
        add(move.target, task.call, task.at + 1);
        break;
      case Move::Kind::words:
      case Move::Kind::exact: {
        const std::string& word = network->texts[move.index];
        std::uint32_t taken = 0;
        while (taken < word.size() && task.at + taken < text.size() &&
               (move.kind == Move::Kind::words ? same_without_case(text[task.at + taken], word[taken])
                                               : text[task.at + taken] == word[taken])) {
          ++taken;
        }
        furthest = std::max(furthest, task.at + taken);
        if (taken == word.size()) {
          add(move.target, task.call, task.at + taken);
        } else if (task.at + taken == text.size()) {
          more_wanted(task);
        }
        break;
      }
      case Move::Kind::count:
        count(move, task);
        break;
      case Move::Kind::call:
        call(move, task);
        break;
    }
  }

  // The octets that a header has announced: its first run of digits says how many.
  void count(const Move& move, const Task& task) {
    const std::uint32_t start = calls[task.call].start;
    const std::string_view header = text.substr(start, task.at - start);
    std::uint64_t octets = 0;
    for (std::size_t i = std::min(header.find_first_of("0123456789"), header.size());
         i < header.size() && header[i] >= '0' && header[i] <= '9'; ++i) {
      octets = std::min<std::uint64_t>(octets * 10 + static_cast<std::uint64_t>(header[i] - '0'), 1ULL << 50U);
    }
    const auto there = static_cast<std::uint32_t>(std::min<std::uint64_t>(octets, text.size() - task.at));
    steps += there;
    for (std::uint32_t i = 0; i < there; ++i) {
      furthest = std::max(furthest, task.at + i);
      if (!network->sets[move.index].test(static_cast<unsigned char>(text[task.at + i]))) return;
    }
    if (there < octets) {
      furthest = std::max(furthest, task.at + there);
      more_wanted(task);
    } else {
      add(move.target, task.call, task.at + there);
    }
  }

  void call(const Move& move, const Task& task) {
    std::uint32_t& known = started.value(key(move.index, 0, task.at));
    if (known == kNone) {
      known = static_cast<std::uint32_t>(calls.size());
      calls.push_back({move.index, task.at});
      calls[known].waiters = wait(move.target, task.call, kNone);
      add(network->rules[move.index].start, known, task.at);
      return;
    }
    const std::uint32_t called = known;
    for (std::uint32_t i = calls[called].waiters; i != kNone; i = waiters[i].next) {
      ++steps;
      if (waiters[i].state == move.target && waiters[i].call == task.call) return;
    }
    calls[called].waiters = wait(move.target, task.call, calls[called].waiters);
    for (std::uint32_t i = calls[called].ends; i != kNone; i = ends[i].next) add(move.target, task.call, ends[i].at);
  }
  std::uint32_t wait(std::uint32_t state, std::uint32_t call, std::uint32_t next) {
    waiters.push_back({state, call, next});
    return static_cast<std::uint32_t>(waiters.size() - 1);
  }

  // Follows all that can be followed. False if there were more than `steps_max` steps to that.
  bool finish(std::uint64_t steps_max) {
    while (!tasks.empty()) {
      if (steps > steps_max || calls.size() >= (1U << 22U)) return false;
      const Task task = tasks.back();
      tasks.pop_back();
      run(task);
    }
    return true;
  }

  bool is_right_inside(const NetworkRule& rule, std::string_view instance) {
    if (rule.held == kNone) return true;
    if (rule.hook->kind == Hook::Kind::holds) return judges(rule.held, content_of(instance));
    return !instance.starts_with('[') || is_uncoded(rule, instance);
  }

  // See Hook::Kind::uncoded.
  bool is_uncoded(const NetworkRule& rule, std::string_view text_with_bracket) {
    const std::string_view inside_it = text_with_bracket.substr(1);
    const std::string word = lower(inside_it.substr(0, inside_it.find_first_of("(){ %*\"\\]")));
    const bool with_more = is_among(rule.with_more, word);
    for (std::size_t end = 0; (end = inside_it.find(']', end)) != std::string_view::npos; ++end) {
      const bool space = inside_it.substr(end + 1).starts_with(' ');
      if ((space && with_more) || !judges(rule.held, inside_it.substr(0, end))) continue;
      if (space || with_more || is_among(rule.alone, word)) return false;
    }
    return !with_more || inside_it.find("] ") == std::string_view::npos;
  }

  // Whether another text is an instance of another rule. One that takes more than kInsideSteps to judge is none.
  bool judges(std::uint32_t rule, std::string_view other) {
    if (inside == nullptr) inside = std::make_unique<Tables>();
    inside->begin(*network, rule, other);
    const bool judged = inside->finish(kInsideSteps) && inside->accepted;
    steps += inside->steps;
    return judged;
  }

  // A rule has an instance from the start of its call to `at`.
  void end(std::uint32_t of, std::uint32_t at) {
    if (!seen_ends.insert(key(0, of, at))) return;
    const Call& call = calls[of];
    const std::string_view instance = text.substr(call.start, at - call.start);
    if (!network->allows(call.rule, instance) || !is_right_inside(network->rules[call.rule], instance)) return;
    if (of == 0 && at == text.size()) accepted = true;
    ends.push_back({at, call.ends});
    calls[of].ends = static_cast<std::uint32_t>(ends.size() - 1);
    for (std::uint32_t i = calls[of].waiters; i != kNone; i = waiters[i].next) {
      add(waiters[i].state, waiters[i].call, at);
    }
  }
};

Judge::Judge(Grammar grammar, std::uint64_t steps_max)
    : grammar_(std::move(grammar)), steps_max_(steps_max), tables_(std::make_unique<Tables>()) {}
Judge::~Judge() = default;
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;

Judgement Judge::judge(std::string_view rule, std::string_view text) {
  const std::uint32_t asked = grammar_.network().find(rule);
  assert(asked != kNone);
  if (asked == kNone) return {};
  if (text.size() > kTextOctetsMax) return {.verdict = Verdict::too_much};
  Tables& tables = *tables_;
  tables.begin(grammar_.network(), asked, text);
  if (!tables.finish(steps_max_)) return {Verdict::too_much, tables.furthest, tables.steps, false};
  const bool more = tables.wants_more();
  const Verdict verdict = tables.accepted ? Verdict::accept : more ? Verdict::incomplete : Verdict::reject;
  return {verdict, tables.furthest, tables.steps, tables.accepted && more};
}

Verdict judge(const Grammar& grammar, std::string_view rule, std::string_view text) {
  return Judge(grammar).judge(rule, text).verdict;
}

}  // namespace imapspec::abnf
