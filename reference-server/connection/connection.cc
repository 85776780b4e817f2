#include "reference-server/connection/connection.h"

#include <algorithm>

#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

namespace imapspec::reference_server {

namespace {

using Kind = grammar::FrameEvent::Kind;
constexpr std::uint64_t kShortLiteralOctetsMax = 4096;               // RFC 7888 section 5, RFC 9051 section 4.3
constexpr std::uint64_t kDroppedOctetsMax = std::uint64_t{4} << 20;  // of one endless line; then BYE

// Of one command: no mailbox of a test needs more, and thousands of BODY[]<n.m> of one message would.
constexpr std::size_t kOutputOctetsMax = std::size_t{256} << 20;

grammar::FramingLimits limits_of(const Profile& profile) {
  grammar::FramingLimits limits;
  limits.line_octets = profile.line_octets_max;
  limits.literal_octets = std::max(profile.append_octets_max, profile.literal_octets_max);
  limits.message_octets = limits.literal_octets + profile.line_octets_max;
  limits.literals = profile.literals_max;
  return limits;
}

// The tag at the front of a command, or of what is left of one; empty if it cannot be read.
std::string_view tag_of(std::string_view command) {
  const std::size_t end = command.find_first_of(" \r\n");
  const std::string_view word = command.substr(0, end);
  const bool readable = std::all_of(word.begin(), word.end(), [](char c) { return grammar::is(grammar::kTagChar, c); });
  return readable ? word : std::string_view();
}

std::string_view behind_space(std::string_view text) {
  const std::size_t space = text.find(' ');
  return space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
}

// Whether the command, or what is left of one, stores a message.
bool stores_message(std::string_view command) {
  std::string_view rest = behind_space(command);
  if (same_word(rest.substr(0, rest.find(' ')), "UID")) rest = behind_space(rest);
  const std::string_view name = rest.substr(0, rest.find(' '));
  return same_word(name, "APPEND") || same_word(name, "REPLACE");
}

}  // namespace

Connection::Connection(Server& server, ConnectionInfo info, std::function<void()> notify)
    : server_(server), framer_(grammar::Direction::command, limits_of(server.profile())) {
  session_ = std::make_unique<Session>(server, info.tls, [this, notify = std::move(notify)] {
    news_ = true;
    if (notify) notify();
  });
  session_->tls_facts = std::move(info.tls_facts);
  const auto lock = server_.store().lock();
  Exchange greeting(arena_, nullptr, {});
  Account* user = server_.store().user(server_.profile().preauth_user);
  if (user != nullptr) session_->log_in(*user);
  greeting.untagged(user == nullptr ? grammar::StatusKind::ok : grammar::StatusKind::preauth,
                    "imapspec reference server ready");
  send(greeting);
}

Connection::~Connection() {
  const auto lock = server_.store().lock();  // the session leaves its mailbox
  session_.reset();
}

void Connection::receive(std::string_view octets) {
  while (!octets.empty() && !closed()) {
    if (wants_tls()) {
      const auto lock = server_.store().lock();
      if (!session_->choices().decide(&Decisions::forgets_clear_octets_at_starttls, true)) clear_octets_ += octets;
      return;
    }
    if (wants_deflate()) return;
    if (octets_to_skip_ > 0) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(octets_to_skip_, octets.size()));
      octets.remove_prefix(n);
      octets_to_skip_ -= n;
      continue;
    }
    const grammar::FrameEvent event = framer_.feed(octets);
    octets.remove_prefix(event.consumed);
    if (refused_ && (octets_dropped_ += event.consumed) > kDroppedOctetsMax) return say_bye("Line too long");
    take_event(event);
  }
}

void Connection::take_event(const grammar::FrameEvent& event) {
  switch (event.kind) {
    case Kind::need_more:
      return;
    case Kind::literal_announced:
      return take_literal(event);
    case Kind::message:
      if (refused_) return answer_refused();
      return session_->waiting() ? take_line(framer_.message()) : take_message();
    case Kind::over_limit:
      if (event.consumed > 0) return take_literal(event);
      if (!refused_) refused_ = Refused{pending_tag(), grammar::StatusKind::bad, "Line too long", {}};
  }
}

std::string Connection::pending_tag() const {
  return session_->waiting() ? open_tag_ : std::string(tag_of(framer_.pending()));
}

std::uint64_t Connection::literal_octets_max() const {
  const bool append = stores_message(framer_.pending()) && session_->state() >= State::authenticated;
  return append ? server_.profile().append_octets_max : server_.profile().literal_octets_max;
}

// RFC 3501 section 2.2.1: an error in the line before a literal is answered by BAD in place of "+".
bool Connection::is_wrong_already() {
  arena_.reset();
  const auto parsed = grammar::parse_command(framer_.pending(), arena_, session_->dialect());
  return !parsed && parsed.error().kind != ParseError::Kind::incomplete;
}

