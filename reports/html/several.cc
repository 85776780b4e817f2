#include "reports/html/several.h"

#include <fmt/format.h>

#include "reports/compare.h"
#include "reports/html/markup.h"
#include "reports/html/page.h"
#include "reports/html/result_block.h"
#include "reports/writers.h"

namespace imapspec::reports {

namespace html {

std::string area_of(const std::string& id) {
  const std::size_t end = id.rfind('/', id.find('['));
  return end == std::string::npos ? "(none)" : id.substr(0, end);
}

std::string peer_of(const Report& report) {
  return !report.peer.name.empty() ? report.peer.name : !report.peer.url.empty() ? report.peer.url : "unknown";
}

}  // namespace html

std::string write_comparison_html(const Report& before, const Report& after, const std::vector<Change>& changes) {
  html::ResultContext context_before(before), context_after(after);
  context_before.prefix = "before.";
  context_after.prefix = "after.";
  const auto evidence = [](const Result* result, const html::ResultContext& context) {
    return result == nullptr ? std::string() : html::result_block(*result, context);
  };
  std::string text;
  if (after.incomplete)
    text += "<p class=\"incomplete\"><strong>The later run is incomplete:</strong> " +
            html::words(after.incomplete_reason) + "</p>\n";
  if (changes.empty()) text += "<p class=\"good\">No difference.</p>\n";
  for (auto change = changes.begin(); change != changes.end();) {
    const Change::Kind kind = change->kind;
    text += fmt::format("<h3>{}</h3>\n", name(kind));
    for (; change != changes.end() && change->kind == kind; ++change) {
      text += "<div class=\"change\">\n" + evidence(change->before, context_before) +
              evidence(change->after, context_after) + "</div>\n";
    }
  }
  html::Page page;
  page.title = "imapspec: two runs against " + html::peer_of(after);
  page.header = "<h1>Two runs against " + html::words(html::peer_of(after)) +
                "</h1>\n<p>Before: " + html::words(headline(before)) +
                "</p>\n<p>After: " + html::words(headline(after)) + "</p>\n";
  page.nav = "<a href=\"#changes\">Changes</a>\n";
  page.main = html::section("changes", html::count(changes.size(), "change"), text);
  page.script = "links.js";
  return html::page(page);
}

}  // namespace imapspec::reports
