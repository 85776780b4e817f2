// UTF-8 as RFC 3629 section 4 defines it: no overlong form, no surrogate, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace imapspec::grammar {

// The octets of the well-formed multi-octet character (UTF8-2, UTF8-3, UTF8-4) at the front; 0 if there is none.
// `short_of_it` is set where the text ends within one that is right so far.
std::size_t utf8_character(std::string_view octets, bool* short_of_it = nullptr);

bool is_utf8(std::string_view octets);

// Appends one code point; it must be a Unicode scalar value.
void append_utf8(std::string& to, char32_t code_point);
// The code point at the front of well-formed UTF-8; takes it off.
char32_t take_utf8(std::string_view& from);

}  // namespace imapspec::grammar
