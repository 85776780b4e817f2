#include "harness/mail/search.h"

#include <cstring>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/utf8.h"
#include "harness/mail/address.h"
#include "harness/mail/encoded_word.h"
#include "harness/mail/transfer_encoding.h"
#include "harness/mail/unicode.h"

namespace imapspec::mail {

namespace {

using Key = grammar::SearchKey;

// memmem is the two-way algorithm: linear whatever is in the text.
bool is_part(std::string_view part, std::string_view text) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

bool field_has(const Part& message, std::string_view name, const Needle& needle) {
  for (const auto& f : message.fields())
    if (same_word(f.name, name) && (needle.empty() || needle.in(decoded_words(f.body)))) return true;
  return false;
}

bool header_has(const Part& message, const Needle& needle) {
  for (const auto& f : message.fields())
    if (needle.in(std::string(f.name) + ": " + decoded_words(f.body))) return true;
  return false;
}

// RFC 3501 section 6.4.4: "in the envelope structure's FROM field"; which text that is stays open. This is the usual
// one.
std::string text_of(List<grammar::Address> list) {
  std::string text;
  for (const auto& a : list) {
    if (!a.mailbox) continue;  // the end of a group
    if (!text.empty()) text.append(", ");
    if (!a.host) {
      text.append(decoded_words(a.mailbox->value)).append(":");
      continue;
    }
    if (a.name) text.append(decoded_words(a.name->value)).append(" ");
    text.append("<").append(a.mailbox->value).append("@").append(a.host->value).append(">");
  }
  return text;
}

bool addresses_have(const Part& message, std::string_view name, const Needle& needle) {
  Arena arena;
  for (const auto& f : message.fields())
    if (same_word(f.name, name) && needle.in(text_of(addresses(f.body, arena, {})))) return true;
  return false;
}

bool text_has(const Part& part, const Needle& needle) {
  Arena arena;
  const std::string_view octets =
      from_transfer_encoding(part.body, part.transfer_encoding(arena), arena).value_or(part.body);
  const std::string_view charset = parameter(part.parameters, "charset");
  const auto text = valid_to_utf8(octets, charset.empty() ? "US-ASCII" : charset);
  return needle.in(text ? std::string_view(*text) : octets);
}

bool body_has(const Part& part, const Needle& needle) {
  switch (part.kind) {
    case Part::Kind::text:
      return text_has(part, needle);
    case Part::Kind::message:
      return header_has(*part.message, needle) || body_has(*part.message, needle);
    case Part::Kind::multipart:
      for (const auto& p : part.parts)
        if (body_has(p, needle)) return true;
      return false;
    case Part::Kind::basic:
      return false;
  }
  return false;
}

}  // namespace

Needle::Needle(std::string_view text) : text_(text), prepared_(casemapped(text)) {}

bool Needle::in(std::string_view text) const {
  if (text_.empty()) return true;
  return grammar::is_utf8(text) ? is_part(prepared_, casemapped(text)) : is_part(text_, text);
}

bool matches(const Key& key, const Needle& needle, const Part& message) {
  const auto sent = [&message, &key](auto holds) {
    const auto day = sent_day(message);
    return day && holds(*day, grammar::days_from_civil(key.date.year, key.date.month, key.date.day));
  };
  switch (key.kind) {
    case Key::Kind::from:
      return addresses_have(message, "From", needle);
    case Key::Kind::to:
      return addresses_have(message, "To", needle);
    case Key::Kind::cc:
      return addresses_have(message, "Cc", needle);
    case Key::Kind::bcc:
      return addresses_have(message, "Bcc", needle);
    case Key::Kind::subject:
      return field_has(message, "Subject", needle);
    case Key::Kind::header:
      return field_has(message, key.field.value, needle);
    case Key::Kind::body:
      return body_has(message, needle);
    case Key::Kind::text:
      return header_has(message, needle) || body_has(message, needle);
    case Key::Kind::sentbefore:
      return sent([](auto day, auto limit) { return day < limit; });
    case Key::Kind::senton:
      return sent([](auto day, auto limit) { return day == limit; });
    case Key::Kind::sentsince:
      return sent([](auto day, auto limit) { return day >= limit; });
    default:
      return false;
  }
}

}  // namespace imapspec::mail
