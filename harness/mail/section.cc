#include "harness/mail/section.h"

#include <algorithm>
#include <string>
#include <vector>

#include "harness/mail/transfer_encoding.h"

namespace imapspec::mail {

namespace {

using Text = grammar::Section::Text;

std::string lower(std::string_view name) {
  std::string to(name);
  for (char& c : to)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return to;
}

// The message within a part, which has numbers and sections of its own; nullptr if there is none.
const Part* message_in(const Part& part, const grammar::Dialect& dialect) {
  return dialect.rev2() || !same_word(part.subtype, "GLOBAL") ? part.message : nullptr;
}

// RFC 3501 section 6.4.5: the matching is case-insensitive but otherwise exact. Names are sorted, so that many names
// and many fields do not multiply.
std::string_view header_subset(std::string_view header, List<grammar::String> fields, bool wanted, Arena& arena) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const auto& f : fields) names.push_back(lower(f.value));
  std::ranges::sort(names);
  std::string subset;
  std::size_t read = 0;
  for (const auto& f : HeaderFields(header)) {
    read += f.raw.size();
    if ((!f.name.empty() && std::ranges::binary_search(names, lower(f.name))) == wanted) subset.append(f.raw);
  }
  subset.append(header.substr(read));  // the empty line
  return arena.copy(subset);
}

// Every line of a text ends with CRLF, whatever it ended with in the store (RFC 9051 section 7.5.2, BINARY).
std::string_view with_crlf(std::string_view text, Arena& arena) {
  std::string to;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) to.push_back('\r');
    to.push_back(text[i]);
  }
  return to.size() == text.size() ? text : arena.copy(to);
}

}  // namespace

const Part* part_at(const Part& root, List<std::uint32_t> number, const grammar::Dialect& dialect) {
  const Part* part = &root;
  const Part* message = &root;  // where the next number counts from a message: the root, or one that is encapsulated
  for (const std::uint32_t n : number) {
    const Part* from = message != nullptr ? message : part;
    if (from->kind == Part::Kind::multipart) {
      if (n == 0 || n > from->parts.size()) return nullptr;
      part = &from->parts[n - 1];
    } else {
      if (message == nullptr || n != 1) return nullptr;
      part = message;
    }
    message = part->kind == Part::Kind::message ? message_in(*part, dialect) : nullptr;
  }
  return part;
}

std::optional<std::string_view> section_octets(const Part& root, const grammar::Section& section, Arena& arena,
                                               const grammar::Dialect& dialect) {
  const Part* part = part_at(root, section.part, dialect);
  if (part == nullptr) return std::nullopt;
  if (section.text == Text::none) return section.part.empty() ? root.whole() : part->body;
  if (section.text == Text::mime) return section.part.empty() ? std::nullopt : std::optional(part->header);
  const Part* message = section.part.empty() ? &root : message_in(*part, dialect);
  if (message == nullptr) return std::nullopt;
  switch (section.text) {
    case Text::header:
      return message->header;
    case Text::text:
      return message->body;
    default:
      return header_subset(message->header, section.fields, section.text == Text::header_fields, arena);
  }
}

std::string_view slice(std::string_view octets, const grammar::Partial& partial) {
  if (partial.first >= octets.size()) return octets.substr(octets.size());
  return octets.substr(partial.first, partial.count);
}

std::expected<std::string_view, DecodeError> decoded_section(const Part& root, List<std::uint32_t> number, Arena& arena,
                                                             const grammar::Dialect& dialect) {
  if (number.empty()) return root.whole();
  const Part* part = part_at(root, number, dialect);
  if (part == nullptr) return std::unexpected(DecodeError::no_such_part);
  const auto decoded = from_transfer_encoding(part->body, part->transfer_encoding(arena), arena);
  if (!decoded) return std::unexpected(DecodeError::unknown_cte);
  return part->kind == Part::Kind::text ? with_crlf(*decoded, arena) : *decoded;
}

}  // namespace imapspec::mail
