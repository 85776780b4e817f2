#include "harness/grammar/framing.h"

#include <algorithm>
#include <array>
#include <optional>

#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

namespace {

struct Announcement {
  std::uint64_t octets = 0;
  bool synchronising = true;
};

// "{" number64 ["+"] "}" at the end of a line without its CRLF. A number beyond 63 bits announces nothing: the parser
// will refuse it.
std::optional<Announcement> announcement(std::string_view line) {
  if (!line.ends_with('}')) return std::nullopt;
  line.remove_suffix(1);
  Announcement found;
  if (line.ends_with('+')) {
    found.synchronising = false;
    line.remove_suffix(1);
  }
  const std::size_t brace = line.find_last_not_of("0123456789");
  if (brace == std::string_view::npos || line[brace] != '{' || brace + 1 == line.size()) return std::nullopt;
  for (const char c : line.substr(brace + 1)) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (found.octets > ((std::uint64_t{1} << 63U) - 1 - digit) / 10) return std::nullopt;
    found.octets = found.octets * 10 + digit;
  }
  return found;
}

constexpr std::size_t kTailOctets = 64;  // enough for "~{9223372036854775807+}\r\n"
constexpr std::size_t kRoomOctets = std::size_t{1} << 20;

}  // namespace

Framer::Framer(Direction direction, FramingLimits limits) : direction_(direction), limits_(limits) {}

std::string_view Framer::message() const {
  return message_;
}
std::string_view Framer::pending() const {
  return complete_ ? std::string_view() : std::string_view(message_);
}

void Framer::reset() {
  message_.clear();
  tail_.clear();
  line_start_ = line_octets_ = 0;
  literal_left_ = 0;
  literals_ = 0;
  passed_ = "";
  complete_ = false;
  plain_line_ = false;
}

void Framer::abandon_literal() {
  reset();
}
void Framer::expect_line() {
  plain_line_ = true;
}

FrameEvent Framer::feed(std::string_view input) {
  if (complete_) {
    const bool plain = plain_line_;
    reset();
    plain_line_ = plain;
  }
  if (input.empty()) return {};
  return literal_left_ > 0 ? take_literal(input) : take_line(input);
}

FrameEvent Framer::over(FrameEvent event, const char* limit) {
  event.kind = FrameEvent::Kind::over_limit;
  event.limit = limit;
  if (*passed_ == '\0') passed_ = limit;
  return event;
}

FrameEvent Framer::take_literal(std::string_view input) {
  const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(literal_left_, input.size()));
  if (*passed_ == '\0') {
    // With room for what is to come, up to a bound, lest what has come be copied again and again; a line ends it.
    message_.reserve(message_.size() + n + std::min<std::size_t>(literal_left_ - n, kRoomOctets) + kTailOctets);
    message_.append(input.substr(0, n));
  }
  literal_left_ -= n;
  if (literal_left_ == 0) line_start_ = message_.size();
  FrameEvent event;
  event.consumed = n;
  return event;
}

FrameEvent Framer::take_line(std::string_view input) {
  const std::size_t lf = input.find('\n');
  const std::size_t n = lf == std::string_view::npos ? input.size() : lf + 1;
  const std::string_view octets = input.substr(0, n);
  FrameEvent event;
  const std::size_t line_room = limits_.line_octets - std::min(limits_.line_octets, line_octets_);
  const std::size_t message_room = limits_.message_octets - std::min(limits_.message_octets, message_.size());
  const std::size_t room = std::min(line_room, message_room);
  if (*passed_ == '\0' && n > room) {
    // What there is room for is kept. The next call takes these octets, and keeps no more than the line's tail.
    const std::string_view line = std::string_view(message_).substr(line_start_);
    tail_ = line.substr(line.size() - std::min(line.size(), kTailOctets));
    message_.append(octets.substr(0, room));
    return over(event, room == line_room ? "line" : "message");
  }
  event.consumed = n;
  line_octets_ += n;
  if (*passed_ == '\0') {
    message_.append(octets);
  } else {
    tail_.append(octets.substr(octets.size() - std::min(octets.size(), kTailOctets)));
    if (tail_.size() > kTailOctets) tail_.erase(0, tail_.size() - kTailOctets);
  }
  return lf == std::string_view::npos ? event : end_of_line(n);
}

// RFC 9051 section 7.1: behind OK, NO, BAD, BYE and PREAUTH stands text, and so it does behind "+": braces at the end
// of such a line announce nothing. The first line of a message decides, so that many literals cost no more than their
// octets.
bool Framer::is_text() const {
  if (plain_line_) return true;
  if (direction_ == Direction::command || literals_ > 0) return false;
  const std::string_view line(message_);
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return false;
  if (line.substr(0, space) == "+") return true;
  const std::size_t end = std::min(line.find_first_of(" \r\n", space + 1), line.size());
  const std::string_view word = line.substr(space + 1, end - space - 1);
  constexpr std::array<std::string_view, 5> kStatuses = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
  return std::any_of(kStatuses.begin(), kStatuses.end(),
                     [word](std::string_view status) { return is_word(word, status); });
}

FrameEvent Framer::end_of_line(std::size_t consumed) {
  const std::string_view line =
      *passed_ == '\0' ? std::string_view(message_).substr(line_start_) : std::string_view(tail_);
  if (!line.ends_with("}\r\n") || is_text()) return complete(consumed);
  const auto announced = announcement(line.substr(0, line.size() - 2));
  if (!announced) return complete(consumed);
  FrameEvent event;
  event.consumed = consumed;
  event.octets = announced->octets;
  event.synchronising = announced->synchronising;
  event.kind = FrameEvent::Kind::literal_announced;
  ++literals_;
  if (announced->octets > limits_.literal_octets)
    event = over(event, "literal");
  else if (literals_ > limits_.literals)
    event = over(event, "literals");
  else if (*passed_ == '\0' && announced->octets > limits_.message_octets - message_.size())
    event = over(event, "message");
  tail_.clear();
  literal_left_ = announced->octets;
  line_start_ = message_.size();
  return event;
}

FrameEvent Framer::complete(std::size_t consumed) {
  complete_ = true;
  plain_line_ = false;
  FrameEvent event;
  event.kind = FrameEvent::Kind::message;
  event.consumed = consumed;
  event.limit = passed_;
  return event;
}

}  // namespace imapspec::grammar
