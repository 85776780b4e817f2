// Framing: where one message ends and the next begins, without grammar. A resumable state machine: octets in any
// portions, events out (RFC 9051 sections 2.2 and 4.3, RFC 7888).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/base/limits.h"

namespace imapspec::grammar {

enum class Direction : std::uint8_t { command, response };

struct FramingLimits {
  std::size_t line_octets = limits::kLineOctetsMax;          // all of a message outside its literals
  std::uint64_t literal_octets = limits::kLiteralOctetsMax;  // one literal that is kept
  std::size_t message_octets = limits::kMessageOctetsMax;
  std::size_t literals = 4096;  // in one message
};

// What the framer saw. At most one event a call; the octets before it are consumed.
struct FrameEvent {
  enum class Kind : std::uint8_t {
    need_more,          // all octets that were consumed belong to a message that is not complete
    literal_announced,  // a line ended in {n}, {n+}, ~{n}: `octets` of literal follow; `synchronising` asks for "+"
    message,     // complete: Framer::message() holds it until the next call. A line that ends in LF without CR is
                 // complete too: the parser refuses it
    over_limit,  // `limit` was passed. What follows is counted but not kept (bounded memory) until the message
                 // ends. At a literal `octets` and `synchronising` are set as for literal_announced: the caller
                 // lets it come, or refuses it by abandon_literal()
  };
  Kind kind = Kind::need_more;
  std::size_t consumed = 0;  // octets of the input of this call; 0 only with over_limit within a line
  std::uint64_t octets = 0;  // of the literal
  bool synchronising = false;
  const char* limit = "";  // over_limit: "line", "literal", "message", "literals"; message: the limit that it passed
                           // first, so that message() holds no more than its beginning; else ""
};

// One direction of one connection. In responses the rest of a line behind `*` or a tag and OK, NO, BAD, BYE or PREAUTH,
// and behind `+`, is text: "{3}" at its end announces nothing. "{3+}" announces in both directions, although servers
// may not send it (RFC 7888 section 3): the parser refuses the message, and the framer stays in step.
class Framer {
 public:
  explicit Framer(Direction direction, FramingLimits limits = {});
  FrameEvent feed(std::string_view input);
  // The message completed by the last event `message`: with its CRLF and its literals. Valid until the next feed.
  std::string_view message() const;
  // What was fed of a message that is not complete.
  std::string_view pending() const;
  // After a synchronising literal was refused (the server answers NO or BAD in place of "+"): the literal will not
  // come, and the next octets begin a new message (RFC 9051 section 4.3).
  void abandon_literal();
  // The next line is not a message of the grammar but one line of octets up to CRLF: the answer to a SASL challenge,
  // DONE.
  void expect_line();
  void reset();  // STARTTLS: what was buffered is gone

 private:
  FrameEvent take_line(std::string_view input);
  FrameEvent take_literal(std::string_view input);
  FrameEvent end_of_line(std::size_t consumed);
  FrameEvent complete(std::size_t consumed);
  FrameEvent over(FrameEvent event, const char* limit);
  bool is_text() const;

  Direction direction_;
  FramingLimits limits_;
  std::string message_;
  std::string tail_;             // the last octets of the line, where the line is not kept
  std::size_t line_start_ = 0;   // where the line after the last literal begins
  std::size_t line_octets_ = 0;  // of all lines of the message, kept or not
  std::uint64_t literal_left_ = 0;
  std::size_t literals_ = 0;
  const char* passed_ = "";  // the first limit that the message passed: nothing more of it is kept
  bool complete_ = false;    // message_ was handed out: the next feed begins anew
  bool plain_line_ = false;
};

}  // namespace imapspec::grammar
