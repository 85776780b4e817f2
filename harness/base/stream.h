// Stream: one connection's octets in both directions, whatever carries them: memory, TCP, TLS, a child process.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "harness/base/clock.h"
#include "harness/base/tls_facts.h"

namespace imapspec {

// What one call of Stream::progress achieved.
struct Progress {
  std::size_t written = 0;  // octets of `out` taken
  std::size_t read = 0;     // octets put into `in`
  bool end = false;         // the peer sends no more: what came before was delivered by this or earlier calls
  std::string error;        // broken (reset, TLS alert, ...): what happened, for people; empty if all is well

  bool timed_out() const { return written == 0 && read == 0 && !end && error.empty(); }
};

// Owned by one thread at a time. Every call returns by its deadline. After an error or close() nothing more goes through.
class Stream {
 public:
  virtual ~Stream() = default;

  // Sends what it can of `out` and reads what is there into `in` (either may be empty), both at once, so that a peer that
  // answers or closes while we send is heard. Returns as soon as anything moved, or at `until` with timed_out().
  virtual Progress progress(std::string_view out, std::span<char> in, TimePoint until) = 0;

  // The TLS handshake, now, in the role of this side. Octets of the peer that were received in clear and not yet read are
  // discarded, as RFC 9051 section 6.2.1 and 11.1 ask. The error is for people.
  virtual std::expected<void, std::string> start_tls(TimePoint until) = 0;
  virtual bool is_tls() const = 0;
  virtual TlsFacts tls_facts() const { return {}; }  // empty without TLS, and where a stream has none to give

  // COMPRESS=DEFLATE (RFC 4978) in both directions from here on.
  virtual std::expected<void, std::string> start_deflate() = 0;
  // It ends, behind the UNAUTHENTICATE that was sent and the OK that was read (RFC 8437 section 4.1).
  virtual std::expected<void, std::string> end_deflate() = 0;

  virtual void half_close() = 0;  // we send no more; reading goes on
  virtual void close() = 0;       // orderly, at once
  virtual void reset() = 0;       // as a crash would: TCP RST where there is TCP
};

}  // namespace imapspec
