#include "harness/grammar/term.h"

namespace imapspec::grammar {

namespace {

using Kind = Term::Kind;

constexpr std::size_t kShownOctets = 200;

void show_octets(std::string& to, std::string_view octets) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (const char c : octets.substr(0, kShownOctets)) {
    if (c == '\r')
      to += "\\r";
    else if (c == '\n')
      to += "\\n";
    else if (c == '"' || c == '\\')
      to += {'\\', c};
    else if (c >= 0x20 && c < 0x7f)
      to += c;
    else
      to += {'\\', 'x', kHex[static_cast<unsigned char>(c) >> 4U], kHex[static_cast<unsigned char>(c) & 15U]};
  }
  if (octets.size() > kShownOctets) to += "...(" + std::to_string(octets.size()) + " octets)";
}

void show(std::string& to, const Term& t, bool top) {
  const auto show_items = [&to, &t](bool parentheses) {
    if (parentheses) to += '(';
    for (std::size_t i = 0; i < t.items.size(); ++i) {
      if (i > 0) to += ' ';
      show(to, t.items[i], false);
    }
    if (parentheses) to += ')';
  };
  switch (t.kind) {
    case Kind::word:
    case Kind::text:
      to += t.octets;
      break;
    case Kind::string:
      to += '"';
      show_octets(to, t.octets);
      to += '"';
      break;
    case Kind::nil:
      to += "NIL";
      break;
    case Kind::number:
      to += std::to_string(t.number);
      break;
    case Kind::ranges: {
      if (t.saved_result) to += '$';
      const auto end = [](std::uint32_t n) { return n == 0 ? std::string("*") : std::to_string(n); };
      for (std::size_t i = 0; i < t.ranges.size(); ++i) {
        if (i > 0) to += ',';
        to += end(t.ranges[i].first);
        if (t.ranges[i].first != t.ranges[i].last) to += ':' + end(t.ranges[i].last);
      }
      break;
    }
    case Kind::item:
      to += t.items.front().octets;
      for (std::size_t i = 1; i < t.items.size(); ++i) {
        if (t.items[i].kind == Kind::number) {
          to += (i > 1 && t.items[i - 1].kind == Kind::number ? "." : "<") + std::to_string(t.items[i].number);
          if (i + 1 == t.items.size() || t.items[i + 1].kind != Kind::number) to += '>';
          continue;
        }
        to += '[';
        for (std::size_t k = 0; k < t.items[i].items.size(); ++k) {
          if (k > 0) to += t.items[i].items[k].kind == Kind::set ? ' ' : '.';
          show(to, t.items[i].items[k], false);
        }
        to += ']';
      }
      break;
    case Kind::list:
    case Kind::set:
    case Kind::pairs:
      show_items(!top);
      break;
  }
}

}  // namespace

std::string to_string(const Term& term) {
  std::string text;
  show(text, term, true);
  return text;
}

}  // namespace imapspec::grammar
