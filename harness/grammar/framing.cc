#include "harness/grammar/framing.h"

#include <algorithm>
#include <array>
#include <optional>

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

}  // namespace

Framer::Framer(Direction direction, FramingLimits limits) : direction_(direction), limits_(limits) {}

std::string_view Framer::message() const { return message_; }
std::string_view Framer::pending() const { return complete_ ? std::string_view() : std::string_view(message_); }

void Framer::reset() {
  message_.clear();
  tail_.clear();
  line_start_ = line_octets_ = 0;
  literal_left_ = 0;
  literals_ = 0;
  keeping_ = true;
  complete_ = false;
  plain_line_ = false;
}

void Framer::abandon_literal() { reset(); }
void Framer::expect_line() { plain_line_ = true; }

FrameEvent Framer::feed(std::string_view input) {
  if (complete_) {
    const bool plain = plain_line_;
    reset();
    plain_line_ = plain;
  }
  if (input.empty()) return {};
  return literal_left_ > 0 ? take_literal(input) : take_line(input);
}

FrameEvent Framer::take_literal(std::string_view input) {
  const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(literal_left_, input.size()));
  if (keeping_) message_.append(input.substr(0, n));
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
  event.consumed = n;
  const std::size_t room = limits_.line_octets - std::min(limits_.line_octets, line_octets_);
  if (keeping_ && (n > room || message_.size() + n > limits_.message_octets)) {
    event.kind = FrameEvent::Kind::over_limit;
    event.limit = n > room ? "line" : "message";
    event.consumed = 0;  // the next call takes them, and keeps no more than their tail
    message_.append(octets.substr(0, room));
    keeping_ = false;
    tail_.clear();
    return event;
  }
  line_octets_ += n;
  if (keeping_) {
    message_.append(octets);
  } else {
    tail_.append(octets.substr(octets.size() - std::min(octets.size(), kTailOctets)));
    if (tail_.size() > kTailOctets) tail_.erase(0, tail_.size() - kTailOctets);
  }
  return lf == std::string_view::npos ? event : end_of_line(n);
}

// RFC 9051 section 7.1: behind OK, NO, BAD, BYE and PREAUTH stands text, and so it does behind "+": braces at the end of
// such a line announce nothing.
bool Framer::is_text() const {
  if (plain_line_) return true;
  if (direction_ == Direction::command) return false;
  const std::string_view line(message_);
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return false;
  if (line.substr(0, space) == "+") return true;
  const std::size_t end = std::min(line.find_first_of(" \r\n", space + 1), line.size());
  const std::string_view word = line.substr(space + 1, end - space - 1);
  constexpr std::array<std::string_view, 5> kStatuses = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
  return std::any_of(kStatuses.begin(), kStatuses.end(), [word](std::string_view status) {
    return std::equal(word.begin(), word.end(), status.begin(), status.end(),
                      [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; });
  });
}

FrameEvent Framer::end_of_line(std::size_t consumed) {
  std::string_view line = keeping_ ? std::string_view(message_).substr(line_start_) : std::string_view(tail_);
  const bool crlf = line.ends_with("\r\n");
  if (!crlf || is_text()) return complete(consumed);
  const auto announced = announcement(line.substr(0, line.size() - 2));
  if (!announced) return complete(consumed);
  FrameEvent event;
  event.consumed = consumed;
  event.octets = announced->octets;
  event.synchronising = announced->synchronising;
  event.kind = FrameEvent::Kind::literal_announced;
  ++literals_;
  if (announced->octets > limits_.literal_octets)
    event.limit = "literal";
  else if (literals_ > limits_.literals)
    event.limit = "literals";
  else if (message_.size() + announced->octets > limits_.message_octets)
    event.limit = "message";
  if (*event.limit != '\0') {
    event.kind = FrameEvent::Kind::over_limit;
    keeping_ = false;
  }
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
  return event;
}

}  // namespace imapspec::grammar
