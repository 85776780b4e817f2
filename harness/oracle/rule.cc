#include "harness/oracle/rule.h"

#include <algorithm>
#include <cassert>

namespace imapspec::oracle {

void Rule::broke(std::string what, std::size_t message, std::string_view octets, std::size_t offset,
                 std::string_view requirement) {
  constexpr std::size_t kFindingsKept = 20;
  constexpr std::size_t kEvidenceOctets = 4096;
  ++broken_;
  if (findings_.size() >= kFindingsKept) return;
  const About me = about();
  if (requirement.empty()) requirement = me.requirement;
  assert(requirement == me.requirement || std::find(me.also.begin(), me.also.end(), requirement) != me.also.end());
  findings_.push_back({std::string(me.name), std::string(requirement), me.subject, std::move(what), message, offset,
                       std::string(octets.substr(0, kEvidenceOctets))});
}

std::vector<Rule::About> list_rules() {
  std::vector<Rule::About> list;
  for (const auto& make : all_rules()) list.push_back(make()->about());
  return list;
}

}  // namespace imapspec::oracle
