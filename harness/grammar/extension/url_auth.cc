#include "harness/grammar/extension/url_auth.h"

#include <array>

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Data = UrlMetadata::Kind;
constexpr std::array<Word<Data>, 3> kData = {
    {{"BODYPARTSTRUCTURE", Data::bodypartstructure}, {"BODY", Data::body}, {"BINARY", Data::binary}}};

// RFC 5524 section 5: url-fetch-arg = url-fetch-simple / url-fetch-ext; url-fetch-simple = url-full
// url-fetch-ext = "(" url-full *(SP url-fetch-param) ")"; url-full = astring
// url-fetch-param = "BODY" / "BINARY" / "BODYPARTSTRUCTURE" / atom
Result<UrlFetchArgument> url_fetch_arg(Cursor& c) {
  UrlFetchArgument a;
  a.list = c.take('(');
  TRY(a.url, astring(c));
  if (!a.list) return a;
  ListBuilder<std::string_view> parameters(c.arena());
  while (c.take(' ')) {
    TRY(const auto parameter, atom(c));
    parameters.add(parameter);
  }
  TRY_(expect(c, ')', "url-fetch-ext"));
  a.parameters = parameters.done();
  return a;
}

// RFC 5524 section 5: url-metadata-el = url-meta-bodystruct / url-meta-body / url-meta-binary
// url-meta-bodystruct = "BODYPARTSTRUCTURE" SP body; url-meta-binary = "BINARY" SP (nstring / literal8)
// url-meta-body = "BODY" SP nstring
Result<UrlMetadata> url_metadata_el(Cursor& c) {
  UrlMetadata m;
  TRY_(expect(c, '(', "url-metadata"));
  TRY(m.kind, one_of<Data>(c, kData, "url-metadata-el"));
  TRY_(sp(c, "url-metadata-el"));
  if (m.kind == Data::bodypartstructure) {
    TRY(const auto structure, body(c));
    m.body = c.arena().make(structure);
  } else {
    TRY(m.octets, m.kind == Data::binary ? nstring_or_literal8(c) : nstring(c));
  }
  TRY_(expect(c, ')', "url-metadata"));
  return m;
}

// RFC 4467 section 9: url-full SP nstring; RFC 5524 section 5: urldata-simple / urldata-ext / urldata-error, which say
// the SP before the URL twice. url-metadata = 1*(SP "(" url-metadata-el ")")
Result<UrlData> url_data(Cursor& c) {
  UrlData d;
  TRY(d.url, astring(c));
  TRY_(sp(c, "urlfetch-data"));
  if (!c.looks_at('(')) {
    TRY(d.octets, nstring(c));
    return d;
  }
  ListBuilder<UrlMetadata> metadata(c.arena());
  do {
    TRY(const auto m, url_metadata_el(c));
    metadata.add(m);
  } while (c.rest().starts_with(" (") && c.take(' '));
  d.metadata = metadata.done();
  return d;
}

void print_metadata(Printer& p, const UrlMetadata& m) {
  p.raw(" (");
  p.word(text_of<Data>(kData, m.kind));
  p.sp();
  if (m.body != nullptr)
    print(p, *m.body);
  else
    print(p, m.octets);
  p.raw(')');
}

}  // namespace

bool operator==(const UrlMetadata& a, const UrlMetadata& b) {
  if (a.kind != b.kind || a.octets != b.octets || (a.body == nullptr) != (b.body == nullptr)) return false;
  return a.body == nullptr || *a.body == *b.body;
}

std::span<const Word<Data>> url_metadata_words() {
  return kData;
}

// RFC 4467 section 9: mechanism = "INTERNAL" / 1*(ALPHA / DIGIT / "-" / ".")
Result<std::string_view> url_mechanism(Cursor& c) {
  const auto name = run_of(c, [](char each) { return is_alphanumeric(each) || each == '-' || each == '.'; });
  if (name.empty()) return c.fail("mechanism");
  return name;
}

// RFC 4467 section 9: resetkey = "RESETKEY" [SP mailbox *(SP mechanism)]
Result<ResetKey> resetkey(Cursor& c) {
  ResetKey k;
  if (!c.another_item()) return k;
  TRY(k.mailbox, mailbox(c));
  TRY(k.mechanisms, spaced_list<std::string_view>(c, url_mechanism, "resetkey", true));
  return k;
}

// RFC 4467 section 9: genurlauth = "GENURLAUTH" 1*(SP url-rump SP mechanism); url-rump = astring
Result<GenUrlAuth> genurlauth(Cursor& c) {
  const auto one = [](Cursor& cursor) -> Result<UrlRump> {
    UrlRump u;
    TRY(u.url, astring(cursor));
    TRY_(sp(cursor, "genurlauth"));
    TRY(u.mechanism, url_mechanism(cursor));
    return u;
  };
  TRY(const auto urls, spaced_list<UrlRump>(c, one, "genurlauth"));
  return GenUrlAuth{urls};
}

