// Page: the frame of every HTML report: one file that needs no other, no network and no script.
#pragma once

#include <string>
#include <string_view>

namespace imapspec::reports::html {

struct Page {
  std::string title;   // plain text
  std::string header;  // markup: what stands in <header>, with the only <h1>
  std::string nav;     // markup: links to the sections
  std::string main;    // markup
  std::string script;  // the path of an asset; empty: the page has none
};

std::string page(const Page& page);

// A section with its heading of second level, to be reached by #id.
std::string section(std::string_view id, std::string_view heading, std::string_view markup);

}  // namespace imapspec::reports::html
