#include "harness/mail/threads.h"

#include <algorithm>

#include "harness/mail/base_subject.h"
#include "harness/mail/message_id.h"
#include "harness/mail/unicode.h"

namespace imapspec::mail {

// RFC 5256 section 3: the references are those of References; where it has no valid one, the first of In-Reply-To.
Threadable threadable(const Part& message, std::uint32_t number, std::int64_t sent) {
  const BaseSubject base = base_subject(message.field("Subject"));
  Threadable t{
      number, sent, collation_key(base.text), base.reply_or_forward, {}, message_ids(message.field("References"))};
  const auto own = message_ids(message.field("Message-ID"));
  if (!own.empty()) t.message_id = own.front();
  if (t.references.empty()) {
    const auto replied_to = message_ids(message.field("In-Reply-To"));
    if (!replied_to.empty()) t.references = {replied_to.front()};
  }
  return t;
}

// The first of a subject is the parent of all others.
grammar::ThreadData threads_by_subject(const std::vector<Threadable>& messages, Arena& arena) {
  std::vector<const Threadable*> sorted;
  for (const auto& message : messages) sorted.push_back(&message);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Threadable* a, const Threadable* b) {
    return a->subject != b->subject ? a->subject < b->subject : a->sent < b->sent;
  });
  struct Thread {
    std::size_t first, end;  // in `sorted`
  };
  std::vector<Thread> threads;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i == 0 || sorted[i]->subject != sorted[i - 1]->subject) threads.push_back({i, i});
    threads.back().end = i + 1;
  }
  std::sort(threads.begin(), threads.end(), [&sorted](const Thread& a, const Thread& b) {
    const Threadable &x = *sorted[a.first], &y = *sorted[b.first];
    return x.sent != y.sent ? x.sent < y.sent : x.number < y.number;
  });
  ListBuilder<grammar::ThreadList> lists(arena);
  for (const auto& [first, end] : threads) {
    ListBuilder<std::uint32_t> members(arena);
    ListBuilder<grammar::ThreadList> nested(arena);
    members.add(sorted[first]->number);
    if (end - first == 2) members.add(sorted[first + 1]->number);
    for (std::size_t i = first + 1; end - first > 2 && i < end; ++i)
      nested.add({copy_list(arena, std::vector{sorted[i]->number}), {}});
    lists.add({members.done(), nested.done()});
  }
  return {lists.done()};
}

}  // namespace imapspec::mail
