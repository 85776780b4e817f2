// Sections of a message: what stands in BODY[...] and BINARY[...] (RFC 9051 sections 6.4.5 and 9).
#pragma once

#include <optional>
#include <span>

#include "harness/grammar/core/string.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

struct Section {
  enum class Text : std::uint8_t { none, header, header_fields, header_fields_not, text, mime };
  List<std::uint32_t> part;  // 1.2.3; empty for the message itself
  Text text = Text::none;
  List<String> fields;  // header-list of HEADER.FIELDS[.NOT]; in the order written
  friend bool operator==(const Section&, const Section&) = default;
};
struct Partial {  // <first.count> of a request
  std::uint64_t first = 0;
  std::uint64_t count = 0;  // never 0
  friend bool operator==(const Partial&, const Partial&) = default;
};

Result<Section> section(Cursor& c);                     // with its brackets
Result<List<std::uint32_t>> section_binary(Cursor& c);  // "[" [section-part] "]"
// What CONVERT has behind BODY (RFC 5259 section 10): "[HEADER]", and ".HEADER" or ".MIME" of a part.
Result<Section> section_header(Cursor& c, const char* rule);
Result<Partial> partial(Cursor& c);  // "<" number "." nz-number ">"
std::span<const Word<Section::Text>> section_text_words();
std::string_view name_of(Section::Text text);  // "HEADER.FIELDS"; empty for none
void print(Printer& p, const Section& s);
void print_section_binary(Printer& p, List<std::uint32_t> part);

}  // namespace imapspec::grammar
