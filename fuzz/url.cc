// IMAP URLs: what is accepted prints back, and relative references resolve to absolute URLs that resolve to themselves.
#include <string>

#include "fuzz/input.h"
#include "fuzz/oracles/exact.h"
#include "fuzz/target.h"
#include "harness/grammar/extension/url.h"
#include "harness/grammar/extension/url_resolve.h"
#include "harness/grammar/print.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

void holds(std::string_view text) {
  const fuzz::Exact exact(text);
  Arena arena;
  const auto url = parse_url(exact.view(), arena);
  if (!url) {
    require(url.error().offset <= text.size(), "14: the error lies within the URL");
    return;
  }
  Printer p;
  print(p, *url);
  const std::string printed = p.take_joined();
  const auto again = parse_url(printed, arena);
  require(again && *again == *url, "2: a URL that is printed is the same URL", printed);
  // 19: octets are as they were whatever is encoded.
  for (const auto& part : {url->mailbox, url->search.value_or(""), url->section.value_or("")}) {
    const std::string octets = percent_decode(part);
    require(percent_decode(percent_encode(octets, UrlPlace::path)) == octets, "19: what is encoded decodes to itself");
  }
}

void resolves(std::string_view base, std::string_view reference) {
  Arena arena;
  const auto absolute = resolve_url(base, reference);
  if (!absolute) return;
  const auto url = parse_url(*absolute, arena);
  require(url && url->form == ImapUrl::Form::absolute, "a reference resolves to an absolute URL", *absolute);
  // What has a path of its own loses its dot segments, one without has that of the base as it is (RFC 3986 section 5.2.2): then they
  // go when it is resolved once more, and what is left may be no URL of IMAP.
  const bool dots = absolute->find("/.") != std::string::npos;
  const auto again = resolve_url(base, *absolute);
  require(dots || (again && *again == *absolute), "3: an absolute URL resolves to itself", *absolute);
  require(!again || resolve_url(base, *again).value_or("") == *again, "3: what was resolved twice resolves to itself",
          *absolute);
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(url, octets, octets) {
  fuzz::Input input(octets);
  const std::string_view base = input.until('\n');
  holds(base);
  holds(input.rest());
  resolves(base, input.rest());
}
