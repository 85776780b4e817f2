// Messages: any octets have an envelope, a structure and sections, which print as IMAP and add up.
#include <cstddef>
#include <cstdint>

#include "fuzz/require.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/mail/body_structure.h"
#include "harness/mail/envelope.h"
#include "harness/mail/message.h"

using namespace imapspec;
using fuzz::require;

namespace {
constexpr grammar::Dialect kDialect{.revision = grammar::Revision::rev1};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  static Arena arena, again;
  arena.reset();
  const mail::Part root = mail::parse_message(octets, arena);
  require(root.header.size() + root.body.size() == octets.size(), "header and body are the whole message");

  ListBuilder<grammar::FetchItem> items(arena);
  items.add(grammar::FetchEnvelope{mail::envelope_of(root, arena, kDialect)});
  items.add(grammar::FetchBody{mail::body_structure(root, arena, mail::Extension::yes, kDialect), true});
  items.add(grammar::FetchBody{mail::body_structure(root, arena, mail::Extension::no, kDialect), false});
  grammar::Response response;
  response.body = grammar::Untagged{grammar::FetchData{1, items.done()}};
  const std::string printed = grammar::print_response(response);
  again.reset();
  const auto parsed = grammar::parse_response(printed, again, kDialect);
  require(parsed.has_value(), "what mail makes is IMAP");
  require(*parsed == response, "and reads back as it was");
  return 0;
}
