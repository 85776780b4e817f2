#include "harness/runner/wire.h"

#include <algorithm>
#include <array>

namespace imapspec::runner {

using reports::Direction;

std::size_t Transcript::add(std::string_view session, Direction direction, std::string_view octets) {
  constexpr std::size_t kShown = 8192;
  constexpr std::size_t kLines = 20'000;
  // What went out in pieces is read as the line that it is.
  if (direction == Direction::client && !lines_.empty()) {
    reports::TranscriptLine& last = lines_.back();
    if (last.session == session && last.direction == direction && !last.octets.ends_with('\n') &&
        last.octets.size() + octets.size() <= kShown) {
      last.octets += octets;
      return lines_.size() - 1;
    }
  }
  if (lines_.size() >= kLines) return lines_.size() - 1;
  reports::TranscriptLine line;
  line.time = clock_->now() - begin_;
  line.session = session;
  line.direction = direction;
  line.octets = octets.substr(0, kShown);
  if (octets.size() > kShown) line.octets += "... (" + std::to_string(octets.size() - kShown) + " octets more)\r\n";
  lines_.push_back(std::move(line));
  return lines_.size() - 1;
}

Wire::Wire(std::string name, std::unique_ptr<Stream> stream, std::string tag_prefix, Transcript& transcript,
           bool implicit_tls)
    : name_(std::move(name)),
      stream_(std::move(stream)),
      session_(std::move(tag_prefix)),
      watcher_(implicit_tls),
      transcript_(&transcript) {}

void Wire::note(std::string_view text) {
  transcript_->add(name_, Direction::note, text);
}

std::optional<std::size_t> Wire::show_pending() {
  if (session_.pending().empty()) return std::nullopt;
  return transcript_->add(name_, Direction::server, session_.pending());
}

void Wire::half_close() {
  note("the harness sends no more");
  we_ended_ = true;
  stream_->half_close();
}

void Wire::mark_closed() {
  if (!closed_) note("closed by the harness");
  we_ended_ = closed_ = true;
}

// One exchange with the stream; everybody who watches is told in the order of the wire.
bool Wire::step(std::string_view out, TimePoint until) {
  std::array<char, 65536> in;
  const Progress progress = stream_->progress(out, in, until);
  if (progress.written > 0) {
    const std::string_view sent = out.substr(0, progress.written);
    transcript_->add(name_, Direction::client, sent);
    if (on_purpose_)
      watcher_.client_said_on_purpose(sent);
    else
      watcher_.client_said(sent);
    session_.sent(progress.written);
  }
  if (progress.read > 0) {
    const std::string_view read(in.data(), progress.read);
    octets_read_ += progress.read;
    watcher_.server_said(read);
    session_.feed(read);
    while (lines_.size() < session_.received().size())
      lines_.push_back(transcript_->add(name_, Direction::server, session_.received()[lines_.size()]->octets));
  }
  if (progress.end || !progress.error.empty()) {
    if (!closed_) {
      note(progress.error.empty() ? "closed by the peer" : "connection lost: " + progress.error);
      if (progress.error.empty() && !we_ended_) watcher_.server_closed();
    }
    closed_ = true;
    error_ = progress.error;
  }
  return !progress.timed_out();
}

bool Wire::pump(TimePoint until, Clock& clock, const std::function<bool()>& done) {
  constexpr std::size_t kSentAtOnce = 65536;
  constexpr Duration kAskedEvery = std::chrono::milliseconds(200);  // so that `done` can end a wait for other reasons
  while (true) {
    if (done()) return true;
    if (closed_) return false;
    // A copy: the session may add to it while it takes in what comes.
    const std::string out(session_.outgoing().substr(0, chop_ != 0 ? chop_ : kSentAtOnce));
    const TimePoint pause_ends = std::min(until, clock.now() + kAskedEvery);
    // Where nothing can move by itself a stream does not wait: then the clock jumps.
    if (!step(out, pause_ends)) clock.sleep_until(pause_ends);
    // However much dribbles in, the time is up when it is up.
    if (clock.now() >= until) return done();
  }
}

bool Wire::flush(TimePoint until, Clock& clock) {
  return pump(until, clock, [this] { return session_.outgoing().empty(); });
}

void Wire::drain(Clock& clock) {
  std::uint64_t before = 0;
  do {
    before = octets_read_;
    if (!closed_) step({}, clock.now());
  } while (octets_read_ != before && !closed_);
}

std::expected<void, std::string> Wire::start_tls(TimePoint until) {
  note("TLS handshake");
  auto done = stream_->start_tls(until);
  if (!done) {
    note("TLS handshake failed: " + done.error());
    return done;
  }
  session_.tls_started();
  watcher_.tls_started();
  return {};
}

}  // namespace imapspec::runner
