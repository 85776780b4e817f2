// Markup: texts and octets made safe to stand in a page. The pages are XML too, so that a test can read them strictly.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace imapspec::reports::html {

// & < > " ' as entities; fit for text and for quoted attributes. `text` must be valid UTF-8.
std::string escape(std::string_view text);

// Our own words (see show_xml), escaped.
std::string words(std::string_view text);

// What the value of id= is for a result or a requirement, and what stands behind # in a link to it: different for
// different ids, and the id itself where that has no unusual octets.
std::string anchor(std::string_view id);

// Octets of the wire for an element that keeps line ends: printable ASCII as it is, all else as \r, \n, \xHH within
// <span class="o">. A CRLF at the end is not shown. From `mark` on to the end of the word stands within <mark>. Of more
// than `octets_max` a part around `mark` is shown, with how many were left out.
std::string octets(std::string_view octets, std::optional<std::size_t> mark = std::nullopt,
                   std::size_t octets_max = 2000);

// <span class="v fail">fail</span>: a verdict, or any other word that has a colour of its own.
std::string chip(std::string_view word);

// "1 result", "2 results".
std::string count(std::size_t number, std::string_view noun);

}  // namespace imapspec::reports::html
