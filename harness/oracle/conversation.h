// Conversation: what the wire of one connection has said so far, read without judgement: the state of the protocol, the
// commands in progress, and the mailbox as its messages were announced. The rules judge by it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/arena.h"
#include "harness/grammar/parse.h"

namespace imapspec::oracle {

enum class State : std::uint8_t { before_greeting, not_authenticated, authenticated, selected, logout };

// A command whose tagged result has not come, or that has just got it.
struct CommandInProgress {
  std::string octets;                        // as sent, whole
  Arena arena{512};
  std::optional<grammar::Command> command;   // absent if it could not be read; refers to octets and arena
  std::string tag;                           // empty if even that could not be read
  std::string name;                          // "UID FETCH", upper case; empty if unknown
  std::uint64_t begins = 0;                  // its first octet in the client's stream
  State state_when_sent = State::not_authenticated;
  bool complete = false;                     // all its octets, literals included, have been sent
  // What the server has said since it was sent, by kind; rules that ask "was there a ..." read these.
  std::vector<std::string> untagged_names;   // in order: "EXISTS", "FETCH", ...
  std::vector<std::string> codes;            // names of response codes of untagged status responses
};

// What is known of one message of the selected mailbox. Absent is unknown.
struct MessageView {
  std::optional<std::uint32_t> uid;
  std::optional<std::uint64_t> size;
  std::optional<std::int64_t> internal_date;
  bool since_select = false;                 // it was there when SELECT was answered
};

struct MailboxView {
  std::string name;                          // as the client wrote it
  bool examined = false;
  std::vector<MessageView> messages;         // messages[n - 1] has number n
  std::optional<std::uint32_t> recent, uidvalidity, uidnext;
  std::optional<std::vector<std::string>> flags, permanent_flags;
};

struct Conversation {
  State state = State::before_greeting;
  bool tls = false;
  grammar::Dialect dialect{.revision = grammar::Revision::rev1};
  std::optional<std::set<std::string>> capabilities;       // upper case; absent: not known, or discarded (STARTTLS)
  std::set<std::string> enabled;                            // upper case, as the server said
  std::vector<std::unique_ptr<CommandInProgress>> open;     // in the order sent
  std::optional<MailboxView> mailbox;                        // the selected one; while SELECT runs, the one it opens
  bool selecting = false;                                    // a SELECT or EXAMINE is in progress
  bool idling = false;                                       // "+" of IDLE came, DONE not yet
  bool bye = false;                                          // the server said BYE
  bool literal_waits = false;                                // a synchronising literal was announced and not answered

  bool has_capability(std::string_view upper_case) const;
  const CommandInProgress* find_open(std::string_view tag) const;
  // Whether any command in progress has this name.
  bool in_progress(std::string_view name) const;
};

}  // namespace imapspec::oracle
