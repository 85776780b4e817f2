// Repeats: the results of several runs of the same scenarios as one, with what is flaky told apart.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "reports/result.h"

namespace imapspec::cli {

// Keeps one result of each id, however many rounds there are.
class Repeats {
 public:
  void add(std::vector<reports::Result> round);

  // In the order in which the ids were first seen. What came out differently is flaky: it counts as its gravest verdict,
  // with the evidence of the first round that had it, and its reason says "flaky: pass 4 times, fail once". The tallies
  // of a rule are added; it is broken if it was broken once. Leaves nothing behind.
  std::vector<reports::Result> take();

 private:
  struct Entry {
    reports::Result gravest;
    std::map<reports::Verdict, std::size_t> counts;
    reports::RuleTally tally;
  };
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> places_;  // by id
};

}  // namespace imapspec::cli
