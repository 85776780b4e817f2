// Messages: any octets have an envelope, a structure and sections, which print as IMAP and add up, in linear work.
#include "harness/mail/message.h"
#include "fuzz/oracles/exact.h"
#include "fuzz/target.h"
#include "harness/grammar/core/utf8.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/mail/body_structure.h"
#include "harness/mail/envelope.h"
#include "harness/mail/preview.h"
#include "harness/mail/section.h"
#include "harness/mail/threads.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kReadsPerOctet = 4 * limits::kMimeDepthMax;
constexpr std::size_t kArenaPerOctet = 600, kArenaAnyway = 8'192;

void prints_as_imap(const mail::Part& root, Arena& arena, const grammar::Dialect& dialect) {
  ListBuilder<grammar::FetchItem> items(arena);
  items.add(grammar::FetchEnvelope{mail::envelope_of(root, arena, dialect)});
  items.add(grammar::FetchBody{mail::body_structure(root, arena, mail::Extension::yes, dialect), true});
  items.add(grammar::FetchBody{mail::body_structure(root, arena, mail::Extension::no, dialect), false});
  grammar::Response response;
  response.body = grammar::Untagged{grammar::FetchData{1, items.done()}};
  const std::string printed = grammar::print_response(response);
  static Arena again;
  again.reset();
  const auto parsed = grammar::parse_response(printed, again, dialect);
  require(parsed.has_value(), "4: what mail makes is IMAP", printed);
  require(*parsed == response, "4: and reads back as it was", printed);
}

// Each part has a section of its own, and its octets lie within those of the part above it.
void sections(const mail::Part& root, const mail::Part& part, std::vector<std::uint32_t>& number, Arena& arena) {
  const auto here = copy_list(arena, number);
  require(mail::part_at(root, here, {}) == &part, "a part is found by its number");
  using Text = grammar::Section::Text;
  for (const auto text : {Text::none, Text::header, Text::text, Text::mime}) {
    if (text == Text::mime && number.empty()) continue;  // RFC 9051 section 9: section-text only behind a part
    const grammar::Section section{here, text, {}};
    const auto octets = mail::section_octets(root, section, arena);
    if (!octets) continue;
    require(octets->size() <= root.header.size() + root.body.size(), "a section is a part of its message");
    for (const std::uint32_t first : {0U, 1U, 4'294'967'295U}) {
      const auto slice = mail::slice(*octets, {first, 3});
      require(slice.size() <= 3 && (first >= octets->size() ? slice.empty() : slice == octets->substr(first, 3)),
              "a slice is what lies there");
    }
  }
  (void)mail::decoded_section(root, here, arena);
  std::uint32_t n = 0;
  for (const auto& below : part.parts) {
    require(below.header.data() >= part.body.data() &&
                below.body.data() + below.body.size() <= part.body.data() + part.body.size(),
            "a part lies within the one above it");
    number.push_back(++n);
    if (number.size() < 8) sections(root, below, number, arena);
    number.pop_back();
  }
}

// RFC 8970 section 3.3: words for people, of at most so many characters.
void previewed(const mail::Part& root) {
  for (const std::size_t most : {mail::kPreviewCharacters, std::size_t{3}}) {
    std::string preview = mail::preview_of(root, most);
    require(grammar::is_utf8(preview), "a preview is UTF-8", preview);
    require(preview.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos, "a preview is one line",
            preview);
    std::size_t characters = 0;
    for (std::string_view rest = preview; !rest.empty(); ++characters) grammar::take_utf8(rest);
    require(characters <= most, "a preview is as long as was asked for", preview);
  }
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(message, octets, input) {
  const fuzz::Exact exact(input);
  const std::string_view octets = exact.view();
  static Arena arena;
  arena.reset();
  mail::Work work;
  const mail::Part root = mail::parse_message(octets, arena, &work);
  require(root.header.size() + root.body.size() == octets.size(), "header and body are the whole message");
  require(work.octets_read <= kReadsPerOctet * (octets.size() + 1), "15: the work is linear in the octets");
  require(arena.used_octets() <= kArenaPerOctet * octets.size() + kArenaAnyway, "16: memory is bounded by the octets");
  std::size_t fields = 0;
  for (const auto& field : root.fields()) fields += field.raw.size();
  require(fields <= root.header.size(), "the fields lie within the header");
  std::vector<std::uint32_t> number;
  sections(root, root, number, arena);
  prints_as_imap(root, arena, {.revision = grammar::Revision::rev1});
  prints_as_imap(root, arena, {.revision = grammar::Revision::rev2, .utf8 = true});
  previewed(root);
  (void)mail::threadable(root, 1, 0);
}
