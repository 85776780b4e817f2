// What goes wrong before and around commands: STARTTLS, login, literals, LOGOUT.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct StarttlsKeepsClearOctets final : Decisions {
  bool forgets_clear_octets_at_starttls(bool) override { return false; }
};

struct ContinuationForEveryLiteral final : Decisions {
  bool asks_for_literal(bool, bool) override { return true; }
};

struct CancelledIsNo final : Decisions {
  bool cancelled_exchange_is_bad(bool) override { return false; }
};

struct ScramWithoutSignature final : Decisions {
  bool proves_itself(bool) override { return false; }
};

struct LogoutWithoutBye final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Logout>(exchange) != nullptr) leave_out<grammar::Status>(exchange);
  }
};

constexpr std::array kQuirks = {
    Quirk{"starttls-keeps-clear-octets", "rfc3501-11.1-k",
          "Commands sent in clear behind STARTTLS are executed after the handshake.",
          make_decisions<StarttlsKeepsClearOctets>, kEverything, Acts::before_login},
    Quirk{"continuation-for-every-literal", "rfc7888-3-b", "Non-synchronizing literals are answered with + too.",
          make_decisions<ContinuationForEveryLiteral>},
    Quirk{"cancelled-is-no", "rfc3501-6.2.2-e", "AUTHENTICATE that the client cancels is answered with NO.",
          make_decisions<CancelledIsNo>, kEverything, Acts::before_login},
    Quirk{"scram-without-signature", "rfc5802-3-a",
          "SCRAM ends by OK, and the server has not shown that it knows the password.",
          make_decisions<ScramWithoutSignature>, kEverything, Acts::before_login},
    Quirk{"logout-without-bye", "rfc3501-6.1.3-b", "LOGOUT is answered without BYE.", make_decisions<LogoutWithoutBye>},
};

}  // namespace

std::span<const Quirk> connection_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
