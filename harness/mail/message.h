// A message as MIME sees it (RFC 5322, RFC 2045, RFC 2046): a tree of parts, each of them views into the stored octets.
// There is no message that cannot be read; what is broken is described as best it can.
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/base/limits.h"
#include "harness/mail/header.h"
#include "harness/mail/parameters.h"

namespace imapspec::mail {

// A message, or a body part of one. `header` and `body` are neighbours in the octets.
struct Part {
  enum class Kind : std::uint8_t {
    basic,      // anything else, also what lies deeper than limits::kMimeDepthMax
    text,       // text/*
    multipart,  // multipart/* with at least one part
    message,    // message/rfc822 and message/global
  };
  Kind kind = Kind::text;
  std::string_view header;  // with the empty line that ends it, if there is one
  std::string_view body;
  // As written. TEXT, PLAIN and no parameters where there is no Content-Type, or none that is well formed (RFC 2045
  // section 5.2), which a multipart without any part is not; MESSAGE, RFC822 by default within multipart/digest (RFC
  // 2046 section 5.1.5); APPLICATION, OCTET-STREAM for what lies too deep to be opened.
  std::string_view type = "TEXT", subtype = "PLAIN";
  List<Parameter> parameters;
  List<Part> parts;               // multipart; never empty there
  const Part* message = nullptr;  // message: what is encapsulated; never null there

  std::string_view whole() const { return {header.data(), header.size() + body.size()}; }
  HeaderFields fields() const { return HeaderFields(header); }
  // The body of the first field of that name, still folded; a null view if there is none.
  std::string_view field(std::string_view name) const;
  // The mechanism of Content-Transfer-Encoding as written (RFC 2045 section 6.1); "7BIT" if there is none.
  std::string_view transfer_encoding(Arena& arena) const;
  bool is_type(std::string_view type_name, std::string_view subtype_name) const;
};

// What parsing cost, for tests that hold it against the size of the input.
struct Work {
  std::uint64_t octets_read = 0;  // each time an octet is looked at
};

// The tree refers to `octets` and lives in `arena`; it is gone when either is. `octets` may be empty, hold NUL, bare CR
// and bare LF, and end anywhere. Every octet is read at most a fixed number of times for each of the at most
// limits::kMimeDepthMax levels above it; what lies beyond limits::kMimePartsMax parts stays in the last one.
// The MIME-Version field is not asked for. Encapsulated messages are read as they stand, without decoding.
Part parse_message(std::string_view octets, Arena& arena, Work* work = nullptr);

// How many lines, as body-fld-lines counts them: the line ends among the stored octets.
std::uint64_t line_count(std::string_view octets);

}  // namespace imapspec::mail
