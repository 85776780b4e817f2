// The oracle: whatever octets both sides say, it follows and judges without falling over; what it has found does not
// depend on the portions in which they came.
//   The input is a series of portions: one octet of direction and length, then so many octets.
#include "fuzz/target.h"
#include "harness/oracle/watcher.h"

using namespace imapspec;

namespace {

std::string found(std::string_view octets, bool chopped) {
  oracle::Watcher watcher;
  while (!octets.empty()) {
    const auto head = static_cast<unsigned char>(octets.front());
    octets.remove_prefix(1);
    const std::string_view part = octets.substr(0, head & 0x7fU);
    octets.remove_prefix(part.size());
    const auto say = [&](std::string_view said) {
      if ((head & 0x80U) != 0)
        watcher.client_said(said);
      else
        watcher.server_said(said);
    };
    if (!chopped) say(part);
    for (std::size_t i = 0; chopped && i < part.size(); ++i) say(part.substr(i, 1));
  }
  watcher.server_closed();
  std::string all;
  for (const auto& finding : watcher.take_findings()) all += finding.rule + ": " + finding.what + "\n";
  return all;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(rules, octets, octets) {
  const std::string whole = found(octets, false), chopped = found(octets, true);
  fuzz::require(whole == chopped, "5: portions do not matter to the oracle", whole + "in single octets:\n" + chopped);
}
