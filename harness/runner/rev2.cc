#include "harness/runner/rev2.h"

#include <algorithm>

namespace imapspec::runner {

bool plays_rev2(const scenario::Scenario& scenario, const Survey& survey, bool wanted) {
  const auto& offered = survey.offer.authenticated;
  if (!offered.contains("IMAP4REV2")) return false;
  return !scenario.rev1 || (scenario.rev2 && (wanted || !offered.contains("IMAP4REV1")));
}

std::vector<std::string> in_force(const catalogue::Catalogue& catalogue, const std::vector<std::string>& ids,
                                  bool rev2) {
  if (!rev2) return ids;
  std::vector<std::string> all;
  for (const auto& id : ids) {
    const auto again = catalogue.asked_again(id);
    const auto newer =
        std::find_if(again.begin(), again.end(), [](const auto* each) { return each->rfc == catalogue::kRev2; });
    const std::string& one = newer == again.end() ? id : (*newer)->id;
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
  return all;
}

}  // namespace imapspec::runner
