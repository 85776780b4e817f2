#include "harness/mail/preview.h"

#include <array>

#include "harness/mail/transfer_encoding.h"
#include "harness/mail/unicode.h"

namespace imapspec::mail {

namespace {

constexpr std::size_t kOctetsRead = 16 * 1024;  // of the part: tags and white space aside, enough for a few words

// The first text part of that subtype; encapsulated messages are not opened.
const Part* find_text(const Part& part, std::string_view subtype) {
  if (part.kind == Part::Kind::text) return same_word(part.subtype, subtype) ? &part : nullptr;
  if (part.kind != Part::Kind::multipart) return nullptr;
  for (const Part& inner : part.parts)
    if (const Part* found = find_text(inner, subtype)) return found;
  return nullptr;
}

std::string text_of(const Part& part) {
  Arena arena;
  const auto octets = from_transfer_encoding(part.body.substr(0, kOctetsRead), part.transfer_encoding(arena), arena);
  if (!octets) return {};
  const std::string_view charset = parameter(part.parameters, "charset");
  return to_utf8(*octets, charset.empty() ? "US-ASCII" : charset).value_or(std::string());
}

struct Entity {
  std::string_view name, text;
};
constexpr std::array kEntities = {Entity{"&amp;", "&"},   Entity{"&lt;", "<"},   Entity{"&gt;", ">"},
                                  Entity{"&quot;", "\""}, Entity{"&nbsp;", " "}, Entity{"&#39;", "'"}};

// Without tags and what stands between those of style and script; a tag parts words.
std::string without_tags(std::string_view html) {
  std::string text;
  while (!html.empty()) {
    if (html.front() == '<') {
      std::string_view end = ">";
      for (const std::string_view name : {"style", "script"})
        if (same_word(html.substr(1, name.size()), name)) end = name == "style" ? "</style>" : "</script>";
      const auto at = html.find(end);
      html.remove_prefix(at == std::string_view::npos ? html.size() : at + end.size());
      text += ' ';
      continue;
    }
    std::string_view plain = html.substr(0, 1);
    std::size_t octets = 1;
    for (const Entity& entity : kEntities) {
      if (!html.starts_with(entity.name)) continue;
      plain = entity.text;
      octets = entity.name.size();
    }
    text += plain;
    html.remove_prefix(octets);
  }
  return text;
}

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
}

// One SP for all white space and control characters between words, and no more than so many characters.
std::string shortened(std::string_view text, std::size_t characters) {
  std::string short_text;
  std::size_t count = 0;
  bool space = false;
  for (const char c : text) {
    if (is_space(c)) {
      space = !short_text.empty();
      continue;
    }
    const bool begins = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;  // a character of UTF-8
    if (begins) count += space ? 2U : 1U;
    if (begins && count > characters) break;
    if (space) short_text += ' ';
    space = false;
    short_text += c;
  }
  return short_text;
}

}  // namespace

std::string preview_of(const Part& message, std::size_t characters) {
  if (const Part* plain = find_text(message, "PLAIN")) return shortened(text_of(*plain), characters);
  if (const Part* html = find_text(message, "HTML")) return shortened(without_tags(text_of(*html)), characters);
  return {};
}

}  // namespace imapspec::mail
