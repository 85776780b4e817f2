// Wire: one named session of a scenario: its stream, our client's side, the oracle that watches, and the transcript.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/stream.h"
#include "harness/oracle/watcher.h"
#include "harness/session/session.h"
#include "reports/result.h"

namespace imapspec::runner {

// The common time line of all sessions of a scenario.
class Transcript {
 public:
  explicit Transcript(Clock& clock) : clock_(&clock), begin_(clock.now()) {}
  // Returns the index of the line. Octets are cut to a bounded length, with a note of what was left out.
  std::size_t add(std::string_view session, reports::Direction direction, std::string_view octets);
  const std::vector<reports::TranscriptLine>& lines() const { return lines_; }
  std::vector<reports::TranscriptLine>& lines() { return lines_; }

 private:
  Clock* clock_;
  TimePoint begin_;
  std::vector<reports::TranscriptLine> lines_;
};

class Wire {
 public:
  Wire(std::string name, std::unique_ptr<Stream> stream, std::string tag_prefix, Transcript& transcript,
       bool implicit_tls);

  const std::string& name() const { return name_; }
  session::Session& session() { return session_; }
  const session::Session& session() const { return session_; }
  oracle::Watcher& watcher() { return watcher_; }
  Stream& stream() { return *stream_; }

  // Sends and reads until `done` says so, the peer closes, or `until`. `done` is asked before the first wait, whenever
  // anything moved, and some times a second. True if `done` did.
  bool pump(TimePoint until, Clock& clock, const std::function<bool()>& done);
  // Sends all that may go out now; reads what comes meanwhile. False if the peer is gone or the time is up.
  bool flush(TimePoint until, Clock& clock);
  // Takes in what has come, without waiting.
  void drain(Clock& clock);

  // From here on octets go out `n` at a time (0: as they come).
  void chop(std::size_t n) { chop_ = n; }
  // Octets sent from here on break client rules on purpose.
  void on_purpose(bool on) { on_purpose_ = on; }

  std::expected<void, std::string> start_tls(TimePoint until);
  bool closed() const { return closed_; }
  // Why it closed, where it was not in order: "connection reset by peer".
  const std::string& error() const { return error_; }
  std::uint64_t octets_read() const { return octets_read_; }
  // The transcript's line of a received message.
  std::size_t transcript_line(std::size_t received_index) const { return lines_.at(received_index); }
  void note(std::string_view text);
  // From here on the lines go to another time line; transcript_line() of what came before is of the old one.
  void write_to(Transcript& transcript) { transcript_ = &transcript; }
  // We send no more; reading goes on.
  void half_close();
  // Our side has closed it, or given it up.
  void mark_closed();
  // Puts what came of an unfinished message into the transcript; returns its line, if there was any.
  std::optional<std::size_t> show_pending();

 private:
  bool step(std::string_view out, TimePoint until);  // whether anything moved

  std::string name_;
  std::unique_ptr<Stream> stream_;
  session::Session session_;
  oracle::Watcher watcher_;
  Transcript* transcript_;
  std::vector<std::size_t> lines_;
  std::size_t chop_ = 0;
  bool on_purpose_ = false;
  bool closed_ = false;
  bool we_ended_ = false;
  std::string error_;
  std::uint64_t octets_read_ = 0;
};

}  // namespace imapspec::runner
