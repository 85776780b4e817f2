// ENVELOPE, BODY and BODYSTRUCTURE as FETCH returns them (RFC 9051 section 7.5.2). harness/mail makes them of messages.
#pragma once

#include <optional>
#include <variant>

#include "harness/grammar/core/string.h"

namespace imapspec::grammar {

struct Address {
  NString name, adl, mailbox, host;
  friend bool operator==(const Address&, const Address&) = default;
};
struct Envelope {
  NString date, subject;
  List<Address> from, sender, reply_to, to, cc, bcc;  // empty is NIL: "()" is not allowed
  NString in_reply_to, message_id;
  friend bool operator==(const Envelope&, const Envelope&) = default;
};

struct BodyParameter {
  String name, value;
  friend bool operator==(const BodyParameter&, const BodyParameter&) = default;
};
struct BodyDisposition {
  String type;
  List<BodyParameter> parameters;
  friend bool operator==(const BodyDisposition&, const BodyDisposition&) = default;
};
struct BodyLanguage {
  List<String> tags;  // empty is NIL
  bool list = false;  // written with parentheses
  friend bool operator==(const BodyLanguage&, const BodyLanguage&) = default;
};
struct BodyExtension {  // body-extension: data of the future
  std::variant<NString, std::uint64_t, List<BodyExtension>> value;
  friend bool operator==(const BodyExtension& a, const BodyExtension& b) { return a.value == b.value; }
};

// How far the optional tail of a body goes: body-ext-1part and body-ext-mpart leave fields off only at the end.
enum class BodyTail : std::uint8_t { none, first, disposition, language, location };  // first: MD5 or the parameters

struct Body {
  enum class Kind : std::uint8_t { basic, text, message, multipart };
  Kind kind = Kind::basic;
  // One part: basic, text, message.
  String type;                     // "TEXT"
  String subtype;                  // also of a multipart
  List<BodyParameter> parameters;  // of a multipart: in the tail
  NString id, description;
  String encoding;
  std::uint64_t octets = 0;
  std::uint64_t lines = 0;             // text and message
  const Envelope* envelope = nullptr;  // message
  const Body* body = nullptr;          // message
  List<Body> parts;                    // multipart: never empty
  // The tail.
  BodyTail tail = BodyTail::none;
  NString md5;
  std::optional<BodyDisposition> disposition;
  BodyLanguage language;
  NString location;
  List<BodyExtension> extensions;
  friend bool operator==(const Body& a, const Body& b);  // deep
};

Result<Envelope> envelope(Cursor& c);
Result<Body> body(Cursor& c);                    // of BODYSTRUCTURE
Result<Body> body_without_extension(Cursor& c);  // of BODY: extension data are refused where they begin
// The same in place, since these are large; `to` is a new one.
Result<void> envelope_into(Cursor& c, Envelope& to);
Result<void> body_into(Cursor& c, Body& to);
Result<void> body_without_extension_into(Cursor& c, Body& to);
void print(Printer& p, const Envelope& e);
void print(Printer& p, const Body& b);

}  // namespace imapspec::grammar
