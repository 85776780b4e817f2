// IMAP lines in YAML: a scalar, a list, a block; bound lines; and the hints about what YAML does to them.
#include <charconv>

#include "harness/scenario/load_context.h"

namespace imapspec::scenario {

using Yaml = yaml::Node;
using yaml::Place;

namespace {

struct Text {
  std::string text;
  Place place;
  std::string bound_to;
  const Yaml* node = nullptr;  // the scalar it stands in, and where in it
  std::size_t offset = 0;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(' ') == std::string_view::npos;
}

// A line that begins with a space continues the one before: joined as the RFCs mean it, by one space, and by none
// behind an opening bracket or between ")" and "(".
void join(std::string& line, std::string_view more) {
  more.remove_prefix(std::min(more.find_first_not_of(' '), more.size()));
  const bool tight = line.ends_with('(') || more.starts_with(')') || (line.ends_with(')') && more.starts_with('('));
  if (!tight) line += ' ';
  line += more;
}

void texts_of(const Yaml& node, const std::string& bound_to, std::vector<Text>& to, const LoadContext& context) {
  if (node.is_list()) {
    if (node.items.empty()) context.mistake(node.place, "a line was expected, not an empty list");
    for (const auto& item : node.items) {
      if (item.is_list()) {
        context.mistake(item.place, "a line was expected, not a list in a list");
      } else {
        texts_of(item, bound_to, to, context);
      }
    }
    return;
  }
  if (node.is_map()) {
    if (node.entries.size() != 1 || !bound_to.empty()) {
      context.mistake(node.place,
                      "a line was expected, or one key (rev1, rev2 or a capability) with a line: quote the line");
      return;
    }
    texts_of(node.entries[0].value, node.entries[0].key, to, context);
    return;
  }
  if (node.style == Yaml::Style::plain && node.comment_follows)
    context.warn(node.place, "` #` begins a comment and cuts this line: quote the line if it belongs to it");
  if (node.style == Yaml::Style::double_quoted)
    context.warn(node.place, "double quotes are for `raw` and `data`: put an IMAP line in single quotes");
  if (node.style != Yaml::Style::literal) {
    if (node.scalar.find_first_of("\r\n") != std::string::npos) {
      context.mistake(node.place,
                      "an IMAP line holds no line end: `raw` sends octets, and `|` begins a block of lines");
      return;
    }
    if (node.scalar.empty()) {
      context.mistake(node.place, "a line was expected, not an empty text");
      return;
    }
    to.push_back({node.scalar, node.place_of(0), bound_to, &node, 0});
    return;
  }
  const std::size_t first = to.size();
  for (std::size_t at = 0; at < node.scalar.size();) {
    const std::size_t end = std::min(node.scalar.find('\n', at), node.scalar.size());
    const std::string_view line = std::string_view(node.scalar).substr(at, end - at);
    if (line.starts_with(' ') && !is_blank(line)) {
      if (to.size() == first)
        context.mistake(node.place_of(at), "the first line of a block does not begin with a space");
      else
        join(to.back().text, line);
    } else if (!is_blank(line)) {
      to.push_back({std::string(line), node.place_of(at), bound_to, &node, at});
    }
    at = end + 1;
  }
  if (to.size() == first) context.mistake(node.place, "a line was expected, not an empty block");
}

template <class Parse>
std::vector<Line> lines_of(const Yaml& node, const LoadContext& context, const Parse& parse) {
  std::vector<Text> texts;
  texts_of(node, {}, texts, context);
  std::vector<Line> out;
  for (const auto& text : texts) {
    auto line = parse(text.text);
    if (!line) {
      context.mistake(text.node->place_of(text.offset + line.error().offset), line.error().message + ": " + text.text);
      continue;
    }
    line->place = text.place;
    line->bound_to = text.bound_to;
    out.push_back(*std::move(line));
  }
  return out;
}

}  // namespace

std::vector<Line> read_lines(const Yaml& node, const LoadContext& context) {
  return lines_of(node, context, [](std::string_view text) { return parse_response_line(text); });
}

std::vector<Line> read_commands(const Yaml& node, bool continues, const LoadContext& context) {
  return lines_of(node, context, [continues](std::string_view text) { return parse_command_line(text, continues); });
}

std::optional<Pieces> read_text(const Yaml& node, std::string_view what, const LoadContext& context) {
  if (!node.is_scalar()) {
    context.mistake(node.place, std::string(what) + " must be a text");
    return std::nullopt;
  }
  if (node.binary) return Pieces{{node.scalar, {}}};
  auto pieces = parse_text(node.scalar);
  if (!pieces) {
    context.mistake(node.place_of(pieces.error().offset), pieces.error().message);
    return std::nullopt;
  }
  return *std::move(pieces);
}

std::optional<Milliseconds> read_time(const Yaml& node, std::string_view what, const LoadContext& context) {
  if (node.is_scalar()) {
    unsigned value = 0;
    const char* const end = node.scalar.data() + node.scalar.size();
    const auto [stopped, error] = std::from_chars(node.scalar.data(), end, value);
    const std::string_view unit(stopped, static_cast<std::size_t>(end - stopped));
    if (error == std::errc() && value <= 600'000) {
      if (unit == "ms") return Milliseconds(value);
      if (unit == "s" && value <= 600) return Milliseconds(value * 1000);
    }
  }
  context.mistake(node.place, std::string(what) + " must be a time: 200ms, 10s; ten minutes at most");
  return std::nullopt;
}

bool read_true(const Yaml& node, std::string_view what, const LoadContext& context) {
  if (node.is_scalar() && node.scalar == "true") return true;
  context.mistake(node.place, "'" + std::string(what) + "' is true, or left out");
  return false;
}

}  // namespace imapspec::scenario
