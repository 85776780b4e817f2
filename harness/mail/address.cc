#include "harness/mail/address.h"

#include <string>

#include "harness/base/limits.h"
#include "harness/mail/lexer.h"
#include "harness/mail/string_value.h"

namespace imapspec::mail {

namespace {

// Words in a row, in the two ways in which they can turn out to be meant.
class Words {
 public:
  void add(const Token& t) {
    const bool apart = any_ && t.spaced;
    if (apart) phrase_.push_back(' ');
    // RFC 5322 section 4.4: white space around the dots of a local-part or domain is none of theirs.
    if (apart && !text_.ends_with('.') && !t.text.starts_with('.')) text_.push_back(' ');
    add(t.text);
  }
  void add(std::string_view octets) {
    phrase_.append(octets);
    text_.append(octets);
    any_ = true;
  }
  bool any() const { return any_; }                      // also for "", which has no octets
  const std::string& phrase() const { return phrase_; }  // as a display name: John Q. Public
  const std::string& text() const { return text_; }      // as a local-part or domain

 private:
  std::string phrase_, text_;
  bool any_ = false;
};

// RFC 5322 section 3.4.1: addr-spec = local-part "@" domain, while its tokens come in. The last "@" counts.
struct AddrSpec {
  Words local, domain;
  bool at = false;

  void add(const Token& t) {
    if (t.is('@')) {
      if (at) to_local();
      at = true;
    } else if (t.kind != Token::Kind::separator) {
      (at ? domain : local).add(t);
    }
  }
  // What looked like an address is only a local-part, or a phrase.
  void to_local() {
    local.add("@");
    local.add(domain.text());
    domain = {};
    at = false;
  }
  bool any() const { return at || local.any(); }
};

class AddressReader {
 public:
  AddressReader(std::string_view body, ListBuilder<grammar::Address>& list, Arena& arena,
                const grammar::Dialect& dialect)
      : lexer_(body, arena), list_(list), arena_(arena), dialect_(dialect) {}

  // RFC 5322 sections 3.4 and 4.4: obs-addr-list = *([CFWS] ",") address *("," [address / CFWS])
  void read() {
    while (!is_full()) {
      const Token end = address();
      if (end.is(';')) end_group();
      if (end.kind == Token::Kind::end) break;
    }
    end_group();
  }

 private:
  static constexpr std::string_view kSeparators = "<>@:;,[";
  Token next() { return lexer_.next(kSeparators); }
  static bool ends(const Token& t) { return t.kind == Token::Kind::end || t.is(',') || t.is(';'); }

  // address = mailbox / group; of a group only its name and colon. Returns what ended it.
  Token address() {
    AddrSpec spec;
    while (true) {
      const Token t = next();
      if (ends(t)) {
        if (spec.any()) add(nullptr, nullptr, spec);
        return t;
      }
      if (t.is('<')) {
        if (spec.at) spec.to_local();  // a name that looks like an address, and should have been quoted
        return angle_addr(spec.local);
      }
      if (t.is(':') && !spec.at) {
        end_group();  // groups do not nest
        add_group(spec.local);
        spec = {};
      } else if (t.is(':')) {
        spec.domain.add(":");
      } else {
        spec.add(t);
      }
    }
  }

  // RFC 5322 section 4.4: obs-angle-addr = [CFWS] "<" [obs-route] addr-spec ">" [CFWS]
  // obs-route = obs-domain-list ":"; obs-domain-list = *(CFWS / ",") "@" domain *("," [CFWS] ["@" domain])
  Token angle_addr(const Words& name) {
    AddrSpec spec;
    std::string route;
    Token t = next();
    for (; t.kind != Token::Kind::end && !t.is('>') && !t.is(';'); t = next()) {
      if (spec.local.any() && t.is(',')) break;  // the ">" is missing
      if (!spec.local.any() && (t.is(',') || t.is(':'))) {
        if (spec.at) route.append(route.empty() ? "@" : ",@").append(spec.domain.text());
        spec = {};
      } else {
        spec.add(t);
      }
    }
    add(name.any() ? &name.phrase() : nullptr, route.empty() ? nullptr : &route, spec);
    while (!ends(t)) t = next();
    return t;
  }

  grammar::String string(const std::string& text) { return string_value(arena_.copy(text), arena_, dialect_); }
  grammar::NString nstring(const std::string* text) {
    return text == nullptr ? grammar::NString() : grammar::NString(string(*text));
  }
  void add(const std::string* name, const std::string* route, const AddrSpec& spec) {
    if (is_full()) return;
    list_.add({nstring(name), nstring(route), string(spec.local.text()), string(spec.domain.text())});
  }
  void add_group(const Words& name) {
    if (is_full()) return;
    list_.add({{}, {}, string(name.phrase()), {}});
    in_group_ = true;
  }
  bool is_full() const { return list_.size() >= limits::kAddressesMax; }
  void end_group() {
    if (in_group_) list_.add({});
    in_group_ = false;
  }

  Lexer lexer_;
  ListBuilder<grammar::Address>& list_;
  Arena& arena_;
  const grammar::Dialect& dialect_;
  bool in_group_ = false;
};

}  // namespace

void add_addresses(std::string_view body, ListBuilder<grammar::Address>& list, Arena& arena,
                   const grammar::Dialect& dialect) {
  AddressReader(body, list, arena, dialect).read();
}

List<grammar::Address> addresses(std::string_view body, Arena& arena, const grammar::Dialect& dialect) {
  ListBuilder<grammar::Address> list(arena);
  add_addresses(body, list, arena, dialect);
  return list.done();
}

}  // namespace imapspec::mail
