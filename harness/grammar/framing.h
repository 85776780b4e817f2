// Framing: where one message ends and the next begins, without grammar. A resumable state machine: octets in any portions,
// events out (RFC 9051 sections 2.2 and 4.3, RFC 7888).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/base/limits.h"

namespace imapspec::grammar {

enum class Direction : std::uint8_t { command, response };

struct FramingLimits {
  std::size_t line_octets = limits::kLineOctetsMax;        // all of a message outside its literals
  std::uint64_t literal_octets = limits::kLiteralOctetsMax;  // one literal that is kept
  std::size_t message_octets = limits::kMessageOctetsMax;
  std::size_t literals = 4096;                              // in one message
};

// What the framer saw. At most one event a call; the octets before it are consumed.
struct FrameEvent {
  enum class Kind : std::uint8_t {
    need_more,           // all octets were consumed and no message is complete
    literal_announced,   // a line ended in {n}, {n+}, ~{n}: `octets` of literal follow; `synchronising` asks for "+"
    message,             // complete: Framer::message() holds it until the next call
    over_limit,          // a limit was passed: which one stands in `limit`; the rest of the line or literal is skipped
                         // by feed() (bounded memory), `message` follows with what was kept when it ends
    bare_line_end,       // a LF without CR, or a CR without LF, at `offset` of the message: reported, the line goes on
                         // (CR) or ends (LF)
  };
  Kind kind = Kind::need_more;
  std::size_t consumed = 0;      // octets of the input of this call
  std::uint64_t octets = 0;      // literal_announced
  bool synchronising = false;
  bool literal8 = false;
  std::uint64_t offset = 0;
  const char* limit = "";        // over_limit: "line", "literal", "message", "literals"
};

// One direction of one connection. In responses the rest of a line behind `*` or a tag and OK, NO, BAD, BYE or PREAUTH, and
// behind `+`, is text: "{3}" at its end announces nothing.
class Framer {
 public:
  explicit Framer(Direction direction, FramingLimits limits = {});
  FrameEvent feed(std::string_view input);
  // The message completed by the last event `message`: with its CRLF and its literals. Valid until the next feed.
  std::string_view message() const;
  // What was fed of a message that is not complete.
  std::string_view pending() const;
  // After a synchronising literal was refused (the server answers NO or BAD in place of "+"): the literal will not come,
  // and the next octets begin a new message (RFC 9051 section 4.3).
  void abandon_literal();
  // The next line is not a message of the grammar but one line of octets up to CRLF: the answer to a SASL challenge, DONE.
  void expect_line();
  void reset();  // STARTTLS: what was buffered is gone

 private:
  enum class State : std::uint8_t { line, literal, line_skipped, literal_skipped };
  Direction direction_;
  FramingLimits limits_;
  State state_ = State::line;
  std::string message_;
  std::size_t scanned_ = 0;          // of message_ in the current line
  std::size_t line_start_ = 0;       // where the line after the last literal begins
  std::size_t literal_octets_total_ = 0;
  std::uint64_t literal_left_ = 0;
  std::size_t literals_ = 0;
  bool complete_ = false;
  bool plain_line_ = false;
};

}  // namespace imapspec::grammar
