// Mod-sequences: CONDSTORE and QRESYNC (RFC 7162, which replaces RFC 4551 and RFC 5162).
#pragma once

#include <optional>

#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

Result<std::uint64_t> mod_sequence_value(Cursor& c);   // 1 .. 2^63 - 1
Result<std::uint64_t> mod_sequence_valzer(Cursor& c);  // "0" too
Result<std::uint64_t> search_sort_mod_seq(Cursor& c);  // "(MODSEQ" SP mod-sequence-value ")", of * SEARCH and * SORT
void print_search_sort_mod_seq(Printer& p, std::uint64_t mod_sequence);

// Whose mod-sequence the search key MODSEQ looks at: of the metadata item of one flag.
struct ModSeqEntry {
  String name;            // "/flags/\Seen", decoded; always quoted
  std::string_view type;  // priv, shared or all, as written
  friend bool operator==(const ModSeqEntry&, const ModSeqEntry&) = default;
};
Result<ModSeqEntry> search_modseq_ext(Cursor& c);  // behind the SP
void print(Printer& p, const ModSeqEntry& entry);

// QRESYNC of SELECT: what the client knew when it left the mailbox.
struct SeqMatchData {
  UidSet numbers, uids;
  friend bool operator==(const SeqMatchData&, const SeqMatchData&) = default;
};
struct Qresync {
  std::uint32_t uidvalidity = 0;
  std::uint64_t mod_sequence = 0;
  std::optional<UidSet> known_uids;
  std::optional<SeqMatchData> match;
  friend bool operator==(const Qresync&, const Qresync&) = default;
};
Result<Qresync> qresync_value(Cursor& c);  // with its parentheses
void print(Printer& p, const Qresync& q);

struct VanishedData {
  static constexpr std::string_view kName = "VANISHED";
  bool earlier = false;
  UidSet uids;
  friend bool operator==(const VanishedData&, const VanishedData&) = default;
};
Result<VanishedData> expunged_resp(Cursor& c);
void print(Printer& p, const VanishedData& d);
void add_terms(Term& t, const VanishedData& d);

struct CodeHighestModSeq {
  static constexpr std::string_view kName = "HIGHESTMODSEQ";
  std::uint64_t mod_sequence = 0;
  friend bool operator==(const CodeHighestModSeq&, const CodeHighestModSeq&) = default;
};
Result<CodeHighestModSeq> highestmodseq_code(Cursor& c);
void print(Printer& p, const CodeHighestModSeq& code);
void add_terms(Term& t, const CodeHighestModSeq& code);

struct CodeModified {
  static constexpr std::string_view kName = "MODIFIED";
  SequenceSet set;  // UIDs after UID STORE
  friend bool operator==(const CodeModified&, const CodeModified&) = default;
};
Result<CodeModified> modified_code(Cursor& c);
void print(Printer& p, const CodeModified& code);
void add_terms(Term& t, const CodeModified& code);

struct FetchModSeq {
  static constexpr std::string_view kName = "MODSEQ";
  std::uint64_t mod_sequence = 0;
  friend bool operator==(const FetchModSeq&, const FetchModSeq&) = default;
};
Result<FetchModSeq> fetch_mod_resp(Cursor& c);
void print(Printer& p, const FetchModSeq& item);
void add_terms(Term& t, const FetchModSeq& item);

}  // namespace imapspec::grammar
