// Strings of the protocol: atom, quoted, literal; what they say and the form in which they were written.
#pragma once

#include <optional>
#include <string_view>

#include "harness/grammar/core/cursor.h"
#include "harness/grammar/core/utf8.h"

namespace imapspec::grammar {

class Printer;

enum class Form : std::uint8_t { atom, quoted, literal, literal_plus, literal8, literal8_plus };

// value is decoded (no quotes, no backslashes) and a view into the input, or into the arena where a quoted string had
// escapes. Equal if both value and form are.
struct String {
  std::string_view value;
  Form form = Form::atom;
  friend bool operator==(const String&, const String&) = default;
};
using NString = std::optional<String>;  // nullopt is NIL, which is never the same as ""

Result<std::string_view> atom(Cursor& c);         // 1*ATOM-CHAR
Result<std::string_view> tag(Cursor& c);          // 1*<any ASTRING-CHAR except "+">
Result<std::string_view> quoted_char(Cursor& c);  // one QUOTED-CHAR, decoded: a view into the input
Result<String> quoted_in_full(Cursor& c);         // quoted, however written
Result<String> string_in_full(Cursor& c);         // string, however written
Result<NString> nstring_in_full(Cursor& c);       // nstring, however written
Result<String> astring_in_full(Cursor& c);        // astring, however written
Result<String> quoted(Cursor& c);                 // DQUOTE *QUOTED-CHAR DQUOTE; UTF-8 where the dialect allows it
Result<String> literal(Cursor& c);           // "{" number64 ["+"] "}" CRLF *CHAR8; "+" from clients only (RFC 7888)
Result<String> literal8(Cursor& c);          // "~{" number64 "}" CRLF *OCTET (RFC 9051, RFC 3516)
Result<String> string(Cursor& c);            // quoted / literal
Result<NString> nstring(Cursor& c);          // string / nil
Result<String> astring(Cursor& c);           // 1*ASTRING-CHAR / string
Result<String> list_mailbox(Cursor& c);      // 1*list-char / string
Result<String> charset(Cursor& c);           // RFC 9051: atom / quoted; RFC 3501: astring
Result<std::string_view> base64(Cursor& c);  // *(4base64-char) [base64-terminal]; undecoded
Result<std::string_view> text(Cursor& c);    // 1*TEXT-CHAR, UTF-8 where the dialect allows it
Result<void> nil(Cursor& c);

void print(Printer& p, const String& s);  // in its own form
void print_nil(Printer& p);
inline void print(Printer& p, const NString& s) {
  if (s)
    print(p, *s);
  else
    print_nil(p);
}

// The way of nearly all strings is short, and put where it is needed; what else they may be is looked at in full.
inline Result<String> quoted(Cursor& c) {
  if (std::string_view plain; c.take_plain_quoted(plain)) return String{plain, Form::quoted};
  return quoted_in_full(c);
}
inline Result<String> string(Cursor& c) {
  if (std::string_view plain; c.take_plain_quoted(plain)) return String{plain, Form::quoted};
  return string_in_full(c);
}
inline Result<NString> nstring(Cursor& c) {
  if (std::string_view plain; c.take_plain_quoted(plain)) return String{plain, Form::quoted};
  if (c.take_word("NIL")) return NString();
  return nstring_in_full(c);
}
inline Result<String> astring(Cursor& c) {
  if (std::string_view word; c.take_plain_word(kAstringChar, word)) return String{word, Form::atom};
  return astring_in_full(c);
}

// The best form for these octets, as a careful sender chooses: atom where allowed, else quoted, else literal.
enum class Place : std::uint8_t { astring, string, list_mailbox };
String best_form(std::string_view value, Place place, const Dialect& dialect);

}  // namespace imapspec::grammar
