// Mailbox: its messages in the order of their UIDs, and who wants to hear of changes (RFC 3501 section 2.3.1).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "harness/grammar/core/date.h"
#include "reference-server/store/expunge_history.h"
#include "reference-server/store/flag_changes.h"
#include "reference-server/store/flag_history.h"
#include "reference-server/store/flag_set.h"

namespace imapspec::reference_server {

class Choices;

// Seconds since 1970-01-01 UTC.
using TimeOfDay = std::function<std::int64_t()>;

// Where a message began: EMAILID (RFC 8474 section 5.1), which its copies share.
struct Birth {
  std::uint32_t mailbox = 0;  // its number; 0: not yet
  std::uint32_t uid = 0;
};

struct Message {
  std::uint32_t uid = 0;
  std::shared_ptr<const std::string> octets;  // never null; never changes, so that copies share it
  grammar::DateTime date;                     // INTERNALDATE, in the zone in which it was given
  FlagSet flags;
  std::uint64_t modseq = 0;  // when flags last changed; rises over the whole mailbox
  FlagHistory flag_history;  // the same for each flag
  Birth birth;
  std::int64_t saved = 0;  // when it came into this mailbox, in seconds since 1970 (RFC 8514)
};

// How a message came into a mailbox.
enum class Origin : std::uint8_t { append, copy, move, rename, seed };

// How messages went from a mailbox.
enum class Removal : std::uint8_t { expunge, close, move, rename };

class MailboxListener {
 public:
  virtual ~MailboxListener() = default;
  // Called with the account locked: make a note, or wake somebody; change nothing.
  virtual void mailbox_changed() = 0;
};

// All calls with the account locked. Sessions that have it selected keep it alive after DELETE (RFC 2180 section 3.2).
class Mailbox {
 public:
  // Without `keeps_modseqs` no client hears of mod-sequences here (RFC 7162 section 3.1.2.2).
  Mailbox(std::uint32_t uidvalidity, bool keeps_modseqs, bool keeps_save_dates, Choices& choices, TimeOfDay now);
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  const std::vector<Message>& messages() const { return messages_; }  // UIDs ascend
  const std::vector<std::uint32_t>& uids() const { return uids_; }    // theirs
  // Of these no session that could change the mailbox has been told; they ascend too.
  const std::vector<std::uint32_t>& recent() const { return recent_; }
  const Message* find(std::uint32_t uid) const;
  // The same, and at once if it is the message at this index.
  const Message* find(std::uint32_t uid, std::size_t likely_index) const;
  // How often a message was looked up so far, for tests of what commands cost.
  std::uint64_t lookups() const { return lookups_; }
  // The index of the first message that is not \Seen; messages().size() if all are.
  std::size_t first_unseen() const;
  // Never that of another mailbox, and the same for ever, whatever its name and UIDVALIDITY become (RFC 8474 section 4).
  std::uint32_t number() const { return number_; }
  std::uint32_t uidvalidity() const { return uidvalidity_; }
  void set_uidvalidity(std::uint32_t value);  // what went under the old one is forgotten (RFC 7162 section 5.3)
  std::uint32_t uidnext() const { return uidnext_; }
  std::uint64_t modseq() const { return modseq_; }  // of the latest change of any kind
  bool keeps_modseqs() const { return keeps_modseqs_; }
  bool keeps_save_dates() const { return keeps_save_dates_; }
  const ExpungeHistory& expunged() const { return expunged_; }
  std::uint64_t removals() const { return removals_; }  // how many messages have ever gone
  const FlagChanges& flag_changes() const { return flag_changes_; }
  // What it is set aside for (RFC 6154), as LIST says it: "\\Sent".
  const std::vector<std::string>& uses() const { return uses_; }
  void set_uses(std::vector<std::string> uses) { uses_ = std::move(uses); }
  const std::vector<std::string>& keywords() const { return keywords_.keywords(); }  // that ever were set here

  // Adds a message behind the others; its uid, mod-sequences and save date are set here, and its birth if it has
  // none. Returns its UID.
  std::uint32_t add(Message message, Origin origin);
  // No effect where there is no such message, or it has just these flags.
  void set_flags(std::uint32_t uid, const FlagSet& flags);
  // The first session that is told of a message owns its \Recent: from now on no message with a higher UID is recent().
  void claim_recent_above(std::uint32_t uid);
  void expunge(const std::vector<std::uint32_t>& uids, Removal how);

  void listen(MailboxListener* listener) { listeners_.push_back(listener); }
  void unlisten(MailboxListener* listener) { std::erase(listeners_, listener); }

 private:
  std::size_t index_from(std::uint32_t uid) const;  // of the first message with this UID or a higher one
  void changed();

  Choices& choices_;
  TimeOfDay now_;
  std::uint32_t number_;
  std::uint32_t uidvalidity_;
  std::uint32_t uidnext_ = 1;
  bool keeps_modseqs_;
  bool keeps_save_dates_;
  std::uint64_t modseq_;
  std::vector<Message> messages_;
  std::vector<std::uint32_t> uids_, recent_;
  mutable std::uint64_t lookups_ = 0;
  mutable std::size_t seen_to_ = 0;  // all messages below this index are known to be \Seen
  ExpungeHistory expunged_;
  std::uint64_t removals_ = 0;
  FlagChanges flag_changes_;
  FlagSet keywords_;
  std::vector<std::string> uses_;
  std::vector<MailboxListener*> listeners_;
};

}  // namespace imapspec::reference_server
