#include "reference-server/connection/connection.h"

#include <algorithm>

#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "reference-server/connection/passed_limit.h"

namespace imapspec::reference_server {

namespace {

using Kind = grammar::FrameEvent::Kind;
constexpr std::uint64_t kShortLiteralOctetsMax = 4096;  // RFC 7888 section 5, RFC 9051 section 4.3
constexpr std::size_t kKeptOctets = 8 * 1024;           // of what a command needed, for the next one

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
    if (notify && session_->hears_news()) notify();
  });
  session_->tls_facts = std::move(info.tls_facts);
  const auto lock = server_.store().lock();
  Exchange greeting(arena_, nullptr, {});
  Account* user = server_.store().user(server_.profile().preauth_user);
  if (user != nullptr) session_->log_in(*user);
  std::optional<grammar::RespTextCode> told;
  if (session_->choices().decide(&Decisions::greets_with_capabilities, false))
    told = grammar::CodeCapability{session_->capabilities(arena_)};
  greeting.untagged(user == nullptr ? grammar::StatusKind::ok : grammar::StatusKind::preauth,
                    "imapspec reference server ready", told);
  send(greeting);
}

Connection::~Connection() {
  const auto lock = session_->lock();  // the session leaves its mailbox
  session_.reset();
}

void Connection::receive(std::string_view octets) {
  while (!closed() && (busy() || !octets.empty())) octets.remove_prefix(step(octets));
}

std::size_t Connection::step(std::string_view octets) {
  if (closed()) return octets.size();
  if (busy()) {
    go_on();
    return 0;
  }
  if (wants_tls()) {
    const auto lock = session_->lock();
    if (!session_->choices().decide(&Decisions::forgets_clear_octets_at_starttls, true)) clear_octets_ += octets;
    return octets.size();
  }
  if (wants_deflate() || ends_deflate()) return octets.size();
  if (octets_to_skip_ > 0) {
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(octets_to_skip_, octets.size()));
    octets_to_skip_ -= n;
    return n;
  }
  const grammar::FrameEvent event = framer_.feed(octets);
  if (refused_) octets_dropped_ += event.consumed;
  if (refused_ && octets_dropped_ > server_.profile().dropped_line_octets_max)
    say_bye("Line too long");
  else
    take_event(event);
  return event.consumed;
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

// Empty where it cannot be read, or has not ended yet.
std::string Connection::pending_tag() const {
  if (session_->waiting()) return open_tag_;
  const std::string_view tag = tag_of(framer_.pending());
  return tag.size() < framer_.pending().size() ? std::string(tag) : std::string();
}

std::uint64_t Connection::literal_octets_max() const {
  const bool append = stores_message(framer_.pending()) && session_->state() >= State::authenticated;
  return append ? server_.profile().append_octets_max : server_.profile().literal_octets_max;
}

// What cannot be read is BAD, and so is what is nested so deep that it is not read on: nobody knows whether it is well formed.
Connection::Refused Connection::misread(const ParseError& error, std::string tag) {
  const bool limit = error.kind == ParseError::Kind::limit;
  return {std::move(tag), grammar::StatusKind::bad, limit ? "Nested too deep" : "Command or arguments not understood",
          limit ? code("LIMIT") : std::nullopt};
}

// RFC 3501 section 2.2.1: an error in the line before a literal is answered by BAD in place of "+".
void Connection::refuse_what_is_wrong_already() {
  arena_.reset();
  const auto parsed = grammar::parse_command(framer_.pending(), arena_, session_->dialect());
  if (!parsed && parsed.error().kind != ParseError::Kind::incomplete) refused_ = misread(parsed.error(), pending_tag());
}

// RFC 3501 section 2.2.1, RFC 4469 section 4.2 and RFC 7889 section 4: a message that is too long is NO [TOOBIG]; RFC 7888
// section 5 has BAD for where the client has used the wrong kind of literal, and no other command takes long ones.
Connection::Refused Connection::refused_literal(const grammar::FrameEvent& event, bool known, bool short_only) const {
  if (!known) return {pending_tag(), grammar::StatusKind::bad, "Unknown kind of literal", {}};
  if (std::string_view(event.limit) == "literals")
    return {pending_tag(), grammar::StatusKind::bad, "Too many literals", code("LIMIT")};
  const bool append = stores_message(framer_.pending());
  return {pending_tag(), append && !short_only ? grammar::StatusKind::no : grammar::StatusKind::bad, "Literal too long",
          code("TOOBIG")};
}

// RFC 3501 section 4.3: a result in place of "+" refuses a synchronising literal, and then it is not sent. RFC 7888
// section 4: any other literal comes all the same; it is read and thrown away, so that it is never taken for commands.
void Connection::take_literal(const grammar::FrameEvent& event) {
  const bool any_length = event.synchronising || session_->offers("LITERAL+");
  const bool short_only = !any_length && session_->offers("LITERAL-");
  const bool known = any_length || short_only;
  const bool fits = event.kind == Kind::literal_announced && event.octets <= literal_octets_max() &&
                    (!short_only || event.octets <= kShortLiteralOctetsMax);
  if (!refused_ && fits && event.synchronising && !session_->waiting()) refuse_what_is_wrong_already();
  if (!refused_ && known && fits) {
    const auto lock = session_->lock();
    if (!session_->choices().decide(&Decisions::asks_for_literal, event.synchronising, event.synchronising)) return;
    arena_.reset();
    Exchange exchange(arena_, nullptr, {});
    exchange.continuation("Ready for literal data");
    return send(exchange);
  }
  if (!refused_) refused_ = refused_literal(event, known, short_only);
  framer_.abandon_literal();
  if (event.synchronising) return answer_refused();
  if (!skips_refused_literal()) {
    framer_.reset();
    return answer_refused();
  }
  // RFC 7888 sections 4 and 5: one may be too long even to be thrown away.
  if (event.octets > server_.profile().dropped_literal_octets_max) return say_bye("Literal too long", code("TOOBIG"));
  octets_to_skip_ = event.octets;
}