// RFC 5524 section 5: urlfetch = "URLFETCH" 1*(SP url-fetch-arg)
Result<UrlFetch> urlfetch(Cursor& c) {
  TRY(const auto urls, spaced_list<UrlFetchArgument>(c, url_fetch_arg, "urlfetch"));
  return UrlFetch{urls};
}

// RFC 4467 section 9: genurlauth-data = "*" SP "GENURLAUTH" 1*(SP url-full)
Result<GenUrlAuthData> genurlauth_data(Cursor& c) {
  TRY(const auto urls, spaced_list<String>(c, astring, "genurlauth-data"));
  return GenUrlAuthData{urls};
}

// RFC 4467 section 9: urlfetch-data = "*" SP "URLFETCH" 1*(SP url-full SP nstring)
Result<UrlFetchData> urlfetch_data(Cursor& c) {
  TRY(const auto urls, spaced_list<UrlData>(c, url_data, "urlfetch-data"));
  return UrlFetchData{urls};
}

// RFC 4467 section 9: "URLMECH" SP "INTERNAL" *(SP mechanism ["=" base64])
Result<CodeUrlMech> urlmech_code(Cursor& c) {
  TRY_(sp(c, "resp-text-code"));
  TRY_(word(c, "INTERNAL", "resp-text-code"));
  ListBuilder<UrlMechanism> mechanisms(c.arena());
  while (c.take(' ')) {
    UrlMechanism m;
    TRY(m.name, url_mechanism(c));
    if (c.take('=')) {
      TRY(m.key, base64(c));
    }
    mechanisms.add(m);
  }
  return CodeUrlMech{mechanisms.done()};
}

void print(Printer& p, const ResetKey& k) {
  if (k.mailbox) print_each(p, *k.mailbox);
  for (const auto mechanism : k.mechanisms) {
    p.sp();
    p.raw(mechanism);
  }
}
void print(Printer& p, const GenUrlAuth& g) {
  for (const auto& u : g.urls) {
    print_each(p, u.url);
    p.sp();
    p.raw(u.mechanism);
  }
}
void print(Printer& p, const UrlFetch& f) {
  for (const auto& a : f.urls) {
    p.sp();
    if (a.list) p.raw('(');
    print(p, a.url);
    for (const auto parameter : a.parameters) {
      p.sp();
      p.raw(parameter);
    }
    if (a.list) p.raw(')');
  }
}
void print(Printer& p, const GenUrlAuthData& d) {
  print_spaced(p, d.urls);
}
void print(Printer& p, const UrlFetchData& d) {
  for (const auto& u : d.urls) {
    print_each(p, u.url);
    if (u.metadata.empty()) print_each(p, u.octets);
    for (const auto& m : u.metadata) print_metadata(p, m);
  }
}
void print(Printer& p, const CodeUrlMech& code) {
  p.sp();
  p.word("INTERNAL");
  for (const auto& m : code.mechanisms) {
    p.sp();
    p.raw(m.name);
    if (!m.key) continue;
    p.raw('=');
    p.raw(*m.key);
  }
}

void add_terms(Term& t, const ResetKey& k) {
  if (!k.mailbox) return;
  add(t, {mailbox_term(*k.mailbox), words_term(k.mechanisms)});
}
void add_terms(Term& t, const GenUrlAuth& g) {
  for (const auto& u : g.urls) add(t, {string_term(u.url), term_parts::word(u.mechanism)});
}
void add_terms(Term& t, const UrlFetch& f) {
  for (const auto& a : f.urls) {
    if (a.list)
      add(t, {group(Kind::list, {string_term(a.url), words_term(a.parameters)})});
    else
      add(t, {string_term(a.url)});
  }
}
void add_terms(Term& t, const GenUrlAuthData& d) {
  add(t, strings_term(Kind::list, d.urls).items);
}
void add_terms(Term& t, const UrlFetchData& d) {
  for (const auto& u : d.urls) {
    add(t, {string_term(u.url)});
    if (u.metadata.empty()) {
      add(t, {nstring_term(u.octets)});
      continue;
    }
    Term pairs = group(Kind::pairs);
    for (const auto& m : u.metadata)
      add(pairs, {term_parts::word(text_of<Data>(kData, m.kind)),
                  m.body != nullptr ? body_structure_term(*m.body) : nstring_term(m.octets)});
    add(t, {std::move(pairs)});
  }
}
void add_terms(Term& t, const CodeUrlMech& code) {
  add(t, {term_parts::word("INTERNAL")});
  for (const auto& m : code.mechanisms) {
    add(t, {term_parts::word(m.name)});
    if (m.key) add(t, {text_term(*m.key)});
  }
}

}  // namespace imapspec::grammar
