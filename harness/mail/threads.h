// Threads: messages put together by subject, or by what each refers to (RFC 5256 section 3).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/grammar/extension/thread.h"
#include "harness/mail/message.h"

namespace imapspec::mail {

// What threading knows of a message.
struct Threadable {
  std::uint32_t number = 0;             // as it stands in the answer: a message number or a UID
  std::int64_t sent = 0;                // in seconds since 1970-01-01 UTC (section 2.2)
  std::string subject;                  // the base subject, prepared for comparing (collation_key)
  bool reply_or_forward = false;        // of the subject as it was
  std::string message_id;               // normal; empty if there is no valid one
  std::vector<std::string> references;  // normal, the oldest first
};

// Of the message, whose sent date is the caller's affair.
Threadable threadable(const Part& message, std::uint32_t number, std::int64_t sent);

// All algorithms take messages in the order of the mailbox; the answer lives in the arena. Time is n log n in all that
// is given, and the stack is flat however deep the threads are.
grammar::ThreadData threads_by_subject(const std::vector<Threadable>& messages, Arena& arena);  // ORDEREDSUBJECT
grammar::ThreadData threads_by_references(const std::vector<Threadable>& messages, Arena& arena);
// REFS, which no RFC has and Dovecot offers: REFERENCES without its step 5, so that subjects do not matter; the thread with the
// latest message is the last one.
grammar::ThreadData threads_by_refs(const std::vector<Threadable>& messages, Arena& arena);

}  // namespace imapspec::mail
