// Mod-sequences in commands: what makes a client aware of them, and what it is told from then on (RFC 7162 section 3.1).
#pragma once

#include <vector>

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// CONDSTORE is a part of QRESYNC, even where it is not advertised (RFC 7162 section 3.2.3).
bool offers_condstore(const Session& session);

// Whether it is one of the CONDSTORE enabling commands; ENABLE enables by itself.
bool enables_condstore(Session& session, const grammar::CommandBody& command);
// The first one brings HIGHESTMODSEQ of the selected mailbox, if there is one; SELECT tells that of its own.
void enable_condstore(Session& session, Exchange& exchange, const grammar::CommandBody& command);
// Null, or the text of a BAD: the command needs mod-sequences, and the selected mailbox keeps none (section 3.1.2.2).
const char* why_without_modseqs(Session& session, const grammar::CommandBody& command);

// Whether FETCH responses that nobody asked for carry MODSEQ now, and UID with it (section 3.2.4).
bool tells_modseqs(Session& session);
// * OK [HIGHESTMODSEQ n] or * OK [NOMODSEQ] of the selected mailbox.
void say_highest_modseq(Session& session, Exchange& exchange);
// * n FETCH (UID u MODSEQ (m)): what a silent STORE has to say. The client knows the flags then.
void say_modseq_of(Session& session, Exchange& exchange, std::uint32_t number);

// Of the modifiers of FETCH and STORE.
std::optional<std::uint64_t> changed_since(const grammar::Fetch& command);
std::optional<std::uint64_t> unchanged_since(const grammar::Store& command);
// Whether nothing that the STORE affects has changed since.
bool is_unchanged(Session& session, const Message& message, const grammar::Store& command);
// Of the messages with these numbers, which are there: as numbers, or as UIDs after UID STORE.
grammar::CodeModified modified(Session& session, Exchange& exchange, const grammar::Store& command,
                               const std::vector<std::uint32_t>& numbers);

// SEARCH, SORT and THREAD (sections 3.1.5, 3.1.6 and 3.1.9).
bool asks_for_modseqs(const List<grammar::SearchKey>& keys);
bool matches_modseq(const grammar::SearchKey& key, const Message& message);
// What belongs to a result of these numbers, if the keys ask for it and it is not empty.
std::optional<std::uint64_t> modseq_of_result(Session& session, const List<grammar::SearchKey>& keys,
                                              const std::vector<std::uint32_t>& numbers);

}  // namespace imapspec::reference_server
