#include "harness/base/memory_stream.h"

#include <algorithm>

namespace imapspec {

void MemoryStream::queue(Saying::Kind kind, std::string octets, Duration after) {
  last_due_ = std::max(last_due_, clock_->now()) + after;
  sayings_.push_back({kind, std::move(octets), last_due_});
}

void MemoryStream::say(std::string octets, Duration after) {
  if (!octets.empty()) queue(Saying::Kind::octets, std::move(octets), after);
}
void MemoryStream::end(Duration after) {
  queue(Saying::Kind::end, {}, after);
}
void MemoryStream::fail(std::string error, Duration after) {
  queue(Saying::Kind::error, std::move(error), after);
}

Progress MemoryStream::progress(std::string_view out, std::span<char> in, TimePoint until) {
  Progress progress;
  if (closed_) broken_ = "closed by this side";
  progress.error = broken_;
  if (!broken_.empty()) return progress;
  if (!half_closed_) write(out, progress);
  if (progress.error.empty() && !in.empty()) {
    // Nothing has moved and nothing is due: wait, as a socket would, for what comes next or for the time.
    if (progress.written == 0 && (sayings_.empty() || sayings_.front().due > clock_->now()))
      clock_->sleep_until(sayings_.empty() ? until : std::min(until, sayings_.front().due));
    read(in, progress);
  } else if (progress.timed_out()) {
    clock_->sleep_until(until);
  }
  broken_ = progress.error;
  return progress;
}

void MemoryStream::write(std::string_view out, Progress& progress) {
  if (out.empty() || !far_end_reads_) return;
  if (writes_ == failing_write_.nth) {
    progress.error = failing_write_.error;
    return;
  }
  ++writes_;
  if (write_at_most_ != 0) out = out.substr(0, write_at_most_);
  written_ += out;
  progress.written = out.size();
  if (far_end_) far_end_(std::string(out));
}

void MemoryStream::read(std::span<char> in, Progress& progress) {
  if (sayings_.empty() || sayings_.front().due > clock_->now()) return;
  Saying& next = sayings_.front();
  switch (next.kind) {
    case Saying::Kind::end:
      progress.end = true;  // and it stays the end: the saying is not taken off
      return;
    case Saying::Kind::error:
      progress.error = next.octets;
      return;
    case Saying::Kind::octets:
      break;
  }
  if (reads_ == failing_read_.nth) {
    progress.error = failing_read_.error;
    return;
  }
  ++reads_;
  std::size_t n = std::min(in.size(), next.octets.size());
  if (read_at_most_ != 0) n = std::min(n, read_at_most_);
  std::copy_n(next.octets.begin(), n, in.begin());
  next.octets.erase(0, n);
  if (next.octets.empty()) sayings_.pop_front();
  progress.read = n;
}

std::expected<void, std::string> MemoryStream::start_tls(TimePoint) {
  if (!tls_error_.empty()) return std::unexpected(tls_error_);
  ++handshakes_;
  tls_ = true;
  // What had come in clear is gone; what the far end says later is said under TLS.
  while (!sayings_.empty() && sayings_.front().kind == Saying::Kind::octets && sayings_.front().due <= clock_->now())
    sayings_.pop_front();
  return {};
}

std::expected<void, std::string> MemoryStream::start_deflate() {
  deflated_ = true;
  return {};
}

std::expected<void, std::string> MemoryStream::end_deflate() {
  deflated_ = false;
  return {};
}

}  // namespace imapspec
