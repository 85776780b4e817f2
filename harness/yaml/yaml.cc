// Built from yaml-cpp's events: its nodes have lost by then what we must refuse (aliases, duplicate keys, where a null
// stood). What the events do not tell either is looked up in the text.
#include "harness/yaml/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "harness/yaml/source.h"

namespace imapspec::yaml {
namespace {

constexpr std::size_t kMistakesMax = 100;  // more help nobody

Place place_of_mark(const YAML::Mark& mark) {
  if (mark.line < 0 || mark.column < 0) return {};
  return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

bool ends_word(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
}

// What yaml-cpp complains about, in words that help where an IMAP line was not quoted.
std::string explained(const std::string& complaint) {
  if (complaint.starts_with("alias not found")) return "YAML takes * for an alias here: quote the line";
  if (complaint.starts_with("anchor not found")) return "YAML takes & for an anchor here: quote the line";
  if (complaint == "unknown token") return "a value cannot begin with this character: quote the line";
  if (complaint.starts_with("illegal map value")) return "': ' or a tab where YAML allows none: quote the line";
  if (complaint.starts_with("end of map flow") || complaint.starts_with("end of sequence flow"))
    return "[ ] { } and , have a meaning inside [ ] and { }, and something here does not fit: quote the line";
  if (complaint.starts_with("end of map") || complaint.starts_with("end of sequence"))
    return "this does not continue what was begun above: wrong indentation, or a line that must be quoted";
  return complaint;
}

class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const Source& source) : source_(source) {}

  std::optional<Node> root;
  std::vector<Mistake> mistakes;

  void mistake(Place place, std::string message) {
    if (stopped_) return;
    mistakes.push_back({"", place, std::move(message)});
    if (mistakes.size() == kMistakesMax) stopped_ = true;
  }

  // yaml-cpp gave up. After a trap that was reported already this is only its consequence.
  void complaint(const YAML::Exception& e) {
    if (!mistakes.empty()) return;
    std::string message = explained(e.msg);
    if (last_multiline_quote_)
      message += "; the quote opened at line " + std::to_string(last_multiline_quote_->line) + ", column " +
                 std::to_string(last_multiline_quote_->column) + " closes only on a later line";
    mistake(place_of_mark(e.mark), std::move(message));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root || !frames_.empty())
      mistake(place_of_mark(mark), "a second document begins here: one file holds one (or is an indentation wrong?)");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark&, YAML::anchor_t) override {
    if (stopped_) return;
    // Its own place is that of whatever comes next, so the place of what it belongs to is given.
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    if (frame.node.is_list()) {
      mistake(frame.node.place, "item " + std::to_string(frame.node.items.size() + 1) + " of this list is empty");
      frame.node.items.emplace_back();
    } else if (frame.key) {
      if (!frame.reported)
        mistake(frame.key->place, "'" + frame.key->key + "' has no value (an empty text is written '')");
      frame.key.reset();
      frame.reported = false;
    } else {
      mistake(frame.node.place, "a key of this map is empty");
      frame.key.emplace();
      frame.reported = true;
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    mistake(place_of_mark(mark), "aliases (*name) are not allowed: quote the line if it is IMAP");
    if (!stopped_) put(Node{}, true);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (stopped_) return;
    Node node;
    node.place = place_of_mark(mark);
    node.scalar = value;
    node.binary = tag == "tag:yaml.org,2002:binary";
    if (!node.binary) check(node.place, tag);
    check(node.place, anchor);
    look_at_text(node);
    if (node.binary) {
      if (auto octets = decode_base64(value)) {
        node.scalar = *std::move(octets);
      } else {
        mistake(node.place, "!!binary that is not base64");
      }
    }
    put(std::move(node), false);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::list, mark, tag, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::map, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Node node;
    bool flow = false;
    bool reported = false;     // what is wrong with the next key was said already
    std::optional<Entry> key;  // a map's key that waits for its value
    std::set<std::string, std::less<>> keys;
  };

  void check(Place place, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      mistake(place, "a tag other than !!binary: quote the line if it is IMAP");
  }
  void check(Place place, YAML::anchor_t anchor) {
    if (anchor != 0) mistake(place, "anchors (&name) are not allowed: quote the line if it is IMAP");
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    if (stopped_) return;
    const Place place = place_of_mark(mark);
    check(place, tag);
    check(place, anchor);
    if (frames_.size() == kDepthMax) {
      mistake(place, "lists and maps more than " + std::to_string(kDepthMax) + " deep");
      stopped_ = true;
      return;
    }
    Frame frame;
    frame.node.kind = kind;
    frame.node.place = place;
    frame.flow = style == YAML::EmitterStyle::Flow;
    frames_.push_back(std::move(frame));
  }

  void close() {
    if (stopped_) return;
    Node node = std::move(frames_.back().node);
    frames_.pop_back();
    put(std::move(node), false);
  }

  void put(Node node, bool alias) {
    if (frames_.empty()) {
      root = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.is_list()) {
      frame.node.items.push_back(std::move(node));
    } else if (frame.key) {
      frame.key->value = std::move(node);
      frame.node.entries.push_back(*std::move(frame.key));
      frame.key.reset();
    } else {
      take_key(frame, std::move(node), alias);
    }
  }

  void take_key(Frame& frame, Node node, bool alias) {
    if (!node.is_scalar() || node.binary) {
      mistake(node.place, "a key must be a text");
      frame.reported = true;
    } else if (node.scalar == "<<" && node.style == Node::Style::plain) {
      mistake(node.place, "merge keys (<<) are not allowed");
    } else if (!alias && !frame.keys.insert(node.scalar).second) {
      mistake(node.place, "'" + node.scalar + "' stands twice in this map");
    }
    frame.key.emplace();
    frame.key->key = std::move(node.scalar);
    frame.key->place = node.place;
  }

  // How the scalar was written, from the text at its place.
  void look_at_text(Node& node) {
    const std::string_view text = source_.text();
    std::size_t at = source_.offset(node.place);
    if (at < text.size() && text[at] == '!') {  // the place of a tagged scalar is that of its tag
      while (!ends_word(text, at)) ++at;
      while (at < text.size() && text[at] == ' ') ++at;
    }
    const char first = at < text.size() ? text[at] : '\0';
    if (first == '\'' || first == '"') {
      look_at_quoted(node, at);
    } else if (first == '|' || first == '>') {
      look_at_block(node, at);
    } else {
      look_at_plain(node, at);
    }
  }

  void look_at_quoted(Node& node, std::size_t open_quote) {
    node.style = source_.text()[open_quote] == '"' ? Node::Style::double_quoted : Node::Style::single_quoted;
    const auto end = source_.end_of_quoted(open_quote);
    if (!end) {
      mistake(node.place, "this quote is never closed");
      stopped_ = true;  // all that follows was swallowed by it
      return;
    }
    node.one_line = source_.place(open_quote).line == source_.place(*end - 1).line;
    node.verbatim = *end - open_quote - 2 == node.scalar.size();
    if (!node.one_line) last_multiline_quote_ = node.place;
  }

  void look_at_block(Node& node, std::size_t indicator) {
    node.style = source_.text()[indicator] == '|' ? Node::Style::literal : Node::Style::folded;
    node.one_line = false;
    node.place = {source_.place(indicator).line + 1, 1};
    // The first line that is not empty tells the indentation: what it has in the file less what it kept in the text.
    std::uint32_t number = node.place.line;
    const std::size_t kept_at = node.scalar.find_first_not_of('\n');
    if (kept_at == node.scalar.npos) return;
    while (source_.line(number).find_first_not_of(' ') == std::string_view::npos && number < node.place.line + kept_at)
      ++number;
    const auto spaces = [](std::string_view s) { return std::min(s.find_first_not_of(' '), s.size()); };
    const std::size_t in_file = spaces(source_.line(number)),
                      kept = spaces(std::string_view(node.scalar).substr(kept_at));
    if (in_file >= kept) node.indent = static_cast<std::uint32_t>(in_file - kept + 1);
    node.place.column = node.indent;
  }

  void look_at_plain(Node& node, std::size_t begin) {
    const std::string_view text = source_.text();
    const std::size_t end = begin + node.scalar.size();
    node.one_line = text.substr(begin, node.scalar.size()) == node.scalar;
    if (!node.one_line) return;
    const bool flow = !frames_.empty() && frames_.back().flow;
    if (flow && end < text.size() && text[end] == ',' && !ends_word(text, end + 1)) {
      mistake(source_.place(end),
              "a comma ends a value inside [ ] and { }: quote the line, or write a space behind it");
      frames_.back().reported = true;
    }
    std::size_t hash = end;
    while (hash < text.size() && text[hash] == ' ') ++hash;
    if (hash == end || hash >= text.size() || text[hash] != '#') return;
    node.comment_follows = true;
    if (!ends_word(text, hash + 1) && text[hash + 1] != '#')
      mistake(source_.place(hash), "' #' begins a comment: quote the line, or write a space behind the # of a comment");
  }

  const Source& source_;
  std::vector<Frame> frames_;
  std::optional<Place> last_multiline_quote_;
  bool stopped_ = false;
};

}  // namespace

