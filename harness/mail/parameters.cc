#include "harness/mail/parameters.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "harness/base/limits.h"
#include "harness/mail/header.h"
#include "harness/mail/hexadecimal.h"
#include "harness/mail/lexer.h"
#include "harness/mail/unicode.h"

namespace imapspec::mail {

namespace {

// RFC 2045 section 5.1: *(";" parameter); parameter := attribute "=" value; value := token / quoted-string
List<Parameter> parameters(Lexer& lexer, Arena& arena) {
  ListBuilder<Parameter> list(arena);
  constexpr std::string_view kNames = ";=", kValues = ";";
  Token t = lexer.next(kNames);
  while (list.size() < limits::kMimeParametersMax) {
    while (t.kind != Token::Kind::end && !t.is(';')) t = lexer.next(kNames);
    if (t.kind == Token::Kind::end) break;
    const Token name = lexer.next(kNames);
    t = name;
    if (name.kind != Token::Kind::word) continue;
    t = lexer.next(kNames);
    if (!t.is('=')) continue;
    t = lexer.next(kValues);
    if (t.is_value()) list.add({name.text, t.text});
  }
  return list.done();
}

// A parameter as RFC 2231 section 7 reads its name: attribute ["*" section] ["*"].
struct Piece {
  std::string attribute;  // in lower case
  std::string_view written_attribute;
  std::optional<std::uint32_t> section;
  bool extended = false;
  std::size_t index = 0;  // in the list
  bool joined = false;    // it is a part of an earlier parameter
};

Piece piece_of(std::string_view name, std::size_t index) {
  Piece p;
  p.index = index;
  if (name.ends_with('*')) {
    p.extended = true;
    name.remove_suffix(1);
  }
  const auto star = name.find('*');
  p.written_attribute = name.substr(0, star);
  if (star != std::string_view::npos) {
    const std::string_view digits = name.substr(star + 1);
    const bool number = !digits.empty() && digits.size() <= 4 && (digits == "0" || digits.front() != '0') &&
                        std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (number) {
      p.section = 0;
      for (const char c : digits) p.section = *p.section * 10 + static_cast<std::uint32_t>(c - '0');
    } else {
      p.written_attribute = name;
    }
  }
  for (const char c : p.written_attribute)
    p.attribute.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
  return p;
}

void append_decoded(std::string& to, std::string_view extended) {
  for (std::size_t i = 0; i < extended.size(); ++i) {
    const auto octet = extended[i] == '%' ? hexadecimal_octet(extended.substr(i + 1)) : std::nullopt;
    to.push_back(octet.value_or(extended[i]));
    if (octet) i += 2;
  }
}

// RFC 2231 section 7: attribute-char; the rest becomes ext-octet.
void append_encoded(std::string& to, std::string_view plain) {
  constexpr std::string_view kDigits = "0123456789ABCDEF", kOthers = " *'%()<>@,;:\\\"/[]?=";
  for (const char c : plain) {
    if (c > ' ' && c < 0x7f && kOthers.find(c) == std::string_view::npos) {
      to.push_back(c);
    } else {
      const auto octet = static_cast<unsigned char>(c);
      to.push_back('%');
      to.push_back(kDigits[octet >> 4U]);
      to.push_back(kDigits[octet & 15U]);
    }
  }
}

// One parameter of the pieces with the sections 0, 1, 2, ... of one attribute, or of one extended piece alone.
// extended-initial-value := [charset] "'" [language] "'" extended-other-values
Parameter joined(List<Parameter> list, const std::vector<const Piece*>& pieces, Rfc2231 how, Arena& arena) {
  const Piece& first = *pieces.front();
  std::string name(first.written_attribute), value;
  const std::string_view start = list[first.index].value;
  const auto quote = start.find('\''), second = quote == std::string_view::npos ? quote : start.find('\'', quote + 1);
  const bool decode = how == Rfc2231::utf8 && first.extended && second != std::string_view::npos;
  if (first.extended) name.push_back('*');
  for (const Piece* p : pieces) {
    std::string_view text = list[p->index].value;
    if (decode && p == &first) text.remove_prefix(second + 1);
    if (decode && p->extended) {
      append_decoded(value, text);
    } else if (first.extended && !decode && !p->extended) {
      append_encoded(value, text);
    } else {
      value.append(text);
    }
  }
  if (decode) {
    const std::string_view charset = quote == 0 ? std::string_view("us-ascii") : start.substr(0, quote);
    if (auto text = to_utf8(value, charset)) value = *std::move(text);
  }
  return {arena.copy(name), arena.copy(value)};
}

}  // namespace

std::optional<ContentType> content_type(std::string_view body, Arena& arena) {
  Lexer lexer(body, arena);
  constexpr std::string_view kType = "/;=";
  const Token type = lexer.next(kType);
  if (type.kind != Token::Kind::word || !lexer.next(kType).is('/')) return std::nullopt;
  const Token subtype = lexer.next(kType);
  if (subtype.kind != Token::Kind::word) return std::nullopt;
  return ContentType{type.text, subtype.text, parameters(lexer, arena)};
}

std::optional<Disposition> disposition(std::string_view body, Arena& arena) {
  Lexer lexer(body, arena);
  const Token type = lexer.next(";=");
  if (type.kind != Token::Kind::word) return std::nullopt;
  return Disposition{type.text, parameters(lexer, arena)};
}

List<Parameter> undone(List<Parameter> list, Rfc2231 how, Arena& arena) {
  const auto starred = [](const Parameter& p) { return p.name.find('*') != std::string_view::npos; };
  if (how == Rfc2231::raw || std::ranges::none_of(list, starred)) return list;

  std::vector<Piece> pieces;
  pieces.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) pieces.push_back(piece_of(list[i].name, i));
  std::vector<Piece*> sorted;
  for (auto& p : pieces)
    if (p.section) sorted.push_back(&p);
  std::ranges::sort(sorted, {}, [](const Piece* p) { return std::tie(p->attribute, *p->section, p->index); });

  // Runs of one attribute with the sections 0, 1, 2, ... become the value of their section 0.
  std::vector<std::vector<const Piece*>> runs(pieces.size());
  for (std::size_t i = 0; i < sorted.size();) {
    const Piece& first = *sorted[i];
    if (*first.section != 0) {
      ++i;
      continue;
    }
    auto& run = runs[first.index];
    for (; i < sorted.size() && sorted[i]->attribute == first.attribute && *sorted[i]->section <= run.size(); ++i) {
      if (*sorted[i]->section < run.size()) continue;  // there already; the first one counts
      if (!run.empty()) sorted[i]->joined = true;
      run.push_back(sorted[i]);
    }
  }

  ListBuilder<Parameter> to(arena);
  for (const auto& p : pieces) {
    if (p.joined) continue;
    if (!runs[p.index].empty()) {
      to.add(joined(list, runs[p.index], how, arena));
    } else if (p.extended && !p.section && how == Rfc2231::utf8) {
      to.add(joined(list, {&p}, how, arena));
    } else {
      to.add(list[p.index]);
    }
  }
  return to.done();
}

std::string_view parameter(List<Parameter> list, std::string_view name) {
  for (const auto& p : list)
    if (same_word(p.name, name) || (p.name.ends_with('*') && same_word(p.name.substr(0, p.name.size() - 1), name)))
      return p.value;
  return {};
}

}  // namespace imapspec::mail
