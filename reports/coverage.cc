#include "reports/coverage.h"

#include <algorithm>
#include <map>

namespace imapspec::reports {
namespace {

unsigned gravity(Verdict verdict) {
  switch (verdict) {
    case Verdict::fail:
      return 6;
    case Verdict::error:
      return 5;
    case Verdict::xpass:
      return 4;
    case Verdict::warn:
      return 3;
    case Verdict::xfail:
      return 2;
    case Verdict::pass:
      return 1;
    case Verdict::skip:
      break;
  }
  return 0;
}

class Table {
 public:
  explicit Table(const Report& report) {
    for (const Requirement& requirement : report.requirements) add(requirement);
    const auto results = in_order(report);
    for (const Result* result : results) {
      for (const Failure& failure : result->failures) {
        for (const Requirement& requirement : failure.requirements) add(requirement);
      }
    }
    for (const Result* result : results) judge(*result);
    for (Covered& covered : rows_) {
      std::ranges::stable_sort(covered.results, std::ranges::greater{}, [&](const Result* result) {
        return gravity(said_by(*result, covered.requirement->id));
      });
    }
  }
  std::vector<Covered> take() { return std::move(rows_); }

 private:
  void add(const Requirement& requirement) {
    if (by_id_.try_emplace(requirement.id, rows_.size()).second) rows_.push_back({&requirement, {}, {}});
  }

  static bool names(const Result& result, std::string_view id) {
    return std::ranges::any_of(result.failures, [id](const Failure& failure) {
      return std::ranges::any_of(failure.requirements, [id](const Requirement& named) { return named.id == id; });
    });
  }
  static Verdict said_by(const Result& result, std::string_view id) {
    return result.failures.empty() || names(result, id) ? result.verdict : Verdict::skip;
  }

  void judge(const Result& result) {
    std::vector<std::string_view> ids(result.requirements.begin(), result.requirements.end());
    for (const Failure& failure : result.failures) {
      for (const Requirement& requirement : failure.requirements) ids.push_back(requirement.id);
    }
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const std::string_view id : ids) {
      const auto found = by_id_.find(id);
      if (found == by_id_.end()) continue;
      Covered& covered = rows_[found->second];
      const Verdict said = said_by(result, id);
      covered.verdict = covered.verdict ? gravest(*covered.verdict, said) : said;
      covered.results.push_back(&result);
    }
  }

  std::vector<Covered> rows_;
  std::map<std::string_view, std::size_t> by_id_;
};

}  // namespace

Verdict gravest(Verdict a, Verdict b) {
  return gravity(a) >= gravity(b) ? a : b;
}

std::vector<Covered> coverage(const Report& report) {
  return Table(report).take();
}

}  // namespace imapspec::reports
