#include "fuzz/oracles/server.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "fuzz/require.h"
#include "harness/base/word.h"
#include "harness/grammar/framing.h"
#include "harness/grammar/parse.h"
#include "harness/oracle/follow.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::fuzz {

using grammar::FrameEvent;

namespace {

constexpr std::array<std::string_view, 4> kLogsIn = {"LOGIN", "AUTHENTICATE", "STARTTLS", "CAPABILITY"};

// A tag that a result can name; empty where it cannot.
std::string readable_tag(std::string_view message) {
  const std::string_view word = message.substr(0, message.find_first_of(" \r\n"));
  const bool readable = std::all_of(word.begin(), word.end(), [](char c) { return grammar::is(grammar::kTagChar, c); });
  return readable ? std::string(word) : std::string();
}

grammar::DateTime date_time(std::uint16_t year, std::uint8_t month, std::uint8_t day, std::uint8_t hour, bool negative,
                            std::uint16_t zone) {
  return {.year = year,
          .month = month,
          .day = day,
          .hour = hour,
          .minute = 30,
          .second = 15,
          .zero_padded_day = false,
          .zone_negative = negative,
          .zone_hhmm = zone};
}

}  // namespace

const std::vector<SeedMessage>& seed_messages() {
  static const std::vector<SeedMessage> messages = {
      {"From: Fred Foobar <fred@a.example>\r\nTo: joe@b.example\r\nSubject: Green tea\r\nMessage-ID: <1@a.example>\r\n"
       "Date: Mon, 7 Feb 1994 21:52:25 -0800\r\n\r\nHot water\r\n",
       {"\\Seen", "$Forwarded"},
       date_time(1994, 2, 7, 23, true, 800)},
      {"From: joe@b.example\r\nTo: Fred <fred@a.example>\r\nCc: ann@c.example\r\nSubject: Re: Green tea\r\n"
       "Message-ID: <2@b.example>\r\nIn-Reply-To: <1@a.example>\r\nDate: Tue, 8 Feb 1994 00:10:00 "
       "+0100\r\n\r\nCold\r\n",
       {"\\Answered", "\\Flagged"},
       date_time(1994, 2, 8, 0, false, 100)},
      {"From: ann@c.example\r\nBcc: fred@a.example\r\nSubject: minutes\r\nX-Spam: no\r\n"
       "Content-Type: multipart/mixed; boundary=b\r\nDate: Fri, 31 Dec 1999 23:59:59 +0000\r\n\r\n"
       "--b\r\n\r\nfirst part\r\n--b\r\nContent-Type: text/html\r\n\r\n<b>second</b>\r\n--b--\r\n",
       {"\\Draft", "work", "later"},
       date_time(1999, 12, 31, 23, false, 0)},
      {"Subject: none of this has a date\r\n\r\n", {"\\Deleted"}, date_time(2000, 1, 1, 0, false, 0)},
      {"From: fred@a.example\r\nTo: ann@c.example, joe@b.example\r\nSubject: large\r\n"
       "Date: Sat, 1 Jan 2000 00:00:00 +0000\r\n\r\n"
       "0123456789012345678901234567890123456789012345678901234567890123456789\r\n"
       "0123456789012345678901234567890123456789012345678901234567890123456789\r\n",
       {},
       date_time(2000, 1, 1, 12, false, 1400)},
      {"\r\n", {"\\Seen", "\\Deleted", "work"}, date_time(2025, 11, 24, 16, false, 0)},
  };
  return messages;
}

