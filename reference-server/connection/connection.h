// Connection: one client's connection without I/O: octets in, octets and events out. It frames commands, asks for
// literals or refuses them before they are sent, and hands what is complete to its Session (RFC 3501 sections 2.2
// and 4.3, RFC 7888).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/base/tls_facts.h"
#include "harness/grammar/framing.h"
#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

struct ConnectionInfo {
  bool tls = false;         // the connection began with TLS
  TlsFacts tls_facts = {};  // of that
};

// Used by one thread at a time; several connections of one server may be in several threads.
class Connection {
 public:
  // `notify` is called, perhaps in another thread and always with the account locked, when wake() would have something to
  // say: it may only note it or have the connection's own thread told.
  explicit Connection(Server& server, ConnectionInfo info = {}, std::function<void()> notify = {});
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Octets of the client, in any portions; what is complete is answered. After closed() they are ignored.
  void receive(std::string_view octets);
  // The same step by step, for who has other connections to serve too: takes octets up to the end of one line or literal at
  // most, and returns how many. While busy() it takes none, but does the next portion of the command in progress.
  std::size_t step(std::string_view octets);
  bool busy() const { return in_progress_ != nullptr && !closed(); }
  // What is to be sent; the caller takes it off. The greeting is there from the start.
  std::string& output() { return output_.octets; }

  // What was in output() is the last to go in clear: the handshake follows, and what came in clear is forgotten
  // (RFC 9051 section 6.2.1). Nothing is answered until tls_started().
  bool wants_tls() const { return session_->wants_tls; }
  void tls_started(TlsFacts facts = {});
  // What was in output() is the last that is not compressed. Nothing is answered until deflate_started(), and octets of
  // a client that has not waited for it are lost (RFC 4978 section 3).
  bool wants_deflate() const { return session_->wants_deflate; }
  void deflate_started() { session_->wants_deflate = false; }
  // What was in output() is the last that is compressed. Nothing is answered until deflate_ended(), and what a client goes on
  // to compress is lost (RFC 8437 section 4.1).
  bool ends_deflate() const { return session_->ends_deflate; }
  void deflate_ended() { session_->ends_deflate = false; }

  // To be closed once output() is sent.
  bool closed() const { return session_->logged_out; }

  // Says what other sessions have changed, if it may be said now: while IDLE is open.
  void wake();
  // A client that says nothing for so long may be told BYE by time_out() (RFC 3501 section 5.4).
  std::chrono::milliseconds autologout() const;
  void time_out();

 private:
  // A command whose result is clear before it is complete: the rest of it is read and thrown away.
  struct Refused {
    std::string tag;
    grammar::StatusKind kind = grammar::StatusKind::bad;
    std::string_view text;
    std::optional<grammar::RespTextCode> code;
  };

  void go_on();
  void release_memory();
  void take_event(const grammar::FrameEvent& event);
  void take_literal(const grammar::FrameEvent& event);
  bool skips_refused_literal();
  static Refused misread(const ParseError& error, std::string tag);
  void refuse_what_is_wrong_already();
  Refused refused_literal(const grammar::FrameEvent& event, bool known, bool short_only) const;
  void take_message();
  void take_line(std::string_view line);
  void answer_refused();
  std::uint64_t literal_octets_max() const;
  std::string pending_tag() const;
  void conclude(Exchange& exchange);
  Output* at_once();
  void send(Exchange& exchange);
  void say_bye(std::string_view text, std::optional<grammar::RespTextCode> code = {});

  Server& server_;
  std::unique_ptr<Session> session_;
  grammar::Framer framer_;
  Arena arena_;                                    // of the command, and of its answer
  Arena portion_arena_;                            // of the portions behind the first
  const grammar::Command* in_progress_ = nullptr;  // has more portions; in arena_
  Output output_;
  std::string open_tag_;  // of a command that waits for a line
  std::optional<Refused> refused_;
  std::uint64_t octets_to_skip_ = 0;  // of a literal that is thrown away
  std::uint64_t octets_dropped_ = 0;  // of a line that is thrown away
  std::string clear_octets_;          // behind STARTTLS; kept by a quirk only
  unsigned bad_in_a_row_ = 0;
  std::atomic<bool> news_ = false;
};

}  // namespace imapspec::reference_server
