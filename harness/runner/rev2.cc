#include "harness/runner/rev2.h"

#include <algorithm>
#include <array>

namespace imapspec::runner {

bool plays_rev2(const scenario::Scenario& scenario, const Survey& survey, bool wanted) {
  const auto& offered = survey.offer.authenticated;
  if (!offered.contains("IMAP4REV2")) return false;
  return !scenario.rev1 || (scenario.rev2 && (wanted || !offered.contains("IMAP4REV1")));
}

bool is_in_rev2(std::string_view capability) {
  static constexpr std::array<std::string_view, 11> kAll = {"NAMESPACE", "UNSELECT",    "UIDPLUS",    "ESEARCH",
                                                            "SEARCHRES", "ENABLE",      "IDLE",       "SASL-IR",
                                                            "MOVE",      "LIST-STATUS", "STATUS=SIZE"};
  return std::find(kAll.begin(), kAll.end(), capability) != kAll.end();
}

}  // namespace imapspec::runner
