// Compare: what is different between two runs against one peer.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/result.h"

namespace imapspec::reports {

struct Change {
  enum class Kind : std::uint8_t {
    failed,   // it fails, expected or not, and did not before
    differs,  // it failed before and fails otherwise now: another verdict, or another fingerprint (findings.h)
    mended,   // it failed before and passes
    gone,     // it failed before and was not played now
    other,    // it passed on one side and was not played on the other
  };
  Kind kind = Kind::other;
  const Result* before = nullptr;  // null if that run has no such result
  const Result* after = nullptr;   // likewise; never both null
  const std::string& id() const {
    assert(after != nullptr || before != nullptr);
    return after != nullptr ? after->id : before->id;
  }
};
std::string_view name(Change::Kind kind);  // "new failure", "fails differently", ...

// What changed, by kind, then by id. The pointers are into the reports.
std::vector<Change> compare(const Report& before, const Report& after);

// Whether this should stop a change to the peer: something failed or differs, or the later run is incomplete.
bool is_worse(const Report& after, const std::vector<Change>& changes);

// For people: a line for each change, and one that sums up. `changes` are those of compare(before, after).
std::string write_comparison_text(const Report& before, const Report& after, const std::vector<Change>& changes);
// The same as a page, with the evidence of both sides.
std::string write_comparison_html(const Report& before, const Report& after, const std::vector<Change>& changes);

}  // namespace imapspec::reports
