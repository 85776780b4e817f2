#include "harness/scenario/read_step.h"

#include <algorithm>

namespace imapspec::scenario {

using Yaml = yaml::Node;

namespace {

struct Action {
  std::string_view word;
  Step::Kind kind;
  bool argument;  // may have one
  bool required;  // must have one
};
constexpr Action kActions[] = {
    {"connect", Step::Kind::connect, true, false},
    {"close", Step::Kind::close, false, false},
    {"reset", Step::Kind::reset, false, false},
    {"half-close", Step::Kind::half_close, false, false},
    {"tls", Step::Kind::tls, true, false},
    {"deflate", Step::Kind::deflate, false, false},
    {"end-deflate", Step::Kind::end_deflate, false, false},
    {"login", Step::Kind::login, false, false},
    {"authenticate", Step::Kind::authenticate, true, true},
    {"pause", Step::Kind::pause, true, true},
    {"chop", Step::Kind::chop, true, true},
    {"raw", Step::Kind::raw, true, true},
    {"launch", Step::Kind::launch, true, false},
    {"exit", Step::Kind::exit, true, false},
};
constexpr std::string_view kKeys[] = {"C",      "S",        "await", "never", "only", "ordered",  "quiet",
                                      "within", "outcomes", "check", "when",  "note", "verifies", "closed"};

const Action* action_of(std::string_view word) {
  const auto* at =
      std::find_if(std::begin(kActions), std::end(kActions), [&](const Action& a) { return a.word == word; });
  return at == std::end(kActions) ? nullptr : at;
}

class StepReader {
 public:
  StepReader(const Scenario& scenario, Flow& flow, bool in_do, const LoadContext& context)
      : scenario_(scenario), flow_(flow), in_do_(in_do), context_(context) {}

  std::optional<Step> read(const Yaml& node) {
    Step step;
    step.place = node.place;
    const bool several = scenario_.sessions.size() > 1;
    const Yaml* body = &node;
    if (node.is_map() && node.entries.size() == 1 && !is_step_word(node.entries[0].key)) {
      const auto& [name, place, value] = node.entries[0];
      if (scenario_.session(name) == nullptr) {
        context_.mistake(place, several ? "there is no session '" + name + "' in this scenario"
                                        : "'" + name + "' is no key of a step, and no session");
        return std::nullopt;
      }
      if (!several) context_.mistake(place, "there is one session: its name is left out");
      step.session = name;
      body = &value;
    } else if (!several) {
      step.session = scenario_.sessions.front().name;
    } else if (!sessionless(node)) {
      context_.mistake(node.place,
                       "which session is meant? There are several: `" + scenario_.sessions.front().name + ": ...`");
      return std::nullopt;
    }
    step.written = (several && !step.session.empty() ? step.session + ": " : std::string()) + written(*body, true);
    if (body->is_scalar()) {
      if (!act(step, body->scalar, nullptr, body->place)) return std::nullopt;
    } else if (!body->is_map()) {
      context_.mistake(body->place, "a step is a map ({C: NOOP, S: OK}) or the word of an action");
      return std::nullopt;
    } else {
      fill(step, *body);
    }
    flow_.take(step);
    return step;
  }

 private:
  static bool sessionless(const Yaml& node) {
    if (node.is_scalar()) return node.scalar == "launch" || node.scalar == "exit";
    return node.is_map() && std::all_of(node.entries.begin(), node.entries.end(), [](const yaml::Entry& e) {
             return e.key == "pause" || e.key == "check" || e.key == "when" || e.key == "note" || e.key == "launch" ||
                    e.key == "exit" || e.key == "verifies";
           });
  }

  static std::string written(const Yaml& node, bool top) {
    if (node.is_scalar()) return node.scalar;
    std::string out;
    for (const auto& item : node.items) out += (out.empty() ? "" : ", ") + written(item, false);
    for (const auto& entry : node.entries)
      out += (out.empty() ? "" : ", ") + entry.key + ": " + written(entry.value, false);
    if (top) return out;
    return node.is_list() ? "[" + out + "]" : "{" + out + "}";
  }

