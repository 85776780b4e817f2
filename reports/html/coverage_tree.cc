#include "reports/html/coverage_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "reports/coverage.h"
#include "reports/html/markup.h"
#include "reports/html/result_block.h"

namespace imapspec::reports::html {
namespace {

constexpr std::size_t kResultsShown = 8;  // of one requirement

using Rows = std::span<const Covered>;

// In the order in which they are shown: what needs eyes first.
constexpr std::array<std::string_view, 9> kWords{"fail", "error", "xpass", "warn", "xfail",
                                                 "pass", "skip",  "none",  "wire"};

// A verdict, "none" for what nothing here judges, "wire" for what nothing can judge from the wire.
std::string_view word(const Covered& covered) {
  if (covered.verdict) return name(*covered.verdict);
  return covered.requirement->untestable.empty() ? "none" : "wire";
}

std::string tally(Rows rows) {
  std::string chips, bar;
  std::size_t x = 0;
  for (const std::string_view wanted : kWords) {
    const auto number =
        static_cast<std::size_t>(std::ranges::count_if(rows, [&](const Covered& row) { return word(row) == wanted; }));
    if (number == 0) continue;
    chips += fmt::format(" <span class=\"v {0}\">{1} {0}</span>", wanted, number);
    bar += fmt::format("<rect class=\"{}\" x=\"{}\" width=\"{}\" height=\"1\"></rect>", wanted, x, number);
    x += number;
  }
  return fmt::format(
      "<svg class=\"bar\" viewBox=\"0 0 {} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{}</svg>"
      "<span class=\"chips\">{}</span>",
      x, bar, chips);
}

std::string requirement_row(const Covered& covered) {
  const Requirement& requirement = *covered.requirement;
  std::string text = fmt::format("<li id=\"{}\">{} <code>{}</code> {}", anchor(requirement.id), chip(word(covered)),
                                 words(requirement.id), requirement_line(requirement));
  if (!requirement.untestable.empty())
    text += " <span class=\"note\">Not judged: " + words(requirement.untestable) + "</span>";
  if (!covered.results.empty()) {
    text += " <span class=\"by\">";
    for (std::size_t i = 0; i < std::min(covered.results.size(), kResultsShown); ++i)
      text += fmt::format("{}<a href=\"#{}\">{}</a>", i == 0 ? "by " : ", ", anchor(covered.results[i]->id),
                          words(covered.results[i]->id));
    if (covered.results.size() > kResultsShown)
      text += fmt::format(" and {} more", covered.results.size() - kResultsShown);
    text += "</span>";
  }
  return text + "</li>\n";
}

// The rows at the front that have `key` in common.
template <typename Key>
Rows take_group(Rows& rest, Key key) {
  std::size_t end = 1;
  while (end < rest.size() && key(rest[end]) == key(rest[0])) ++end;
  const Rows group = rest.first(end);
  rest = rest.subspan(end);
  return group;
}

std::string sections(Rows rows) {
  std::string text;
  while (!rows.empty()) {
    const Rows group = take_group(rows, [](const Covered& row) { return row.requirement->section; });
    const Requirement& first = *group[0].requirement;
    text += fmt::format("<details class=\"sec\">\n<summary><span class=\"name\">{}</span> {}</summary>\n<ul>\n",
                        first.section.empty() ? "no section" : words(first.section), tally(group));
    for (const Covered& row : group) text += requirement_row(row);
    text += "</ul>\n</details>\n";
  }
  return text;
}

std::string title_of(const Report& report, unsigned rfc) {
  if (rfc == 0) return "No RFC";
  for (const Document& document : report.documents) {
    if (document.rfc == rfc) return fmt::format("RFC {}: {}", rfc, document.title);
  }
  return fmt::format("RFC {}", rfc);
}

}  // namespace

std::string coverage_tree(const Report& report) {
  std::vector<Covered> all = coverage(report);
  if (all.empty()) return "<p>The results do not say which requirements there are.</p>\n";
  std::ranges::stable_sort(all, {}, [](const Covered& row) { return row.requirement->rfc; });
  std::string text =
      "<p>A requirement has the gravest verdict of what judged it. <em>none</em>: nothing judges it yet; "
      "<em>wire</em>: "
      "it cannot be judged from the wire.</p>\n<p class=\"all\">" +
      tally(all) + "</p>\n";
  Rows rest(all);
  while (!rest.empty()) {
    const Rows group = take_group(rest, [](const Covered& row) { return row.requirement->rfc; });
    text += fmt::format("<details class=\"doc\">\n<summary><span class=\"name\">{}</span> {}</summary>\n",
                        words(title_of(report, group[0].requirement->rfc)), tally(group)) +
            sections(group) + "</details>\n";
  }
  return text;
}

}  // namespace imapspec::reports::html