bool Connection::skips_refused_literal() {
  const auto lock = session_->lock();
  return session_->choices().decide(&Decisions::skips_refused_literal, true);
}

void Connection::answer_refused() {
  const auto lock = session_->lock();
  arena_.reset();
  Exchange exchange(arena_, nullptr, refused_->tag);
  exchange.result = grammar::Status{refused_->kind, {refused_->code, refused_->text}};
  session_->stop_waiting();
  conclude(exchange);
  refused_.reset();
  octets_dropped_ = 0;
  release_memory();
}

void Connection::take_message() {
  arena_.reset();
  const std::string_view message = framer_.message();
  const auto parsed = grammar::parse_command(message, arena_, session_->dialect());
  const char* too_much = parsed ? passed_limit(server_.profile(), *parsed, message) : nullptr;
  {
    const auto lock = session_->lock();
    Exchange exchange(arena_, parsed ? &*parsed : nullptr, parsed ? parsed->tag : tag_of(message), at_once());
    if (too_much != nullptr) {
      exchange.no(too_much, code("LIMIT"));
    } else if (parsed && session_->choices().decide(&Decisions::understands, true, message)) {
      session_->execute(exchange, *parsed);
    } else {
      const Refused refused = misread(parsed ? ParseError() : parsed.error(), {});
      exchange.bad(refused.text, refused.code);
    }
    conclude(exchange);
    if (session_->has_portion()) in_progress_ = arena_.make(*parsed);
  }
  release_memory();
}

void Connection::go_on() {
  portion_arena_.reset();
  {
    const auto lock = session_->lock();
    Exchange exchange(portion_arena_, in_progress_, in_progress_->tag, at_once());
    session_->go_on(exchange, *in_progress_);
    conclude(exchange);
    if (!session_->has_portion()) in_progress_ = nullptr;
  }
  release_memory();
}

// A connection that has done something large is small again when it is idle.
void Connection::release_memory() {
  if (busy() || session_->waiting()) return;
  if (framer_.message().size() > kKeptOctets) {
    grammar::Framer small(grammar::Direction::command, limits_of(server_.profile()));
    std::swap(framer_, small);  // what is assigned to a string leaves it its memory
  }
  for (Arena* arena : {&arena_, &portion_arena_})
    if (arena->used_octets() > kKeptOctets) *arena = Arena();
}

void Connection::take_line(std::string_view line) {
  if (line.ends_with("\r\n")) line.remove_suffix(2);  // what a line feed alone ends is neither DONE nor base64
  arena_.reset();
  const auto lock = session_->lock();
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

// Where no decision can change what is said, it is printed as it is said. Who logs in now may bring some.
Output* Connection::at_once() {
  const bool settled = session_->state() >= State::authenticated && session_->choices().in_force().empty();
  return settled ? &output_ : nullptr;
}

void Connection::send(Exchange& exchange) {
  exchange.close();
  const Choices& choices = session_->choices();
  for (const auto& decisions : choices.in_force()) decisions->on_exchange(exchange);
  for (const auto& response : exchange.responses)
    output_.add(choices.decide(&Decisions::octets, grammar::print_response(response)));
  if (!output_.is_full()) return;
  output_.octets = "* BYE Too much was asked for at once\r\n";
  session_->logged_out = true;
}

void Connection::tls_started(TlsFacts facts) {
  session_->wants_tls = false;
  session_->tls = true;
  session_->tls_facts = std::move(facts);
  framer_.reset();
  receive(std::exchange(clear_octets_, {}));
}

void Connection::wake() {
  if (closed() || busy() || !news_.exchange(false)) return;
  const auto lock = session_->lock();
  arena_.reset();
  Exchange exchange(arena_, nullptr, {});
  session_->speak_up(exchange);
  send(exchange);
}

void Connection::say_bye(std::string_view text, std::optional<grammar::RespTextCode> code) {
  const auto lock = session_->lock();
  arena_.reset();
  Exchange exchange(arena_, nullptr, {});
  exchange.untagged(grammar::StatusKind::bye, text, code);
  session_->logged_out = true;
  in_progress_ = nullptr;
  send(exchange);
}

// RFC 9051 section 5.4 bounds the time of those who have logged in only.
std::chrono::milliseconds Connection::autologout() const {
  const Profile& profile = server_.profile();
  return session_->state() == State::not_authenticated ? profile.login_time : profile.autologout;
}

void Connection::time_out() {
  if (!closed()) say_bye("Autologout");
}

}  // namespace imapspec::reference_server
