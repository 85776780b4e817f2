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

struct PasswordInAnyCase final : Decisions {
  bool password_is_right(bool, std::string_view given, std::string_view wanted) override {
    return same_word(given, wanted);
  }
};

struct LogoutWithoutBye final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Logout>(exchange) != nullptr) leave_out<grammar::Status>(exchange);
  }
};

constexpr std::array kQuirks = {
    Quirk{"starttls-keeps-clear-octets", "rfc3501-11.1-k",
          "Commands sent in clear behind STARTTLS are executed after the handshake.",
          make_decisions<StarttlsKeepsClearOctets>},
    Quirk{"continuation-for-every-literal", "rfc7888-3-b", "Non-synchronizing literals are answered with + too.",
          make_decisions<ContinuationForEveryLiteral>},
    Quirk{"password-in-any-case", "rfc3501-6.2.3-b", "LOGIN takes the password in any mixture of cases.",
          make_decisions<PasswordInAnyCase>},
    Quirk{"logout-without-bye", "rfc3501-6.1.3-b", "LOGOUT is answered without BYE.", make_decisions<LogoutWithoutBye>},
};

}  // namespace

std::span<const Quirk> connection_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
