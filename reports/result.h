// The result model: what a run found out, with the evidence, as every report shows it. Plain values that own their
// octets; whoever fills them in has masked passwords before (redact.h), and keeps octets as they were on the wire.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/clock.h"

namespace imapspec::reports {

enum class Verdict : std::uint8_t {
  pass,   // all steps matched
  fail,   // a MUST was violated
  warn,   // a SHOULD was violated
  skip,   // the peer does not offer what the scenario requires; Result::reason says what
  error,  // the harness could not play it
  xfail,  // fails as the expectations file says; Result::reason is the reason given there
  xpass,  // does not fail any more, although the expectations file says so; Result::reason likewise
};
inline constexpr std::array kVerdicts{Verdict::pass,  Verdict::fail,  Verdict::warn, Verdict::skip,
                                      Verdict::error, Verdict::xfail, Verdict::xpass};
std::string_view name(Verdict verdict);  // "pass", ...

// Whether this verdict makes the run fail (exit status 1): fail, error and xpass; warn too where `strict`.
bool is_unexpected(Verdict verdict, bool strict = false);

enum class Level : std::uint8_t { must, should, may };
std::string_view name(Level level);  // "MUST", "SHOULD", "MAY"

// A statement of an RFC as the catalogue has it, copied so that reports need nothing else.
struct Requirement {
  std::string id;     // "rfc9051-7.5.1-a"
  std::string words;  // what it asks, in our words
  Level level = Level::must;
  unsigned rfc = 0;          // 9051; 0 if it is no RFC's
  std::string section;       // "7.5.1", or "A.2" for an appendix; may be empty
  std::string untestable{};  // why nothing can judge it from the wire; empty: it can be

  std::string place() const;  // "RFC 9051 section 7.5.1"; empty if rfc is 0
  std::string link() const;   // "https://www.rfc-editor.org/rfc/rfc9051#section-7.5.1"; empty if rfc is 0
};

struct Place {
  std::string file;        // as it is shown: "scenarios/base/expunge.yaml"; empty if there is none
  std::uint32_t line = 0;  // from 1; 0 if unknown
};

enum class Direction : std::uint8_t { client, server, note };  // C:, S:, or something that happened (connected, closed)
std::string_view name(Direction direction);                    // "C", "S", "note"

// One line of the common time line of all connections of a scenario.
struct TranscriptLine {
  Duration time{};      // since the scenario began
  std::string session;  // "alice"; empty if there is only one
  Direction direction = Direction::note;
  std::string octets;       // as on the wire, CRLF and literals included; for a note, its text
  std::string requirement;  // id of the requirement that this line breaks; nearly always empty
};

// A reply that came, but not as expected.
struct Nearest {
  std::string text;         // as it came, or as the matcher prints it
  std::size_t differs = 0;  // octet of `text` (from 0) where it first differs from what was expected; <= text.size()
  std::string expected;     // the pattern that it was held against; empty if there is no single one
};

struct Failure {
  std::vector<Requirement> requirements;       // what it violates; may be empty for an error
  Place place;                                 // the step, or the row of `with` that gave it its text
  std::string step;                            // the step as it is written
  std::string message;                         // one sentence: what is wrong. Never empty
  std::string note;                            // the step's note, if it has one
  std::vector<std::string> expected;           // patterns, one an entry
  std::vector<Nearest> nearest;                // the best first
  std::vector<TranscriptLine> transcript;      // the excerpt that proves it
  std::optional<std::size_t> offending_line;   // index into transcript
  std::optional<std::size_t> offending_octet;  // in the octets of that line, from 0
  std::string scenario;                        // rules only: the scenario in which it happened
  std::string reproduce;                       // one command line that plays this again
};

// Which of a step's named outcomes the peer chose.
struct Observation {
  std::string step;  // the step as it is written, or its command
  std::string outcome;
};

// A step as the scenario has it.
struct Step {
  std::string text;        // as it is written
  std::string note;        // may be empty
  std::uint32_t line = 0;  // of the scenario's file; 0 if unknown
};

// How often a rule had something to judge, and how often it was broken.
struct RuleTally {
  std::uint64_t watched = 0, broken = 0;
};

struct Result {
  std::string id;  // "base/expunge/silent-during-fetch", "base/list/forms[percent]", "rules/uid-ascends"
  std::string title;
  Place place;  // where it is defined; empty for rules
  Verdict verdict = Verdict::pass;
  Level level = Level::must;
  std::vector<std::string> requirements;  // ids that it verifies
  Duration duration{};
  std::string reason;             // skip, xfail, xpass, error without failures: why; else empty
  std::vector<Failure> failures;  // of fail, warn, error and xfail
  std::vector<Observation> observations;
  std::vector<Step> steps;                 // may be empty where they are not known
  std::vector<TranscriptLine> transcript;  // the whole; may be empty where it was not kept
  std::optional<RuleTally> rule;           // rules/NAME only
};

struct Peer {
  std::string url;                        // without password
  std::string name;                       // from ID, or that of its profile; may be empty
  std::string greeting;                   // without CRLF
  std::vector<std::string> capabilities;  // in the order of the peer, as after login
};

// An RFC of which the catalogue has requirements.
struct Document {
  unsigned rfc = 0;
  std::string title;
};

// Which part of a run that was divided over several machines.
struct Shard {
  unsigned index = 1, count = 1;  // from 1 to count
};

struct Report {
  std::string program = "imapspec";
  std::string version;
  Peer peer;
  std::uint64_t seed = 0;
  std::chrono::sys_time<std::chrono::milliseconds> started{};
  Duration duration{};
  bool incomplete = false;        // ended before everything was played
  std::string incomplete_reason;  // "interrupted", "10 errors in a row", ...
  Shard shard;
  std::vector<Result> results;            // in any order; every report shows them in the order of their ids
  std::vector<std::string> not_tested;    // sentences: what this run says nothing about
  std::vector<Requirement> requirements;  // all that are asked of such a peer, in the order of the RFCs; may be empty
  std::vector<Document> documents;        // of these
  std::string command;                    // "imapspec run"; empty if unknown
  std::string command_options;            // " --server imap://alice@127.0.0.1:1143": what stands behind a scenario's id

  // The command line that plays this result again, with the ids between `command` and `command_options`; empty if unknown.
  std::string reproduce(const Result& result) const;
};

// Whether it says anything: something was asked and answered. If not, that nothing failed means nothing (exit status 3).
bool is_judged(const Report& report);

// Whether the run fails (exit status 1): it is incomplete, or has an unexpected verdict.
bool is_unexpected(const Report& report, bool strict = false);

struct Summary {
  struct Skips {
    std::string reason;
    std::size_t count = 0;
    friend bool operator==(const Skips&, const Skips&) = default;
  };
  std::array<std::size_t, kVerdicts.size()> counts{};  // by Verdict
  std::size_t total = 0;                               // of all verdicts
  std::vector<Skips> skips;                            // the most frequent reason first, then by reason

  std::size_t of(Verdict verdict) const { return counts.at(static_cast<std::size_t>(verdict)); }
};
Summary summarize(const Report& report);

// The results in the order of their ids (octet by octet). The pointers are into `report`.
std::vector<const Result*> in_order(const Report& report);

}  // namespace imapspec::reports
