// Which mailboxes an ESEARCH command looks into (RFC 7377) or a NOTIFY event group is about (RFC 5465).
#pragma once

#include <optional>

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

struct Term;

struct FilterMailboxes {
  enum class Kind : std::uint8_t {
    selected,
    selected_delayed,
    inboxes,
    personal,
    subscribed,
    subtree,      // mailboxes: one or more
    subtree_one,  // RFC 7377
    mailboxes,
  };
  Kind kind = Kind::selected;
  List<Mailbox> mailboxes;
  bool list = false;  // written with parentheses
  friend bool operator==(const FilterMailboxes&, const FilterMailboxes&) = default;
};
std::span<const Word<FilterMailboxes::Kind>> filter_words();

Result<FilterMailboxes> filter_mailboxes(Cursor& c);
void print(Printer& p, const FilterMailboxes& filter);
void add_terms(Term& t, const FilterMailboxes& filter);  // its word, and a list of strings if there are mailboxes

}  // namespace imapspec::grammar
