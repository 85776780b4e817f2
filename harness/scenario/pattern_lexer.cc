#include "harness/scenario/pattern_lexer.h"

#include <re2/re2.h>

#include "harness/base/limits.h"
#include "harness/scenario/rules.h"

namespace imapspec::scenario {

namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name(char c) {
  return is_lower(c) || is_digit(c) || c == '_';
}

void add_text(Pieces& pieces, std::string_view text) {
  if (text.empty()) return;
  if (pieces.empty() || pieces.back().hole) pieces.emplace_back();
  pieces.back().text += text;
}
void add(Pieces& pieces, Piece piece) {
  if (piece.hole)
    pieces.push_back(std::move(piece));
  else
    add_text(pieces, piece.text);
}

}  // namespace

bool Lexer::ends_here(std::size_t at) const {
  return at >= text_.size() || text_[at] == ' ' || text_[at] == ')' || text_[at] == ']';
}

Lexer::Expected<Piece> Lexer::dollar() {
  const std::size_t start = at_++;
  if (take("$")) return Piece{"$", {}};
  const bool parenthesis = take("(");
  Hole hole;
  if (is_digit(peek())) {
    while (is_digit(peek())) hole.name += text_[at_++];
    if (hole.name.size() > 6 || hole.name.front() == '0')
      return wrong_at(start, "no given message has that number: $1 is the first");
  } else if (peek() == '_') {
    while (is_name(peek())) hole.name += text_[at_++];
    if (hole.name != "_") return wrong_at(start, "a name begins with a letter; `$_` alone is the nameless hole");
  } else if (is_lower(peek())) {
    while (is_name(peek())) hole.name += text_[at_++];
  } else if (is_upper(peek())) {
    return wrong_at(start, "a capital after $: the keyword is written $$" + std::string(1, peek()) +
                               "..., a variable in lower case");
  } else {
    return wrong_at(start, "a name was expected behind $; a dollar sign is written $$");
  }
  if (peek() == ':' && is_lower(peek(1))) {
    ++at_;
    while (is_lower(peek()) || is_digit(peek()) || peek() == '-') hole.rule += text_[at_++];
    if (!is_rule(hole.rule)) return wrong_at(start, "`" + hole.rule + "` is no rule that narrows a hole");
  }
  if (parenthesis && !take(")")) return wrong("`)` was expected to end $(" + hole.name);
  return Piece{{}, std::move(hole)};
}

Lexer::Expected<Pieces> Lexer::until(std::string_view stops) {
  Pieces pieces;
  while (!at_end() && stops.find(peek()) == std::string_view::npos) {
    if (peek() == '$') {
      auto piece = dollar();
      if (!piece) return std::unexpected(piece.error());
      add(pieces, *std::move(piece));
    } else {
      add_text(pieces, text_.substr(at_++, 1));
    }
  }
  return pieces;
}

Lexer::Expected<Pieces> Lexer::text() {
  return until({});
}

Lexer::Expected<std::vector<Node>> Lexer::nodes(char end) {
  std::vector<Node> items;
  if (++depth_ > limits::kListDepthMax)
    return wrong("lists within lists, more than " + std::to_string(limits::kListDepthMax));
  while (!at_end() && !(end != 0 && peek() == end)) {
    if (!items.empty()) {
      const bool adjacent =
          peek() == '(' && items.back().kind == Node::Kind::list;  // ("a")("b"), as body structures have it
      if (!adjacent && !take(" ")) return wrong("a space was expected");
      if (at_end() || (end != 0 && peek() == end)) return wrong("something was expected behind the space");
    }
    if (peek() == ' ') return wrong("one space was expected, not two");
    if (!items.empty() && items.back().kind == Node::Kind::rest && peek() != '{')
      return wrong("`...` stands for all that is left: nothing may follow it");
    auto item = node(end);
    if (!item) return std::unexpected(item.error());
    items.push_back(*std::move(item));
  }
  --depth_;
  return items;
}

