// The HTML report: summary, results by area, coverage, the peer. All of it is there without the script, which only
// filters, searches and opens what a link points at.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/html/coverage_tree.h"
#include "reports/html/markup.h"
#include "reports/html/page.h"
#include "reports/html/result_block.h"
#include "reports/html/several.h"
#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

using html::anchor;
using html::area_of;
using html::chip;
using html::words;

constexpr std::size_t kObservationsShown = 1000;

// What went wrong, and what deserves a look.
bool needs_eyes(const Result& result) {
  return is_unexpected(result.verdict, true);
}

std::string chips(const Summary& summary) {
  std::string text = "<ul class=\"counts\">\n";
  for (const Verdict verdict : kVerdicts) {
    if (summary.of(verdict) != 0) text += fmt::format("<li>{} {}</li>\n", chip(name(verdict)), summary.of(verdict));
  }
  return text + "</ul>\n";
}

std::string item(const Result& result) {
  return fmt::format("<li>{} <a href=\"#{}\">{}</a> <span class=\"ti\">{}</span></li>\n", chip(name(result.verdict)),
                     anchor(result.id), words(result.id), words(why(result)));
}

// What ends a run with a failure comes before what only deserves a look.
std::string wrong(const std::vector<const Result*>& results) {
  std::string failed, others;
  for (const Result* result : results)
    if (needs_eyes(*result)) (is_unexpected(result->verdict, false) ? failed : others) += item(*result);
  return failed.empty() && others.empty()
             ? "<p class=\"good\">Nothing unexpected.</p>\n"
             : "<h3>What needs a look</h3>\n<ul class=\"wrong\">\n" + failed + others + "</ul>\n";
}

std::string folded(const std::string& summary, const std::string& items) {
  return "<details class=\"more\">\n<summary>" + summary + "</summary>\n<ul class=\"wrong\">\n" + items +
         "</ul>\n</details>\n";
}

// What is known of the peer, each with the reason that its expectations give.
std::string expected(const Summary& summary, const std::vector<const Result*>& results) {
  std::string text;
  for (const Result* result : results)
    if (result->verdict == Verdict::xfail) text += item(*result);
  return text.empty() ? "" : folded(html::count(summary.of(Verdict::xfail), "result") + " failed as expected", text);
}

std::string summary_markup(const Report& report, const std::vector<const Result*>& results) {
  const Summary summary = summarize(report);
  std::string text;
  if (report.incomplete)
    text += "<p class=\"incomplete\"><strong>This run is incomplete:</strong> " + words(report.incomplete_reason) +
            ". What it had not come to is missing here.</p>\n";
  if (summary.total == summary.of(Verdict::skip))
    text += "<p class=\"incomplete\"><strong>Nothing was judged.</strong></p>\n";
  text += chips(summary) + wrong(results) + expected(summary, results);
  if (summary.skips.empty()) return text;
  std::string reasons;
  for (const Summary::Skips& skips : summary.skips)
    reasons +=
        fmt::format("<li>{}: {}</li>\n", skips.count, words(skips.reason.empty() ? "no reason given" : skips.reason));
  return text + folded("Why " + html::count(summary.of(Verdict::skip), "result") +
                           (summary.of(Verdict::skip) == 1 ? " was" : " were") + " skipped",
                       reasons);
}

// Hidden until the script, which alone can filter, shows it.
std::string filters(const Summary& summary, const std::set<std::string>& areas) {
  std::string text =
      "<form id=\"filters\" hidden=\"hidden\" role=\"search\" aria-label=\"Filter results\">\n"
      "<label class=\"q\">Text <input type=\"search\" name=\"q\" autocomplete=\"off\"/></label>\n"
      "<label>Area <select name=\"area\"><option value=\"\">all</option>";
  for (const std::string& area : areas) text += fmt::format("<option>{}</option>", words(area));
  text += "</select></label>\n<label>Level <select name=\"level\"><option value=\"\">all</option>";
  for (const Level level : {Level::must, Level::should, Level::may})
    text += fmt::format("<option>{}</option>", name(level));
  text += "</select></label>\n<fieldset>\n<legend>Verdict</legend>\n";
  for (const Verdict verdict : kVerdicts) {
    if (summary.of(verdict) != 0)
      text += fmt::format(
          "<label><input type=\"checkbox\" name=\"verdict\" value=\"{0}\" checked=\"checked\"/> {1} {2}</label>\n",
          name(verdict), chip(name(verdict)), summary.of(verdict));
  }
  return text +
         "</fieldset>\n<button type=\"reset\">Show all</button>\n<p role=\"status\" id=\"shown\"></p>\n</form>\n";
}

