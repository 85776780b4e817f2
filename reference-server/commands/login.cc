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

void let_in(Session& session, Exchange& exchange, const std::string& user) {
  const auto account = session.server().account_of(user);
  // RFC 5530 section 3: it has proved who it is, and cannot be what it asks to be.
  if (!account) return exchange.no(exchange.arena().copy(account.error()), code("AUTHORIZATIONFAILED"));
  session.log_in(**account);
  std::optional<grammar::RespTextCode> told;
  if (session.choices().decide(&Decisions::tells_capabilities, false))
    told = grammar::CodeCapability{session.capabilities(exchange.arena())};
  exchange.ok("Logged in", told);
}

void log_in(Session& session, Exchange& exchange, std::string_view user, std::string_view password) {
  if (session.server().password_of(user) != password) return fail_login(session, exchange);
  let_in(session, exchange, std::string(user));
}

sasl::Authority authority_of(Session& session) {
  Server& server = session.server();
  return {.password_of = [&server](std::string_view user) { return server.password_of(user); },
          .user_of_token = [&server](std::string_view token) -> std::optional<std::string> {
            const std::string_view user = token.substr(std::min(token.size(), Store::access_token("").size()));
            if (token != Store::access_token(user) || !server.password_of(user)) return std::nullopt;
            return std::string(user);
          },
          .anonymous_user = session.profile().anonymous_user,
          .may_be = [&server](std::string_view user, std::string_view name) { return server.may_be(user, name); }};
}

void no_without_tls(Exchange& exchange) {
  exchange.no("Not before STARTTLS", code("PRIVACYREQUIRED"));
}

void unreadable(Session& session, Exchange& exchange) {
  constexpr std::string_view kText = "Not base64";
  return session.choices().decide(&Decisions::unreadable_response_is_bad, true) ? exchange.bad(kText)
                                                                                : exchange.no(kText);
}

// One exchange of a SASL mechanism; shared by the lines that it takes.
using Mechanism = std::shared_ptr<sasl::Exchange>;

void take_response(Session& session, Exchange& exchange, const Mechanism& mechanism, std::string_view response);

// A line "*" cancels (RFC 3501 section 6.2.2). `last`: the client has proved itself, and only answers that it has seen the proof
// of the server, which has no place beside OK.
void challenge(Session& session, Exchange& exchange, const Mechanism& mechanism, std::string_view octets,
               bool last = false) {
  exchange.continuation(exchange.arena().copy(encode_base64(octets)), true);
  session.wait_for_line([mechanism, last](Session& s, Exchange& x, std::string_view line) {
    if (line == "*") {
      constexpr std::string_view kCancelled = "Authentication cancelled";
      return s.choices().decide(&Decisions::cancelled_exchange_is_bad, true) ? x.bad(kCancelled) : x.no(kCancelled);
    }
    const auto response = decode_base64(line);
    if (!response) return unreadable(s, x);
    if (!last) return take_response(s, x, mechanism, *response);
    if (!response->empty()) return fail_login(s, x);
    let_in(s, x, mechanism->user());
  });
}

void take_response(Session& session, Exchange& exchange, const Mechanism& mechanism, std::string_view response) {
  const auto step = mechanism->step(response);
  if (!step) return fail_login(session, exchange);
  const bool proves = step->done && !step->octets.empty() && session.choices().decide(&Decisions::proves_itself, true);
  if (!step->done || proves) return challenge(session, exchange, mechanism, step->octets, step->done);
  let_in(session, exchange, mechanism->user());
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
  const sasl::Mechanism* offered = sasl::find_mechanism(command.mechanism);
  if (offered == nullptr || !session.offers("AUTH=" + std::string(offered->name)))
    return exchange.no("Unknown mechanism");
  if (!session.offers_mechanism(*offered))
    return session.tls ? exchange.no("Not on this connection") : no_without_tls(exchange);
  auto mechanism = sasl::start_server(offered->name, authority_of(session), session.tls_facts);
  if (!mechanism) return exchange.no("The mechanism does not work");
  const bool client_first = offered->client_first;
  if (!command.initial_response) {
    if (client_first) return challenge(session, exchange, *std::move(mechanism), "");
    return take_response(session, exchange, *std::move(mechanism), "");
  }
  // RFC 4959 section 3: "=" is an empty initial response, and a mechanism in which the server begins has none.
  if (!client_first) return exchange.bad("The mechanism has no initial response");
  const auto response = decode_base64(*command.initial_response == "=" ? "" : *command.initial_response);
  if (!response) return unreadable(session, exchange);
  take_response(session, exchange, *std::move(mechanism), *response);
}

}  // namespace imapspec::reference_server
