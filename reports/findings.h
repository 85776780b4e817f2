// Findings: what the reports for machines are about: one thing that went wrong, with the line of the scenario that shows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

struct Finding {
  const Result* result = nullptr;
  const Failure* failure = nullptr;  // null of an xpass, and of an error that has none
  Place place;          // of the step; of a rule, where the scenario is defined in which it was broken. May be empty
  std::string message;  // plain text of several lines: what is wrong, what the RFC asks, how to see it again
  std::string key;      // 16 hexadecimal digits: the same in the next run if it is the same, and unique in this one
};

// In the order of the results' ids. Of xfail too if `expected`. The pointers are into `report`.
std::vector<Finding> findings(const Report& report, bool expected);
std::vector<Finding> findings(const Report&& report, bool expected) = delete;

// 16 hexadecimal digits for how it fails: the requirements, the step and the message, without what differs from run to
// run (numbers, the names of the run's mailboxes).
std::string fingerprint(const Failure& failure);

// 16 hexadecimal digits of these octets (FNV-1a of 64 bits).
std::string digest(std::string_view octets);

}  // namespace imapspec::reports
