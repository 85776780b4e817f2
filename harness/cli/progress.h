// ProgressLine: how far a run has come, on stderr: one line that is rewritten on a terminal, a line now and then in a log.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "harness/base/clock.h"

namespace imapspec::cli {

class ProgressLine {
 public:
  ProgressLine();  // of this process
  ProgressLine(bool terminal, Clock& clock, std::function<void(std::string_view)> out);
  ~ProgressLine();  // leaves the line of a terminal empty
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Of the scenario that has just ended; `unexpected` ones are counted.
  void show(std::string_view id, bool unexpected, std::size_t done, std::size_t of);

 private:
  bool terminal_;
  Clock& clock_;
  std::function<void(std::string_view)> out_;
  TimePoint begin_, said_;
  std::size_t unexpected_ = 0;
};

// "123 of 488, 2 unexpected, 41/s, 9 s left"; rate and time left only once they can be told.
std::string progress_text(std::size_t done, std::size_t of, std::size_t unexpected, Duration elapsed);

}  // namespace imapspec::cli
