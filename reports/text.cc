#include "reports/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace imapspec::reports {
namespace {

constexpr std::size_t kBeforeMark = 60;   // columns that stay before a mark in a row that is cut
constexpr std::size_t kTooFewToCut = 40;  // octets: to say that they were left out would save next to nothing

bool is_printable(unsigned char octet) {
  return octet >= 0x20 && octet < 0x7f;
}

void append_octet(std::string& text, char c) {
  const auto octet = static_cast<unsigned char>(c);
  if (is_printable(octet)) {
    text += c;
  } else if (c == '\r') {
    text += "\\r";
  } else if (c == '\n') {
    text += "\\n";
  } else if (c == '\t') {
    text += "\\t";
  } else {
    text += fmt::format("\\x{:02x}", octet);
  }
}

// The length of the UTF-8 sequence (RFC 3629 section 4) at the front of `text`; 0 if there is none.
std::size_t utf8_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned first = at(0);
  const std::size_t length = first < 0x80    ? 1
                             : first < 0xc2  ? 0
                             : first < 0xe0  ? 2
                             : first < 0xf0  ? 3
                             : first <= 0xf4 ? 4
                                             : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xc0U) != 0x80) return 0;
  }
  const unsigned second = at(1);
  const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool surrogate = first == 0xed && second > 0x9f;
  const bool too_large = first == 0xf4 && second > 0x8f;
  return overlong || surrogate || too_large ? 0 : length;
}

// U+0080 to U+009F are control characters too; U+200E, U+202A and others turn the direction of writing, U+2028 and
// U+2029 begin a line.
bool is_hostile(std::string_view sequence) {
  if (sequence.size() == 2 && sequence[0] == '\xc2' && static_cast<unsigned char>(sequence[1]) < 0xa0) return true;
  if (sequence == "\xd8\x9c") return true;  // U+061C, another of them
  if (sequence.size() != 3 || sequence[0] != '\xe2') return false;
  const auto second = static_cast<unsigned char>(sequence[1]), third = static_cast<unsigned char>(sequence[2]);
  return (second == 0x80 && ((third >= 0x8e && third <= 0x8f) || (third >= 0xa8 && third <= 0xae))) ||
         (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

struct Row {
  std::string text;
  std::optional<std::size_t> mark;
};

// One row of the wire; `mark` may be one octet behind it, where its CRLF was.
Row lay_out_row(std::string_view octets, std::optional<std::size_t> mark, std::size_t columns) {
  Row row;
  std::size_t begin = 0;
  if (mark && *mark > kBeforeMark && octets.size() > columns + kTooFewToCut) {
    begin = *mark - kBeforeMark;
    row.text = fmt::format("[{} octets] ", begin);
  }
  std::size_t i = begin;
  for (; i < octets.size(); ++i) {
    const bool needed = (mark && i <= *mark) || octets.size() - i <= kTooFewToCut;
    if (!needed && row.text.size() >= columns) break;
    if (mark && i == *mark) row.mark = row.text.size();
    append_octet(row.text, octets[i]);
  }
  if (mark && !row.mark) row.mark = row.text.size();
  if (i < octets.size()) row.text += fmt::format(" [{} octets]", octets.size() - i);
  return row;
}

}  // namespace

std::string show_octets(std::string_view octets) {
  std::string text;
  text.reserve(octets.size());
  for (const char c : octets) append_octet(text, c);
  return text;
}

std::string show_text(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    std::size_t length = utf8_length(text);
    const auto first = static_cast<unsigned char>(text[0]);
    if (length == 0 || is_hostile(text.substr(0, length)) || (length == 1 && text[0] != '\n' && !is_printable(first))) {
      length = std::max<std::size_t>(length, 1);
      for (const char c : text.substr(0, length)) append_octet(shown, c);
    } else {
      shown += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return shown;
}

std::string show_xml(std::string_view text) {
  std::string shown = show_text(text);
  for (const std::string_view none : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
    for (std::size_t at = shown.find(none); at != std::string::npos; at = shown.find(none, at))
      shown.replace(at, none.size(), show_octets(none));
  }
  return shown;
}

std::string show_line(std::string_view text) {
  std::string line = show_text(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string show_start(std::string_view octets, std::size_t octets_max) {
  std::string text = show_octets(octets.substr(0, octets_max));
  if (octets.size() > octets_max) text += fmt::format(" [{} octets]", octets.size() - octets_max);
  return text;
}

std::string latin1(std::string_view octets) {
  std::string text;
  text.reserve(octets.size());
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xc0 | (octet >> 6U));
      text += static_cast<char>(0x80 | (octet & 0x3fU));
    }
  }
  return text;
}

std::string octets_of_latin1(std::string_view text) {
  std::string octets;
  octets.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text), 1);
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) {
      octets += text[0];
    } else if (length == 2 && first <= 0xc3) {
      octets += static_cast<char>(((first & 0x03U) << 6U) | (static_cast<unsigned char>(text[1]) & 0x3fU));
    } else {
      octets += '?';
    }
    text.remove_prefix(length);
  }
  return octets;
}

Rows lay_out(std::string_view octets, std::optional<std::size_t> mark, std::size_t columns, std::size_t rows_max) {
  columns = std::max<std::size_t>(columns, 40);
  Rows result;
  std::size_t begin = 0, skipped = 0;
  if (mark) mark = std::min(*mark, octets.size());
  const auto say_skipped = [&] {
    if (skipped > 0) result.rows.push_back(fmt::format("[{} octets]", skipped));
    skipped = 0;
  };
  do {
    std::size_t end = octets.find('\n', begin);
    end = end == std::string_view::npos ? octets.size() : end + 1;
    const bool marked = mark && *mark >= begin && (*mark < end || end == octets.size()) && !result.mark_row;
    std::string_view row = octets.substr(begin, end - begin);
    if (row.ends_with("\r\n")) row.remove_suffix(2);
    if (marked || result.rows.size() < rows_max) {
      say_skipped();
      Row laid = lay_out_row(row, marked ? std::optional(std::min(*mark - begin, row.size())) : std::nullopt, columns);
      if (marked) {
        result.mark_row = result.rows.size();
        result.mark_column = laid.mark;
      }
      result.rows.push_back(std::move(laid.text));
    } else {
      skipped += end - begin;
    }
    begin = end;
  } while (begin < octets.size());
  say_skipped();
  return result;
}

std::string seconds(long long nanoseconds) {
  return fmt::format("{:.3f}", static_cast<double>(nanoseconds) / 1e9);
}
std::string milliseconds(long long nanoseconds) {
  return fmt::format("{:.3f}", static_cast<double>(nanoseconds) / 1e6);
}

}  // namespace imapspec::reports
