#include "harness/grammar/core/string.h"

#include <algorithm>
#include <cstring>

#include "harness/grammar/core/number.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

[[gnu::always_inline]] inline Result<std::string_view> one_or_more(Cursor& c, CharSet set, const char* rule) {
  const std::string_view run = c.run(set);
  if (run.empty()) return c.fail(rule);
  return run;
}

// One character beyond ASCII: UTF8-2 / UTF8-3 / UTF8-4 where the dialect has them.
Result<std::string_view> eight_bit(Cursor& c, const char* rule) {
  bool short_of_it = false;
  std::size_t length = c.dialect().allows_utf8() ? utf8_character(c.rest(), &short_of_it) : 0;
  if (short_of_it) return c.incomplete(rule);
  const auto high = [&c](std::size_t i) {
    return i < c.rest().size() && static_cast<unsigned char>(c.rest()[i]) >= 0x80;
  };
  if (length == 0 && high(0) && c.deviates(Deviation::eight_bit))
    while (high(length)) ++length;  // all there are, so that they are reported once
  if (length == 0) return c.fail(rule);
  std::string_view taken;
  c.skip(length, taken);
  return taken;
}

// A run of the set, and under the deviation eight-bit-atom of octets above 127 as well.
std::string_view run_of(Cursor& c, CharSet set) {
  const std::string_view run = c.run(set);
  const auto high = [&c] { return !c.at_end() && static_cast<unsigned char>(c.rest().front()) >= 0x80; };
  if (!high() || !c.deviates(Deviation::eight_bit_atom)) return run;
  const auto start = c.offset() - static_cast<std::uint32_t>(run.size());
  while (high() || c.looks_at(set)) c.take(c.rest().front());
  return c.since(start);
}

// "{" number64 ["+"] "}" CRLF and as many octets. RFC 3501 has `number` and no "+"; the "+" is LITERAL+ (RFC 7888).
Result<String> counted(Cursor& c, Form form, const char* rule) {
  TRY_(expect(c, '{', rule));
  std::uint64_t octets = 0;
  if (c.dialect().rev2()) {
    TRY(octets, number64(c));
  } else {
    TRY(octets, number(c));
  }
  if (c.dialect().from_client && c.take('+')) form = form == Form::literal8 ? Form::literal8_plus : Form::literal_plus;
  if (!c.dialect().from_client && c.looks_at('+') && c.deviates(Deviation::literal_plus_from_server)) c.take('+');
  TRY_(expect(c, '}', rule));
  TRY_(expect(c, '\r', "CRLF"));
  TRY_(expect(c, '\n', "CRLF"));
  std::string_view value;
  if (!c.skip(octets, value)) return c.incomplete(rule);
  return String{value, form};
}

