// Session: our own client's side of one connection, without I/O. Commands in fragments go in, octets that may be sent now
// come out; octets of the server go in, framed and parsed responses come out. It keeps tags, waits for the "+" of
// synchronising literals, and never judges.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/arena.h"
#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/grammar/term.h"

namespace imapspec::session {

// One message of the server. `response` refers to `octets` and `arena`, so a Received is neither copied nor moved.
struct Received {
  Received() = default;
  Received(const Received&) = delete;
  Received& operator=(const Received&) = delete;

  std::size_t index = 0;  // order of arrival on this connection, from 0
  std::string octets;     // whole: CRLF and literals included
  Arena arena{512};
  std::optional<grammar::Response> response;  // absent if it could not be read, not even tolerantly; what was tolerated
                                              // stands in its deviations
  std::optional<ParseError> refused;          // why it could not
  std::string limit;                          // which limit of framing it passed; the octets are cut then
  grammar::Term term;                         // of `response`
  bool for_literal = false;                   // the "+" that a synchronising literal of ours waited for

  bool is_tagged(std::string_view tag) const;
  bool is_continuation() const;
};

class Session {
 public:
  // `prefix` begins every tag: sessions with different prefixes never share one.
  explicit Session(std::string prefix = "A", grammar::FramingLimits limits = {});

  // Unique on this connection: prefix and a number. Never contains "+".
  std::string fresh_tag();

  // Queues a command whose octets already begin with `tag`. Fragments but the last end in the announcement of a
  // synchronising literal; each next one waits for "+", and is dropped when a tagged result comes in its place.
  void send(std::string tag, grammar::Fragments fragments);
  // A line that answers "+" of the open command (SASL, DONE, a literal announced by hand); may have literals of its own.
  void send_continuation(grammar::Fragments fragments);
  // Octets as they are. Nothing is kept about them.
  void send_raw(std::string octets);

  // What may go out now; sent(n) takes n octets off its front.
  std::string_view outgoing() const { return std::string_view(outgoing_).substr(gone_); }
  void sent(std::size_t octets);
  // A fragment waits for "+" (or for a result in its place).
  bool waits_for_continuation() const { return !queue_.empty() && queue_.front().waiting; }
  // Fragments of ours that were dropped since the server refused the literal: how often.
  std::size_t refused_literals() const { return refused_literals_; }

  // Octets of the server. What became complete is appended to received().
  void feed(std::string_view octets);
  const std::vector<std::unique_ptr<Received>>& received() const { return received_; }
  // Octets of a message that is not complete yet.
  std::string_view pending() const { return framer_.pending(); }

  // Commands sent whose tagged result has not come, in the order sent.
  const std::vector<std::string>& open_tags() const { return open_tags_; }

  // How the session speaks: changed by `* ENABLED` of IMAP4rev2 or UTF8=ACCEPT, and by a server that offers IMAP4rev2
  // alone. Responses are read in either revision.
  const grammar::Dialect& dialect() const { return dialect_; }
  void set_dialect(grammar::Dialect dialect) { dialect_ = dialect; }

  // STARTTLS: what was buffered in clear, in either direction, is gone.
  void tls_started();

 private:
  struct Queued {
    std::string tag;
    grammar::Fragments fragments;
    std::size_t next = 0;
    bool waiting = false;
  };
  void pump();
  void take_message(std::string_view octets, const char* limit);
  void note(Received& message);
  void note_code(const grammar::Status& status);
  void note_capabilities(List<std::string_view> names);
  static grammar::Dialect read_as();

  std::string prefix_;
  std::uint64_t tags_ = 0;
  grammar::Framer framer_;
  grammar::Dialect dialect_{.revision = grammar::Revision::rev1};
  std::deque<Queued> queue_;
  std::string outgoing_;
  std::size_t gone_ = 0;  // octets at its front that were sent
  std::vector<std::unique_ptr<Received>> received_;
  std::vector<std::string> open_tags_;
  std::size_t refused_literals_ = 0;
  const char* limit_ = nullptr;
};

}  // namespace imapspec::session
