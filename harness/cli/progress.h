// ProgressLine: how far a run has come, on stderr, and only if that is a terminal.
#pragma once

#include <cstddef>

#include "reports/result.h"

namespace imapspec::cli {

class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();  // leaves the line empty
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const reports::Result& result, std::size_t done, std::size_t of);

 private:
  bool terminal_;
  std::size_t unexpected_ = 0;
};

}  // namespace imapspec::cli
