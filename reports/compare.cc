#include "reports/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "reports/findings.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

bool fails(const Result* result) {
  return result != nullptr && (result->verdict == Verdict::fail || result->verdict == Verdict::warn ||
                               result->verdict == Verdict::error || result->verdict == Verdict::xfail);
}
bool was_played(const Result* result) {
  return result != nullptr && result->verdict != Verdict::skip;
}

// An expected failure and one that is not are the same failure: what is expected may have been written down since.
bool same_failure(const Result& a, const Result& b) {
  if ((a.verdict == Verdict::error) != (b.verdict == Verdict::error)) return false;
  if (a.rule && b.rule) return true;  // which of its many breaches are kept is chance
  return std::ranges::equal(a.failures, b.failures, {}, fingerprint, fingerprint);
}

std::optional<Change::Kind> kind_of(const Result* before, const Result* after) {
  using enum Change::Kind;
  if (fails(after)) {
    if (!fails(before)) return failed;
    if (!same_failure(*before, *after)) return differs;
    return std::nullopt;
  }
  if (fails(before)) return was_played(after) ? mended : gone;
  if (was_played(before) != was_played(after)) return other;
  return std::nullopt;
}

std::string_view verdict(const Result* result) {
  return result == nullptr ? "-" : name(result->verdict);
}

}  // namespace

std::string_view name(Change::Kind kind) {
  constexpr std::array<std::string_view, 5> kNames{"new failure", "fails differently", "mended", "not played any more",
                                                   "played on one side only"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::vector<Change> compare(const Report& before, const Report& after) {
  std::map<std::string_view, std::pair<const Result*, const Result*>> pairs;
  for (const Result& result : before.results) pairs[result.id].first = &result;
  for (const Result& result : after.results) pairs[result.id].second = &result;
  std::vector<Change> changes;
  for (const auto& [id, pair] : pairs) {
    if (const auto kind = kind_of(pair.first, pair.second)) changes.push_back({*kind, pair.first, pair.second});
  }
  std::ranges::stable_sort(changes, {}, &Change::kind);
  return changes;
}

bool is_worse(const Report& after, const std::vector<Change>& changes) {
  return after.incomplete || std::ranges::any_of(changes, [](const Change& change) {
           return change.kind == Change::Kind::failed || change.kind == Change::Kind::differs;
         });
}

std::string write_comparison_text(const Report& before, const Report& after, const std::vector<Change>& changes) {
  std::string text;
  std::array<std::size_t, 5> counts{};
  for (const Change& change : changes) {
    ++counts.at(static_cast<std::size_t>(change.kind));
    text += fmt::format("{:<24}{:>5} -> {:<5}  {}\n", name(change.kind), verdict(change.before), verdict(change.after),
                        show_line(change.id()));
    if (fails(change.after)) text += fmt::format("{:<24}{}\n", "", show_line(why(*change.after)));
  }
  std::string sum;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    if (counts.at(kind) > 0)
      sum += fmt::format("{}{} {}", sum.empty() ? "" : ", ", counts.at(kind), name(static_cast<Change::Kind>(kind)));
  }
  text += fmt::format("{}\n  before: {}\n  after:  {}\n", sum.empty() ? "no difference" : sum, headline(before),
                      headline(after));
  if (after.incomplete) text += "INCOMPLETE: " + show_line(after.incomplete_reason) + '\n';
  return text;
}

}  // namespace imapspec::reports