Lexer::Expected<Node> Lexer::node(char end) {
  const std::size_t begin = at_;
  std::size_t length = 0;
  Expected<Node> made = Node{};
  if (peek() == '(') {
    made = list();
  } else if (peek() == '"') {
    made = quoted();
  } else if (peek() == '{' || (peek() == '~' && peek(1) == '{')) {
    made = braces();
  } else if (rest().starts_with("...") && ends_here(at_ + 3)) {
    at_ += 3;
    made->kind = Node::Kind::rest;
  } else if (looks_at_regex(&length)) {
    made = regex(length);
  } else {
    made = atom(end);
  }
  if (made) {
    made->begin = static_cast<std::uint32_t>(begin);
    made->end = static_cast<std::uint32_t>(at_);
  }
  return made;
}

Lexer::Expected<Node> Lexer::list() {
  const std::size_t begin = at_++;
  Node node;
  node.kind = Node::Kind::list;
  auto items = nodes(')');
  if (!items) return std::unexpected(items.error());
  node.items = *std::move(items);
  if (!take(")")) return wrong_at(begin, "this list is never closed: `)` was expected");
  return node;
}

Lexer::Expected<Node> Lexer::quoted() {
  const std::size_t begin = at_++;
  Node node;
  node.kind = Node::Kind::quoted;
  while (!at_end() && peek() != '"') {
    if (peek() == '\\') {
      if (peek(1) != '"' && peek(1) != '\\') return wrong("in quotes only \\\" and \\\\ are escapes");
      add_text(node.pieces, text_.substr(at_ + 1, 1));
      at_ += 2;
    } else if (peek() == '$') {
      auto piece = dollar();
      if (!piece) return std::unexpected(piece.error());
      add(node.pieces, *std::move(piece));
    } else {
      add_text(node.pieces, text_.substr(at_++, 1));
    }
  }
  if (!take("\"")) return wrong_at(begin, "this string is never closed: `\"` was expected");
  return node;
}

// A word up to a space or a bracket. A "[" in it begins a section, as in BODY[...]<...>, but not in a code, which ends with
// the first "]".
Lexer::Expected<Node> Lexer::atom(char end) {
  Node node;
  auto pieces = until(end == ']' ? " ()]\"" : " ()[\"");
  if (!pieces) return std::unexpected(pieces.error());
  node.pieces = *std::move(pieces);
  if (peek() == '[' && !node.pieces.empty()) {
    if (auto done = section(node); !done) return std::unexpected(done.error());
  }
  if (node.pieces.empty())
    return wrong("a word, a string or a list was expected, not `" + std::string(1, peek()) + "`");
  if (peek() == '"' || peek() == '[') return wrong("a space was expected before `" + std::string(1, peek()) + "`");
  return node;
}

// Behind "BODY": [1.2.HEADER.FIELDS (To)]<0.5>. Numbers first, then one word that may have dots of its own.
Lexer::Expected<void> Lexer::section(Node& node) {
  const std::size_t begin = at_++;
  node.kind = Node::Kind::section;
  const auto add_item = [this, &node](Pieces pieces, std::size_t from) {
    Node item;
    item.pieces = std::move(pieces);
    item.begin = static_cast<std::uint32_t>(from);
    item.end = static_cast<std::uint32_t>(at_);
    node.items.push_back(std::move(item));
  };
  while (!at_end() && peek() != ']' && peek() != ' ') {
    const std::size_t from = at_;
    const bool part = is_digit(peek()) || peek() == '$';
    auto pieces = until(part ? ".] " : "] ");
    if (!pieces) return std::unexpected(pieces.error());
    add_item(*std::move(pieces), from);
    if (!part) break;
    if (!take(".")) break;
    if (peek() == ']' || peek() == ' ') return wrong("a part number or a word was expected behind the dot");
  }
  if (take(" ")) {
    if (peek() != '(') return wrong("a list of header fields was expected");
    const std::size_t from = at_;
    auto fields = list();
    if (!fields) return std::unexpected(fields.error());
    fields->begin = static_cast<std::uint32_t>(from);
    fields->end = static_cast<std::uint32_t>(at_);
    node.items.push_back(*std::move(fields));
  }
  if (!take("]")) return wrong_at(begin, "this section is never closed: `]` was expected");
  if (!take("<")) return {};
  node.has_origin = true;
  auto origin = until("> ");
  if (!origin) return std::unexpected(origin.error());
  node.origin = *std::move(origin);
  if (!take(">")) return wrong("`>` was expected");
  return {};
}

