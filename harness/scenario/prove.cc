#include "harness/scenario/prove.h"

#include <algorithm>
#include <span>
#include <vector>

#include "harness/grammar/parse.h"
#include "harness/scenario/rules.h"
#include "harness/scenario/value.h"

namespace imapspec::scenario {

namespace {

constexpr std::size_t kTriesMax = 4000;

using Samples = std::span<const std::string_view>;
constexpr std::string_view kName[] = {"x", "\"/\"", "\"x\""};
constexpr std::string_view kNumber[] = {"1"};
constexpr std::string_view kNumberOrString[] = {"1", "\"1\""};
constexpr std::string_view kSeparator[] = {"\"/\"", "NIL"};
constexpr std::string_view kSlash[] = {"/"};
constexpr std::string_view kPlain[] = {"x", "1", "A1"};
constexpr std::string_view kText[] = {"x"};
constexpr std::string_view kData[] = {"eHh4", "x", "\"x\""};
constexpr std::string_view kLiteral[] = {"{1}\r\nx", "~{1}\r\nx", "\"x\""};
constexpr std::string_view kLiteral8[] = {"~{1}\r\nx", "{1}\r\nx"};
constexpr std::string_view kTight[] = {"", " "};
constexpr std::string_view kSpaced[] = {" ", ""};
constexpr std::string_view kRegex[] = {"\"x\"", "x", "1", "\"/\""};
constexpr std::string_view kRest[] = {
    "",        "\\Seen",         "x",          "FLAGS ()",    "1",
    "NIL",     "IMAP4rev1",      "MESSAGES 1", "(FLAGS ())",  "() \"/\" x",
    "x \"x\"", "\"x\" \"x\"",    "()",         "NIL NIL NIL", "ALL",
    "\"/\" x", "x (MESSAGES 1)", "(x)",        "COUNT 1",     "(\\Seen)",
    "1 FLAGS", "FLAGS",          "x x",        "{1}\r\nx",    "NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL"};

// A line as text: fixed, or a slot with what it may hold.
struct Part {
  std::string text;  // fixed; of a slot: what stands before it unless it holds nothing
  Samples samples;   // a slot's
  std::size_t line_offset = 0;
  bool slot = false;
};

class Builder {
 public:
  Builder(const Line& line, const std::function<VariableKind(std::string_view)>& kind_of)
      : line_(line), kind_of_(kind_of) {}
  std::vector<Part> parts;

  void fixed(std::string_view text, std::size_t offset) { parts.push_back({std::string(text), {}, offset, false}); }
  void slot(Samples samples, std::size_t offset, std::string before = {}) {
    parts.push_back({std::move(before), samples, offset, true});
  }

  void nodes(const std::vector<Node>& nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const std::string before =
          i == 0 ? std::string() : line_.written.substr(nodes[i - 1].end, nodes[i].begin - nodes[i - 1].end);
      if (nodes[i].kind == Node::Kind::rest) {
        slot(kRest, nodes[i].begin, before);
        continue;
      }
      // Between two lists of a reply a block of lines leaves it open whether there is a space: matching does not ask.
      const bool lists = i > 0 && nodes[i].kind == Node::Kind::list && nodes[i - 1].kind == Node::Kind::list;
      if (lists && line_.kind != Line::Kind::command)
        slot(before.empty() ? Samples(kTight) : Samples(kSpaced), nodes[i - 1].end);
      else if (!before.empty())
        fixed(before, nodes[i - 1].end);
      node(nodes[i]);
    }
  }
  void text(const Pieces& pieces, std::size_t offset) {
    for (const auto& piece : pieces) {
      if (piece.hole)
        slot(kText, offset);
      else
        fixed(piece.text, offset);
    }
  }

