#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/coverage.h"
#include "reports/html/markup.h"
#include "reports/html/page.h"
#include "reports/html/result_block.h"
#include "reports/html/several.h"
#include "reports/matrix.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

using html::anchor;
using html::chip;
using html::words;

// Of one scenario, or one area, in each report; null where a report has none.
using Cells = std::vector<const Result*>;
using Rows = std::map<std::string, Cells>;

std::string prefix_of(std::size_t report) {
  return fmt::format("p{}.", report + 1);
}

bool has_evidence(const Result& result) {
  return result.verdict != Verdict::pass;
}

std::string head(const std::vector<Report>& reports, std::string_view first) {
  std::string text = fmt::format("<thead><tr><th scope=\"col\">{}</th>", first);
  for (const Report& report : reports) text += "<th scope=\"col\">" + words(html::peer_of(report)) + "</th>";
  return text + "</tr></thead>\n";
}

std::string scenario_row(const std::string& id, const Cells& cells) {
  std::string text = fmt::format("<tr><th scope=\"row\"><code>{}</code></th>", words(id));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] == nullptr) {
      text += "<td>-</td>";
    } else if (has_evidence(*cells[i])) {
      text += fmt::format("<td><a href=\"#{}{}\">{}</a></td>", prefix_of(i), anchor(id), chip(name(cells[i]->verdict)));
    } else {
      text += "<td>" + chip(name(cells[i]->verdict)) + "</td>";
    }
  }
  return text + "</tr>\n";
}

// How often each verdict, the gravest first.
std::string tally(const std::vector<const Result*>& results) {
  std::map<Verdict, std::size_t> counts;
  for (const Result* result : results) ++counts[result->verdict];
  std::vector<std::pair<Verdict, std::size_t>> order(counts.begin(), counts.end());
  std::ranges::sort(
      order, [](const auto& a, const auto& b) { return a.first != b.first && gravest(a.first, b.first) == a.first; });
  std::string text;
  for (const auto& [verdict, number] : order)
    text += fmt::format("{}<span class=\"v {}\">{} {}</span>", text.empty() ? "" : " ", name(verdict), number,
                        name(verdict));
  return text.empty() ? "-" : text;
}

std::string wide(std::string_view label, const std::string& table) {
  return fmt::format(
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table>\n{}</table>\n</div>\n",
      words(label), table);
}

std::string areas_markup(const std::vector<Report>& reports, const std::map<std::string, Rows>& areas) {
  std::string rows;
  for (const auto& [area, scenarios] : areas) {
    rows += fmt::format("<tr><th scope=\"row\"><a href=\"#area.{}\">{}</a></th>", anchor(area), words(area));
    for (std::size_t i = 0; i < reports.size(); ++i) {
      std::vector<const Result*> results;
      for (const auto& [id, cells] : scenarios) {
        if (cells[i] != nullptr) results.push_back(cells[i]);
      }
      rows += "<td>" + tally(results) + "</td>";
    }
    rows += "</tr>\n";
  }
  return wide("Areas", head(reports, "Area") + "<tbody>\n" + rows + "</tbody>\n");
}

std::string scenarios_markup(const std::vector<Report>& reports, const std::map<std::string, Rows>& areas) {
  std::string text;
  for (const auto& [area, scenarios] : areas) {
    std::string rows;
    for (const auto& [id, cells] : scenarios) rows += scenario_row(id, cells);
    text +=
        fmt::format("<details class=\"more\" id=\"area.{0}\">\n<summary>{1}</summary>\n", anchor(area), words(area)) +
        wide("Scenarios of " + area, head(reports, "Scenario") + "<tbody>\n" + rows + "</tbody>\n") + "</details>\n";
  }
  return text;
}

std::string evidence_markup(const std::vector<Report>& reports) {
  std::string text;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    text += "<h3>" + words(html::peer_of(reports[i])) + "</h3>\n<p>" + words(headline(reports[i])) +
            (reports[i].incomplete ? ". Incomplete: " + words(reports[i].incomplete_reason) : "") + "</p>\n";
    html::ResultContext context(reports[i]);
    context.prefix = prefix_of(i);
    for (const Result* result : in_order(reports[i])) {
      if (has_evidence(*result)) text += html::result_block(*result, context);
    }
  }
  return text;
}

}  // namespace

std::string write_matrix(const std::vector<Report>& reports) {
  std::map<std::string, Rows> areas;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    for (const Result& result : reports[i].results) {
      Cells& cells = areas[html::area_of(result.id)][result.id];
      cells.resize(reports.size());
      cells[i] = &result;
    }
  }
  html::Page page;
  page.title = fmt::format("imapspec: {} peers", reports.size());
  page.header = "<h1>" + html::count(reports.size(), "peer") + " beside each other</h1>\n";
  page.nav = "<a href=\"#areas\">Areas</a> <a href=\"#scenarios\">Scenarios</a> <a href=\"#evidence\">Evidence</a>\n";
  page.main = html::section("areas", "Areas", areas_markup(reports, areas)) +
              html::section("scenarios", "Scenarios", scenarios_markup(reports, areas)) +
              html::section("evidence", "Evidence of what did not pass", evidence_markup(reports));
  page.script = "links.js";
  return html::page(page);
}

}  // namespace imapspec::reports
