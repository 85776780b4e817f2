// Expectation: one thing that is known of a peer, and what is made of it when it shows.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/yaml/reader.h"

namespace imapspec::catalogue {

struct Expectation {
  enum class Kind : std::uint8_t {
    xfail,     // fails, and shall be mended
    accepted,  // fails, and its authors have decided that it stays so
    skip,      // is not played or not judged: it would disturb the peer, or says nothing about it
  };
  // Of a scenario, a row or a rule: "base/select/required", "base/syntax/bad[zero]", "rules/uid-ascends".
  // Exact, since a pattern would hide new failures; only that of a skip may be one, of * and ?.
  std::string id;
  Kind kind = Kind::xfail;
  std::string section;  // of the RFC that the peer does not follow: "RFC 3501 section 6.3.1"; of a skip it may be empty
  std::string reason;   // one sentence: what the peer does
  std::string link;     // to a report about it, or empty
  std::optional<std::chrono::year_month_day> expires;  // the last day on which it is expected; none: it always is
  std::vector<std::string> fingerprints;  // of the failures, 16 hexadecimal digits each; none: however it fails
  yaml::Place place;

  bool is_skip() const { return kind == Kind::skip; }
  bool has_expired(std::chrono::year_month_day today) const { return expires && *expires < today; }
  // The reason, and behind it the section in brackets.
  std::string why() const;
};

std::string_view to_string(Expectation::Kind kind);  // "xfail", ...
// "2026-11-25".
std::string to_string(std::chrono::year_month_day date);
// The day it is, in UTC.
std::chrono::year_month_day today();

// A map of the list `expect`; mistakes are the reader's. `seen` are the ids of those before it.
Expectation read_expectation(yaml::Reader& reader, const yaml::Node& node, std::set<std::string>& seen);

// Does the text name a section of an RFC: "RFC 9051 section 6.3.1", "RFC 3501 6.3.1"?
bool names_a_section(std::string_view);

}  // namespace imapspec::catalogue