 private:
  Samples of_hole(const Hole& hole) const {
    if (!hole.rule.empty()) return samples(hole.rule);
    switch (kind_of_(hole.name)) {
      case VariableKind::mailbox:
        return kName;
      case VariableKind::number:
        return kNumberOrString;
      case VariableKind::separator:
        return kSeparator;
      case VariableKind::data:
        return kData;
      case VariableKind::word:
        return kName;
      case VariableKind::unknown:
        break;
    }
    return samples("");
  }
  // In the middle of a word.
  Samples within(const Hole& hole) const {
    switch (kind_of_(hole.name)) {
      case VariableKind::mailbox:
      case VariableKind::word:
        return kText;
      case VariableKind::number:
        return kNumber;
      case VariableKind::separator:
        return kSlash;
      case VariableKind::data:
      case VariableKind::unknown:
        break;
    }
    return hole.rule.empty() ? Samples(kPlain) : samples(hole.rule);
  }
  void pieces(const Pieces& pieces, std::size_t offset) {
    for (const auto& piece : pieces) {
      if (piece.hole)
        slot(within(*piece.hole), offset);
      else
        fixed(piece.text, offset);
    }
  }
  // A number in a sequence set starts with digits; text is tried last there.
  void node(const Node& node) {
    switch (node.kind) {
      case Node::Kind::atom: {
        if (const Hole* hole = node.hole()) return slot(of_hole(*hole), node.begin);
        bool set = node.pieces.size() > 1;
        for (const auto& piece : node.pieces)
          set = set && (piece.hole || piece.text.find_first_not_of("0123456789:,*") == std::string::npos);
        if (!set) return pieces(node.pieces, node.begin);
        for (const auto& piece : node.pieces) {
          if (piece.hole)
            slot(kNumber, node.begin);
          else
            fixed(piece.text, node.begin);
        }
        return;
      }
      case Node::Kind::quoted: {
        fixed("\"", node.begin);
        for (const auto& piece : node.pieces) {
          if (piece.hole) {
            slot(within(*piece.hole), node.begin);
            continue;
          }
          std::string escaped;
          for (const char c : piece.text) {
            if (c == '"' || c == '\\') escaped += '\\';
            escaped += c;
          }
          fixed(escaped, node.begin);
        }
        return fixed("\"", node.end - 1);
      }
      case Node::Kind::list:
        fixed("(", node.begin);
        nodes(node.items);
        return fixed(")", node.end - 1);
      case Node::Kind::section:
        pieces(node.pieces, node.begin);
        fixed("[", node.begin);
        nodes(node.items);
        fixed("]", node.end - 1);
        if (!node.has_origin) return;
        fixed("<", node.end - 1);
        for (const auto& piece : node.origin) {
          if (piece.hole)
            slot(kNumber, node.end - 1);
          else
            fixed(piece.text, node.end - 1);
        }
        return fixed(">", node.end - 1);
      case Node::Kind::octets:
      case Node::Kind::announcement:
        return slot(node.octets.literal8 ? Samples(kLiteral8) : Samples(kLiteral), node.begin);
      case Node::Kind::rest:
        return;
      case Node::Kind::regex:
        return slot(kRegex, node.begin);
    }
  }

