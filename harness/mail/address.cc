#include "harness/mail/address.h"

#include <string>

#include "harness/base/limits.h"
#include "harness/mail/lexer.h"
#include "harness/mail/string_value.h"

namespace imapspec::mail {

namespace {

// What stands between two separators of an address list, in the two ways in which it can turn out to be meant.
class Words {
 public:
  void add(const Token& t) {
    const bool touches = text_.empty() || !t.spaced;
    if (!touches) phrase_.push_back(' ');
    // RFC 5322 section 4.4: white space around the dots of a local-part or domain is none of theirs.
    if (!touches && !text_.ends_with('.') && !t.text.starts_with('.')) text_.push_back(' ');
    phrase_.append(t.text);
    text_.append(t.text);
    any_ = true;
  }
  void add(char separator) {
    phrase_.push_back(separator);
    text_.push_back(separator);
    any_ = true;
  }
  void clear() { *this = Words(); }
  bool any() const { return any_; }                 // also for "", which has no octets
  const std::string& phrase() const { return phrase_; }  // as a display name: John Q. Public
  const std::string& text() const { return text_; }      // as a local-part or domain

 private:
  std::string phrase_, text_;
  bool any_ = false;
};

class AddressReader {
 public:
  AddressReader(std::string_view body, ListBuilder<grammar::Address>& list, Arena& arena, const grammar::Dialect& dialect)
      : lexer_(body, arena), list_(list), arena_(arena), dialect_(dialect) {}

  // RFC 5322 sections 3.4 and 4.4: obs-addr-list = *([CFWS] ",") address *("," [address / CFWS])
  void read() {
    while (list_.size() < limits::kAddressesMax) {
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
    Words words, domain;
    bool at = false;
    while (true) {
      const Token t = next();
      if (ends(t)) {
        if (at || words.any()) add({}, {}, words.text(), domain.text());
        return t;
      }
      if (t.is('<')) {
        if (at) {  // a name that looks like an address, and should have been quoted
          words.add('@');
          if (domain.any()) words.add({Token::Kind::word, domain.text(), false});
        }
        return angle_addr(words);
      }
      if (t.is('@')) {
        if (at) {
          words.add('@');
          if (domain.any()) words.add({Token::Kind::word, domain.text(), false});
          domain.clear();
        }
        at = true;
      } else if (t.is(':')) {
        if (at) {
          domain.add(':');
          continue;
        }
        end_group();  // groups do not nest
        add_group(words);
        words.clear();
      } else if (t.kind != Token::Kind::separator) {
        (at ? domain : words).add(t);
      }
    }
  }

  // RFC 5322 section 4.4: obs-angle-addr = [CFWS] "<" [obs-route] addr-spec ">" [CFWS]
  Token angle_addr(const Words& name) {
    Words local, domain;
    std::string route;
    bool at = false;
    Token t = next();
    for (; t.kind != Token::Kind::end && !t.is('>') && !t.is(';'); t = next()) {
      if (t.is(',')) {
        if (local.any()) break;  // the ">" is missing
        take_route(route, domain, at);
      } else if (t.is(':')) {
        if (!local.any()) take_route(route, domain, at);
      } else if (t.is('@')) {
        if (at) {
          local.add('@');
          if (domain.any()) local.add({Token::Kind::word, domain.text(), false});
          domain.clear();
        }
        at = true;
      } else if (t.kind != Token::Kind::separator) {
        (at ? domain : local).add(t);
      }
    }
    add(name.any() ? &name.phrase() : nullptr, route.empty() ? nullptr : &route, local.text(), domain.text());
    while (!ends(t)) t = next();
    return t;
  }

  // What was read as "@" domain without a local-part was one stage of the route.
  static void take_route(std::string& route, Words& domain, bool& at) {
    if (at) {
      if (!route.empty()) route.push_back(',');
      route.append("@").append(domain.text());
    }
    domain.clear();
    at = false;
  }

  grammar::String string(const std::string& text) { return string_value(arena_.copy(text), arena_, dialect_); }
  grammar::NString nstring(const std::string* text) {
    return text == nullptr ? grammar::NString() : grammar::NString(string(*text));
  }
  void add(const std::string* name, const std::string* route, const std::string& local, const std::string& domain) {
    list_.add({nstring(name), nstring(route), string(local), string(domain)});
  }
  void add_group(const Words& name) {
    list_.add({{}, {}, string(name.phrase()), {}});
    in_group_ = true;
  }
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

void add_addresses(std::string_view body, ListBuilder<grammar::Address>& list, Arena& arena, const grammar::Dialect& dialect) {
  AddressReader(body, list, arena, dialect).read();
}

List<grammar::Address> addresses(std::string_view body, Arena& arena, const grammar::Dialect& dialect) {
  ListBuilder<grammar::Address> list(arena);
  add_addresses(body, list, arena, dialect);
  return list.done();
}

}  // namespace imapspec::mail
