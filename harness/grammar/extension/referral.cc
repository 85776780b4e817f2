#include "harness/grammar/extension/referral.h"

#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/url.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

template <class T>
Result<T> reference_and_pattern(Cursor& c, const char* rule) {
  T t;
  TRY(t.reference, spaced(c, mailbox, rule));
  TRY(t.pattern, spaced(c, list_mailbox, rule));
  return t;
}

// RFC 3986 section 3: what may stand behind the ":" of a scheme. A "[" begins an IP literal, which its "]" ends.
Result<void> hierarchy_and_query(Cursor& c) {
  constexpr std::string_view kMarks = "-._~:/?#@!$&'()*+,;=";
  bool literal = false;
  while (true) {
    run_of(c, [kMarks](char each) { return is_alphanumeric(each) || kMarks.find(each) != std::string_view::npos; });
    if (c.take('%')) {
      for (int i = 0; i < 2; ++i)
        if (!take_if(c, is_hexdig)) return c.fail("pct-encoded");
    } else if (literal) {
      TRY_(expect(c, ']', "url"));
      literal = false;
    } else if (c.take('[')) {
      literal = true;
    } else {
      return {};
    }
  }
}

// RFC 2221 section 5: imapurl; RFC 2193 section 6: <url> of any scheme. A "]" belongs to the URL only where it closes an
// IP literal, else it ends the code.
Result<void> url(Cursor& c) {
  if (c.looks_at_word("IMAP:")) {
    TRY_(imapurl(c));
    return {};
  }
  const auto scheme = [](char each) { return is_alphanumeric(each) || each == '+' || each == '-' || each == '.'; };
  if (!take_if(c, is_alpha)) return c.fail("url");
  run_of(c, scheme);
  TRY_(expect(c, ':', "url"));
  return hierarchy_and_query(c);
}

Result<std::string_view> one_url(Cursor& c) {
  const std::uint32_t start = c.offset();
  // An inner cursor, since an URL is kept as it stands and its words have no spelling of their own.
  Cursor inner(c.rest(), c.arena(), c.dialect());
  if (const auto read = url(inner); !read) {
    ParseError error = read.error();
    error.offset += start;
    return std::unexpected(error);
  }
  std::string_view taken;
  c.skip(inner.offset(), taken);
  return taken;
}

}  // namespace

// RFC 2193 section 6: rlist = "RLIST" SPACE mailbox SPACE list_mailbox
Result<RList> rlist(Cursor& c) {
  return reference_and_pattern<RList>(c, "rlist");
}

// RFC 2193 section 6: rlsub = "RLSUB" SPACE mailbox SPACE list_mailbox
Result<RLsub> rlsub(Cursor& c) {
  return reference_and_pattern<RLsub>(c, "rlsub");
}

// RFC 2193 section 6: referral_response_code = "[" "REFERRAL" 1*(SPACE <url>) "]"
// RFC 2221 section 5: resp_text_code =/ "REFERRAL" SPACE <imapurl>
Result<CodeReferral> referral_response_code(Cursor& c) {
  TRY(const auto urls, spaced_list<std::string_view>(c, one_url, "referral_response_code"));
  return CodeReferral{urls};
}

void print(Printer& p, const RList& l) {
  print_each(p, l.reference, l.pattern);
}
void print(Printer& p, const RLsub& l) {
  print_each(p, l.reference, l.pattern);
}
void print(Printer& p, const CodeReferral& code) {
  for (const auto each : code.urls) {
    p.sp();
    p.raw(each);
  }
}

void add_terms(Term& t, const RList& l) {
  add(t, {mailbox_term(l.reference), string_term(l.pattern, Compare::mailbox)});
}
void add_terms(Term& t, const RLsub& l) {
  add(t, {mailbox_term(l.reference), string_term(l.pattern, Compare::mailbox)});
}
void add_terms(Term& t, const CodeReferral& code) {
  for (const auto each : code.urls) t.items.push_back(text_term(each));
}

}  // namespace imapspec::grammar
