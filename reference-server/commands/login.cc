// RFC 3501 section 6.2: STARTTLS, LOGIN and AUTHENTICATE, with PLAIN (RFC 4616), LOGIN, and initial responses (RFC 4959).
#include "reference-server/commands/base64.h"
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

void log_in(Session& session, Exchange& exchange, std::string_view user, std::string_view password) {
  Account* account = session.server().store().user(user);
  const bool right = account != nullptr && session.choices().decide(&Decisions::password_is_right, account->password() == password,
                                                                    password, std::string_view(account->password()));
  if (!right) return fail_login(session, exchange);
  session.log_in(*account);
  completed(exchange);
}

void no_without_tls(Exchange& exchange) {
  exchange.no("Not before STARTTLS", code("PRIVACYREQUIRED"));
}

// RFC 4616 section 2: message = [authzid] UTF8NUL authcid UTF8NUL passwd
void plain(Session& session, Exchange& exchange, std::string_view message) {
  const std::size_t first = message.find('\0');
  const std::size_t second = first == std::string_view::npos ? first : message.find('\0', first + 1);
  if (second == std::string_view::npos || message.find('\0', second + 1) != std::string_view::npos)
    return exchange.bad("Not a message of PLAIN");
  const std::string_view authorization = message.substr(0, first);
  const std::string_view user = message.substr(first + 1, second - first - 1);
  if (!authorization.empty() && authorization != user)
    return exchange.no("Nobody may act for another", code("AUTHORIZATIONFAILED"));
  log_in(session, exchange, user, message.substr(second + 1));
}

// Sends a challenge; `next` takes the decoded response. A line "*" cancels (RFC 3501 section 6.2.2).
void challenge(Session& session, Exchange& exchange, std::string_view text,
               std::function<void(Session&, Exchange&, std::string)> next) {
  exchange.continuation(exchange.arena().copy(to_base64(text)), true);
  session.wait_for_line([next = std::move(next)](Session& s, Exchange& x, std::string_view line) {
    if (line == "*") return x.bad("Authentication cancelled");
    const auto response = from_base64(line);
    if (!response) return x.bad("Not base64");
    next(s, x, *response);
  });
}

void ask_password(Session& session, Exchange& exchange, const std::string& user) {
  challenge(session, exchange, "Password:", [user](Session& s, Exchange& x, const std::string& password) {
    log_in(s, x, user, password);
  });
}

}  // namespace

void run(Session& session, Exchange& exchange, const grammar::StartTls&) {
  if (!session.may_start_tls()) return exchange.bad(session.tls ? "TLS is in use already" : "Unknown command or argument");
  exchange.ok("Begin TLS negotiation now");
  session.wants_tls = true;
}

void run(Session& session, Exchange& exchange, const grammar::Login& command) {
  if (session.login_disabled()) return no_without_tls(exchange);
  log_in(session, exchange, command.user.value, command.password.value);
}

void run(Session& session, Exchange& exchange, const grammar::Authenticate& command) {
  const bool is_plain = same_word(command.mechanism, "PLAIN") && session.offers("AUTH=PLAIN");
  const bool is_login = same_word(command.mechanism, "LOGIN") && session.offers("AUTH=LOGIN");
  if (!is_plain && !is_login) return exchange.no("Unknown mechanism");
  if (session.login_disabled()) return no_without_tls(exchange);
  if (!command.initial_response) {
    if (is_plain) return challenge(session, exchange, "", plain);
    return challenge(session, exchange, "Username:", ask_password);
  }
  // RFC 4959 section 3: "=" is an empty initial response.
  const auto response = from_base64(*command.initial_response == "=" ? "" : *command.initial_response);
  if (!response) return exchange.bad("Not base64");
  if (is_plain) return plain(session, exchange, *response);
  ask_password(session, exchange, *response);
}

}  // namespace imapspec::reference_server
