// The greeting, as a client takes it: the first thing that a server says, and whatever follows it.
#include "fuzz/mutate.h"
#include "fuzz/target.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/oracle/watcher.h"
#include "harness/session/session.h"

using namespace imapspec;
using fuzz::require;

namespace {

// RFC 9051 section 9: greeting = "*" SP (resp-cond-auth / resp-cond-bye) CRLF
bool is_greeting(const grammar::Response& response) {
  const auto* untagged = std::get_if<grammar::Untagged>(&response.body);
  const auto* status = untagged == nullptr ? nullptr : std::get_if<grammar::Status>(&untagged->body);
  using Kind = grammar::StatusKind;
  return status != nullptr && (status->kind == Kind::ok || status->kind == Kind::preauth || status->kind == Kind::bye);
}

void watched(const std::string& first) {
  Arena arena;
  const auto response = grammar::parse_response(first, arena, {.revision = grammar::Revision::either});
  if (!response) return;
  oracle::Watcher watcher;
  watcher.server_said(first);
  bool blamed = false;
  for (const auto& finding : watcher.take_findings()) blamed = blamed || finding.rule == "greeting-first";
  require(blamed != is_greeting(*response), "21: a server that does not greet is blamed, and no other", first);
}

// 5: the session takes in the same in any portions.
void taken_in(std::string_view octets) {
  session::Session whole, chopped;
  whole.feed(octets);
  for (const char octet : octets) chopped.feed({&octet, 1});
  require(whole.received().size() == chopped.received().size() && whole.pending() == chopped.pending(),
          "5: portions do not matter to a session");
  for (std::size_t i = 0; i < whole.received().size(); ++i) {
    const auto &a = *whole.received()[i], &b = *chopped.received()[i];
    require(a.octets == b.octets && a.response.has_value() == b.response.has_value() && a.limit == b.limit,
            "5: portions do not matter to a session", a.octets);
    require(!a.response || a.term == b.term, "5: portions do not matter to a session", a.octets);
  }
  require(whole.dialect().revision == chopped.dialect().revision, "5: nor to what it makes of them");
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(greeting, responses, octets) {
  const auto messages = fuzz::messages_of(octets, fuzz::Shape::responses);
  if (!messages.empty()) watched(messages.front());
  taken_in(octets);
}
