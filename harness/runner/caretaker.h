// Caretaker: makes the mailboxes that scenarios are given and removes what they leave, over a connection of its own that no
// scenario sees. A lost connection is made anew.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/runner/survey.h"

namespace imapspec::runner {

// A message to be appended.
struct Parcel {
  std::string octets;
  std::vector<std::string> flags;  // as written: "\\Seen"
  std::string date;                // "17-Jul-1996 02:44:25 -0700"; empty: the server's choice
};

class Caretaker {
 public:
  // Every mailbox of ours is named so, behind the prefix.
  static constexpr std::string_view kMark = "imapspec-";

  // Nothing is connected before the first call that needs it. `account` is one of the profile's.
  Caretaker(Peer& peer, const Survey& survey, const Account& account, std::string tag_prefix, Duration timeout);
  ~Caretaker();

  using Done = std::expected<void, Setback>;

  Done create(const std::string& mailbox);
  Done subscribe(const std::string& mailbox);
  Done grant(const std::string& mailbox, const std::string& user, const std::string& rights);  // SETACL, RFC 4314
  // Appends all and returns their UIDs, in order, which were found by APPENDUID or by a search in the mailbox, which must
  // have been empty before.
  std::expected<std::vector<std::uint32_t>, Setback> append(const std::string& mailbox,
                                                            const std::vector<Parcel>& messages);
  // Removes every message of a mailbox: for INBOX, which cannot be deleted.
  Done empty(const std::string& mailbox);
  // Deletes every mailbox and every subscription whose name begins so. What cannot be deleted is named in the error.
  Done remove_all(const std::string& beginning);
  // Names of mailboxes that begin so.
  std::expected<std::vector<std::string>, Setback> list(const std::string& beginning);

  // The transcript since the last call; and what the rules found on this connection.
  std::vector<reports::TranscriptLine> take_transcript();
  Wire* wire() { return wire_.get(); }  // null: not connected
  void leave();                         // LOGOUT, if connected

 private:
  std::expected<Answer, Setback> ask(const CommandLine& command);
  std::expected<std::vector<Answer>, Setback> ask_all(const std::vector<CommandLine>& commands);
  // The same, and a result other than OK is an error.
  std::expected<Answer, Setback> must(const CommandLine& command);
  Done connect();

  Peer* peer_;
  const Survey* survey_;
  Account account_;
  std::string tag_prefix_;
  Duration timeout_;
  std::unique_ptr<Transcript> transcript_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace imapspec::runner
