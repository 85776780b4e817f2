// The octet classes of the formal syntax (RFC 9051 section 9), as one table of bits.
#pragma once

#include <array>
#include <cstdint>

namespace imapspec::grammar {

using CharSet = std::uint16_t;  // one bit per class; an octet may be in several

inline constexpr CharSet kAtomChar = 1U << 0U;     // ATOM-CHAR
inline constexpr CharSet kAstringChar = 1U << 1U;  // ASTRING-CHAR = ATOM-CHAR / resp-specials
inline constexpr CharSet kListChar = 1U << 2U;     // list-char = ATOM-CHAR / list-wildcards / resp-specials
inline constexpr CharSet kTagChar = 1U << 3U;      // any ASTRING-CHAR except "+"
inline constexpr CharSet kTextChar = 1U << 4U;     // TEXT-CHAR = any CHAR except CR and LF (CHAR is %x01-7F)
inline constexpr CharSet kCodeChar = 1U << 5U;     // any TEXT-CHAR except "]"
inline constexpr CharSet kQuotedChar = 1U << 6U;   // TEXT-CHAR except quoted-specials: what needs no escape
inline constexpr CharSet kDigit = 1U << 7U;        // DIGIT
inline constexpr CharSet kBase64Char = 1U << 8U;   // base64-char
inline constexpr CharSet kLabelFirst = 1U << 9U;   // tagged-label-fchar
inline constexpr CharSet kLabelChar = 1U << 10U;   // tagged-label-char
inline constexpr CharSet kItemChar = 1U << 11U;    // ATOM-CHAR but "[" and "<", which end the name of a FETCH item
inline constexpr CharSet kPlainChar = 1U << 12U;  // most of what all sets of words have: "," to "z" but "<" "[" "\" "]"

// The sets that have every kPlainChar, and those that have every kQuotedChar.
inline constexpr CharSet kWordSets = kAtomChar | kAstringChar | kListChar | kTagChar | kCodeChar | kItemChar;
inline constexpr CharSet kTextSets = kTextChar | kQuotedChar;

namespace internal {
constexpr bool is_alpha(unsigned c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
constexpr bool is_digit(unsigned c) {
  return c >= '0' && c <= '9';
}
constexpr CharSet classes_of(unsigned c) {
  CharSet set = 0;
  auto put = [&set](CharSet bit, bool in) { set = static_cast<CharSet>(in ? set | bit : set); };
  const bool ascii = c >= 1 && c <= 0x7f;
  const bool ctl = c <= 0x1f || c == 0x7f;
  const bool wildcard = c == '%' || c == '*';
  const bool special = c == '(' || c == ')' || c == '{' || c == ' ' || c == '"' || c == '\\' || c == ']';
  const bool atom = ascii && !ctl && !wildcard && !special;
  put(kAtomChar, atom);
  put(kAstringChar, atom || c == ']');
  put(kListChar, atom || wildcard || c == ']');
  put(kTagChar, (atom || c == ']') && c != '+');
  put(kTextChar, ascii && c != '\r' && c != '\n');
  put(kCodeChar, ascii && c != '\r' && c != '\n' && c != ']');
  put(kQuotedChar, ascii && c != '\r' && c != '\n' && c != '"' && c != '\\');
  put(kDigit, is_digit(c));
  put(kBase64Char, is_alpha(c) || is_digit(c) || c == '+' || c == '/');
  put(kLabelFirst, is_alpha(c) || c == '-' || c == '_' || c == '.');
  put(kLabelChar, is_alpha(c) || c == '-' || c == '_' || c == '.' || is_digit(c) || c == ':');
  put(kItemChar, atom && c != '[' && c != '<');
  put(kPlainChar, c >= ',' && c <= 'z' && c != '<' && c != '[' && c != '\\' && c != ']');
  return set;
}
constexpr std::array<CharSet, 256> make_table() {
  std::array<CharSet, 256> table{};
  for (unsigned c = 0; c < 256; ++c) table[c] = classes_of(c);
  return table;
}
inline constexpr std::array<CharSet, 256> kClasses = make_table();
}  // namespace internal

constexpr bool is(CharSet set, char c) {
  return (internal::kClasses[static_cast<unsigned char>(c)] & set) != 0;
}

}  // namespace imapspec::grammar
