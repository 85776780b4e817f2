#include "harness/grammar/extension/small_code.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

// RFC 5267 section 5: resp-text-code =/ "NOUPDATE" SP quoted
Result<CodeNoUpdate> noupdate_code(Cursor& c) {
  TRY(const auto tag, spaced(c, quoted, "resp-text-code"));
  return CodeNoUpdate{tag};
}
void print(Printer& p, const CodeNoUpdate& code) {
  print_each(p, code.tag);
}
void add_terms(Term& t, const CodeNoUpdate& code) {
  add(t, {string_term(code.tag)});
}

// RFC 5466 section 4: filter-name = 1*<any ATOM-CHAR except "/">
Result<std::string_view> filter_name(Cursor& c) {
  const std::string_view rest = c.rest();
  std::size_t size = 0;
  while (size < rest.size() && is(kAtomChar, rest[size]) && rest[size] != '/') ++size;
  std::string_view name;
  c.skip(size, name);
  if (name.empty()) return c.fail("filter-name");
  return name;
}

// RFC 5466 section 4: resp-text-code =/ "UNDEFINED-FILTER" SP filter-name
Result<CodeUndefinedFilter> undefined_filter_code(Cursor& c) {
  TRY(const auto name, spaced(c, filter_name, "resp-text-code"));
  return CodeUndefinedFilter{name};
}
void print(Printer& p, const CodeUndefinedFilter& code) {
  p.sp();
  p.raw(code.name);
}
void add_terms(Term& t, const CodeUndefinedFilter& code) {
  add(t, {word(code.name)});
}

// RFC 4469 section 5: badurl-response-code = "BADURL" SP url-resp-text; url-resp-text is 1*<any TEXT-CHAR except "]">,
// with erratum 2002
Result<CodeBadUrl> badurl_code(Cursor& c) {
  TRY_(sp(c, "badurl-response-code"));
  const std::string_view url = c.run(kCodeChar);
  if (url.empty()) return c.fail("url-resp-text");
  return CodeBadUrl{url};
}
void print(Printer& p, const CodeBadUrl& code) {
  p.sp();
  p.raw(code.url);
}
void add_terms(Term& t, const CodeBadUrl& code) {
  add(t, {text_term(code.url)});
}

}  // namespace imapspec::grammar
