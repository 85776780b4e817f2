// Session: the protocol state of one connection (RFC 3501 section 3), and what commands need of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/tls_facts.h"
#include "harness/sasl/sasl.h"
#include "reference-server/connection/exchange.h"
#include "reference-server/connection/server.h"
#include "reference-server/connection/view.h"

namespace imapspec::reference_server {

enum class State : std::uint8_t { not_authenticated, authenticated, selected, logout };

// All calls with the account locked.
class Session {
 public:
  // `on_change` is called, with the account locked, when the selected mailbox changes.
  Session(Server& server, bool in_tls, std::function<void()> on_change)
      : tls(in_tls), rev2(knows_rev2_only(server)), server_(server), on_change_(std::move(on_change)) {}

  // What all calls but this one need.
  Store::Lock lock() { return account_ == nullptr ? server_.store().lock() : server_.store().lock(*account_); }

  State state() const;
  Server& server() { return server_; }
  const Profile& profile() const { return server_.profile(); }
  // In force: those of the user who is logged in, or was when this command came; else of the whole server.
  const Choices& choices() const {
    if (account_ != nullptr) return account_->choices();
    return parting_ != nullptr ? *parting_ : server_.choices();
  }

  // Executes a parsed command: the state table, the command, and the news that may be told with it.
  void execute(Exchange& exchange, const grammar::Command& command);
  // A command that takes long is answered in portions: its run() leaves the next one here in place of a result, and the
  // others have their turn before it.
  using Portion = std::function<void(Session&, Exchange&)>;
  void go_on_with(Portion next) { next_portion_ = std::move(next); }
  bool has_portion() const { return next_portion_ != nullptr; }
  void go_on(Exchange& exchange, const grammar::Command& command);
  // The highest mod-sequence in a FETCH response to this command: in this exchange, or with an earlier portion.
  std::uint64_t modseq_told(const Exchange& exchange) const {
    return std::max(exchange.highest_modseq(), modseq_told_before_);
  }
  // A line of a command that waits for one; only while waiting().
  void line(Exchange& exchange, std::string_view line);
  // What may be said with no command in progress, or while IDLE is open.
  void speak_up(Exchange& exchange);
  // Whether speak_up() would say what changes now.
  bool hears_news() const;

  // What the client may use: what the profile offers, and under IMAP4rev2 what that has built in.
  bool offers(std::string_view capability) const;
  // What it writes, and what it reads.
  grammar::Dialect dialect() const {
    return {rev2 ? grammar::Revision::rev2 : grammar::Revision::rev1, speaks_utf8(), false, tolerated};
  }
  // Mailbox names are UTF-8, and no modified UTF-7; so are quoted strings.
  bool speaks_utf8() const { return rev2 || utf8; }
  // LOGIN and plaintext mechanisms are refused here (RFC 3501 section 6.2.3).
  bool login_disabled() const { return server_.profile().login_needs_tls && !tls; }
  // On this connection, as it is now.
  bool offers_mechanism(const sasl::Mechanism& mechanism) const;
  bool may_start_tls() const { return server_.profile().starttls && !tls && state() == State::not_authenticated; }
  List<std::string_view> capabilities(Arena& arena) const;

  void log_in(Account& user) { account_ = &user; }
  // As if nobody had logged in: all state is gone but that of TLS (RFC 8437 section 3).
  void forget_user();
  Account& account() { return *account_; }
  void select(std::shared_ptr<Mailbox> mailbox, bool read_only);
  void deselect() { view_.reset(); }
  View& view() { return *view_; }

  // The messages that "$" stands for, by UID, ascending (RFC 5182 section 2.1); none after SELECT.
  const std::vector<std::uint32_t>& saved_result() const { return saved_result_; }
  void save_result(std::vector<std::uint32_t> uids) { saved_result_ = std::move(uids); }
  // The numbers of the messages that the set names, ascending, each once. Of "$" those that are still there: what was
  // expunged is no longer in it.
  std::vector<std::uint32_t> numbers_in(const grammar::SequenceSet& set, bool uids);

  // A command that goes on takes the next lines of the client.
  using LineTaker = std::function<void(Session&, Exchange&, std::string_view)>;
  void wait_for_line(LineTaker taker) { line_taker_ = std::move(taker); }
  bool waiting() const { return line_taker_ != nullptr; }
  void stop_waiting();  // the line was refused, and with it the command

  bool tls;
  TlsFacts tls_facts;          // of TLS, if there is
  bool wants_tls = false;      // STARTTLS was granted: the handshake follows the result
  bool compressed = false;     // COMPRESS was granted: all is compressed behind its result (RFC 4978 section 3)
  bool wants_deflate = false;  // and that has not begun
  bool ends_deflate = false;   // UNAUTHENTICATE ends it behind its result, and it has not yet (RFC 8437 section 4.1)
  bool idling = false;
  bool rev2 = false;                // ENABLE IMAP4rev2 came, or there is nothing else (RFC 9051 section 7.2.2)
  bool utf8 = false;                // ENABLE UTF8=ACCEPT came (RFC 6855 section 3)
  grammar::DeviationSet tolerated;  // in what the client writes
  bool qresync = false;             // VANISHED in place of EXPUNGE: ENABLE QRESYNC came
  bool held_back = false;  // HIGHESTMODSEQ was told below a removal that could not be told yet (RFC 7162 section 3.2)
  bool condstore =
      false;  // FETCH responses carry mod-sequences: a CONDSTORE enabling command came (RFC 7162 section 3.1)
  bool logged_out = false;
  unsigned failed_logins = 0;

 private:
  static bool knows_rev2_only(Server& server) { return !server.profile().offers("IMAP4rev1"); }
  std::string_view appendlimit(Arena& arena) const;
  void conclude(Exchange& exchange, const grammar::Command& command, bool told_all);
  void tell_news(Exchange& exchange, const grammar::CommandBody* command, bool expunges);

  Server& server_;
  std::function<void()> on_change_;
  Account* account_ = nullptr;
  const Choices* parting_ = nullptr;  // of who was logged in until UNAUTHENTICATE, until the next command
  std::unique_ptr<View> view_;
  std::vector<std::uint32_t> saved_result_;
  LineTaker line_taker_;
  Portion next_portion_;
  std::uint64_t modseq_told_before_ = 0;  // with the portions before this one
  unsigned selections_ = 0;
};

}  // namespace imapspec::reference_server
