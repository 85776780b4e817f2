// Streams in memory: one whose far end a test plays from a script, with faults at any read or write, and a pair of which
// each end is the other's peer.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "harness/base/stream.h"

namespace imapspec {

// The far end is the test: it queues what it says, each saying due some time after the one before, and hears what was
// written. Time is the clock's, so a far end that dribbles costs no time under VirtualClock. Not for several threads.
class MemoryStream final : public Stream {
 public:
  explicit MemoryStream(Clock& clock) : clock_(&clock) {}

  // What the far end does next, `after` the thing before it was due (or after now, if that is later).
  void say(std::string octets, Duration after = {});
  void end(Duration after = {});                      // an orderly close
  void fail(std::string error, Duration after = {});  // a reset: Progress::error
  // Called with the octets of every write, after they were taken: the place to answer.
  void on_written(std::function<void(std::string_view)> far_end) { far_end_ = std::move(far_end); }

  // The n-th read that would give octets, or write that would take some, fails instead (from 0).
  void fail_read(std::size_t nth, std::string error = "read failed") { failing_read_ = {nth, std::move(error)}; }
  void fail_write(std::size_t nth, std::string error = "write failed") { failing_write_ = {nth, std::move(error)}; }
  std::size_t reads() const { return reads_; }
  std::size_t writes() const { return writes_; }

  // Bounds on one call; 0 is none. A write of 0 octets at most never goes through: the far end does not read.
  void read_at_most(std::size_t octets) { read_at_most_ = octets; }
  void write_at_most(std::size_t octets) { write_at_most_ = octets; }
  void stop_reading(bool stopped) { far_end_reads_ = !stopped; }

  void set_tls(bool tls) { tls_ = tls; }
  void refuse_tls(std::string error) { tls_error_ = std::move(error); }

  const std::string& written() const { return written_; }  // all of it, since the beginning
  std::size_t handshakes() const { return handshakes_; }
  bool deflated() const { return deflated_; }
  bool half_closed() const { return half_closed_; }
  bool closed() const { return closed_; }
  bool was_reset() const { return was_reset_; }

  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override;
  std::expected<void, std::string> start_tls(TimePoint until) override;
  bool is_tls() const override { return tls_; }
  std::expected<void, std::string> start_deflate() override;
  std::expected<void, std::string> end_deflate() override;
  void half_close() override { half_closed_ = true; }
  void close() override { closed_ = true; }
  void reset() override { closed_ = was_reset_ = true; }

 private:
  struct Saying {
    enum class Kind : std::uint8_t { octets, end, error } kind = Kind::octets;
    std::string octets;  // or the error
    TimePoint due{};
  };
  struct Fault {
    std::size_t nth = static_cast<std::size_t>(-1);
    std::string error;
  };
  void queue(Saying::Kind kind, std::string octets, Duration after);
  void write(std::string_view out, Progress& progress);
  void read(std::span<char> in, Progress& progress);

  Clock* clock_;
  std::deque<Saying> sayings_;
  TimePoint last_due_{};
  std::function<void(std::string_view)> far_end_;
  Fault failing_read_, failing_write_;
  std::size_t reads_ = 0, writes_ = 0, read_at_most_ = 0, write_at_most_ = 0, handshakes_ = 0;
  bool far_end_reads_ = true, tls_ = false, deflated_ = false, half_closed_ = false, closed_ = false,
       was_reset_ = false;
  std::string broken_;  // what broke the stream; stays
  std::string written_, tls_error_;
};

// Two ends, each the other's peer. Each end belongs to one thread at a time, the two may belong to different ones; waits
// are in real time. TLS is agreed upon, not spoken: the handshake is done once both ends asked for it.
std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> memory_pair();

}  // namespace imapspec
