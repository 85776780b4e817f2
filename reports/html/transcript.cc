#include "reports/html/transcript.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html/markup.h"
#include "reports/text.h"

namespace imapspec::reports::html {
namespace {

constexpr std::size_t kLineOctetsMax = 1200;  // shown of one line; of the offending one four times as many
constexpr std::size_t kFarOctetsMax = 160;    // of a line that is farther than kNear from the offending one
constexpr std::size_t kNear = 6;              // lines
constexpr std::size_t kLineMarkup = 40;       // what a line costs besides its octets

struct Window {
  std::size_t begin = 0, end = 0;
};

// As many lines around `centre` as fit, taken from above and below in turns.
Window window(const std::vector<TranscriptLine>& lines, std::size_t centre, std::size_t octets_max) {
  Window shown{centre, centre};
  std::size_t used = 0;
  const auto take = [&](std::size_t index) {
    const std::size_t cost = kLineMarkup + std::min(lines[index].octets.size(), kLineOctetsMax);
    if (used > 0 && used + cost > octets_max) return false;
    used += cost;
    return true;
  };
  bool above = true, below = true;
  while (above || below) {
    below = below && shown.end < lines.size() && take(shown.end);
    if (below) ++shown.end;
    above = above && shown.begin > 0 && take(shown.begin - 1);
    if (above) --shown.begin;
  }
  return shown;
}

std::string left_out(std::size_t number) {
  return number == 0 ? "" : fmt::format("<li class=\"n\">{} left out</li>\n", count(number, "line"));
}

std::string_view css_class(Direction direction) {
  return direction == Direction::client ? "c" : direction == Direction::server ? "s" : "n";
}

std::string line_markup(const TranscriptLine& line, bool offending, std::optional<std::size_t> octet,
                        std::size_t octets_max, bool links) {
  const std::string session = line.session.empty() ? "" : words(line.session) + " ";
  const std::string_view who = line.direction == Direction::client   ? "C:"
                               : line.direction == Direction::server ? "S:"
                                                                     : "--";
  std::string text = fmt::format("<li class=\"{}{}\">{} <b>{}{}</b> {}", css_class(line.direction),
                                 offending ? " bad" : "", seconds(line.time.count()), session, who,
                                 octets(line.octets, offending ? octet : std::nullopt, octets_max));
  if (offending) {
    text += " <strong class=\"here\">here</strong>";
    if (!line.requirement.empty() && !links)
      text += " <span class=\"why\">breaks " + words(line.requirement) + "</span>";
    if (!line.requirement.empty() && links)
      text += fmt::format(" <a class=\"why\" href=\"#{}\">breaks {}</a>", anchor(line.requirement),
                          words(line.requirement));
  }
  return text + "</li>\n";
}

}  // namespace

std::string transcript(const std::vector<TranscriptLine>& lines, const TranscriptOptions& options) {
  if (lines.empty()) return {};
  const Window shown = window(lines, options.line ? std::min(*options.line, lines.size() - 1) : 0, options.octets_max);
  std::string text = "<ol class=\"t\">\n" + left_out(shown.begin);
  for (std::size_t i = shown.begin; i < shown.end; ++i) {
    const bool offending = options.line == i;
    const bool far = options.line && i + kNear < *options.line;
    text += line_markup(lines[i], offending, options.octet,
                        offending ? 4 * kLineOctetsMax
                        : far     ? kFarOctetsMax
                                  : kLineOctetsMax,
                        options.links);
  }
  return text + left_out(lines.size() - shown.end) + "</ol>\n";
}

}  // namespace imapspec::reports::html
