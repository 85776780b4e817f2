#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

#include "harness/base/memory_stream.h"

namespace imapspec {

namespace {

// What the two ends share.
struct Line {
  std::mutex mutex;
  std::condition_variable changed;
  struct Side {
    std::string incoming;      // said by the other, not yet read
    bool other_ended = false;  // the other sends no more
    bool asks_for_tls = false;
  };
  std::array<Side, 2> sides;
  bool was_reset = false;
  bool tls = false;
};

class PairEnd final : public Stream {
 public:
  PairEnd(std::shared_ptr<Line> line, std::size_t side) : line_(std::move(line)), side_(side) {}
  PairEnd(const PairEnd&) = delete;
  PairEnd& operator=(const PairEnd&) = delete;
  ~PairEnd() override { PairEnd::close(); }

  Progress progress(std::string_view out, std::span<char> in, TimePoint until) override {
    std::unique_lock lock(line_->mutex);
    Progress progress;
    if (closed_ || line_->was_reset) {
      progress.error = closed_ ? "closed by this side" : "connection reset by peer";
      return progress;
    }
    if (!out.empty() && !half_closed_) {
      there().incoming += out;
      progress.written = out.size();
      line_->changed.notify_all();
    }
    const auto something = [this, in] {
      return line_->was_reset || (!in.empty() && (!here().incoming.empty() || here().other_ended));
    };
    if (progress.written == 0) line_->changed.wait_until(lock, until, something);
    if (line_->was_reset) {
      progress.error = "connection reset by peer";
      return progress;
    }
    progress.read = std::min(in.size(), here().incoming.size());
    std::copy_n(here().incoming.begin(), progress.read, in.begin());
    here().incoming.erase(0, progress.read);
    progress.end = here().other_ended && here().incoming.empty() && progress.read == 0 && !in.empty();
    return progress;
  }

  // The second to ask empties both directions: nothing that was said in clear is heard under TLS.
  std::expected<void, std::string> start_tls(TimePoint until) override {
    std::unique_lock lock(line_->mutex);
    here().asks_for_tls = true;
    if (there().asks_for_tls) {
      for (auto& side : line_->sides) side.incoming.clear();
      line_->tls = true;
      line_->changed.notify_all();
    }
    const bool done =
        line_->changed.wait_until(lock, until, [this] { return line_->tls || line_->was_reset || here().other_ended; });
    if (!done || !line_->tls) return std::unexpected("the other side did not take part in the handshake");
    return {};
  }
  bool is_tls() const override {
    const std::lock_guard lock(line_->mutex);
    return line_->tls;
  }
  std::expected<void, std::string> start_deflate() override { return {}; }
  std::expected<void, std::string> end_deflate() override { return {}; }

  void half_close() override {
    const std::lock_guard lock(line_->mutex);
    half_closed_ = true;
    there().other_ended = true;
    line_->changed.notify_all();
  }
  void close() override {
    half_close();
    closed_ = true;
  }
  void reset() override {
    const std::lock_guard lock(line_->mutex);
    closed_ = true;
    line_->was_reset = true;
    line_->changed.notify_all();
  }

 private:
  Line::Side& here() { return line_->sides.at(side_); }
  Line::Side& there() { return line_->sides.at(1 - side_); }

  std::shared_ptr<Line> line_;
  std::size_t side_;
  bool half_closed_ = false;
  bool closed_ = false;
};

}  // namespace

std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> memory_pair() {
  auto line = std::make_shared<Line>();
  return {std::make_unique<PairEnd>(line, 0), std::make_unique<PairEnd>(line, 1)};
}

}  // namespace imapspec
