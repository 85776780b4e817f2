// The commands: one function each, in the file of its family. Each puts its responses and its result into the exchange.
// All are called with the account locked, in a state that permits them.
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// any_state.cc (RFC 3501 section 6.1, RFC 2971)
void run(Session&, Exchange&, const grammar::Capability&);
void run(Session&, Exchange&, const grammar::Noop&);
void run(Session&, Exchange&, const grammar::Logout&);
void run(Session&, Exchange&, const grammar::Id&);
// login.cc (6.2)
void run(Session&, Exchange&, const grammar::StartTls&);
void run(Session&, Exchange&, const grammar::Login&);
void run(Session&, Exchange&, const grammar::Authenticate&);
// select.cc (6.3.1, 6.3.2, 6.4.1, 6.4.2, RFC 3691)
void run(Session&, Exchange&, const grammar::Select&);
void run(Session&, Exchange&, const grammar::Check&);
void run(Session&, Exchange&, const grammar::Close&);
void run(Session&, Exchange&, const grammar::Unselect&);
// mailbox.cc (6.3.3 to 6.3.7, 6.3.10)
void run(Session&, Exchange&, const grammar::Create&);
void run(Session&, Exchange&, const grammar::Delete&);
void run(Session&, Exchange&, const grammar::Rename&);
void run(Session&, Exchange&, const grammar::Subscribe&);
void run(Session&, Exchange&, const grammar::Unsubscribe&);
void run(Session&, Exchange&, const grammar::StatusCommand&);
// list.cc (6.3.8, 6.3.9, RFC 3348)
void run(Session&, Exchange&, const grammar::ListCommand&);
void run(Session&, Exchange&, const grammar::Lsub&);
// extension.cc (RFC 5161, RFC 2342, RFC 2177)
void run(Session&, Exchange&, const grammar::Enable&);
void run(Session&, Exchange&, const grammar::NamespaceCommand&);
void run(Session&, Exchange&, const grammar::Idle&);
// layer.cc (RFC 4978, RFC 8437)
void run(Session&, Exchange&, const grammar::Compress&);
void run(Session&, Exchange&, const grammar::Unauthenticate&);
// append.cc (6.3.11, RFC 4315)
void run(Session&, Exchange&, const grammar::Append&);
// replace.cc (RFC 8508)
void run(Session&, Exchange&, const grammar::Replace&);
// expunge.cc (6.4.3, RFC 4315)
void run(Session&, Exchange&, const grammar::Expunge&);
void run(Session&, Exchange&, const grammar::UidExpunge&);
// search.cc (6.4.4)
void run(Session&, Exchange&, const grammar::Search&);
// sort.cc, thread.cc (RFC 5256)
void run(Session&, Exchange&, const grammar::Sort&);
void run(Session&, Exchange&, const grammar::Thread&);
// fetch.cc (6.4.5)
void run(Session&, Exchange&, const grammar::Fetch&);
// store.cc (6.4.6)
void run(Session&, Exchange&, const grammar::Store&);
// copy.cc (6.4.7, RFC 4315, RFC 6851)
void run(Session&, Exchange&, const grammar::Copy&);

// The grammar reads more commands than there is a run() for; is_offered refuses the others.
template <class Command>
concept Runnable =
    requires(Session& session, Exchange& exchange, const Command& command) { run(session, exchange, command); };

// What several of them say.
// * FLAGS and * OK [PERMANENTFLAGS] of the selected mailbox.
void say_flags(Session&, Exchange&);
// * STATUS of this mailbox, with these items.
void say_status(Session&, Exchange&, std::string_view name, const Mailbox&, List<grammar::StatusItem> items);
// * LIST of this name, as SELECT of RFC 9051 has it; with OLDNAME if the name was converted (section 6.3.9.7).
void say_list_of(Session&, Exchange&, const std::string& name, const grammar::Mailbox& written);
// * LIST with OLDNAME, only if the name was converted, or the new one of RENAME was.
void say_old_name(Session&, Exchange&, const std::string& name, const grammar::Mailbox& old,
                  const grammar::Mailbox* renamed = nullptr);
// The flags of the message with this number, as FETCH says them; \Recent is of RFC 3501 only.
List<grammar::Flag> flags_told(Session&, Arena&, std::uint32_t number, const Message&);
// * n FETCH (FLAGS ...), with UID on demand; the client knows the flags then. Only if the message is there.
void say_flags_of(Session&, Exchange&, std::uint32_t number, bool with_uid);

// The numbers that a set of FETCH, STORE, COPY or MOVE names. nullopt: the result is BAD already, since a number does
// not exist (RFC 3501 section 9, seq-number).
std::optional<std::vector<std::uint32_t>> numbers_of(Session&, Exchange&, const grammar::SequenceSet&, bool uids);
// NO [EXPUNGEISSUED]: some of the messages are gone and the client does not know (RFC 2180 section 4, RFC 5530).
void no_since_expunged(Exchange&);

}  // namespace imapspec::reference_server
