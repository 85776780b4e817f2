// Coverage: what the results say about each requirement of the report.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

struct Covered {
  const Requirement* requirement = nullptr;
  std::optional<Verdict> verdict;  // the gravest that judged it; skip: only what was not played would; none: nothing
  std::vector<const Result*> results;  // that verify it, the gravest first, then in the order of their ids
};

// Of report.requirements, in their order, and behind them what only failures name. The pointers are into `report`. A
// result that failed says something only of the requirements that its failures name: it may not have come to the others.
std::vector<Covered> coverage(const Report& report);
std::vector<Covered> coverage(const Report&& report) = delete;

// Of several verdicts of one requirement the one that counts: what went wrong before what went well, and that before
// what was not played.
Verdict gravest(Verdict a, Verdict b);

}  // namespace imapspec::reports
