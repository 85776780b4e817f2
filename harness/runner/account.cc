#include "harness/runner/account.h"

#include <algorithm>

#include "harness/base/base64.h"
#include "harness/sasl/sasl.h"

namespace imapspec::runner {

using grammar::StatusKind;
using Kind = Setback::Kind;

namespace {

using Done = std::expected<void, Setback>;

std::unexpected<Setback> setback(Kind kind, std::string what) {
  return std::unexpected(Setback{kind, std::move(what)});
}

// The greeting: * OK, * PREAUTH or * BYE.
std::expected<StatusKind, Setback> read_greeting(Wire& wire, Clock& clock, TimePoint until) {
  const auto& received = wire.session().received();
  const auto came = await(wire, until, clock, [&] { return !received.empty(); });
  if (!came) {
    wire.show_pending();
    return setback(wire.closed() ? Kind::no_connection : Kind::no_answer, "no greeting: " + came.error());
  }
  const auto& greeting = *received.front();
  const auto* untagged = greeting.response ? std::get_if<grammar::Untagged>(&greeting.response->body) : nullptr;
  const auto* status = untagged != nullptr ? std::get_if<grammar::Status>(&untagged->body) : nullptr;
  if (status == nullptr) return setback(Kind::no_answer, "the greeting is not one of IMAP");
  if (status->kind == StatusKind::bye)
    return setback(Kind::no_connection, "greeted with BYE " + std::string(status->text.text));
  return status->kind;
}

bool offers(const std::set<std::string>& offer, const char* capability) {
  return offer.contains(capability);
}

Done start_tls(Wire& wire, Clock& clock, TimePoint until) {
  const auto answer = ask(wire, CommandLine("STARTTLS"), until, clock);
  if (!answer) return setback(Kind::no_answer, answer.error());
  if (!answer->ok()) return setback(Kind::no_answer, "STARTTLS was refused: " + result_text(wire, *answer));
  if (auto done = wire.start_tls(until); !done) return setback(Kind::no_answer, "TLS handshake: " + done.error());
  return {};
}

// The octets of a challenge: "+ " and base64.
std::expected<std::string, std::string> challenge_of(const session::Received& message) {
  std::string_view line = message.octets;
  line.remove_prefix(std::min<std::size_t>(2, line.size()));
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  auto decoded = decode_base64(line);
  if (!decoded)
    return std::unexpected("the challenge is not base64 from octet " + std::to_string(decoded.error()) + " on");
  return *std::move(decoded);
}

}  // namespace

Done authenticate(Wire& wire, std::string_view mechanism, const Account& account, Clock& clock, TimePoint until) {
  auto exchange =
      sasl::start_client(mechanism, {.user = account.user, .password = account.password, .token = account.token},
                         wire.stream().tls_facts());
  if (!exchange) return setback(Kind::no_login, exchange.error());
  const std::string command = "AUTHENTICATE " + std::string(mechanism);
  const std::string tag = wire.session().fresh_tag();
  const auto& received = wire.session().received();
  std::size_t next = received.size();
  wire.session().send(tag, {tag + ' ' + command + "\r\n"});
  const session::Received* result = nullptr;
  std::string trouble;
  bool finished = false;
  const auto answer_challenge = [&](const session::Received& message) {
    const auto challenge = challenge_of(message);
    const auto step = challenge ? (*exchange)->step(*challenge) : std::unexpected(challenge.error());
    if (!step) trouble = step.error();
    finished = step && step->done;
    // RFC 9051 section 6.2.2: a line of "*" cancels the exchange.
    wire.session().send_continuation({(step ? encode_base64(step->octets) : "*") + "\r\n"});
  };
  const auto done = [&] {
    for (; next < received.size(); ++next) {
      if (received[next]->is_continuation()) answer_challenge(*received[next]);
      if (received[next]->is_tagged(tag)) result = received[next].get();
    }
    return result != nullptr;
  };
  if (auto came = await(wire, until, clock, done); !came)
    return setback(Kind::no_answer, "the answer to " + command + ": " + came.error());
  const auto& status = std::get<grammar::Tagged>(result->response->body).status;
  if (!trouble.empty()) return setback(Kind::no_login, command + ": " + trouble);
  if (status.kind != StatusKind::ok)
    return setback(Kind::no_login, command + " was refused: " + std::string(status.text.text));
  // The server of a mechanism that proves both sides has to prove itself too (RFC 5802 section 5).
  if (!finished) return setback(Kind::no_login, command + ": OK came before the exchange had ended");
  return {};
}

std::expected<std::unique_ptr<Wire>, Setback> open_wire(Peer& peer, std::string name, std::string tag_prefix,
                                                        Transcript& transcript, TimePoint until) {
  auto stream = peer.connect(until);
  if (!stream) return setback(Kind::no_connection, stream.error());
  const bool implicit = peer.profile().tls == PeerProfile::Tls::implicit;
  if (implicit) {
    if (auto done = (*stream)->start_tls(until); !done)
      return setback(Kind::no_connection, "TLS handshake: " + done.error());
  }
  auto wire = std::make_unique<Wire>(std::move(name), std::move(*stream), std::move(tag_prefix), transcript, implicit);
  wire->note(implicit ? "connected, with TLS" : "connected");
  wire->chop(peer.profile().chop);
  return wire;
}

std::expected<std::set<std::string>, Setback> capabilities(Wire& wire, Clock& clock, TimePoint until) {
  const auto& known = wire.watcher().conversation().capabilities;
  if (known) return *known;
  const auto answer = ask(wire, CommandLine("CAPABILITY"), until, clock);
  if (!answer) return setback(Kind::no_answer, answer.error());
  if (!known) return setback(Kind::no_answer, "CAPABILITY was answered without a list: " + result_text(wire, *answer));
  return *known;
}

Done log_in(Wire& wire, const Account& account, Clock& clock, TimePoint until) {
  const auto offer = capabilities(wire, clock, until);
  if (!offer) return std::unexpected(offer.error());
  if (offers(*offer, "LOGINDISABLED")) {
    if (!offers(*offer, "AUTH=PLAIN"))
      return setback(Kind::no_login, "the server lists LOGINDISABLED and no AUTH=PLAIN");
    return authenticate(wire, "PLAIN", account, clock, until);
  }
  const auto answer = ask(wire, CommandLine("LOGIN").string(account.user).string(account.password), until, clock);
  if (!answer) return setback(Kind::no_answer, answer.error());
  if (answer->ok()) return {};
  if (wire.closed() || wire.watcher().conversation().bye)
    return setback(Kind::no_connection, "LOGIN: " + result_text(wire, *answer));
  return setback(Kind::no_login, "LOGIN was refused: " + result_text(wire, *answer));
}

Done bring(Wire& wire, Stage stage, const Account& account, Peer& peer, TimePoint until, Offer* offer) {
  Clock& clock = peer.clock();
  Offer ignored;
  Offer& seen = offer != nullptr ? *offer : ignored;
  const auto greeting = read_greeting(wire, clock, until);
  if (!greeting) return std::unexpected(greeting.error());
  if (*greeting == StatusKind::preauth) {
    if (stage != Stage::authenticated) return setback(Kind::no_stage, "the server greets with PREAUTH");
  } else {
    const auto tls = peer.profile().tls;
    if (stage == Stage::greeted && tls == PeerProfile::Tls::implicit)
      return setback(Kind::no_stage, "TLS comes before the greeting");
    if (stage == Stage::greeted && offer == nullptr) return {};
    auto listed = capabilities(wire, clock, until);
    if (!listed) return std::unexpected(listed.error());
    seen.greeted = *listed;
    if (stage == Stage::greeted) return {};
    const bool offered = offers(*listed, "STARTTLS");
    if (tls == PeerProfile::Tls::starttls && !offered)
      return setback(Kind::no_stage, "the server does not offer STARTTLS");
    if (tls == PeerProfile::Tls::starttls || (tls == PeerProfile::Tls::if_offered && offered)) {
      if (auto done = start_tls(wire, clock, until); !done) return done;
      // RFC 9051 section 6.2.1: what was listed before is to be forgotten.
      listed = capabilities(wire, clock, until);
      if (!listed) return std::unexpected(listed.error());
    }
    seen.secured = *listed;
    if (stage == Stage::secured) return {};
    if (auto done = log_in(wire, account, clock, until); !done) return done;
  }
  auto listed = capabilities(wire, clock, until);
  if (!listed) return std::unexpected(listed.error());
  seen.authenticated = *std::move(listed);
  return {};
}

}  // namespace imapspec::runner