std::string results_markup(const Report& report, const std::vector<const Result*>& results) {
  const html::ResultContext context(report);
  std::set<std::string> areas;
  for (const Result* result : results) areas.insert(area_of(result->id));
  std::string text = filters(summarize(report), areas);
  for (auto it = results.begin(); it != results.end();) {
    const std::string area = area_of((*it)->id);
    text += fmt::format("<div class=\"area\" data-area=\"{0}\">\n<h3>{0}</h3>\n", words(area));
    for (; it != results.end() && area_of((*it)->id) == area; ++it) text += html::result_block(**it, context);
    text += "</div>\n";
  }
  return text;
}

std::string peer_markup(const Report& report, const std::vector<const Result*>& results) {
  std::string text = "<dl>\n";
  const auto field = [&text](std::string_view label, const std::string& markup) {
    if (!markup.empty()) text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, markup);
  };
  field("name", words(report.peer.name));
  field("URL", "<code>" + words(report.peer.url) + "</code>");
  field("greeting", "<code>" + html::octets(report.peer.greeting) + "</code>");
  std::string capabilities;
  for (const std::string& capability : report.peer.capabilities)
    capabilities +=
        (capabilities.empty() ? "<code>" : " <code>") + html::octets(capability, std::nullopt, 200) + "</code>";
  field("capabilities", capabilities);
  text += "</dl>\n";
  std::string rows;
  std::size_t number = 0;
  for (const Result* result : results) {
    for (const Observation& observation : result->observations) {
      if (++number > kObservationsShown) continue;
      rows += fmt::format("<tr><td>{}</td><td><code>{}</code></td><td><a href=\"#{}\">{}</a></td></tr>\n",
                          words(observation.outcome), html::octets(observation.step, std::nullopt, 300),
                          anchor(result->id), words(result->id));
    }
  }
  if (rows.empty()) return text;
  return text + "<details class=\"more\">\n<summary>What it chose where the RFCs leave a choice: " +
         html::count(number, "observation") +
         "</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
         "aria-label=\"Observations\">\n<table>\n<thead><tr>"
         "<th scope=\"col\">Outcome</th><th scope=\"col\">Step</th><th "
         "scope=\"col\">Scenario</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n</div>\n</details>\n";
}

std::string not_tested_markup(const Report& report) {
  if (report.not_tested.empty()) return "<p>Nothing is known to be left out.</p>\n";
  std::string text = "<ul>\n";
  for (const std::string& sentence : report.not_tested) text += "<li>" + words(sentence) + "</li>\n";
  return text + "</ul>\n";
}

std::string header_markup(const Report& report) {
  const std::string peer = report.peer.name.empty() ? report.peer.url : report.peer.name;
  return fmt::format("<h1>{}</h1>\n<p>{} {}, {}, {} s, seed {}</p>\n",
                     peer.empty() ? "imapspec" : "imapspec against " + words(peer), words(report.program),
                     words(report.version), timestamp(report), seconds(report.duration.count()), report.seed);
}

}  // namespace

std::string write_html(const Report& report) {
  const auto results = in_order(report);
  const auto bad = std::ranges::count_if(report.results, needs_eyes);
  html::Page page;
  page.title = fmt::format("{} against {}: {} to look at", report.program,
                           report.peer.name.empty() ? report.peer.url : report.peer.name, bad);
  page.header = header_markup(report);
  page.nav =
      "<a href=\"#summary\">Summary</a> <a href=\"#results\">Results</a> <a href=\"#coverage\">Coverage</a> "
      "<a href=\"#peer\">Peer</a> <a href=\"#not-tested\">Not tested</a>\n";
  page.main = html::section("summary", html::count(report.results.size(), "result"), summary_markup(report, results)) +
              html::section("results", "Results", results_markup(report, results)) +
              html::section("coverage", "What the RFCs ask", html::coverage_tree(report)) +
              html::section("peer", "The peer", peer_markup(report, results)) +
              html::section("not-tested", "What this run says nothing about", not_tested_markup(report));
  page.script = "report.js";
  return html::page(page);
}

}  // namespace imapspec::reports
