// Octets and texts made fit to be shown: nothing that a peer sends may move a cursor, break a format or fake a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::reports {

// Printable ASCII as it is; all else as \r, \n, \t or \xHH. A backslash stays single: it is for eyes, not to be read
// back.
std::string show_octets(std::string_view octets);

// Our own words, which may hold UTF-8 and quote a peer: valid UTF-8 stays, as does a line feed; other control
// characters and what is not UTF-8 become \xHH.
std::string show_text(std::string_view text);

// The same in one line: a line feed is a space.
std::string show_line(std::string_view text);

// show_text for XML 1.0, which has no U+FFFE and no U+FFFF. Its markup is not escaped.
std::string show_xml(std::string_view text);

// show_octets of the first `octets_max`, and how many were left out.
std::string show_start(std::string_view octets, std::size_t octets_max);

// The same octets as Unicode's first 256 characters, in UTF-8: a JSON string that loses nothing.
std::string latin1(std::string_view octets);
// The inverse; a character above U+00FF becomes ?.
std::string octets_of_latin1(std::string_view text);

// Octets of the wire laid out in rows of at most `columns` (at least 40): a new one after each line feed, CRLF not
// shown. What is too long or has too many rows is cut, with the number of octets left out, but never around `mark`.
struct Rows {
  std::vector<std::string> rows;                     // at least one
  std::optional<std::size_t> mark_row, mark_column;  // where the octet `mark` is shown; both or none
};
Rows lay_out(std::string_view octets, std::optional<std::size_t> mark, std::size_t columns, std::size_t rows_max);

// "1.234": seconds with three decimals, and milliseconds likewise.
std::string seconds(long long nanoseconds);
std::string milliseconds(long long nanoseconds);

}  // namespace imapspec::reports
