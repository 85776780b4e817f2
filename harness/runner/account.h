// Account: bringing a connection to a state: greeting, capabilities, TLS, login, as the peer's profile and the server's own
// offer ask (RFC 9051 sections 3, 6.1.1, 6.2 and 11).
#pragma once

#include <expected>
#include <memory>
#include <set>
#include <string>

#include "harness/runner/errand.h"
#include "harness/runner/peer.h"
#include "harness/runner/wire.h"

namespace imapspec::runner {

// How far a connection has been brought.
enum class Stage : std::uint8_t {
  greeted,  // in clear, after the greeting
  secured,  // after the handshake that the run uses; the same as greeted where it uses none
  authenticated,
};

// What the server lists at each stage, in upper case; empty where the stage was not reached.
struct Offer {
  std::set<std::string> greeted, secured, authenticated;
};

// Why a connection could not be brought to its state, for people.
struct Setback {
  enum class Kind : std::uint8_t {
    no_connection,  // none could be made, or it was closed or told BYE before it had begun: perhaps there are too many
    no_answer,      // closed, hung or flooded later on
    no_login,       // the credentials, or every way to use them, were refused
    no_stage,       // the server does not have it: greeted, but it said PREAUTH; secured, but no STARTTLS
  };
  Kind kind = Kind::no_answer;
  std::string what;
};

// A new connection of the peer, watched, nothing read yet; where TLS comes first, after its handshake.
std::expected<std::unique_ptr<Wire>, Setback> open_wire(Peer& peer, std::string name, std::string tag_prefix,
                                                        Transcript& transcript, TimePoint until);

// Reads the greeting of a new connection and goes on to `stage`. `offer`, if given, is filled in on the way.
std::expected<void, Setback> bring(Wire& wire, Stage stage, const Account& account, Peer& peer, TimePoint until,
                                   Offer* offer = nullptr);
// The step from before login to authenticated alone.
std::expected<void, Setback> log_in(Wire& wire, const Account& account, Clock& clock, TimePoint until);
// By one SASL mechanism (RFC 9051 section 6.2.2), whatever the server lists.
std::expected<void, Setback> authenticate(Wire& wire, std::string_view mechanism, const Account& account, Clock& clock,
                                          TimePoint until);

// What the server offers now, asked of it where it has not said so of its own accord since this stage began.
std::expected<std::set<std::string>, Setback> capabilities(Wire& wire, Clock& clock, TimePoint until);

}  // namespace imapspec::runner