namespace {

const reference_server::Quirk* variation_named(std::string_view name) {
  const auto& all = reference_server::all_variations();
  const auto at =
      std::find_if(all.begin(), all.end(), [name](const auto& variation) { return variation.name == name; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

reference_server::Profile profile_for(std::string_view name) {
  if (const auto named = reference_server::profile_named(name)) return *named;
  reference_server::Profile profile;
  profile.failed_logins_max = profile.bad_commands_max = 1'000'000;
  return profile;
}

std::unique_ptr<reference_server::Server> make_server(const Wanted& wanted) {
  auto profile = profile_for(wanted.profile);
  profile.variations.insert(profile.variations.end(), wanted.variations.begin(), wanted.variations.end());
  return make_server(profile);
}

std::unique_ptr<reference_server::Server> make_server(const reference_server::Profile& profile) {
  auto server = std::make_unique<reference_server::Server>(profile);
  for (const auto& name : profile.variations)
    if (const auto* variation = variation_named(name)) server->choices().add(variation->make());
  if (const char* name = std::getenv("IMAPSPEC_FUZZ_QUIRK")) {
    const auto* quirk = reference_server::find_quirk(name);
    require(quirk != nullptr, "IMAPSPEC_FUZZ_QUIRK names a quirk", name);
    server->choices().add(quirk->make());
  }
  auto& store = server->store();
  auto& alice = store.add_user(std::string(kAlice), std::string(kAlicesPassword));
  store.add_user(std::string(kBob), std::string(kBobsPassword));
  for (const auto& seed : seed_messages()) {
    reference_server::Message message;
    message.octets = std::make_shared<const std::string>(seed.octets);
    message.date = seed.date;
    std::vector<grammar::Flag> flags;
    for (const auto name : seed.flags) flags.push_back(grammar::make_flag(name));
    message.flags = reference_server::FlagSet(List<grammar::Flag>(flags.data(), flags.size()));
    alice.find("INBOX")->add(std::move(message), reference_server::Origin::seed);
  }
  return server;
}

std::string_view second_word(std::string_view message) {
  const std::size_t space = std::min(message.find(' '), message.size());
  message.remove_prefix(std::min(space + 1, message.size()));
  return message.substr(0, message.find_first_of(" \r\n"));
}

Client::Client(reference_server::Server& server, std::shared_ptr<oracle::AccountView> account, std::size_t portion)
    : connection_(server), portion_(portion) {
  watcher_.emplace();
  if (account) watcher_->share(std::move(account));
  take();
  require(responses_.size() == 1, "21: a server greets, once");
}

Client::Client(reference_server::Server& server, Unjudged)
    : connection_(server), portion_(static_cast<std::size_t>(-1)) {
  take();
  require(responses_.size() == 1, "21: a server greets, once");
}

void Client::say_all(const std::vector<std::string>& messages) {
  const std::string_view first = messages.empty() ? kLogsIn.front() : second_word(messages.front());
  if (std::none_of(kLogsIn.begin(), kLogsIn.end(), [first](const auto word) { return same_word(first, word); })) {
    ask("LOGIN alice secret");
    ask("SELECT INBOX");
  }
  for (const auto& message : messages) {
    if (closed()) break;
    say(message);
    hear();
  }
  settle();
}

void Client::send(std::string_view octets) {
  if (watcher_) watcher_->client_said(octets);
  while (!octets.empty()) octets.remove_prefix(connection_.step(octets.substr(0, portion_)));
  take();
}

void Client::take() {
  const std::string octets = std::exchange(connection_.output(), {});
  heard_ += octets;
  std::string_view rest = octets;
  while (!rest.empty()) {
    const FrameEvent event = framer_.feed(rest);
    rest.remove_prefix(event.consumed);
    require(event.kind != FrameEvent::Kind::over_limit, "21: a server keeps within the limits of a client");
    if (event.kind == FrameEvent::Kind::message) judge(framer_.message());
  }
  require(framer_.pending().empty(), "21: a server says whole messages", framer_.pending());
}

void Client::judge(std::string_view message) {
  responses_.emplace_back(message);
  if (message.starts_with("+")) {
    ++continuations_;
  } else if (!message.starts_with("* ")) {
    const std::string_view tag = message.substr(0, message.find(' '));
    ++results_[std::string(tag)];
    told_ = same_word(message.substr(tag.size(), 4), " OK ");
  }
  if (same_word(message.substr(0, 6), "* BAD ")) ++untagged_bads_;
  if (!watcher_) return;
  // The grammar, without deviations, is the first of the rules.
  watcher_->server_said(message);
  for (const auto& finding : watcher_->take_findings())
    if (finding.subject == oracle::Subject::server)
      broken("21: the rules of the protocol", finding.rule + ": " + finding.what + "\n" + finding.octets);
}

void Client::change_layer() {
  if (connection_.wants_tls()) {
    if (watcher_) watcher_->tls_started();
    connection_.tls_started();
    take();
  }
  if (connection_.wants_deflate()) {
    connection_.deflate_started();
    take();
  }
  if (connection_.ends_deflate()) connection_.deflate_ended();
}

void Client::say(std::string_view message) {
  begin(message);
  while (busy()) go_on();
}

void Client::begin(std::string_view message) {
  while (busy()) go_on();
  responses_.clear();
  results_.clear();
  untagged_bads_ = continuations_ = 0;
  told_ = false;
  if (closed() || message.empty()) return;
  if (waiting_)
    say_line(message);
  else
    say_command(message);
  if (!busy()) change_layer();
}

void Client::go_on() {
  if (!busy()) return;
  connection_.step({});
  take();
  if (!busy()) take_result();
}

// The rest of the message, if it has several lines, is not said.
void Client::say_line(std::string_view line) {
  send(line.substr(0, line.find('\n') + 1));
  const unsigned results = results_of(open_tag_);
  require(results <= 1, "21: exactly one tagged result", open_tag_);
  waiting_ = results == 0 && !closed();
  require(!waiting_ || continuations_ == 1 || !watcher_ || conversation().in_progress("IDLE"), "21: a line is answered",
          line);
}

void Client::say_command(std::string_view command) {
  const std::string tag = readable_tag(command);
  grammar::Framer framer(grammar::Direction::command);
  open_tag_ = tag;
  asked_ = 0;
  while (!command.empty() && results_of(tag) == 0 && !closed()) {
    // Up to the announcement of a synchronising literal, or the end.
    FrameEvent event;
    std::size_t end = 0;
    while (end < command.size() && !(event.kind == FrameEvent::Kind::literal_announced && event.synchronising)) {
      event = framer.feed(command.substr(end));
      end += event.consumed;
      require(event.consumed > 0, "what we say is within the limits of the framer");
    }
    const bool announced = event.kind == FrameEvent::Kind::literal_announced;
    send(command.substr(0, end));
    command.remove_prefix(end);
    if (announced)
      require(closed() || continuations_ + results_of(tag) == ++asked_,
              "8: a synchronising literal gets exactly one continuation request, or a result in its place");
  }
  if (!busy()) take_result();
}

// Of a command that the server has done with, unless it waits for a line.
void Client::take_result() {
  const unsigned results = results_of(open_tag_);
  require(results <= 1, "21: exactly one tagged result", open_tag_);
  waiting_ = results == 0 && !closed();
  require(!waiting_ || continuations_ == asked_ + 1, "21: exactly one tagged result: none came", open_tag_);
  require(waiting_ || continuations_ <= asked_, "8: no continuation request that nobody waits for", open_tag_);
}

// Demands that there is no other.
unsigned Client::results_of(const std::string& tag) const {
  unsigned count = untagged_bads_;
  for (const auto& [of, n] : results_) {
    require(of == tag, "21: a result is that of the command in progress", of);
    count += n;
  }
  return count;
}

const std::vector<std::string>& Client::ask(std::string_view command) {
  say("zz" + std::to_string(++tags_) + " " + std::string(command) + "\r\n");
  return responses_;
}

void Client::hear() {
  if (closed() || busy()) return;
  responses_.clear();
  results_.clear();
  connection_.wake();
  take();
  require(results_.empty(), "21: no result comes of itself");
}

void Client::settle() {
  while (busy()) go_on();
  for (int i = 0; i < 3 && waiting_ && !closed(); ++i) say(i == 0 ? "DONE\r\n" : "*\r\n");
  require(!waiting_ || closed(), "21: a command that waits for a line can be ended");
}

void Client::fall_silent() {
  if (closed()) return;
  responses_.clear();
  connection_.time_out();
  take();
  require(closed() && conversation().bye, "21: a server says BYE to who is silent for too long");
}

std::optional<std::map<std::uint32_t, std::string>> Client::mailbox() {
  settle();
  if (closed() || conversation().state != oracle::State::selected) return std::nullopt;
  ask("NOOP");
  std::map<std::uint32_t, std::string> messages;
  if (conversation().mailbox->exists.value_or(0) == 0) return messages;
  for (const auto& octets : ask("FETCH 1:* (UID FLAGS)")) {
    Arena arena;
    const auto response = grammar::parse_response(octets, arena, conversation().dialect);
    const auto* untagged = std::get_if<grammar::Untagged>(&response->body);
    const auto* fetch = untagged == nullptr ? nullptr : std::get_if<grammar::FetchData>(&untagged->body);
    if (fetch == nullptr) continue;
    std::uint32_t uid = 0;
    std::set<std::string> flags;
    for (const auto& item : fetch->items) {
      if (const auto* u = std::get_if<grammar::FetchUid>(&item)) uid = u->uid;
      if (const auto* f = std::get_if<grammar::FetchFlags>(&item))
        for (const auto& flag : f->flags)
          if (flag.kind != grammar::Flag::Kind::recent) flags.insert(std::string(flag.name));
    }
    std::string all;
    for (const auto& flag : flags) all += flag + " ";
    require(messages.emplace(uid, all).second, "21: a UID is that of one message");
  }
  require(closed() || messages.size() == *conversation().mailbox->exists, "21: as many messages as EXISTS said");
  return messages;
}

void Client::require_flags_told(reference_server::Server& server) const {
  const bool told = waiting_ ? conversation().in_progress("IDLE") : told_;
  if (closed() || busy() || !told || conversation().state != oracle::State::selected) return;
  const auto& box = *conversation().mailbox;
  if (!same_word(box.name, "INBOX")) return;
  auto& account = *server.store().user(kAlice);
  const auto lock = server.store().lock(account);
  const auto& inbox = *account.find("INBOX");
  if (box.uidvalidity != inbox.uidvalidity()) return;
  for (const auto& known : box.messages) {
    const auto* stored = known.uid == 0 ? nullptr : inbox.find(known.uid);
    if (stored == nullptr || !known.flags) continue;
    Arena arena;
    require(oracle::state_of(stored->flags.listed(arena, false)) == *known.flags,
            "21: a session is told of flags that change", "UID " + std::to_string(known.uid));
  }
}

}  // namespace imapspec::fuzz
