// Conversation: what the wire of one connection has said so far, read without judgement: the state of the protocol, the
// commands in progress, and the mailbox as its messages were announced. The rules judge by it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/arena.h"
#include "harness/grammar/parse.h"
#include "harness/oracle/account_view.h"

namespace imapspec::oracle {

enum class State : std::uint8_t { before_greeting, not_authenticated, authenticated, selected, logout };

// Whether RFC 3501 section 6 and the extensions permit a command of this name in this state. True for names unknown here.
bool permitted(std::string_view upper_case_name, State state);
// Whether it is a command that the grammar knows; others may be those of extensions that we have not read.
bool is_known(std::string_view upper_case_name);

// A command whose tagged result has not come, or that has just got it.
struct CommandInProgress {
  std::string octets;  // as sent, whole; empty while it is not complete
  Arena arena{512};
  std::optional<grammar::Command> command;  // absent if it could not be read; refers to octets and arena
  std::string tag;
  bool tag_is_first = true;  // nothing stood before it
  std::string name;          // "UID FETCH", upper case; empty if unknown
  State state_when_sent = State::not_authenticated;
  std::uint64_t sent = 0;   // AccountView::now when it was complete
  bool alone = false;       // no other was in progress when it was sent: the state was certain
  bool complete = false;    // all its octets, literals included, have been sent
  bool on_purpose = false;  // sent to be wrong
  bool continued = false;   // AUTHENTICATE, IDLE: "+" came
  bool done = false;        // IDLE: the client said DONE
  bool in_doubt = false;    // an untagged BAD came since: IDLE or AUTHENTICATE without "+" may have been refused by it
  bool opens = false;       // SELECT, EXAMINE: the mailbox view is that of the mailbox it opens
  // What the server has said since it was sent, by kind; rules that ask "was there a ..." read these.
  std::vector<std::string> untagged_names;  // in order: "EXISTS", "FETCH", ...
  std::vector<std::string> codes;           // names of response codes of untagged status responses
};

// What is known of one message of the selected mailbox.
struct MessageView {
  std::uint64_t identity = 0;  // of this message on this connection; 0: nothing was heard of it
  std::uint32_t uid = 0;       // 0: unknown
  std::optional<std::uint64_t> size, modseq;
  // Of the flags that it was said to have (see state_of); absent where none were, or the client has to work them out.
  std::optional<std::uint64_t> flags;
};

struct MailboxView {
  std::string name;  // as the client wrote it
  bool examined = false;
  std::optional<std::uint32_t> exists;   // how many messages there are; absent: not known
  unsigned exists_said = 0;              // how often EXISTS came while it was being opened
  std::optional<std::uint32_t> settled;  // messages 1 to settled were there before UIDNEXT was said; absent: not known
  std::optional<std::uint32_t> recent, uidvalidity, uidnext;  // as SELECT said them
  bool nomodseq = false;                                      // and this
  std::vector<MessageView> messages;    // messages[n - 1] has number n; as long as something was heard of the last
  std::vector<grammar::UidRange> gone;  // what VANISHED has named, bounded

  // Whether VANISHED has named one of these UIDs already.
  bool vanished(std::uint32_t first, std::uint32_t last) const;
};

struct Conversation {
  State state = State::before_greeting;
  bool tls = false;
  bool tls_awaited = false;  // STARTTLS was OK, and the handshake is not done
  // Either revision until the server has said which it offers (RFC 9051 section 7.2.2).
  grammar::Dialect dialect;
  std::optional<std::set<std::string>> capabilities;  // upper case; absent: not known, or discarded (STARTTLS)
  std::set<std::string> enabled;                      // upper case, as the server said
  bool condstore = false;                             // a CONDSTORE enabling command succeeded (RFC 7162 section 3.1)
  std::vector<std::unique_ptr<CommandInProgress>> open;  // in the order sent
  std::optional<MailboxView> mailbox;                    // the selected one; while SELECT runs, the one it opens
  std::optional<MailboxView> previous;                   // the one that was selected when SELECT was sent
  bool bye = false;                                      // the server said BYE
  bool literal_waits = false;                            // a synchronising literal was announced and not answered
  bool out_of_step = false;                              // the client did not wait, or a line was answered before its
                                                         // end: what the server takes for commands is not known
  std::uint64_t identities = 0;                          // given to messages so far
  std::shared_ptr<AccountView> account = std::make_shared<AccountView>();

  bool has_capability(std::string_view upper_case) const;
  const CommandInProgress* find_open(std::string_view tag) const;
  // Whether any command in progress has this name.
  bool in_progress(std::string_view name) const;
  bool selecting() const { return in_progress("SELECT") || in_progress("EXAMINE"); }
  // The message with this number, or null: unknown, out of range, or the mailbox is only being opened.
  const MessageView* message(std::uint32_t number) const;
};

// Whether IMAP4rev2 has all of this extension built in (RFC 9051 appendix E), so that a server need not list it. Of BINARY
// and LIST-EXTENDED it has a part only (appendices B and C), and LITERAL- gives way to LITERAL+.
bool is_in_rev2(std::string_view upper_case);

}  // namespace imapspec::oracle
