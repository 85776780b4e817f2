#include "reference-server/connection/session.h"

#include <algorithm>
#include <array>
#include <span>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/permitted.h"
#include "reference-server/commands/resync.h"

namespace imapspec::reference_server {

namespace {

// RFC 9051 appendix E: the extensions that are a part of IMAP4rev2. Of BINARY it has FETCH, of LIST-EXTENDED one pattern
// (appendices B and C); the rest of these two is for offered.cc to ask of the profile.
constexpr std::array<std::string_view, 14> kBuiltIn = {
    "NAMESPACE", "UNSELECT", "UIDPLUS",       "ESEARCH",     "SEARCHRES",   "ENABLE", "IDLE",
    "SASL-IR",   "MOVE",     "LIST-EXTENDED", "LIST-STATUS", "STATUS=SIZE", "BINARY", "LITERAL-"};
// Of these a client makes use before it can enable IMAP4rev2.
constexpr std::array<std::string_view, 2> kBuiltInFromTheStart = {"ENABLE", "SASL-IR"};

bool is_in(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool Session::offers(std::string_view capability) const {
  return profile().offers(capability) || (rev2 && is_in(kBuiltIn, capability)) ||
         (profile().offers("IMAP4rev2") && is_in(kBuiltInFromTheStart, capability));
}

State Session::state() const {
  if (logged_out) return State::logout;
  if (account_ == nullptr) return State::not_authenticated;
  return view_ == nullptr ? State::authenticated : State::selected;
}

// RFC 7889 section 2: the same limit for all mailboxes.
std::string_view Session::appendlimit(Arena& arena) const {
  if (!choices().decide(&Decisions::tells_appendlimit_of_all, true)) return "APPENDLIMIT";
  return arena.copy("APPENDLIMIT=" + std::to_string(profile().append_octets_max));
}

List<std::string_view> Session::capabilities(Arena& arena) const {
  ListBuilder<std::string_view> offered(arena);
  for (const auto name : kCapabilities) {
    if (!profile().offers(name)) continue;
    if (name.starts_with("AUTH=") &&
        (state() != State::not_authenticated || !offers_mechanism(*sasl::find_mechanism(name.substr(5)))))
      continue;
    offered.add(name == "APPENDLIMIT" ? appendlimit(arena) : name);
  }
  if (may_start_tls()) offered.add("STARTTLS");
  if (login_disabled() && state() == State::not_authenticated) offered.add("LOGINDISABLED");
  return offered.done();
}

bool Session::offers_mechanism(const sasl::Mechanism& mechanism) const {
  if (!offers("AUTH=" + std::string(mechanism.name))) return false;
  if (mechanism.binds) return tls_facts.binds();
  if (mechanism.bearer) return tls;
  if (mechanism.name == "EXTERNAL") return !tls_facts.peer_name.empty();
  if (mechanism.name == "ANONYMOUS") return !profile().anonymous_user.empty();
  return !mechanism.in_clear || !login_disabled();
}

void Session::select(std::shared_ptr<Mailbox> mailbox, bool read_only) {
  const bool claims = choices().decide(&Decisions::claims_recent, !read_only, read_only);
  ++selections_;
  if (choices().decide(&Decisions::select_empties_saved_result, true)) saved_result_.clear();
  view_ = std::make_unique<View>(std::move(mailbox), read_only, claims, on_change_);
}

void Session::forget_user() {
  if (choices().decide(&Decisions::selection_ends_with_login, true)) deselect();
  const bool enabled_ends = choices().decide(&Decisions::enabled_ends_with_login, true);
  parting_ = &account_->choices();
  account_ = nullptr;
  held_back = false;
  saved_result_.clear();
  if (!enabled_ends) return;
  condstore = qresync = utf8 = false;
  tolerated = {};
  rev2 = knows_rev2_only(server_);
}

std::vector<std::uint32_t> Session::numbers_in(const grammar::SequenceSet& set, bool uids) {
  if (!set.saved_result) return view_->numbers_in(set, uids);
  return choices().decide(&Decisions::saved_numbers, view_->numbers_of(saved_result_), saved_result_, uids);
}

void Session::execute(Exchange& exchange, const grammar::Command& command) {
  modseq_told_before_ = 0;
  parting_ = nullptr;
  for (const auto& decisions : choices().in_force()) decisions->on_command(command);
  if (const char* why = why_not_permitted(*this, command)) {
    exchange.bad(why);
    return;
  }
  if (enables_condstore(*this, command.body)) enable_condstore(*this, exchange, command.body);
  const unsigned selections_before = selections_;
  std::visit(
      [&](const auto& body) {
        if constexpr (Runnable<std::decay_t<decltype(body)>>) run(*this, exchange, body);
      },
      command.body);
  // A BAD command is as if it had not been sent, and one that selected something has said all there is.
  conclude(exchange, command, view_ == nullptr || selections_ != selections_before);
}

void Session::go_on(Exchange& exchange, const grammar::Command& command) {
  const Portion portion = std::exchange(next_portion_, nullptr);
  portion(*this, exchange);
  conclude(exchange, command, view_ == nullptr);
}

void Session::conclude(Exchange& exchange, const grammar::Command& command, bool told_all) {
  if (has_portion()) modseq_told_before_ = modseq_told(exchange);
  if (!exchange.finished() || exchange.result->kind == grammar::StatusKind::bad || told_all || logged_out) return;
  tell_news(exchange, &command.body, expunges_permitted_during(command.body));
}

void Session::stop_waiting() {
  line_taker_ = nullptr;
  idling = false;
}

void Session::line(Exchange& exchange, std::string_view line) {
  const LineTaker taker = std::move(line_taker_);
  line_taker_ = nullptr;
  taker(*this, exchange, line);
}

bool Session::hears_news() const {
  return idling ? choices().decide(&Decisions::news_while_idling, true)
                : choices().decide(&Decisions::news_without_command, false);
}

void Session::speak_up(Exchange& exchange) {
  if (view_ == nullptr || !hears_news()) return;
  static const grammar::CommandBody idle = grammar::Idle{};
  tell_news(exchange, idling ? &idle : nullptr, idling);
}

// RFC 3501 sections 5.2 and 7.4.1. During a UID command every FETCH response carries the UID (6.4.8), under IMAP4rev2
// every one that nobody asked for (RFC 9051 section 7.5.2).
void Session::tell_news(Exchange& exchange, const grammar::CommandBody* command, bool expunges) {
  const News news =
      view_->take_news({.expunges = choices().decide(&Decisions::expunges_visible_during, expunges, command),
                        .highest_first = choices().decide(&Decisions::expunges_highest_first, false),
                        .flags = choices().decide(&Decisions::tells_flag_changes, true)});
  say_removals(*this, exchange, news, command);
  if (news.exists) exchange.untagged(grammar::ExistsData{*news.exists});
  if (news.recent && choices().decide(&Decisions::tells_recent, !rev2))
    exchange.untagged(grammar::RecentData{*news.recent});
  if (news.keywords) say_flags(*this, exchange);
  const bool with_uids =
      choices().decide(&Decisions::news_have_uids, rev2, command) || (command != nullptr && is_uid_command(*command));
  for (const std::uint32_t number : news.flags_changed) say_flags_of(*this, exchange, number, with_uids);
  hold_back_highest_modseq(*this, exchange);
}

}  // namespace imapspec::reference_server
