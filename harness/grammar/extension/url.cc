#include "harness/grammar/extension/url.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/ip_literal.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;

namespace {

bool among(std::string_view set, char c) {
  return set.find(c) != std::string_view::npos;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
// RFC 3986 section 2.3: unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"
bool is_unreserved(char c) {
  return is_alphanumeric(c) || among("-._~", c);
}
// RFC 5092 section 11: achar = uchar / "&" / "="; uchar = unreserved / sub-delims-sh / pct-encoded
bool is_achar(char c) {
  return is_unreserved(c) || among("!$'()*+,&=", c);
}
// RFC 5092 section 11: bchar = achar / ":" / "@" / "/"
bool is_bchar(char c) {
  return is_achar(c) || among(":@/", c);
}
// RFC 3986 section 3.2.2: reg-name = *(unreserved / pct-encoded / sub-delims)
bool is_reg_name(char c) {
  return is_achar(c) || c == ';';
}

// As many octets of the class as there are, pct-encoded ones included: "%" HEXDIG HEXDIG.
template <class Allowed>
Result<std::string_view> encoded(Cursor& c, Allowed allowed, const char* rule, bool empty = false) {
  const std::uint32_t start = c.offset();
  while (true) {
    run_of(c, allowed);
    if (!c.take('%')) break;
    for (int i = 0; i < 2; ++i)
      if (!take_if(c, is_hexdig)) return c.fail("pct-encoded");
  }
  if (c.offset() == start && !empty) return c.fail(rule);
  return c.since(start);
}

// A word with its "=", such as ";UID=".
Result<bool> take_label(Cursor& c, std::string_view label, const char* rule) {
  bool short_of_it = false;
  if (c.take_word(label, &short_of_it)) return true;
  if (short_of_it && !c.at_end()) return c.incomplete(rule);
  return false;
}

// RFC 5092 section 11: iserver = [iuserinfo "@"] host [":" port]
// iuserinfo = enc-user [iauth] / [enc-user] iauth; iauth = ";AUTH=" ("*" / enc-auth-type)
// A host may look like a user: whether there is one the "@" tells, which an authority has only behind it.
Result<UrlServer> iserver(Cursor& c) {
  UrlServer s;
  const std::string_view authority = c.rest().substr(0, c.rest().find_first_of("/?# \"]"));
  if (authority.find('@') != std::string_view::npos) {
    if (!c.looks_at(';')) {
      TRY(s.user, encoded(c, is_achar, "enc-user"));
    }
    if (c.looks_at(';')) {
      TRY(const bool auth, take_label(c, ";AUTH=", "iauth"));
      if (!auth) return c.fail("iauth");
      TRY(s.auth, encoded(c, is_achar, "enc-auth-type"));  // "*" is one achar
    }
    TRY_(expect(c, '@', "iserver"));
  }
  if (c.looks_at('[')) {
    TRY(s.host, ip_literal(c));
  } else {
    TRY(s.host, encoded(c, is_reg_name, "host", true));
  }
  if (c.take(':')) s.port = run_of(c, is_digit);  // port = *DIGIT
  return s;
}

// RFC 3339 section 5.7: the last day of a month.
unsigned days_in(unsigned year, unsigned month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// RFC 3339 section 5.6: date-time = full-date "T" full-time
Result<std::string_view> date_time_3339(Cursor& c) {
  const std::uint32_t start = c.offset();
  const auto digits = [&c](int count, unsigned least, unsigned most) -> Result<unsigned> {
    const std::uint32_t at = c.offset();
    unsigned value = 0;
    for (int i = 0; i < count; ++i) {
      const char digit = c.at_end() ? '\0' : c.rest().front();
      if (!take_if(c, is_digit)) return c.fail("date-time");
      value = value * 10 + static_cast<unsigned>(digit - '0');
    }
    if (value < least || value > most) return c.fail_at(at, "date-time");
    return value;
  };
  TRY(const unsigned year, digits(4, 0, 9999));
  TRY_(expect(c, '-', "date-time"));
  TRY(const unsigned month, digits(2, 1, 12));
  TRY_(expect(c, '-', "date-time"));
  TRY_(digits(2, 1, days_in(year, month)));
  if (!c.take('t')) TRY_(expect(c, 'T', "date-time"));
  TRY_(digits(2, 0, 23));
  TRY_(expect(c, ':', "date-time"));
  TRY_(digits(2, 0, 59));
  TRY_(expect(c, ':', "date-time"));
  TRY_(digits(2, 0, 60));
  if (c.take('.') && run_of(c, is_digit).empty()) return c.fail("time-secfrac");
  if (c.take('Z') || c.take('z')) return c.since(start);
  if (!c.take('+') && !c.take('-')) return c.fail("time-offset");
  TRY_(digits(2, 0, 23));
  TRY_(expect(c, ':', "time-offset"));
  TRY_(digits(2, 0, 59));
  return c.since(start);
}

// RFC 5092 section 11: iurlauth-rump = [expire] ";URLAUTH=" access; expire = ";EXPIRE=" date-time
// access = ("submit+" enc-user) / ("user+" enc-user) / "authuser" / "anonymous"
// RFC 5593 section 4: access =/ application / (application "+" enc-user); application = 1*(ALPHA / DIGIT)
// iua-verifier = ":" uauth-mechanism ":" enc-urlauth; enc-urlauth = 32*HEXDIG
// uauth-mechanism = "INTERNAL" / 1*(ALPHA / DIGIT / "-" / ".")
Result<std::optional<UrlAuth>> iurlauth(Cursor& c) {
  constexpr std::size_t kTokenOctetsMin = 32;
  UrlAuth a;
  TRY(const bool expires, take_label(c, ";EXPIRE=", "expire"));
  if (expires) {
    TRY(a.expire, date_time_3339(c));
  }
  TRY(const bool there, take_label(c, ";URLAUTH=", "iurlauth-rump"));
  if (!there && expires) return c.fail("iurlauth-rump");
  if (!there) return std::optional<UrlAuth>();
  const std::uint32_t start = c.offset();
  a.access = run_of(c, is_alphanumeric);
  if (a.access.empty()) return c.fail("access");
  if (c.take('+')) {
    if (is_word(a.access, "AUTHUSER") || is_word(a.access, "ANONYMOUS")) return c.fail_at(c.offset() - 1, "access");
    TRY(a.user, encoded(c, is_achar, "enc-user"));
  } else if (is_word(a.access, "SUBMIT") || is_word(a.access, "USER")) {
    return c.at_end() ? c.incomplete("access")
                      : c.fail_at(start + static_cast<std::uint32_t>(a.access.size()), "access");
  }
  if (!c.take(':')) return std::optional(a);
  UrlVerifier v;
  v.mechanism = run_of(c, [](char each) { return is_alphanumeric(each) || each == '-' || each == '.'; });
  if (v.mechanism.empty()) return c.fail("uauth-mechanism");
  TRY_(expect(c, ':', "iua-verifier"));
  v.token = run_of(c, is_hexdig);
  if (v.token.size() < kTokenOctetsMin) return c.fail("enc-urlauth");
  a.verifier = v;
  return std::optional(a);
}

// A text of bchar goes up to the next ";". A "/" before ";PARTIAL=" is not of it, but of what follows: `slash` says
// whether there was one. Before ";EXPIRE=" and ";URLAUTH=" it is of the text.
Result<std::string_view> up_to_label(Cursor& c, const char* rule, bool& slash) {
  TRY(const auto whole, encoded(c, is_bchar, rule));
  bool short_of_it = false;
  slash = whole.ends_with('/') && (c.looks_at_word(";PARTIAL=", &short_of_it) || (short_of_it && !c.at_end()));
  if (!slash) return whole;
  if (whole.size() == 1) return short_of_it ? c.incomplete(rule) : c.fail(rule);
  return whole.substr(0, whole.size() - 1);
}

// [ipartial] [iurlauth] behind a UID or a section; `slash` was taken already.
// RFC 5092 section 11: ipartial-only = ";PARTIAL=" partial-range; partial-range = number ["." nz-number]
Result<void> tail(Cursor& c, ImapUrl& url, bool slash) {
  if (slash) {
    TRY(const bool there, take_label(c, ";PARTIAL=", "ipartial-only"));
    if (!there) return c.fail("ipartial");
    UrlPartial partial;
    TRY(partial.first, number(c));
    if (c.take('.')) {
      TRY(partial.count, nz_number(c));
    }
    url.partial = partial;
  }
  if (url.form == ImapUrl::Form::relative_path) return {};  // imsg-or-part has no iurlauth
  TRY(url.auth, iurlauth(c));
  return {};
}

// isection-only = ";SECTION=" enc-section, with what follows it
Result<void> section_and_tail(Cursor& c, ImapUrl& url) {
  bool slash = false;
  TRY(url.section, up_to_label(c, "enc-section", slash));
  return tail(c, url, slash);
}

// iuid-only = ";UID=" nz-number, with what follows it: ["/" isection-only] ["/" ipartial-only]
Result<void> uid_and_tail(Cursor& c, ImapUrl& url) {
  TRY(url.uid, nz_number(c));
  const bool slash = c.take('/');
  if (slash) {
    TRY(const bool section, take_label(c, ";SECTION=", "isection-only"));
    if (section) return section_and_tail(c, url);
  }
  return tail(c, url, slash);
}

// RFC 5092 section 11: icommand = imessagelist / imessagepart [iurlauth]
// imessagelist = imailbox-ref ["?" enc-search]; imessagepart = imailbox-ref iuid [isection] [ipartial]
// imailbox-ref = enc-mailbox [uidvalidity]; uidvalidity = ";UIDVALIDITY=" nz-number; iuid = "/" iuid-only
Result<void> icommand(Cursor& c, ImapUrl& url) {
  bool slash = false;
  const auto mailbox = encoded(c, is_bchar, "enc-mailbox");
  if (!mailbox) return std::unexpected(mailbox.error());
  url.mailbox = *mailbox;
  TRY(const bool validity, take_label(c, ";UIDVALIDITY=", "uidvalidity"));
  if (validity) {
    TRY(url.uidvalidity, nz_number(c));
    slash = c.take('/');
  } else if (c.looks_at(';')) {
    slash = url.mailbox.size() > 1 && url.mailbox.ends_with('/');
    if (!slash) return c.fail("imailbox-ref");
    url.mailbox.remove_suffix(1);
  }
  if (slash) {
    TRY(const bool uid, take_label(c, ";UID=", "iuid-only"));
    if (!uid) return c.fail("iuid");
    return uid_and_tail(c, url);
  }
  if (!c.take('?')) return {};
  TRY(url.search, encoded(c, is_bchar, "enc-search"));
  return {};
}

// RFC 5092 section 11: ipath-query = ["/" [icommand]]
Result<void> ipath_query(Cursor& c, ImapUrl& url) {
  url.slash = c.take('/');
  if (!url.slash || !(c.looks_at('%') || (!c.at_end() && is_bchar(c.rest().front())))) return {};
  return icommand(c, url);
}

// "imap://" iserver ipath-query, in whose icommand iurlauth-rump may stand for iurlauth
Result<ImapUrl> absolute_url(Cursor& c) {
  ImapUrl url;
  bool short_of_it = false;
  if (!c.take_word("IMAP://", &short_of_it)) return short_of_it ? c.incomplete("imapurl") : c.fail("imapurl");
  TRY(url.server, iserver(c));
  TRY_(ipath_query(c, url));
  return url;
}

// icommand = imessagepart [iurlauth]; iurlauth = iurlauth-rump iua-verifier
Result<ImapUrl> with_verifier(Cursor& c, const ImapUrl& url) {
  if (url.auth && !url.auth->verifier) return c.fail("iua-verifier");
  return url;
}

Result<ImapUrl> authorized(Cursor& c, bool verified, const char* rule) {
  const std::uint32_t start = c.offset();
  TRY(const auto url, absolute_url(c));
  if (!url.uid || !url.auth || (verified && !url.auth->verifier)) return c.fail(rule);
  if (!verified && url.auth->verifier) return c.fail_at(start, rule);
  return url;
}

void print_label(Printer& p, std::string_view label, std::string_view value) {
  p.word(label);
  p.raw(value);
}

}  // namespace

// RFC 5092 section 11: imapurl = "imap://" iserver ipath-query
Result<ImapUrl> imapurl(Cursor& c) {
  TRY(const auto url, absolute_url(c));
  return with_verifier(c, url);
}

// RFC 5092 section 11: imapurl-rel = inetwork-path / iabsolute-path / irelative-path / ipath-empty
// inetwork-path = "//" iserver ipath-query; iabsolute-path = "/" [icommand], which does not begin with "/"
// irelative-path = imessagelist / imsg-or-part, in whose first segment stands no ":" (RFC 3986 section 4.2)
Result<ImapUrl> imapurl_rel(Cursor& c) {
  ImapUrl url;
  if (c.rest().starts_with("//")) {
    url.form = ImapUrl::Form::network_path;
    c.take('/'), c.take('/');
    TRY(url.server, iserver(c));
    TRY_(ipath_query(c, url));
    return with_verifier(c, url);
  }
  if (c.looks_at('/')) {
    url.form = ImapUrl::Form::absolute_path;
    TRY_(ipath_query(c, url));
    return with_verifier(c, url);
  }
  url.form = ImapUrl::Form::relative_path;
  Cursor ahead = c;
  run_of(ahead, [](char each) { return among("%;", each) || (is_bchar(each) && !among(":/", each)); });
  if (ahead.looks_at(':')) return ahead.fail("irelative-path");
  if (c.looks_at(';')) {
    TRY(const bool uid, take_label(c, ";UID=", "imsg-or-part"));
    if (uid) {
      TRY_(uid_and_tail(c, url));
      return url;
    }
    TRY(const bool section, take_label(c, ";SECTION=", "imsg-or-part"));
    if (section)
      TRY_(section_and_tail(c, url));
    else
      TRY_(tail(c, url, true));
    return url;
  }
  if (!c.looks_at('%') && (c.at_end() || !is_bchar(c.rest().front()))) {
    url.form = ImapUrl::Form::empty;
    return url;
  }
  TRY_(icommand(c, url));
  return url;
}

// RFC 5092 section 11: authimapurlrump = authimapurl iurlauth-rump
Result<ImapUrl> authimapurlrump(Cursor& c) {
  return authorized(c, false, "authimapurlrump");
}
// RFC 5092 section 11: authimapurlfull = authimapurl iurlauth
Result<ImapUrl> authimapurlfull(Cursor& c) {
  return authorized(c, true, "authimapurlfull");
}

void print(Printer& p, const ImapUrl& url) {
  if (url.form == ImapUrl::Form::absolute) p.word("IMAP://");
  if (url.form == ImapUrl::Form::network_path) p.raw("//");
  if (url.form == ImapUrl::Form::absolute || url.form == ImapUrl::Form::network_path) {
    if (url.server.user) p.raw(*url.server.user);
    if (url.server.auth) print_label(p, ";AUTH=", *url.server.auth);
    if (url.server.user || url.server.auth) p.raw('@');
    p.raw(url.server.host);
    if (url.server.port) {
      p.raw(':');
      p.raw(*url.server.port);
    }
  }
  if (url.slash) p.raw('/');
  p.raw(url.mailbox);
  if (url.uidvalidity) {
    p.word(";UIDVALIDITY=");
    p.number(*url.uidvalidity);
  }
  bool behind = !url.mailbox.empty();  // "/" stands between the parts
  const auto part = [&](std::string_view label) {
    if (std::exchange(behind, true)) p.raw('/');
    p.word(label);
  };
  if (url.uid) {
    part(";UID=");
    p.number(*url.uid);
  }
  if (url.section) {
    part(";SECTION=");
    p.raw(*url.section);
  }
  if (url.partial) {
    part(";PARTIAL=");
    p.number(url.partial->first);
    if (url.partial->count) {
      p.raw('.');
      p.number(*url.partial->count);
    }
  }
  if (url.search) {
    p.raw('?');
    p.raw(*url.search);
  }
  if (!url.auth) return;
  if (url.auth->expire) print_label(p, ";EXPIRE=", *url.auth->expire);
  print_label(p, ";URLAUTH=", url.auth->access);
  if (url.auth->user) {
    p.raw('+');
    p.raw(*url.auth->user);
  }
  if (!url.auth->verifier) return;
  p.raw(':');
  p.raw(url.auth->verifier->mechanism);
  p.raw(':');
  p.raw(url.auth->verifier->token);
}

Result<ImapUrl> parse_url(std::string_view text, Arena& arena) {
  Cursor c(text, arena);
  const bool absolute = c.looks_at_word("IMAP:");
  TRY(const auto url, absolute ? absolute_url(c) : imapurl_rel(c));
  if (!c.at_end()) return c.fail(absolute ? "imapurl" : "imapurl-rel");
  return url;
}

std::string percent_decode(std::string_view text) {
  const auto digit = [](char c) { return static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10); };
  std::string octets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || text.size() - i < 3) {
      octets.push_back(text[i]);
      continue;
    }
    octets.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
    i += 2;
  }
  return octets;
}

std::string percent_encode(std::string_view octets, UrlPlace place) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string text;
  for (const char c : octets) {
    if (place == UrlPlace::user ? is_achar(c) : is_bchar(c)) {
      text.push_back(c);
      continue;
    }
    text += {'%', kHex[static_cast<unsigned char>(c) >> 4U], kHex[static_cast<unsigned char>(c) & 15U]};
  }
  return text;
}

}  // namespace imapspec::grammar
