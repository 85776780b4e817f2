#include "harness/cli/progress.h"

#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

namespace imapspec::cli {
namespace {

constexpr Duration kBetweenLines = std::chrono::seconds(10);  // of a log
constexpr std::string_view kClear = "\r\x1b[K";

void to_stderr(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

}  // namespace

ProgressLine::ProgressLine() : ProgressLine(isatty(STDERR_FILENO) == 1, system_clock(), to_stderr) {}

ProgressLine::ProgressLine(bool terminal, Clock& clock, std::function<void(std::string_view)> out)
    : terminal_(terminal), clock_(clock), out_(std::move(out)), begin_(clock.now()), said_(begin_) {}

ProgressLine::~ProgressLine() {
  if (terminal_) out_(kClear);
}

void ProgressLine::show(std::string_view id, bool unexpected, std::size_t done, std::size_t of) {
  if (unexpected) ++unexpected_;
  const TimePoint now = clock_.now();
  const std::string text = progress_text(done, of, unexpected_, now - begin_);
  if (terminal_) {
    out_(fmt::format("{}{}  {:.40}", kClear, text, id));
  } else if (now - said_ >= kBetweenLines) {
    out_(text + '\n');
    said_ = now;
  }
}

std::string progress_text(std::size_t done, std::size_t of, std::size_t unexpected, Duration elapsed) {
  std::string text = fmt::format("{} of {}, {} unexpected", done, of, unexpected);
  const double seconds = std::chrono::duration<double>(elapsed).count();
  if (done == 0 || seconds < 0.5) return text;
  const double rate = static_cast<double>(done) / seconds;
  return text + fmt::format(", {:.{}f}/s, {:.0f} s left", rate, rate < 10 ? 1 : 0,
                            std::ceil(static_cast<double>(of - done) / rate));
}

}  // namespace imapspec::cli
