#include "harness/grammar/extension/ip_literal.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;

namespace {

// RFC 3986 section 3.2.2: dec-octet is a number up to 255 without leading zeros. What makes it another is not taken.
bool take_dec_octet(Cursor& c) {
  constexpr unsigned kMax = 255;
  unsigned value = 0;
  bool any = false;
  while (c.looks_at(kDigit) && !(any && value == 0)) {
    const char digit = c.rest().front();
    const unsigned longer = value * 10 + static_cast<unsigned>(digit - '0');
    if (longer > kMax) break;
    value = longer;
    any = c.take(digit);
  }
  return any;
}

// RFC 3986 section 3.2.2: IPv4address = dec-octet "." dec-octet "." dec-octet "." dec-octet
Result<void> ipv4_address(Cursor& c) {
  for (int i = 0; i < 4; ++i) {
    if (i > 0) TRY_(expect(c, '.', "IPv4address"));
    if (!take_dec_octet(c)) return c.fail("dec-octet");
  }
  return {};
}
bool looks_at_ipv4_address(Cursor ahead) {
  return take_dec_octet(ahead) && ahead.looks_at('.');
}

// RFC 3986 section 3.2.2: h16 = 1*4HEXDIG
Result<void> h16(Cursor& c) {
  constexpr int kOctetsMax = 4;
  if (!take_if(c, is_hexdig)) return c.fail("h16");
  for (int i = 1; i < kOctetsMax && take_if(c, is_hexdig); ++i) continue;
  return {};
}

// RFC 3986 section 3.2.2: IPv6address = 6(h16 ":") ls32 / "::" 5(h16 ":") ls32 / ... / [*6(h16 ":") h16] "::"
// ls32 = (h16 ":" h16) / IPv4address. That is eight h16, of which an IPv4address stands for the last two, and "::" once
// for one or more that are zero.
Result<void> ipv6_address(Cursor& c) {
  int left = 8;  // of h16 that may yet stand here; those that "::" stands for do not
  bool shortened = false;
  bool wanted = true;
  const auto take_second_colon = [&]() -> Result<void> {
    shortened = true;
    wanted = false;
    --left;
    return expect(c, ':', "IPv6address");
  };
  if (c.take(':')) TRY_(take_second_colon());
  while (left > 0 && (wanted || (!c.at_end() && is_hexdig(c.rest().front())))) {
    if ((shortened ? left >= 2 : left == 2) && looks_at_ipv4_address(c)) return ipv4_address(c);
    TRY_(h16(c));
    --left;
    if (left == 0 || !c.take(':')) break;
    wanted = true;
    if (!shortened && c.looks_at(':')) TRY_(take_second_colon());
  }
  if (left > 0 && !shortened) return c.fail("IPv6address");
  return {};
}

// RFC 3986 section 3.2.2: IPvFuture = "v" 1*HEXDIG "." 1*(unreserved / sub-delims / ":")
Result<void> ipvfuture(Cursor& c) {
  constexpr std::string_view kMarks = "-._~!$&'()*+,;=:";
  if (!c.take('v')) TRY_(expect(c, 'V', "IPvFuture"));
  if (run_of(c, is_hexdig).empty()) return c.fail("IPvFuture");
  TRY_(expect(c, '.', "IPvFuture"));
  const auto allowed = [kMarks](char each) {
    return is_alphanumeric(each) || kMarks.find(each) != std::string_view::npos;
  };
  if (run_of(c, allowed).empty()) return c.fail("IPvFuture");
  return {};
}

}  // namespace

Result<std::string_view> ip_literal(Cursor& c) {
  const std::uint32_t start = c.offset();
  TRY_(expect(c, '[', "IP-literal"));
  if (c.looks_at('v') || c.looks_at('V'))
    TRY_(ipvfuture(c));
  else
    TRY_(ipv6_address(c));
  TRY_(expect(c, ']', "IP-literal"));
  return c.since(start);
}

}  // namespace imapspec::grammar
