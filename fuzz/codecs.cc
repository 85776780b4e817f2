// Codecs: modified UTF-7, base64, percent-encoding, quoted strings: what is encoded is decoded to itself, and what is
// decoded was the one and only spelling. And what a capability may be.
#include <string>

#include "fuzz/oracles/exact.h"
#include "fuzz/target.h"
#include "harness/base/base64.h"
#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/utf8.h"
#include "harness/grammar/extension/capability_value.h"
#include "harness/grammar/extension/url.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/mail/unicode.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

void modified_utf7(std::string_view octets) {
  if (const auto decoded = decode_mutf7(octets)) {
    require(is_utf8(*decoded), "19: what is decoded is UTF-8");
    require(encode_mutf7(*decoded) == octets, "19: modified UTF-7 is read in its one spelling only");
  } else {
    require(decoded.error() <= octets.size(), "14: the error lies within the text");
  }
  if (!is_utf8(octets)) return;
  const std::string encoded = encode_mutf7(octets);
  for (const char c : encoded) require(c >= 0x20 && c <= 0x7e, "19: modified UTF-7 is printable ASCII");
  require(decode_mutf7(encoded) == std::string(octets), "19: what is encoded in modified UTF-7 decodes to itself");
}

void base64(std::string_view octets) {
  require(decode_base64(encode_base64(octets)) == std::string(octets),
          "19: what is encoded in base64 decodes to itself");
  if (const auto decoded = decode_base64(octets))
    require(encode_base64(*decoded) == octets, "19: base64 is read in its one spelling only");
  else
    require(decoded.error() <= octets.size(), "14: the error lies within the text");
}

void percent(std::string_view octets) {
  for (const UrlPlace place : {UrlPlace::user, UrlPlace::path})
    require(percent_decode(percent_encode(octets, place)) == octets, "19: what is percent-encoded decodes to itself");
}

template <class Rule>
void string_in(Rule rule, Place place, std::string_view octets, const Dialect& dialect) {
  Printer p;
  print(p, best_form(octets, place, dialect));
  const std::string text = p.take_joined();
  const fuzz::Exact exact(text);
  Arena arena;
  Cursor c(exact.view(), arena, dialect);
  const auto read = rule(c);
  require(read && c.at_end() && read->value == octets, "19: a string is read as it was meant", text);
}

void strings(std::string_view octets) {
  if (octets.find('\0') != std::string_view::npos) return;  // a literal8 has no place here
  for (const Revision revision : {Revision::rev1, Revision::rev2}) {
    const Dialect dialect{.revision = revision, .from_client = true};
    string_in([](Cursor& c) { return astring(c); }, Place::astring, octets, dialect);
    string_in([](Cursor& c) { return grammar::string(c); }, Place::string, octets, dialect);
    string_in([](Cursor& c) { return list_mailbox(c); }, Place::list_mailbox, octets, dialect);
  }
}

void unicode(std::string_view octets) {
  const std::string once = mail::normalized(octets);
  require(is_utf8(once), "19: what is in normal form is UTF-8");
  require(mail::normalized(once) == once, "3: what is in normal form stays as it is");
  // RFC 5051 section 2, its example: what a decomposition brings to light, a letter z, is not put into title case again.
  const std::string mapped = mail::casemapped(mail::casemapped(octets));
  require(mail::casemapped(mapped) == mapped, "3: what is prepared twice for comparing stays as it is", mapped);
}

void capability(std::string_view octets) {
  const auto* rule = capability_rule_of(octets);
  require(!is_capability(octets) || rule == nullptr || rule->fits(capability_value(octets, rule->prefix)),
          "the value of a capability fits its rule");
  if (!is_capability(octets)) return;
  Arena arena;
  const std::string text = "* CAPABILITY IMAP4rev1 " + std::string(octets) + "\r\n";
  const auto response = parse_response(text, arena);
  const auto* untagged = response ? std::get_if<Untagged>(&response->body) : nullptr;
  const auto* data = untagged == nullptr ? nullptr : std::get_if<CapabilityData>(&untagged->body);
  require(data != nullptr && data->capabilities.size() == 2 && data->capabilities[1] == octets,
          "a capability is one of a CAPABILITY response", text);
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(codecs, octets, input) {
  const fuzz::Exact exact(input);
  const std::string_view octets = exact.view();
  modified_utf7(octets);
  base64(octets);
  percent(octets);
  strings(octets);
  unicode(octets);
  capability(octets);
}
