#include "harness/cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace imapspec::cli {

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (terminal_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(const reports::Result& result, std::size_t done, std::size_t of) {
  if (reports::is_unexpected(result.verdict)) ++unexpected_;
  if (!terminal_) return;
  std::fprintf(stderr, "\r\x1b[K%zu of %zu, %zu unexpected  %.60s", done, of, unexpected_, result.id.c_str());
  std::fflush(stderr);
}

}  // namespace imapspec::cli