  bool act(Step& step, const std::string& word, const Yaml* argument, yaml::Place place) {
    const Action* action = action_of(word);
    if (action == nullptr) {
      context_.mistake(
          place,
          "'" + word +
              "' is no action: connect, close, reset, half-close, tls, deflate, end-deflate, login, launch, exit, "
              "or a key with its argument");
      return false;
    }
    if (argument == nullptr && action->required) {
      context_.mistake(place, "'" + word + "' needs an argument: {" + word + ": ...}");
      return false;
    }
    if (argument != nullptr && !action->argument && argument->scalar != "true") {
      context_.mistake(place,
                       "'" + word + "' has no argument: it stands as a word, or as {when: ..., " + word + ": true}");
      return false;
    }
    step.kind = action->kind;
    if (argument == nullptr || !action->argument) return true;
    switch (action->kind) {
      case Step::Kind::connect:
        step.state = read_state(*argument, context_);
        break;
      case Step::Kind::pause:
        step.time = read_time(*argument, word, context_).value_or(Milliseconds(0));
        break;
      case Step::Kind::chop:
        step.chop = context_.reader.number(*argument, word, 1'000'000).value_or(1);
        if (step.chop == 0) context_.mistake(argument->place, "'chop' is how many octets go out at a time: 1 at least");
        break;
      case Step::Kind::raw:
        if (argument->style == Yaml::Style::literal)
          context_.warn(argument->place, "a block ends its lines with LF alone: write \"...\\r\\n\"");
        step.octets = read_text(*argument, word, context_).value_or(Pieces{});
        break;
      case Step::Kind::tls:
        step.argument = context_.reader.text(*argument, word);
        if (step.argument != "or-closed")
          context_.mistake(argument->place, "'tls' stands as a word, or as {tls: or-closed}");
        break;
      default:
        step.argument = context_.reader.text(*argument, word);
    }
    return true;
  }

  void conditions(Step& step, const Yaml& node) {
    const auto read_one = [&](const Yaml& one) {
      if (auto condition = this->condition(one)) step.check.push_back(*std::move(condition));
    };
    if (node.is_list())
      for (const auto& item : node.items) read_one(item);
    else
      read_one(node);
  }
  std::optional<Condition> condition(const Yaml& node) {
    const std::string text = context_.reader.text(node, "a condition");
    if (text.empty()) return std::nullopt;
    auto parsed = parse_condition(text);
    if (!parsed) {
      context_.mistake(node.place_of(parsed.error().offset), parsed.error().message + ": " + text);
      return std::nullopt;
    }
    parsed->place = node.place;
    return *std::move(parsed);
  }