// RFC 3501 section 4.3: a result in place of "+" refuses a synchronising literal, and then it is not sent. RFC 7888
// section 4: any other literal comes all the same; it is read and thrown away, so that it is never taken for commands.
void Connection::take_literal(const grammar::FrameEvent& event) {
  const bool any_length = event.synchronising || session_->offers("LITERAL+");
  const bool short_only = !any_length && session_->offers("LITERAL-");
  const bool known = any_length || short_only;
  const bool fits = event.kind == Kind::literal_announced && event.octets <= literal_octets_max() &&
                    (!short_only || event.octets <= kShortLiteralOctetsMax);
  if (!refused_ && fits && event.synchronising && !session_->waiting() && is_wrong_already())
    refused_ = Refused{pending_tag(), grammar::StatusKind::bad, "Command or arguments not understood", {}};
  if (!refused_ && known && fits) {
    const auto lock = server_.store().lock();
    if (!session_->choices().decide(&Decisions::asks_for_literal, event.synchronising, event.synchronising)) return;
    arena_.reset();
    Exchange exchange(arena_, nullptr, {});
    exchange.continuation("Ready for literal data");
    return send(exchange);
  }
  if (!refused_) {
    const bool append = stores_message(framer_.pending());
    refused_ =
        Refused{pending_tag(), append && known && !short_only ? grammar::StatusKind::no : grammar::StatusKind::bad,
                known ? "Literal too long" : "Unknown kind of literal", known ? code("TOOBIG") : std::nullopt};
  }
  framer_.abandon_literal();
  if (event.synchronising)
    answer_refused();
  else if (skips_refused_literal())
    octets_to_skip_ = event.octets;
  else
    framer_.reset(), answer_refused();
}

bool Connection::skips_refused_literal() {
  const auto lock = server_.store().lock();
  return session_->choices().decide(&Decisions::skips_refused_literal, true);
}

void Connection::answer_refused() {
  const auto lock = server_.store().lock();
  arena_.reset();
  Exchange exchange(arena_, nullptr, refused_->tag);
  exchange.result = grammar::Status{refused_->kind, {refused_->code, refused_->text}};
  session_->stop_waiting();
  conclude(exchange);
  refused_.reset();
  octets_dropped_ = 0;
}

void Connection::take_message() {
  arena_.reset();
  const std::string_view message = framer_.message();
  const auto parsed = grammar::parse_command(message, arena_, session_->dialect());
  const auto lock = server_.store().lock();
  Exchange exchange(arena_, parsed ? &*parsed : nullptr, parsed ? parsed->tag : tag_of(message));
  if (parsed && session_->choices().decide(&Decisions::understands, true, message))
    session_->execute(exchange, *parsed);
  else
    exchange.bad("Command or arguments not understood");
  conclude(exchange);
}

void Connection::take_line(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  arena_.reset();
  const auto lock = server_.store().lock();
  Exchange exchange(arena_, nullptr, open_tag_);
  session_->line(exchange, line);
  conclude(exchange);
}

// What follows a command: it goes on with a line, or the client has sent too much nonsense.
void Connection::conclude(Exchange& exchange) {
  const bool bad = exchange.result && exchange.result->kind == grammar::StatusKind::bad;
  bad_in_a_row_ = bad ? bad_in_a_row_ + 1 : 0;
  if (bad_in_a_row_ >= server_.profile().bad_commands_max) {
    exchange.untagged(grammar::StatusKind::bye, "Too many bad commands");
    session_->logged_out = true;
  }
  if (session_->waiting()) {
    open_tag_ = exchange.tag();
    framer_.expect_line();
  }
  send(exchange);
}

void Connection::send(Exchange& exchange) {
  exchange.close();
  for (const auto& decisions : session_->choices().in_force()) decisions->on_exchange(exchange);
  std::string printed;
  for (const auto& response : exchange.responses) {
    grammar::print_response(response, printed);
    printed = session_->choices().decide(&Decisions::octets, std::move(printed));
    if (output_.empty())
      output_.swap(printed);  // a large one is not copied
    else
      output_ += printed;
    if (output_.size() <= kOutputOctetsMax) continue;
    output_ = "* BYE Too much was asked for at once\r\n";
    session_->logged_out = true;
    return;
  }
}

void Connection::tls_started(TlsFacts facts) {
  session_->wants_tls = false;
  session_->tls = true;
  session_->tls_facts = std::move(facts);
  framer_.reset();
  receive(std::exchange(clear_octets_, {}));
}

void Connection::wake() {
  if (closed() || !news_.exchange(false)) return;
  const auto lock = server_.store().lock();
  arena_.reset();
  Exchange exchange(arena_, nullptr, {});
  session_->speak_up(exchange);
  send(exchange);
}

void Connection::say_bye(std::string_view text) {
  const auto lock = server_.store().lock();
  arena_.reset();
  Exchange exchange(arena_, nullptr, {});
  exchange.untagged(grammar::StatusKind::bye, text);
  session_->logged_out = true;
  send(exchange);
}

void Connection::time_out() {
  if (!closed()) say_bye("Autologout");
}

}  // namespace imapspec::reference_server
