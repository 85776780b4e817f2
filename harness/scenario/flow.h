// Flow: what is known of a scenario before it is played, step by step: which command of a session is open, which holes
// are bound. It finds what could never be played. For the loader alone.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/load_context.h"
#include "harness/scenario/prove.h"
#include "harness/scenario/scenario.h"

namespace imapspec::scenario {

class Flow {
 public:
  Flow(const Scenario& scenario, const Given& given, const LoadContext& context);

  // Whether the next C of the session answers a "+". `when` is that of its step.
  bool continues(std::string_view session, const std::optional<Condition>& when) const;
  // Judges the step, fills in its `tags`, and goes on behind it.
  void take(Step& step);
  // Client role: what a rule's `when` captures.
  void capture(const Line& command);
  VariableKind kind_of(std::string_view name) const;
  bool is_variable(std::string_view name) const { return kind_of(name) != VariableKind::unknown; }

 private:
  struct End {
    enum class Kind : std::uint8_t { absent, idle, open, plus, closed };
    Kind kind = Kind::idle;
    std::size_t open = 0;  // commands whose results are still to come
    friend bool operator==(const End&, const End&) = default;
  };
  using Ends = std::map<std::string, End, std::less<>>;  // by outcome; "" where there is but one

  End end_before(const Step& step);
  std::optional<End> chosen(std::string_view session, const std::optional<Condition>& when) const;
  End end_behind(const Step& step, const End& before, const std::vector<Line>& lines);
  void commands(Step& step, const End& before);
  void answers(const Step& step, const End& before);
  void conditions(const Step& step);
  void expression(const Expression& expression, const Condition& condition, const Step& step);
  void sent(const Line& line, const Step& step);
  void sent_hole(const Hole& hole, const yaml::Place& place, const Step& step);
  void sent_data(const std::string& name, const yaml::Place& place, const Step& step);
  void named_octets(const Node& node, const yaml::Place& place, const Step& step, bool sent);
  void received(const std::vector<Line>& lines, const std::string& condition,
                std::map<std::string, std::set<std::string>>& binds);
  void given_hole(const Hole& hole, const yaml::Place& place);
  bool is_bound(std::string_view name, const Step& step) const;

  const Scenario& scenario_;
  const Given& given_;
  const LoadContext& context_;
  std::map<std::string, Ends, std::less<>> sessions_;
  std::map<std::string, std::set<std::string>, std::less<>>
      bound_;  // hole -> under which outcome, guard or condition; "" always
  std::set<std::string, std::less<>> outcomes_, tags_;
  std::set<std::string, std::less<>> within_data_;  // whose holes are being looked at
};

// Whether whatever fits the later outcome fits the earlier one too, or fits it sooner.
bool covers(const Outcome& earlier, const Outcome& later);

}  // namespace imapspec::scenario
