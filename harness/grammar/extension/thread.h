// THREAD (RFC 5256).
#pragma once

#include "harness/grammar/command/search_key.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct Thread {
  static constexpr std::string_view kName = "THREAD";
  static constexpr std::string_view kUidName = "UID THREAD";
  std::string_view algorithm;  // as written
  String charset;
  List<SearchKey> keys;  // all must hold
  bool uid = false;
  friend bool operator==(const Thread&, const Thread&) = default;
};
Result<Thread> thread(Cursor& c);
void print(Printer& p, const Thread& t);
void add_terms(Term& t, const Thread& thread);

// (1 2 (3)(4 5)): each member is the parent of the next, the last one of every nested thread. Never wholly empty;
// nested threads are none or at least two.
struct ThreadList {
  List<std::uint32_t> members;
  List<ThreadList> nested;
  friend bool operator==(const ThreadList& a, const ThreadList& b) {
    return a.members == b.members && a.nested == b.nested;
  }
};
struct ThreadData {
  static constexpr std::string_view kName = "THREAD";
  List<ThreadList> threads;
  friend bool operator==(const ThreadData&, const ThreadData&) = default;
};
Result<ThreadData> thread_data(Cursor& c);
void print(Printer& p, const ThreadData& d);
void add_terms(Term& t, const ThreadData& d);

// The algorithms of RFC 5256; others are atoms.
std::span<const std::string_view> thread_algorithms();

}  // namespace imapspec::grammar
