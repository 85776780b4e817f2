#include "harness/catalogue/expectation.h"

#include <algorithm>
#include <charconv>

namespace imapspec::catalogue {
namespace {

using yaml::Node;
using yaml::Reader;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// folder/file/scenario, with [row] behind it, or rules/NAME, in these letters.
bool is_id(std::string_view id, std::string_view others) {
  const auto bracket = id.find('[');
  if (bracket != id.npos && (!id.ends_with(']') || id.size() - bracket < 3)) return false;
  const auto path = id.substr(0, bracket);
  if (path.empty() || path.front() == '/' || path.back() == '/' || path.find('/') == path.npos) return false;
  return std::all_of(id.begin(), id.end(), [&](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || digit(c) || others.find(c) != std::string_view::npos;
  });
}

void read_id(Reader& reader, const Node& node, Expectation& e, std::set<std::string>& seen) {
  constexpr std::string_view kOthers = "/-_.+=[]", kOthersOfPatterns = "/-_.+=[]*?";
  if (e.id.empty()) return;
  if (!seen.insert(e.id).second) reader.mistake(node.place, "'" + e.id + "' is expected twice");
  if (is_id(e.id, e.is_skip() ? kOthersOfPatterns : kOthers)) return;
  reader.mistake(node.find("id")->place,
                 "'" + e.id +
                     "' is not an exact id: folder/file/scenario, with [row] where it has rows, or "
                     "rules/NAME; patterns are for kind: skip, elsewhere they would hide new failures");
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != kForm.size()) return std::nullopt;
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == 'd' ? !digit(text[i]) : text[i] != kForm[i]) return std::nullopt;
  const auto number = [text](std::size_t from, std::size_t size) {
    unsigned value = 0;
    std::from_chars(text.data() + from, text.data() + from + size, value);
    return value;
  };
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(number(0, 4))),
                                         std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2)));
  return date.ok() ? std::optional(date) : std::nullopt;
}

void read_expiry(Reader& reader, const Node& node, Expectation& e) {
  const Node* expires = node.find("expires");
  if (expires == nullptr) return;
  const std::string text = reader.text(*expires, "expires");
  e.expires = parse_date(text);
  if (!text.empty() && !e.expires) reader.mistake(expires->place, "expires must be a day: 2027-01-31");
}

void read_fingerprints(Reader& reader, const Node& node, Expectation& e) {
  const Node* print = node.find("fingerprint");
  if (print == nullptr) return;
  if (print->is_list())
    e.fingerprints = reader.texts_at(node, "fingerprint");
  else
    e.fingerprints = {reader.text(*print, "fingerprint")};
  const bool right = std::all_of(e.fingerprints.begin(), e.fingerprints.end(), [](const std::string& text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
  });
  if (!right || e.fingerprints.empty())
    reader.mistake(print->place,
                   "fingerprint must be 16 hexadecimal digits, or a list of such, as JSON reports have them");
}

}  // namespace

std::string Expectation::why() const {
  return section.empty() ? reason : reason + " (" + section + ')';
}

std::string_view to_string(Expectation::Kind kind) {
  return kind == Expectation::Kind::xfail ? "xfail" : kind == Expectation::Kind::accepted ? "accepted" : "skip";
}

std::string to_string(std::chrono::year_month_day date) {
  const auto padded = [](unsigned number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + '-' +
         padded(static_cast<unsigned>(date.month()), 2) + '-' + padded(static_cast<unsigned>(date.day()), 2);
}

std::chrono::year_month_day today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Expectation read_expectation(Reader& reader, const Node& node, std::set<std::string>& seen) {
  constexpr std::string_view what = "an expectation";
  Expectation e;
  e.place = node.place;
  if (!reader.map(node, what, {"id", "kind", "section", "reason", "link", "expires", "fingerprint"})) return e;
  if (const Node* kind = reader.required(node, what, "kind"))
    if (const auto index = reader.one_of(*kind, "kind", {"xfail", "accepted", "skip"}))
      e.kind = static_cast<Expectation::Kind>(*index);
  e.id = reader.text_at(node, what, "id");
  e.section = e.is_skip() ? reader.optional_text_at(node, "section") : reader.text_at(node, what, "section");
  e.reason = reader.text_at(node, what, "reason");
  e.link = reader.optional_text_at(node, "link");
  read_id(reader, node, e, seen);
  read_expiry(reader, node, e);
  read_fingerprints(reader, node, e);
  if (e.is_skip() && !e.fingerprints.empty())
    reader.mistake(node.find("fingerprint")->place, "what is not played has no fingerprint");
  if (!e.section.empty() && !names_a_section(e.section))
    reader.mistake(node.find("section")->place,
                   "section must name the section of an RFC that is violated: RFC 3501 section 6.3.1");
  if (!e.reason.empty() && std::count(e.reason.begin(), e.reason.end(), ' ') < 3)
    reader.mistake(node.find("reason")->place, "reason must be a sentence on what the peer does");
  return e;
}

bool names_a_section(std::string_view text) {
  for (auto at = text.find("RFC "); at != text.npos; at = text.find("RFC ", at + 1)) {
    std::string_view rest = text.substr(at + 4);
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(digits);
    if (digits == 0 || !rest.starts_with(' ')) continue;
    rest.remove_prefix(1);
    bool said = false;  // behind one of these words a section may also begin with a letter: "appendix A.1"
    for (const std::string_view word : {"section ", "sections ", "appendix "})
      if (rest.starts_with(word)) {
        rest.remove_prefix(word.size());
        said = true;
      }
    if (rest.empty()) continue;
    if (digit(rest[0]) || (said && rest[0] >= 'A' && rest[0] <= 'Z')) return true;
  }
  return false;
}

}  // namespace imapspec::catalogue
