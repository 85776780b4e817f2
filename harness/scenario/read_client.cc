// The client role: what the reference server says in place of its own answers, and what is expected of the client.
#include <algorithm>
#include <charconv>

#include "harness/scenario/read_step.h"
#include "harness/scenario/rows.h"

namespace imapspec::scenario {

using Yaml = yaml::Node;

namespace {

std::vector<ServerRule> read_rules(const Yaml& node, const Scenario& scenario, const Given& given,
                                   const LoadContext& context) {
  std::vector<ServerRule> out;
  for (const auto& item : context.reader.list(node, "'server'")) {
    if (!context.reader.map(item, "a rule of 'server'", {"when", "each", "S", "do"})) continue;
    ServerRule rule;
    rule.place = item.place;
    const Yaml* when = context.reader.required(item, "a rule of 'server'", "when");
    if (when == nullptr || !context.reader.map(*when, "'when'", {"C"})) continue;
    const Yaml* command = context.reader.required(*when, "'when'", "C");
    if (command == nullptr) continue;
    auto lines = read_commands(*command, false, context);
    if (lines.size() != 1) {
      if (lines.size() > 1) context.mistake(command->place, "a rule answers one command");
      continue;
    }
    rule.when = std::move(lines.front());
    if (const Yaml* each = item.find("each")) rule.each = read_true(*each, "each", context);
    Flow flow(scenario, given, context);
    flow.capture(rule.when);
    const Yaml* lines_of_s = item.find("S");
    const Yaml* steps = item.find("do");
    if ((lines_of_s != nullptr) == (steps != nullptr)) {
      context.mistake(item.place, "a rule has S, or 'do' with a list of steps");
      continue;
    }
    if (steps != nullptr) {
      rule.steps = read_steps(*steps, scenario, flow, true, context);
    } else {
      Step step;
      step.place = lines_of_s->place;
      step.session = scenario.sessions.front().name;
      step.expect = read_lines(*lines_of_s, context);
      flow.take(step);
      rule.steps.push_back(std::move(step));
    }
    out.push_back(std::move(rule));
  }
  return out;
}

std::vector<std::pair<std::string, unsigned>> read_counts(const Yaml& node, const Scenario& scenario,
                                                          const LoadContext& context) {
  std::vector<std::pair<std::string, unsigned>> out;
  for (const auto& entry : node.entries) {
    if (!scenario.data.contains(entry.key))
      context.mistake(entry.place, "there are no data of the name '" + entry.key + "'");
    out.emplace_back(entry.key, context.reader.number(entry.value, "how often it is stored", 1'000'000).value_or(0));
  }
  return out;
}

ClientExpectation read_expect(const Yaml& node, const Scenario& scenario, const LoadContext& context) {
  ClientExpectation expect;
  expect.place = node.place;
  if (!context.reader.map(node, "'expect'", {"exit", "stored", "never", "within"})) return expect;
  if (const Yaml* exit = node.find("exit"))
    if (const auto n = context.reader.number(*exit, "exit", 255)) expect.exit = static_cast<int>(*n);
  if (const Yaml* within = node.find("within")) expect.within = read_time(*within, "within", context);
  if (const Yaml* never = node.find("never")) expect.never = read_commands(*never, false, context);
  if (const Yaml* stored = node.find("stored")) {
    if (!stored->is_map())
      context.mistake(stored->place, "'stored' is a map: how often each of the data, or that by mailbox");
    Yaml anywhere = *stored;
    std::erase_if(anywhere.entries, [](const yaml::Entry& e) { return e.value.is_map(); });
    if (!anywhere.entries.empty()) expect.stored.emplace_back("", read_counts(anywhere, scenario, context));
    for (const auto& entry : stored->entries)
      if (entry.value.is_map()) expect.stored.emplace_back(entry.key, read_counts(entry.value, scenario, context));
  }
  return expect;
}

Round read_round(const Yaml& node, Scenario& scenario, const Given& given, const std::string& task,
                 const LoadContext& context) {
  Round round;
  round.given = given;
  round.task = node.find("task") == nullptr ? task : context.reader.text_at(node, "a client scenario", "task");
  if (round.task.empty()) context.mistake(node.place, "a client scenario needs 'task': what the client is asked to do");
  if (const Yaml* server = node.find("server")) round.server = read_rules(*server, scenario, given, context);
  if (const Yaml* steps = node.find("steps")) {
    if (!round.server.empty())
      context.mistake(steps->place, "a client scenario has rules in 'server', or 'steps', not both");
    Flow flow(scenario, given, context);
    round.steps = read_steps(*steps, scenario, flow, false, context);
  }
  if (const Yaml* expect = node.find("expect")) round.expect = read_expect(*expect, scenario, context);
  return round;
}

}  // namespace

std::vector<Round> read_rounds(const Yaml& node, Scenario& scenario, const LoadContext& context) {
  std::vector<Round> out;
  out.push_back(read_round(node, scenario, scenario.given, {}, context));
  const Yaml* then = node.find("then");
  if (then == nullptr) return out;
  for (const auto& item : context.reader.list(*then, "'then'")) {
    if (!context.reader.map(item, "a round of 'then'", {"task", "given", "server", "steps", "expect"})) continue;
    Given given = out.back().given;
    if (const Yaml* changed = item.find("given")) {
      Given now = read_given(changed, scenario.data, true, context);
      for (auto& box : now.mailboxes) {
        const auto same = std::find_if(given.mailboxes.begin(), given.mailboxes.end(),
                                       [&](const auto& b) { return b.name == box.name; });
        if (same == given.mailboxes.end())
          given.mailboxes.push_back(std::move(box));
        else
          *same = std::move(box);
      }
      if (now.capabilities) given.capabilities = std::move(now.capabilities);
    }
    out.push_back(read_round(item, scenario, given, out.back().task, context));
  }
  return out;
}

}  // namespace imapspec::scenario
