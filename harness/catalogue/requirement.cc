#include "harness/catalogue/requirement.h"

#include <charconv>

namespace imapspec::catalogue {

std::string Requirement::citation() const {
  return "RFC " + std::to_string(rfc) + " section " + section;
}

std::string Requirement::link() const {
  const bool appendix = section.empty() || section[0] < '0' || section[0] > '9';
  return "https://www.rfc-editor.org/rfc/rfc" + std::to_string(rfc) + (appendix ? "#appendix-" : "#section-") + section;
}

std::string_view to_string(Level level) {
  switch (level) {
    case Level::must:
      return "must";
    case Level::should:
      return "should";
    case Level::may:
      return "may";
  }
  return "";
}

std::string_view to_string(Subject subject) {
  switch (subject) {
    case Subject::server:
      return "server";
    case Subject::client:
      return "client";
    case Subject::both:
      return "both";
  }
  return "";
}

// RFC 2119 sections 1 to 5, and "defined" for what is said without one of its words.
std::optional<Level> level_of_keyword(std::string_view keyword) {
  struct Row {
    std::string_view keyword;
    Level level;
  };
  static constexpr Row kRows[] = {
      {"MUST", Level::must},          {"MUST NOT", Level::must}, {"REQUIRED", Level::must},
      {"defined", Level::must},       {"SHOULD", Level::should}, {"SHOULD NOT", Level::should},
      {"RECOMMENDED", Level::should}, {"MAY", Level::may},       {"OPTIONAL", Level::may},
  };
  for (const Row& row : kRows)
    if (row.keyword == keyword) return row.level;
  return std::nullopt;
}

std::string letters(std::size_t number) {
  std::string text;
  for (++number; number > 0; number /= 26) {
    --number;
    text.insert(text.begin(), static_cast<char>('a' + number % 26));
  }
  return text;
}

std::optional<IdParts> parse_id(std::string_view id) {
  if (!id.starts_with("rfc")) return std::nullopt;
  IdParts parts;
  const char* const end = id.data() + id.size();
  const auto [after, error] = std::from_chars(id.data() + 3, end, parts.rfc);
  const auto dash = id.rfind('-');
  if (error != std::errc() || after == end || *after != '-' || id[3] == '0') return std::nullopt;
  const auto begin = static_cast<std::size_t>(after - id.data()) + 1;
  if (dash < begin) return std::nullopt;
  // section = component *("." component): digits and capitals, "7.5.1", "A.1"
  parts.section = id.substr(begin, dash - begin);
  bool component = false;
  for (const char c : parts.section) {
    const bool dot = c == '.';
    if (dot ? !component : !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) return std::nullopt;
    component = !dot;
  }
  const auto letter = id.substr(dash + 1);
  if (!component || letter.empty() || letter.size() > 3) return std::nullopt;
  for (const char c : letter) {
    if (c < 'a' || c > 'z') return std::nullopt;
    parts.number = parts.number * 26 + static_cast<std::size_t>(c - 'a') + 1;
  }
  --parts.number;
  return parts;
}

}  // namespace imapspec::catalogue
