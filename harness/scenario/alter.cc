#include "harness/scenario/alter.h"

namespace imapspec::scenario {

namespace {

// A response that no server sends.
const Line& never_said() {
  static const Line line = parse_response_line("* X-IMAPSPEC-NEVER-SAID").value();
  return line;
}

}  // namespace

std::vector<Alteration> alterations(const Scenario& scenario,
                                    const std::function<bool(std::string_view bound_to)>& in_force) {
  std::vector<Alteration> made;
  const auto altered = [&](std::size_t step, std::string what, yaml::Place place) -> Step& {
    made.push_back({scenario, std::move(what), place, scenario.steps[step].when.has_value()});
    return made.back().scenario.steps[step];
  };
  const auto each_line = [&](std::size_t step, std::vector<Line> Step::* lines) {
    const auto& written = scenario.steps[step].*lines;
    for (std::size_t i = 0; i < written.size(); ++i)
      if (written[i].bound_to.empty() || in_force(written[i].bound_to))
        (altered(step, written[i].written, written[i].place).*lines)[i] = never_said();
  };
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Step& step = scenario.steps[i];
    each_line(i, &Step::expect);
    each_line(i, &Step::await);
    if (!step.outcomes.empty())
      for (auto& outcome : altered(i, "outcomes", step.place).outcomes) outcome.lines = {never_said()};
    for (std::size_t c = 0; c < step.check.size(); ++c) {
      auto& condition = altered(i, "check: " + step.check[c].written, step.check[c].place).check[c];
      condition.negated = !condition.negated;
    }
  }
  return made;
}

}  // namespace imapspec::scenario
