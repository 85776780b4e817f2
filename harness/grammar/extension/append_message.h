// What APPEND stores: one message or several (RFC 3502), each with flags, a date and extensions (RFC 4466), as a literal,
// in parts (CATENATE, RFC 4469), as UTF-8 (RFC 6855), or as data that we do not know.
#pragma once

#include <optional>
#include <variant>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/extension/annotate.h"
#include "harness/grammar/extension/tagged_param.h"

namespace imapspec::grammar {

struct Term;

struct CatPart {
  enum class Kind : std::uint8_t { text, url, utf8 };
  Kind kind = Kind::text;
  String octets;  // a literal; the URL; a literal8
  friend bool operator==(const CatPart&, const CatPart&) = default;
};
struct Catenate {
  List<CatPart> parts;  // never empty
  friend bool operator==(const Catenate&, const Catenate&) = default;
};
struct Utf8Message {
  String octets;  // a literal8
  friend bool operator==(const Utf8Message&, const Utf8Message&) = default;
};
using AppendData = std::variant<String, Catenate, Utf8Message, TaggedParam>;  // String: literal or literal8

struct AppendAnnotations {
  List<Annotation> annotations;  // never empty; RFC 5257
  friend bool operator==(const AppendAnnotations&, const AppendAnnotations&) = default;
};
using AppendExt = std::variant<AppendAnnotations, TaggedParam>;  // the latter with a value

struct AppendMessage {
  std::optional<List<Flag>> flags;
  std::optional<DateTime> date_time;
  List<AppendExt> extensions;
  AppendData data;
  friend bool operator==(const AppendMessage&, const AppendMessage&) = default;
};

enum class AppendWord : std::uint8_t { annotation, catenate, utf8 };
std::span<const Word<AppendWord>> append_words();

Result<AppendMessage> append_message(Cursor& c);  // behind the first SP
void print(Printer& p, const AppendMessage& message);
void add_terms(Term& t, const AppendMessage& message);

}  // namespace imapspec::grammar
