// Values with parameters: Content-Type (RFC 2045 section 5.1) and Content-Disposition (RFC 2183 section 2), and what
// RFC 2231 makes of parameters.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/base/arena.h"

namespace imapspec::mail {

struct Parameter {
  std::string_view name;   // as written: "filename*0*"
  std::string_view value;  // without the quotes and backslashes of a quoted-string
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct ContentType {
  std::string_view type, subtype;
  List<Parameter> parameters;
};
struct Disposition {
  std::string_view type;
  List<Parameter> parameters;
};

// From the body of a field, folded or not. nullopt if no type is there. A parameter that is no parameter is passed
// over, and so are those beyond limits::kMimeParametersMax.
std::optional<ContentType> content_type(std::string_view body, Arena& arena);
std::optional<Disposition> disposition(std::string_view body, Arena& arena);

// How far RFC 2231 is undone.
enum class Rfc2231 : std::uint8_t {
  raw,     // not at all
  joined,  // continuations are one parameter (RFC 2231 section 6): name*0, name*1 -> name; name*0*, name*1 -> name*
  utf8,    // and charset and percent signs are undone too, into UTF-8 (RFC 9051 section 7.5.2): still called name*
};
// In the order in which the first section of each stood. Sections behind a gap, or with leading zeroes, stay as they
// are.
List<Parameter> undone(List<Parameter> parameters, Rfc2231 how, Arena& arena);

// The value of the first parameter of that name, or of that name and "*", as `undone` calls it; a null view if there is
// none.
std::string_view parameter(List<Parameter> parameters, std::string_view name);

}  // namespace imapspec::mail