  void outcomes(Step& step, const Yaml& node) {
    if (!node.is_map() || node.entries.empty()) {
      context_.mistake(node.place, "'outcomes' is a map: NAME: what S may be");
      return;
    }
    for (const auto& entry : node.entries) {
      Outcome outcome;
      outcome.name = entry.key;
      outcome.place = entry.place;
      if (entry.key.empty() || entry.key[0] < 'a' || entry.key[0] > 'z' ||
          entry.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
        context_.mistake(entry.place, "an outcome's name is of lower-case letters, digits and -, a letter first: '" +
                                          entry.key + "'");
      const bool with_keys =
          entry.value.is_map() && (entry.value.find("S") != nullptr || entry.value.find("violates") != nullptr);
      if (with_keys) {
        context_.reader.map(entry.value, "an outcome", {"S", "violates"});
        if (const Yaml* lines = context_.reader.required(entry.value, "an outcome", "S"))
          outcome.lines = read_lines(*lines, context_);
        if (const Yaml* violates = entry.value.find("violates")) {
          const auto ids = context_.requirement_ids(*violates);
          if (ids.size() == 1) outcome.violates = ids[0];
        }
      } else {
        outcome.lines = read_lines(entry.value, context_);
      }
      for (const auto& earlier : step.outcomes)
        if (!outcome.lines.empty() && covers(earlier, outcome)) {
          context_.mistake(entry.place, "the outcome '" + outcome.name +
                                            "' can never be taken: whatever fits it fits '" + earlier.name +
                                            "' before; put it first");
          break;
        }
      step.outcomes.push_back(std::move(outcome));
    }
  }

  // `quiet: 500ms`: the client's silence. `quiet: true` is about S, and stands in scripts for both roles.
  bool is_silence(const yaml::Entry& entry) const {
    return entry.key == "quiet" && (in_do_ || (scenario_.client && entry.value.scalar != "true"));
  }

  void fill(Step& step, const Yaml& body) {
    unsigned deeds = 0;
    for (const auto& entry : body.entries) {
      if (is_silence(entry)) {
        step.kind = Step::Kind::quiet;
        step.time = read_time(entry.value, "quiet", context_).value_or(Milliseconds(0));
        ++deeds;
      } else if (action_of(entry.key) != nullptr) {
        ++deeds;
        act(step, entry.key, &entry.value, entry.place);
      } else if (entry.key == "C") {
        ++deeds;
      } else if (!is_step_word(entry.key)) {
        if (scenario_.session(entry.key) != nullptr)
          context_.mistake(entry.place,
                           "the keys of a step stand below its session's name: `" + entry.key + ": {...}`");
        else
          context_.reader.map(
              body, "a step",
              {"C",          "S",      "await",   "never",       "only",     "ordered",      "quiet", "within",
               "outcomes",   "check",  "when",    "note",        "verifies", "connect",      "close", "reset",
               "half-close", "tls",    "deflate", "end-deflate", "login",    "authenticate", "raw",   "pause",
               "chop",       "launch", "exit"});
      }
    }
    if (deeds > 1) context_.mistake(body.place, "one thing a step: C or one action");
    if (const Yaml* when = body.find("when")) step.when = condition(*when);
    if (const Yaml* commands = body.find("C")) {
      step.kind = Step::Kind::say;
      step.continues = !scenario_.client && flow_.continues(step.session, step.when);
      step.commands = read_commands(*commands, step.continues, context_);
    }
    if (const Yaml* lines = body.find("S")) step.expect = read_lines(*lines, context_);
    if (const Yaml* lines = body.find("await")) step.await = read_lines(*lines, context_);
    if (const Yaml* lines = body.find("never"))
      step.never = scenario_.client ? read_commands(*lines, false, context_) : read_lines(*lines, context_);
    if (const Yaml* node = body.find("outcomes")) outcomes(step, *node);
    if (const Yaml* node = body.find("only")) step.only = read_true(*node, "only", context_);
    if (const Yaml* node = body.find("ordered")) step.ordered = read_true(*node, "ordered", context_);
    if (const Yaml* node = body.find("quiet"); node != nullptr && step.kind != Step::Kind::quiet)
      step.quiet = read_true(*node, "quiet", context_);
    if (const Yaml* node = body.find("within")) step.within = read_time(*node, "within", context_);
    if (const Yaml* node = body.find("check")) conditions(step, *node);
    if (const Yaml* node = body.find("note")) step.note = context_.reader.text(*node, "note");
    if (const Yaml* node = body.find("verifies")) step.verifies = context_.requirement_ids(*node);
    sensible(step, body, deeds > 0);
  }

  void sensible(const Step& step, const Yaml& body, bool acts) {
    const bool expects = !step.expect.empty() || !step.outcomes.empty();
    if (body.find("S") != nullptr && body.find("outcomes") != nullptr)
      context_.mistake(body.place, "'outcomes' stands in place of S: each outcome is what S may be");
    if (!acts && !expects && step.await.empty() && step.check.empty() && body.find("S") == nullptr &&
        body.find("outcomes") == nullptr && body.find("await") == nullptr && body.find("check") == nullptr)
      context_.mistake(body.place, "this step does nothing: C, S, await, check or an action was expected");
    if (scenario_.client) return;
    if ((step.only || step.ordered || step.quiet) && !expects && body.find("S") == nullptr &&
        body.find("outcomes") == nullptr)
      context_.mistake(body.place, "'only', 'ordered' and 'quiet' say how S comes: there is none");
    if (!step.never.empty() && !expects && step.await.empty())
      context_.mistake(body.place, "'never' lasts to the end of S: without one the step is over at once");
    for (const auto* lines : {&step.expect, &step.await, &step.never})
      for (const auto& line : *lines)
        if (line.kind == Line::Kind::rest)
          context_.mistake(line.place, "`...` alone stands for the reference server's answer, in the client role");
    for (const auto& line : step.await)
      if (line.kind == Line::Kind::tagged) context_.mistake(line.place, "a result is never awaited: it belongs to S");
  }

  const Scenario& scenario_;
  Flow& flow_;
  bool in_do_;
  const LoadContext& context_;
};

}  // namespace

bool is_action(std::string_view word) {
  return action_of(word) != nullptr;
}
bool is_step_word(std::string_view word) {
  return is_action(word) || std::find(std::begin(kKeys), std::end(kKeys), word) != std::end(kKeys);
}

std::vector<Step> read_steps(const Yaml& node, const Scenario& scenario, Flow& flow, bool in_do,
                             const LoadContext& context) {
  std::vector<Step> out;
  const auto& items = context.reader.list(node, "'steps'");
  if (node.is_list() && items.empty()) context.mistake(node.place, "there is no step");
  StepReader reader(scenario, flow, in_do, context);
  for (const auto& item : items)
    if (auto step = reader.read(item)) out.push_back(*std::move(step));
  return out;
}

}  // namespace imapspec::scenario