std::string to_string(const Mistake& mistake) {
  return mistake.file + ":" + std::to_string(mistake.place.line) + ":" + std::to_string(mistake.place.column) + ": " +
         mistake.message;
}

std::string to_string(const std::vector<Mistake>& mistakes) {
  std::string text;
  for (const Mistake& mistake : mistakes) text += to_string(mistake) + "\n";
  return text;
}

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Place Node::place_of(std::size_t offset) const {
  if (kind != Kind::scalar || binary || offset > scalar.size()) return place;
  const auto before = std::string_view(scalar).substr(0, offset);
  const auto columns = static_cast<std::uint32_t>(offset);
  if (style == Style::literal) {
    const auto newline = before.rfind('\n');
    const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t column = newline == before.npos ? offset : offset - newline - 1;
    return {place.line + lines, indent + static_cast<std::uint32_t>(column)};
  }
  if (!one_line || (style == Style::double_quoted && !verbatim)) return place;
  if (style == Style::plain) return {place.line, place.column + columns};
  const auto doubled = style == Style::single_quoted ? std::count(before.begin(), before.end(), '\'') : 0;
  return {place.line, place.column + 1 + columns + static_cast<std::uint32_t>(doubled)};
}

std::expected<Node, std::vector<Mistake>> load(std::string_view file, std::string_view text) {
  const Source source(text);
  Builder builder(source);
  if (auto refused = source.refused()) {
    builder.mistakes.push_back(*std::move(refused));
  } else {
    try {
      std::istringstream in{std::string(text)};
      YAML::Parser parser(in);
      // Never until it says that there is no more: before a token that begins no document it stands still for ever.
      for (int document = 0; document < 2 && parser.HandleNextDocument(builder);) ++document;
    } catch (const YAML::Exception& e) {
      builder.complaint(e);
    }
    if (!builder.root && builder.mistakes.empty()) builder.mistake({}, "the file is empty");
  }
  if (builder.mistakes.empty()) return *std::move(builder.root);
  std::sort(builder.mistakes.begin(), builder.mistakes.end());
  for (Mistake& mistake : builder.mistakes) mistake.file = file;
  return std::unexpected(std::move(builder.mistakes));
}

}  // namespace imapspec::yaml
