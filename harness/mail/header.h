// Header fields of RFC 5322 section 2.2, as they stand in a header, broken ones included. Nothing is stored: going over
// the fields reads each octet of the header once, and what comes out are views into it.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/base/word.h"

namespace imapspec::mail {

struct HeaderField {
  std::string_view raw;   // the whole field with its folded lines and its last line end
  std::string_view name;  // before the colon; empty where the line is no field at all (no colon, no ftext)
  std::string_view body;  // behind the colon, still folded, without the last line end; all of it where name is empty
};

// The fields of a header. It ends with the first empty line, whether or not octets follow that. A line ends with LF,
// with or without CR before it; a line that begins with SP or HTAB continues the field before it.
class HeaderFields {
 public:
  class Iterator {
   public:
    using value_type = HeaderField;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    explicit Iterator(std::string_view rest) : rest_(rest) { read(); }
    const HeaderField& operator*() const { return field_; }
    const HeaderField* operator->() const { return &field_; }
    Iterator& operator++() {
      rest_.remove_prefix(field_.raw.size());
      read();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& i, std::default_sentinel_t) { return i.field_.raw.empty(); }

   private:
    void read();
    std::string_view rest_;
    HeaderField field_;
  };

  explicit HeaderFields(std::string_view header) : header_(header) {}
  Iterator begin() const { return Iterator(header_); }
  std::default_sentinel_t end() const { return {}; }

 private:
  std::string_view header_;
};

// The first line of the text with its line end; all of it if it has none. Empty only if the text is.
std::string_view first_line(std::string_view text);
// Whether a line with its line end says nothing: CRLF or LF.
bool is_empty_line(std::string_view line);

// Without SP, HTAB, CR and LF at both ends.
std::string_view trimmed(std::string_view text);
// A field's value as ENVELOPE and BODYSTRUCTURE give it: unfolded (RFC 5322 section 2.2.3: line ends go, the white
// space behind them stays), trimmed, encoded words as they are. A view into `body` where nothing changes, else into the
// arena.
std::string_view unfolded(std::string_view body, Arena& arena);

}  // namespace imapspec::mail
