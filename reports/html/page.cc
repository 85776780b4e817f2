#include "reports/html/page.h"

#include <fmt/format.h>

#include <cassert>

#include "reports/html/assets.h"
#include "reports/html/markup.h"

namespace imapspec::reports::html {

std::string_view asset(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (path == file.path) return file.contents();
  }
  assert(false);
  return {};
}

std::string page(const Page& page) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
      words(page.title), asset("report.css"));
  text += "<a class=\"jump\" href=\"#main\">Skip to the results</a>\n<header>\n" + page.header + "</header>\n";
  text += "<nav aria-label=\"Sections\">\n" + page.nav + "</nav>\n<main id=\"main\" tabindex=\"-1\">\n" + page.main +
          "</main>\n";
  if (!page.script.empty()) text += fmt::format("<script>\n{}</script>\n", asset(page.script));
  return text + "</body>\n</html>\n";
}

std::string section(std::string_view id, std::string_view heading, std::string_view markup) {
  return fmt::format("<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n{2}</section>\n", id, heading,
                     markup);
}

}  // namespace imapspec::reports::html
