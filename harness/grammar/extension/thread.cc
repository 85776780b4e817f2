#include "harness/grammar/extension/thread.h"

#include <array>
#include <vector>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/sort.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// REFS is in no RFC, but on offer where mail is kept.
constexpr std::array<std::string_view, 3> kAlgorithms = {"ORDEREDSUBJECT", "REFERENCES", "REFS"};

Result<ThreadList> thread_list(Cursor& c);

// RFC 5256 section 5: thread-nested = 2*thread-list
Result<List<ThreadList>> thread_nested(Cursor& c) {
  ListBuilder<ThreadList> lists(c.arena());
  do {
    TRY(const auto list, thread_list(c));
    lists.add(list);
  } while (lists.size() < 2 || c.looks_at('('));
  return lists.done();
}

// RFC 5256 section 5: thread-list = "(" (thread-members / thread-nested) ")"
// thread-members = nz-number *(SP nz-number) [SP thread-nested]
Result<ThreadList> thread_list(Cursor& c) {
  const Cursor::Nested level(c);
  if (!level) return c.limit("thread-list");
  ThreadList list;
  TRY_(expect(c, '(', "thread-list"));
  ListBuilder<std::uint32_t> members(c.arena());
  bool more = true;
  while (more && !c.looks_at('(')) {
    TRY(const auto n, nz_number(c));
    members.add(n);
    more = c.take(' ');
  }
  if (more) {
    TRY(list.nested, thread_nested(c));
  }
  list.members = members.done();
  TRY_(expect(c, ')', "thread-list"));
  return list;
}

// Not by recursion: RFC 5256 section 4 has no limit to the nesting.
void print(Printer& p, const ThreadList& thread) {
  struct Open {
    const ThreadList* list;
    std::size_t nested;  // how many of its nested threads were begun
  };
  std::vector<Open> open;
  const auto begin = [&p, &open](const ThreadList& list) {
    p.raw('(');
    for (std::size_t i = 0; i < list.members.size(); ++i) {
      if (i > 0) p.sp();
      p.number(list.members[i]);
    }
    if (!list.members.empty() && !list.nested.empty()) p.sp();
    open.push_back({&list, 0});
  };
  begin(thread);
  while (!open.empty()) {
    auto& [list, nested] = open.back();
    if (nested < list->nested.size()) {
      begin(list->nested[nested++]);
    } else {
      p.raw(')');
      open.pop_back();
    }
  }
}

Term list_term(const ThreadList& list) {
  Term t = group(Kind::list);
  for (const std::uint32_t n : list.members) add(t, {number_term(n)});
  for (const auto& nested : list.nested) add(t, {list_term(nested)});
  return t;
}

}  // namespace

std::span<const std::string_view> thread_algorithms() {
  return kAlgorithms;
}

// RFC 5256 section 5: thread = ["UID" SP] "THREAD" SP thread-alg SP search-criteria
// thread-alg = "ORDEREDSUBJECT" / "REFERENCES" / thread-alg-ext; thread-alg-ext = atom
Result<Thread> thread(Cursor& c) {
  Thread t;
  TRY(t.algorithm, spaced(c, atom, "thread"));
  TRY(t.charset, spaced(c, sort_charset, "thread"));
  TRY(t.keys, search_keys_after_sp(c));
  return t;
}
void print(Printer& p, const Thread& t) {
  p.sp();
  p.raw(t.algorithm);
  print_search_criteria(p, t.charset, t.keys);
}
void add_terms(Term& t, const Thread& thread) {
  add(t, {word(thread.algorithm)});
  add_search_criteria(t, thread.charset, thread.keys);
}

// RFC 5256 section 5: thread-data = "THREAD" [SP 1*thread-list]
Result<ThreadData> thread_data(Cursor& c) {
  ListBuilder<ThreadList> threads(c.arena());
  if (c.another_item()) {
    do {
      TRY(const auto list, thread_list(c));
      threads.add(list);
    } while (c.looks_at('('));
  }
  return ThreadData{threads.done()};
}
void print(Printer& p, const ThreadData& d) {
  if (!d.threads.empty()) p.sp();
  for (const auto& list : d.threads) print(p, list);
}
void add_terms(Term& t, const ThreadData& d) {
  Term threads = group(Kind::list);
  for (const auto& list : d.threads) add(threads, {list_term(list)});
  add(t, {std::move(threads)});
}

}  // namespace imapspec::grammar