  const Line& line_;
  const std::function<VariableKind(std::string_view)>& kind_of_;
};

std::string_view word_of(grammar::StatusKind kind) {
  constexpr std::string_view kWords[] = {"OK", "NO", "BAD", "PREAUTH", "BYE"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::size_t first_field(const Line& line) {
  return line.fields.empty() ? 0 : line.fields.front().begin;
}

void build(const Line& line, Builder& builder) {
  if (line.kind == Line::Kind::command) {
    builder.fixed("A1 ", 0);
    builder.nodes(line.fields);
    return;
  }
  builder.fixed(line.kind == Line::Kind::untagged ? "* " : line.kind == Line::Kind::tagged ? "A1 " : "+ ", 0);
  if (line.kind == Line::Kind::untagged && line.statuses.empty()) {
    builder.nodes(line.fields);
    return;
  }
  if (!line.statuses.empty()) builder.fixed(std::string(word_of(line.statuses.front())) + " ", 0);
  if (line.has_code) {
    builder.fixed("[", line.code.front().begin - 1);
    builder.nodes(line.code);
    builder.fixed("] ", line.code.back().end);
  }
  if (line.text && line.text->kind != Node::Kind::regex)
    builder.text(line.text->pieces, line.text->begin);
  else
    builder.fixed("x", line.written.size());
}

}  // namespace

std::optional<Disproof> disprove(const Line& line, const grammar::Dialect& dialect,
                                 const std::function<VariableKind(std::string_view)>& kind_of) {
  if (line.kind == Line::Kind::closed || line.kind == Line::Kind::rest) return std::nullopt;
  Builder builder(line, kind_of);
  build(line, builder);
  const bool command = line.kind == Line::Kind::command;
  const bool announces = command && !line.fields.empty() && line.fields.back().kind == Node::Kind::announcement;
  if (!announces) builder.fixed("\r\n", line.written.size());

  const auto& parts = builder.parts;
  std::vector<std::size_t> choice(parts.size(), 0), begins(parts.size(), 0);
  Disproof furthest{first_field(line), "a command or response"};
  std::size_t furthest_at = 0;
  std::string text;
  for (std::size_t tries = 0; tries < kTriesMax; ++tries) {
    text.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      begins[i] = text.size();
      if (!parts[i].slot) {
        text += parts[i].text;
        continue;
      }
      const std::string_view sample = parts[i].samples[choice[i]];
      if (!sample.empty()) text += parts[i].text;
      text += sample;
    }
    Arena arena(1024);
    ParseError error;
    if (command) {
      const auto parsed = grammar::parse_command(text, arena, dialect);
      if (parsed) return std::nullopt;
      error = parsed.error();
    } else {
      const auto parsed = grammar::parse_response(text, arena, dialect);
      // A code that does not parse is text to the grammar; to a scenario it is a mistake.
      const auto code_is_text = [&] {
        if (!line.has_code) return false;
        const auto term = grammar::term_of(*parsed);
        return std::none_of(term.items.begin(), term.items.end(),
                            [](const auto& t) { return t.kind == grammar::Term::Kind::list; });
      };
      if (parsed && !code_is_text()) return std::nullopt;
      error =
          parsed ? ParseError{ParseError::Kind::mismatch, static_cast<std::uint32_t>(text.size() - 3), "resp-text-code"}
                 : parsed.error();
    }
    if (announces && error.kind == ParseError::Kind::incomplete && error.offset >= text.size()) return std::nullopt;
    const std::size_t at = error.offset;
    if (at >= furthest_at) {
      furthest_at = at;
      furthest.rule = error.rule;
      furthest.offset = 0;
      for (std::size_t i = 0; i < parts.size() && begins[i] <= at; ++i) {
        const std::size_t into = parts[i].slot ? 0 : std::min(at - begins[i], parts[i].text.size());
        furthest.offset = std::min(parts[i].line_offset + into, line.written.size());
      }
    }
    // Only a slot that begins at or before the error can mend it: the last of those goes on to its next sample.
    std::size_t slot = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (parts[i].slot && begins[i] <= at) slot = i;
    bool advanced = false;
    while (slot < parts.size() && !advanced) {
      if (choice[slot] + 1 < parts[slot].samples.size()) {
        ++choice[slot];
        advanced = true;
      } else {
        choice[slot] = 0;
        std::size_t before = parts.size();
        for (std::size_t i = 0; i < slot; ++i)
          if (parts[i].slot) before = i;
        slot = before;
      }
    }
    if (!advanced) return furthest;
    for (std::size_t i = slot + 1; i < parts.size(); ++i) choice[i] = 0;
  }
  return furthest;
}

bool is_beyond_grammar(const Line& line) {
  constexpr std::string_view kWords[] = {
      "VANISHED",    "THREAD",      "UID THREAD", "SORT",           "UID SORT",     "ACL",
      "SETACL",      "GETACL",      "DELETEACL",  "MYRIGHTS",       "LISTRIGHTS",   "QUOTA",
      "SETQUOTA",    "GETQUOTA",    "QUOTAROOT",  "GETQUOTAROOT",   "METADATA",     "GETMETADATA",
      "SETMETADATA", "COMPRESS",    "NOTIFY",     "CONVERT",        "CONVERSION",   "GENURLAUTH",
      "URLFETCH",    "RESETKEY",    "LANGUAGE",   "COMPARATOR",     "CANCELUPDATE", "GETJMAPACCESS",
      "REPLACE",     "UID REPLACE", "JMAPACCESS", "UNAUTHENTICATE", "ESORT",        "UIDBATCHES"};
  const std::string name = line.name();
  return std::find(std::begin(kWords), std::end(kWords), name) != std::end(kWords);
}

bool is_in_grammar(std::string_view capability) {
  constexpr std::string_view kRead[] = {"IMAP4",         "IMAP4rev1",   "IMAP4rev2", "LITERAL+",      "LITERAL-",
                                        "IDLE",          "NAMESPACE",   "ID",        "UIDPLUS",       "UNSELECT",
                                        "MOVE",          "ENABLE",      "CHILDREN",  "SASL-IR",       "STARTTLS",
                                        "LOGINDISABLED", "ESEARCH",     "SEARCHRES", "LIST-EXTENDED", "LIST-STATUS",
                                        "SPECIAL-USE",   "STATUS=SIZE", "BINARY",    "UTF8=ACCEPT"};
  return capability.starts_with("AUTH=") || std::any_of(std::begin(kRead), std::end(kRead), [&](std::string_view word) {
           return same_word(word, capability);
         });
}

}  // namespace imapspec::scenario