// RFC 5738 section 3.1: utf8-quoted = "*" DQUOTE *UQUOTED-CHAR DQUOTE. Whether its asterisk was taken.
bool take_asterisk(Cursor& c) {
  return c.looks_at('*') && c.rest().starts_with("*\"") && c.dialect().allows_utf8() &&
         c.deviates(Deviation::utf8_quoted) && c.take('*');
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

// RFC 9051 section 9: atom = 1*ATOM-CHAR
Result<std::string_view> atom(Cursor& c) {
  return one_or_more(c, kAtomChar, "atom");
}

// RFC 9051 section 9: tag = 1*<any ASTRING-CHAR except "+">
Result<std::string_view> tag(Cursor& c) {
  return one_or_more(c, kTagChar, "tag");
}

// RFC 9051 section 9: QUOTED-CHAR = <any TEXT-CHAR except quoted-specials> / "\" quoted-specials / UTF8-2 / UTF8-3 /
// UTF8-4 RFC 3501 has no UTF-8 in it.
Result<std::string_view> quoted_char(Cursor& c) {
  std::string_view taken;
  if (c.take('\\')) {
    if (!c.looks_at('"') && !c.looks_at('\\')) return c.fail("QUOTED-CHAR");
    c.skip(1, taken);
  } else if (c.looks_at(kQuotedChar)) {
    c.skip(1, taken);
  } else {
    TRY(taken, eight_bit(c, "QUOTED-CHAR"));
  }
  return taken;
}

// RFC 9051 section 9: quoted = DQUOTE *QUOTED-CHAR DQUOTE
Result<String> quoted_in_full(Cursor& c) {
  TRY_(expect(c, '"', "quoted"));
  const std::uint32_t start = c.offset();
  bool escapes = false;
  while (true) {
    c.run(kQuotedChar);
    if (c.looks_at('"')) break;
    escapes = escapes || c.looks_at('\\');
    TRY_(quoted_char(c));
  }
  const std::string_view written = c.since(start);
  c.take('"');
  if (!escapes) return String{written, Form::quoted};
  char* plain = c.arena().allocate<char>(written.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\\') ++i;
    plain[size++] = written[i];
  }
  return String{{plain, size}, Form::quoted};
}

// RFC 9051 section 9: literal = "{" number64 ["+"] "}" CRLF *CHAR8; CHAR8 = %x01-ff
Result<String> literal(Cursor& c) {
  TRY(const auto s, counted(c, Form::literal, "literal"));
  if (const auto nul = s.value.find('\0'); nul != std::string_view::npos) {
    const auto back = static_cast<std::uint32_t>(s.value.size() - nul);
    if (!c.deviates(Deviation::nul_in_literal, back)) return c.fail_at(c.offset() - back, "CHAR8");
  }
  return s;
}

// RFC 9051 section 9: literal8 = "~{" number64 "}" CRLF *OCTET
Result<String> literal8(Cursor& c) {
  TRY_(expect(c, '~', "literal8"));
  return counted(c, Form::literal8, "literal8");
}

// RFC 9051 section 9: string = quoted / literal
Result<String> string_in_full(Cursor& c) {
  if (c.looks_at('"') || take_asterisk(c)) return quoted_in_full(c);
  if (c.looks_at('{')) return literal(c);
  return c.fail("string");
}

// RFC 9051 section 9: nil = "NIL"
Result<void> nil(Cursor& c) {
  bool short_of_it = false;
  if (c.take_word("NIL", &short_of_it)) return {};
  if (short_of_it) return c.incomplete("nil");
  return c.fail("nil");
}

// RFC 9051 section 9: nstring = string / nil
Result<NString> nstring_in_full(Cursor& c) {
  if (c.looks_at('"') || c.looks_at('{') || take_asterisk(c)) {
    TRY(const auto s, string_in_full(c));
    return s;
  }
  if (auto none = nil(c); !none) return std::unexpected(ParseError{none.error().kind, none.error().offset, "nstring"});
  return NString();
}

// RFC 9051 section 9: astring = 1*ASTRING-CHAR / string
Result<String> astring_in_full(Cursor& c) {
  if (const std::string_view run = run_of(c, kAstringChar); !run.empty()) return String{run, Form::atom};
  if (c.looks_at('"') || c.looks_at('{') || take_asterisk(c)) return string(c);
  return c.fail("astring");
}

// RFC 9051 section 9: list-mailbox = 1*list-char / string
Result<String> list_mailbox(Cursor& c) {
  if (take_asterisk(c)) return string(c);
  if (const std::string_view run = run_of(c, kListChar); !run.empty()) return String{run, Form::atom};
  if (c.looks_at('"') || c.looks_at('{')) return string(c);
  return c.fail("list-mailbox");
}

// RFC 9051 section 9: charset = atom / quoted; RFC 3501 section 9 has astring in its place.
Result<String> charset(Cursor& c) {
  if (c.dialect().rev1()) return astring(c);
  if (const std::string_view run = c.run(kAtomChar); !run.empty()) return String{run, Form::atom};
  if (c.looks_at('"')) return quoted(c);
  return c.fail("charset");
}

// RFC 9051 section 9: base64 = *(4base64-char) [base64-terminal]
Result<std::string_view> base64(Cursor& c) {
  const std::uint32_t start = c.offset();
  const std::size_t over = c.run(kBase64Char).size() % 4;
  if (over == 1) return c.fail("base64");
  if (over == 2) {  // base64-terminal = (2base64-char "==") / (3base64-char "=")
    TRY_(expect(c, '=', "base64-terminal"));
    TRY_(expect(c, '=', "base64-terminal"));
  } else if (over == 3) {
    TRY_(expect(c, '=', "base64-terminal"));
  }
  return c.since(start);
}

// RFC 9051 section 9: text = 1*(TEXT-CHAR / UTF8-2 / UTF8-3 / UTF8-4); RFC 3501: text = 1*TEXT-CHAR
// RFC 5255 section 3.5 replaces that: resp-text = ["[" resp-text-code "]" SP] UTF8-TEXT-CHAR *(UTF8-TEXT-CHAR / "["),
// with UTF-8, but no 7-bit control octets, in which it differs from RFC 9051.
Result<std::string_view> text(Cursor& c) {
  const std::uint32_t start = c.offset();
  bool eight_bits = false;
  while (true) {
    c.run(kTextChar);
    if (c.at_end() || static_cast<unsigned char>(c.rest().front()) < 0x80) break;
    TRY_(eight_bit(c, "text"));
    eight_bits = true;
  }
  if (c.offset() == start) return c.fail("text");
  const std::string_view whole = c.since(start);
  if (eight_bits && !c.dialect().rev2()) {
    const auto bad = std::find_if(whole.begin(), whole.end(), [](char each) { return is_control(each); });
    if (whole.front() == '[') return c.fail_at(start, "resp-text");
    if (bad != whole.end()) return c.fail_at(start + static_cast<std::uint32_t>(bad - whole.begin()), "UTF8-TEXT-CHAR");
  }
  return whole;
}

void print(Printer& p, const String& s) {
  switch (s.form) {
    case Form::atom:
      p.raw(s.value);
      return;
    case Form::quoted:
      if (const char* end = s.value.data() + s.value.size();
          skip_quoted_chars(s.value.data(), s.value.data(), end) == end)
        return p.plain_quoted(s.value);
      p.raw('"');
      for (std::string_view rest = s.value; !rest.empty();) {
        const char* stop = skip_quoted_chars(rest.data(), rest.data(), rest.data() + rest.size());
        const auto plain = static_cast<std::size_t>(stop - rest.data());
        p.raw(rest.substr(0, plain));
        rest.remove_prefix(plain);
        if (rest.empty()) break;
        if (rest.front() == '"' || rest.front() == '\\') p.raw('\\');
        p.raw(rest.front());
        rest.remove_prefix(1);
      }
      p.raw('"');
      return;
    case Form::literal8:
    case Form::literal8_plus:
      p.raw('~');
      [[fallthrough]];
    case Form::literal:
    case Form::literal_plus:
      p.raw('{');
      p.number(s.value.size());
      if (s.form == Form::literal_plus || s.form == Form::literal8_plus) p.raw('+');
      p.raw("}\r\n");
      if (s.form == Form::literal || s.form == Form::literal8) p.break_here();
      p.raw(s.value);
      return;
  }
}

void print_nil(Printer& p) {
  p.word("NIL");
}

String best_form(std::string_view value, Place place, const Dialect& dialect) {
  constexpr std::size_t kQuotedOctets = 1000;  // longer lines are refused by some servers
  const CharSet atom_set = place == Place::list_mailbox ? kListChar : kAstringChar;
  bool as_atom = place != Place::string && !value.empty(), as_quoted = value.size() <= kQuotedOctets, eight_bit = false;
  for (const char c : value) {
    as_atom = as_atom && is(atom_set, c);
    const bool high = static_cast<unsigned char>(c) >= 0x80;
    eight_bit = eight_bit || high;
    as_quoted = as_quoted && (high || is(kQuotedChar, c) || c == '"' || c == '\\');
  }
  // An atom NIL could be taken for the absence of a string.
  if (value.size() == 3 && (value[0] | 0x20) == 'n' && (value[1] | 0x20) == 'i' && (value[2] | 0x20) == 'l')
    as_atom = false;
  if (eight_bit) as_quoted = as_quoted && dialect.allows_utf8() && is_utf8(value);
  return {value, as_atom ? Form::atom : as_quoted ? Form::quoted : Form::literal};
}

}  // namespace imapspec::grammar
