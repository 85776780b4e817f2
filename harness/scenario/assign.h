// Assignment: which of the received responses each expected line takes, so that fences are kept and all holes agree;
// the earliest where there are several ways. For match.cc alone.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/scenario/match.h"
#include "harness/scenario/term_match.h"

namespace imapspec::scenario {

// One expected line, with what is known of it before the search.
struct Wanted {
  Line line;
  std::string tag;                             // tagged without a hole: whose result it is
  std::size_t group = 0;                       // fence groups before it; a fence is in the group that it closes
  std::vector<std::size_t> candidates;         // positions of responses that it fits by itself, ascending
  bool is_fetch = false, is_vanished = false;  // matched by message and item; all of them as one
};

// Lines as they are matched: those bound to something that is not there left out, several VANISHED joined, tags given
// to results by their order, fences counted.
std::vector<Wanted> wanted_lines(const std::vector<Line>& lines, const MatchContext& context);

class Assignment {
 public:
  Assignment(const MatchContext& context, const std::vector<Seen>& seen, bool closed, bool ordered,
             std::size_t& steps_left)
      : context_(context), seen_(seen), closed_(closed), ordered_(ordered), steps_left_(steps_left) {}

  // Whether the lines of groups 0 .. groups-1 can all be assigned; holes are bound then, and taken() says what was
  // taken.
  bool solve(const std::vector<Wanted>& lines, std::size_t groups, Bindings& bindings);
  const std::set<std::size_t>& taken() const { return taken_; }

  // Whether the response could be the line's: without regard to the other lines.
  static bool fits_alone(const Wanted& wanted, const Seen& seen, const MatchContext& context, Bindings& bindings,
                         std::size_t& steps_left);

 private:
  struct Bounds {
    std::size_t low = 0, high = 0;  // positions low <= p < high
  };
  bool feasible(const std::vector<Wanted>& lines, std::size_t groups) const;
  bool fences(std::size_t group, std::size_t i, Bounds before, std::size_t low_of_lines);
  bool lines(std::size_t group, std::size_t i, Bounds bounds, std::size_t last, std::size_t next_low);
  bool take(std::size_t position, const std::function<bool()>& next);
  bool fetch(std::size_t line, std::size_t item, Bounds bounds, std::size_t first, std::size_t latest,
             const std::function<bool(std::size_t)>& next);
  bool vanished(std::size_t line, Bounds bounds, const std::function<bool(std::size_t)>& next);

  const MatchContext& context_;
  const std::vector<Seen>& seen_;
  bool closed_, ordered_;
  std::size_t& steps_left_;
  const std::vector<Wanted>* wanted_ = nullptr;
  std::size_t groups_ = 0;
  TermMatch* match_ = nullptr;
  std::vector<bool> used_;
  std::set<std::pair<std::size_t, std::size_t>> used_items_;  // of FETCH: position and item
  std::set<std::size_t> taken_;
};

}  // namespace imapspec::scenario
