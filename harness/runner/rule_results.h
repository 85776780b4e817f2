// RuleResults: what the always-on rules saw in a whole run, as results of their own: rules/NAME.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/catalogue/catalogue.h"
#include "harness/runner/scene.h"

namespace imapspec::runner {

class RuleResults {
 public:
  // `scenario` is where it was seen, and `reproduce` plays that again. The evidence that is added first is kept.
  void add(const RuleReport& report, const std::string& scenario, const std::string& reproduce);
  // One for each rule about such peers: pass, fail (or warn, where it is a SHOULD), or skip where there was nothing to judge.
  std::vector<reports::Result> results(const catalogue::Catalogue& catalogue, oracle::Subject subject) const;

 private:
  struct Evidence {
    RuleReport::Breach breach;
    std::string scenario, reproduce;
  };
  std::map<std::string, reports::RuleTally> tallies_;
  std::map<std::string, std::vector<Evidence>> evidence_;
};

}  // namespace imapspec::runner
