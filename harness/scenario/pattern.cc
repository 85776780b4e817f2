#include "harness/scenario/pattern.h"

#include <algorithm>
#include <utility>

#include "harness/scenario/pattern_lexer.h"

namespace imapspec::scenario {

namespace {

using grammar::StatusKind;

constexpr std::pair<std::string_view, StatusKind> kStatuses[] = {{"OK", StatusKind::ok},
                                                                 {"NO", StatusKind::no},
                                                                 {"BAD", StatusKind::bad},
                                                                 {"PREAUTH", StatusKind::preauth},
                                                                 {"BYE", StatusKind::bye}};

// OK, NO/BAD, ...: taken if it stands here as a whole word.
bool take_statuses(Lexer& lexer, std::vector<StatusKind>& to) {
  const std::string_view word = lexer.rest().substr(0, lexer.rest().find(' '));
  std::vector<StatusKind> found;
  for (std::size_t at = 0; at <= word.size();) {
    const std::size_t slash = std::min(word.find('/', at), word.size());
    const auto* status = std::find_if(std::begin(kStatuses), std::end(kStatuses),
                                      [&](const auto& s) { return s.first == word.substr(at, slash - at); });
    if (status == std::end(kStatuses)) return false;
    found.push_back(status->second);
    at = slash + 1;
  }
  lexer.take(word);
  to = std::move(found);
  return true;
}

// Behind a status or "+": [CODE ...] and text, each or both or none.
std::expected<void, PatternError> status_rest(Lexer& lexer, Line& line) {
  if (lexer.at_end()) return {};
  if (!lexer.take(" ")) return lexer.wrong("a space was expected");
  if (lexer.at_end()) return lexer.wrong("something was expected behind the space");
  if (lexer.peek() == '[') {
    const std::size_t begin = lexer.at();
    lexer.take("[");
    auto code = lexer.nodes(']');
    if (!code) return std::unexpected(code.error());
    if (!lexer.take("]")) return Lexer::wrong_at(begin, "this code is never closed: `]` was expected");
    if (code->empty()) return Lexer::wrong_at(begin, "a response code was expected");
    line.has_code = true;
    line.code = *std::move(code);
    if (lexer.at_end()) return {};
    if (!lexer.take(" ")) return lexer.wrong("a space was expected behind the code");
    if (lexer.at_end()) return lexer.wrong("something was expected behind the space");
  }
  if (lexer.rest() == "...") return lexer.wrong("`...` never stands behind a status: without it any text fits");
  std::size_t length = 0;
  if (lexer.looks_at_regex(&length) && length == lexer.rest().size()) {
    auto regex = lexer.regex(length);
    if (!regex) return std::unexpected(regex.error());
    line.text = *std::move(regex);
    return {};
  }
  Node text;
  text.begin = static_cast<std::uint32_t>(lexer.at());
  auto pieces = lexer.text();
  if (!pieces) return std::unexpected(pieces.error());
  text.pieces = *std::move(pieces);
  text.end = static_cast<std::uint32_t>(lexer.at());
  line.text = std::move(text);
  return {};
}

std::expected<void, PatternError> untagged(Lexer& lexer, Line& line) {
  if (take_statuses(lexer, line.statuses)) return status_rest(lexer, line);
  auto fields = lexer.nodes(0);
  if (!fields) return std::unexpected(fields.error());
  if (fields->empty()) return lexer.wrong("a response was expected behind `* `");
  line.fields = *std::move(fields);
  for (const auto& field : line.fields)
    if (field.kind == Node::Kind::announcement) return Lexer::wrong_at(field.begin, "only a C ends in an announcement");
  if (line.name() != "FETCH") return {};
  const bool any = line.fields.size() == 3 && line.fields[2].kind == Node::Kind::rest;
  if (line.fields.size() != 3 || (line.fields[2].kind != Node::Kind::list && !any))
    return Lexer::wrong_at(line.fields.back().begin,
                           "a FETCH has its items in parentheses behind it; `...` there is any");
  const auto& items = line.fields[2].items;
  if (items.size() % 2 == 1 && items.back().kind != Node::Kind::rest)
    return Lexer::wrong_at(items.back().begin, "a FETCH item has its value behind it; `...` there is any");
  return {};
}

bool is_number(const Node& node) {
  const auto word = node.word();
  return word && !word->empty() && std::all_of(word->begin(), word->end(), [](char c) { return c >= '0' && c <= '9'; });
}
std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

}  // namespace

const Hole* Node::hole() const {
  return kind == Kind::atom && pieces.size() == 1 && pieces.front().hole ? &*pieces.front().hole : nullptr;
}

std::optional<std::string_view> Node::word() const {
  if (kind != Kind::atom || pieces.size() != 1 || pieces.front().hole) return std::nullopt;
  return pieces.front().text;
}

std::string Line::name() const {
  if (is_status()) {
    for (const auto& [word, status] : kStatuses)
      if (status == statuses.front()) return std::string(word);
  }
  std::size_t at = 0;
  if (kind == Kind::untagged && fields.size() > 1 && (is_number(fields[0]) || fields[0].hole() != nullptr)) at = 1;
  if (at >= fields.size() || !fields[at].word()) return {};
  std::string first = upper(*fields[at].word());
  if (kind == Kind::command && first == "UID" && at + 1 < fields.size() && fields[at + 1].word())
    first += " " + upper(*fields[at + 1].word());
  return first;
}

std::expected<Line, PatternError> parse_response_line(std::string_view text) {
  Line line;
  line.written = text;
  Lexer lexer(text);
  if (text == "closed") {
    line.kind = Line::Kind::closed;
    return line;
  }
  if (text == "...") {
    line.kind = Line::Kind::rest;
    return line;
  }
  std::expected<void, PatternError> done;
  if (lexer.take("* ")) {
    line.kind = Line::Kind::untagged;
    done = untagged(lexer, line);
  } else if (lexer.take("+")) {
    line.kind = Line::Kind::continuation;
    done = status_rest(lexer, line);
  } else {
    line.kind = Line::Kind::tagged;
    if (lexer.peek() == '$') {
      auto tag = lexer.dollar();
      if (!tag) return std::unexpected(tag.error());
      if (!tag->hole) return Lexer::wrong_at(0, "a tag is written as a hole: $a OK");
      line.tag = tag->hole;
      if (!lexer.take(" ")) return lexer.wrong("a space and OK, NO or BAD were expected behind the tag");
    }
    if (!take_statuses(lexer, line.statuses))
      return lexer.wrong(line.tag ? "OK, NO or BAD was expected behind the tag"
                                  : "a line of S begins with `* `, `+`, OK, NO, BAD, or a tag hole, or is `closed`");
    for (const StatusKind status : line.statuses)
      if (status == StatusKind::preauth || status == StatusKind::bye)
        return Lexer::wrong_at(0, "BYE and PREAUTH are never tagged: `* ` was expected before them");
    done = status_rest(lexer, line);
  }
  if (!done) return std::unexpected(done.error());
  return line;
}

std::expected<Line, PatternError> parse_command_line(std::string_view text, bool continues) {
  Line line;
  line.kind = Line::Kind::command;
  line.written = text;
  Lexer lexer(text);
  if (continues) {
    // The line is octets: text, holes, and literals among them.
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      Lexer here(text.substr(i));
      if ((i > 0 && text[i - 1] != ' ') || !here.looks_at_braces()) continue;
      auto pieces = parse_text(text.substr(begin, i - begin));
      if (!pieces) return std::unexpected(PatternError{begin + pieces.error().offset, pieces.error().message});
      auto braces = here.braces();
      if (!braces) return std::unexpected(PatternError{i + braces.error().offset, braces.error().message});
      Node before;
      before.pieces = *std::move(pieces);
      before.begin = static_cast<std::uint32_t>(begin);
      before.end = static_cast<std::uint32_t>(i);
      braces->begin = before.end;
      braces->end = static_cast<std::uint32_t>(i + here.at());
      if (!before.pieces.empty()) line.fields.push_back(std::move(before));
      line.fields.push_back(*std::move(braces));
      begin = i + here.at();
      i = begin - 1;
    }
    auto pieces = parse_text(text.substr(begin));
    if (!pieces) return std::unexpected(PatternError{begin + pieces.error().offset, pieces.error().message});
    Node last;
    last.pieces = *std::move(pieces);
    last.begin = static_cast<std::uint32_t>(begin);
    last.end = static_cast<std::uint32_t>(text.size());
    if (!last.pieces.empty()) line.fields.push_back(std::move(last));
    return line;
  }
  if (lexer.peek() == '$' && lexer.peek(1) != '$') {
    auto tag = lexer.dollar();
    if (!tag) return std::unexpected(tag.error());
    line.tag = tag->hole;
    if (!lexer.take(" ")) return lexer.wrong("a command was expected behind the tag");
  }
  auto fields = lexer.nodes(0);
  if (!fields) return std::unexpected(fields.error());
  if (fields->empty()) return lexer.wrong("a command was expected");
  line.fields = *std::move(fields);
  return line;
}

std::expected<Pieces, PatternError> parse_text(std::string_view text) {
  return Lexer(text).text();
}

std::size_t given_number(std::string_view name) {
  std::size_t n = 0;
  if (name.empty() || name.size() > 6) return 0;
  for (const char c : name) {
    if (c < '0' || c > '9') return 0;
    n = n * 10 + static_cast<std::size_t>(c - '0');
  }
  return n;
}
std::size_t given_uid(std::string_view name) {
  return name.starts_with("uid") ? given_number(name.substr(3)) : 0;
}

}  // namespace imapspec::scenario
