// RFC 3501 section 6.2: STARTTLS, LOGIN and AUTHENTICATE, with initial responses (RFC 4959).
#include <algorithm>

#include "harness/base/base64.h"
#include "harness/sasl/sasl.h"
#include "reference-server/commands/commands.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

void fail_login(Session& session, Exchange& exchange) {
  if (++session.failed_logins >= session.profile().failed_logins_max) {
    exchange.untagged(grammar::StatusKind::bye, "Too many failed logins");
    session.logged_out = true;
  }
  exchange.no("Wrong user name or password", code("AUTHENTICATIONFAILED"));
}

void let_in(Session& session, Exchange& exchange, Account& account) {
  session.log_in(account);
  std::optional<grammar::RespTextCode> told;
  if (session.choices().decide(&Decisions::tells_capabilities, false))
    told = grammar::CodeCapability{session.capabilities(exchange.arena())};
  exchange.ok("Logged in", told);
}

void log_in(Session& session, Exchange& exchange, std::string_view user, std::string_view password) {
  Account* account = session.server().store().user(user);
  if (account == nullptr || account->password() != password) return fail_login(session, exchange);
  let_in(session, exchange, *account);
}

void no_without_tls(Exchange& exchange) {
  exchange.no("Not before STARTTLS", code("PRIVACYREQUIRED"));
}

// One exchange of a SASL mechanism; shared by the lines that it takes.
using Mechanism = std::shared_ptr<sasl::Exchange>;

void take_response(Session& session, Exchange& exchange, const Mechanism& mechanism, std::string_view response);

// A line "*" cancels (RFC 3501 section 6.2.2).
void challenge(Session& session, Exchange& exchange, const Mechanism& mechanism, std::string_view octets) {
  exchange.continuation(exchange.arena().copy(encode_base64(octets)), true);
  session.wait_for_line([mechanism](Session& s, Exchange& x, std::string_view line) {
    if (line == "*") {
      constexpr std::string_view kCancelled = "Authentication cancelled";
      return s.choices().decide(&Decisions::cancelled_exchange_is_bad, true) ? x.bad(kCancelled) : x.no(kCancelled);
    }
    const auto response = decode_base64(line);
    if (!response) return x.bad("Not base64");
    take_response(s, x, mechanism, *response);
  });
}

void take_response(Session& session, Exchange& exchange, const Mechanism& mechanism, std::string_view response) {
  const auto step = mechanism->step(response);
  if (!step) return fail_login(session, exchange);
  if (!step->done) return challenge(session, exchange, mechanism, step->octets);
  let_in(session, exchange, *session.server().store().user(mechanism->user()));
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::StartTls&) {
  if (!session.may_start_tls())
    return exchange.bad(session.tls ? "TLS is in use already" : "Unknown command or argument");
  exchange.ok("Begin TLS negotiation now");
  session.wants_tls = true;
}

void run(Session& session, Exchange& exchange, const grammar::Login& command) {
  if (session.login_disabled()) return no_without_tls(exchange);
  log_in(session, exchange, command.user.value, command.password.value);
}

void run(Session& session, Exchange& exchange, const grammar::Authenticate& command) {
  std::string name(command.mechanism);
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const auto offered = std::find(kCapabilities.begin(), kCapabilities.end(), "AUTH=" + name);
  if (offered == kCapabilities.end() || !session.offers(*offered)) return exchange.no("Unknown mechanism");
  if (session.login_disabled()) return no_without_tls(exchange);
  Store& store = session.server().store();
  auto mechanism = sasl::start_server(name, [&store](std::string_view user) -> std::optional<std::string> {
    const Account* account = store.user(user);
    return account == nullptr ? std::nullopt : std::optional(account->password());
  });
  if (!mechanism) return exchange.no("The mechanism does not work");
  const bool client_first = sasl::client_speaks_first(name);
  if (!command.initial_response) {
    if (client_first) return challenge(session, exchange, *std::move(mechanism), "");
    return take_response(session, exchange, *std::move(mechanism), "");
  }
  // RFC 4959 section 3: "=" is an empty initial response, and a mechanism in which the server begins has none.
  if (!client_first) return exchange.bad("The mechanism has no initial response");
  const auto response = decode_base64(*command.initial_response == "=" ? "" : *command.initial_response);
  if (!response) return exchange.bad("Not base64");
  if (response->empty()) return fail_login(session, exchange);  // to GNU SASL it would be none
  take_response(session, exchange, *std::move(mechanism), *response);
}

}  // namespace imapspec::reference_server