bool Lexer::looks_at_braces() const {
  const std::size_t brace = peek() == '~' ? 1 : 0;
  if (peek(brace) != '{') return false;
  const char first = peek(brace + 1);
  const std::size_t close = rest().find('}');
  return (is_lower(first) || is_digit(first) || first == '$') && close != std::string_view::npos &&
         rest().substr(0, close).find(' ') == std::string_view::npos;
}

Lexer::Expected<Node> Lexer::braces() {
  const std::size_t begin = at_;
  Node node;
  node.begin = static_cast<std::uint32_t>(begin);
  const bool literal8 = take("~");
  take("{");
  if (is_digit(peek()) || peek() == '$') {
    node.kind = Node::Kind::announcement;
    auto number = until("+} ");
    if (!number) return std::unexpected(number.error());
    node.pieces = *std::move(number);
    node.non_synchronising = take("+");
    node.octets.literal8 = literal8;
    if (!take("}")) return wrong("`}` was expected");
    if (!at_end())
      return wrong_at(begin,
                      "an announcement ends the line: the octets are the next C; `{name}` is a string of named octets");
  } else {
    node.kind = Node::Kind::octets;
    node.octets.literal8 = literal8;
    if (!is_lower(peek())) return wrong("the name of a `data` entry or a number was expected");
    while (is_name(peek()) || peek() == '-') node.octets.name += text_[at_++];
    if (take("<")) {
      node.octets.sliced = true;
      auto first = until(".> ");
      if (!first) return std::unexpected(first.error());
      if (!take(".")) return wrong("`.` was expected: a slice is <first.count>");
      auto count = until("> ");
      if (!count) return std::unexpected(count.error());
      node.octets.first = *std::move(first);
      node.octets.count = *std::move(count);
      if (node.octets.first.empty() || node.octets.count.empty() || !take(">"))
        return wrong("`>` was expected: a slice is <first.count>");
    }
    node.octets.non_synchronising = take("+");
    if (!take("}")) return wrong("`}` was expected");
  }
  node.end = static_cast<std::uint32_t>(at_);
  return node;
}

bool Lexer::looks_at_regex(std::size_t* length) const {
  if (peek() != '/') return false;
  for (std::size_t i = 1; at_ + i < text_.size(); ++i) {
    if (peek(i) == '\\')
      ++i;
    else if (peek(i) == '/' && ends_here(at_ + i + 1))
      return *length = i + 1, true;
  }
  return false;
}

Lexer::Expected<Node> Lexer::regex(std::size_t length) {
  Node node;
  node.kind = Node::Kind::regex;
  node.begin = static_cast<std::uint32_t>(at_);
  node.regex = std::string(text_.substr(at_ + 1, length - 2));
  for (std::size_t i = 0; (i = node.regex.find("\\/", i)) != std::string::npos; ++i) node.regex.erase(i, 1);
  at_ += length;
  node.end = static_cast<std::uint32_t>(at_);
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_dot_nl(true);  // a string may have line ends, and they are octets like others
  options.set_log_errors(false);
  node.compiled = std::make_shared<const re2::RE2>(node.regex, options);
  if (!node.compiled->ok()) return wrong_at(node.begin, "no regular expression: " + node.compiled->error());
  return node;
}

}  // namespace imapspec::scenario
