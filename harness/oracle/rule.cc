#include "harness/oracle/rule.h"

#include <algorithm>
#include <cassert>

namespace imapspec::oracle {

void Rule::broke(std::string what, std::size_t message, std::string_view octets, std::size_t offset,
                 std::string_view requirement) {
  constexpr std::ptrdiff_t kFindingsKept = 20;
  constexpr std::size_t kEvidenceOctets = 4096;
  ++broken_;
  const About me = about();
  if (findings_ == nullptr || std::count_if(findings_->begin(), findings_->end(), [&me](const Finding& kept) {
                                return kept.rule == me.name;
                              }) >= kFindingsKept)
    return;
  if (requirement.empty()) requirement = me.requirement;
  assert(requirement == me.requirement || std::find(me.also.begin(), me.also.end(), requirement) != me.also.end());
  findings_->push_back({std::string(me.name), std::string(requirement), me.subject, std::move(what), message, offset,
                        std::string(octets.substr(0, kEvidenceOctets))});
}

std::vector<Rule::About> list_rules() {
  std::vector<Rule::About> list;
  for (const auto& factory : all_rules()) list.push_back(factory.make()->about());
  return list;
}

}  // namespace imapspec::oracle
