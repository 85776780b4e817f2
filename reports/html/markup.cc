#include "reports/html/markup.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"

namespace imapspec::reports::html {
namespace {

bool is_printable(char c) {
  return c >= 0x20 && c < 0x7f;
}

// Runs of what can be seen and of what cannot, each line feed with an end of line behind it.
std::string runs(std::string_view octets) {
  std::string out;
  while (!octets.empty()) {
    const bool seen = is_printable(octets[0]);
    std::size_t end = 0;
    while (end < octets.size() && is_printable(octets[end]) == seen && (end == 0 || octets[end - 1] != '\n')) ++end;
    const std::string text = escape(show_octets(octets.substr(0, end)));
    out += seen ? text : "<span class=\"o\">" + text + "</span>";
    if (octets[end - 1] == '\n' && end < octets.size()) out += '\n';
    octets.remove_prefix(end);
  }
  return out;
}

std::string left_out(std::size_t number) {
  return number == 0 ? "" : fmt::format("<span class=\"o\">[{} octets]</span>", number);
}

// Where the word ends that begins at `begin`: it has one octet at least.
std::size_t end_of_word(std::string_view octets, std::size_t begin) {
  const std::size_t end = octets.find_first_of(" ()[]<>{}\"\r\n", begin + 1);
  return end == std::string_view::npos ? octets.size() : end;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string words(std::string_view text) {
  return escape(show_xml(text));
}

std::string anchor(std::string_view id) {
  std::string name;
  for (const char c : id) {
    const bool usual = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       std::string_view("-./[]").contains(c);
    if (usual) {
      name += c;
    } else {
      name += fmt::format("_{:02x}", static_cast<unsigned char>(c));
    }
  }
  return name;
}

std::string octets(std::string_view octets, std::optional<std::size_t> mark, std::size_t octets_max) {
  if (octets.ends_with("\r\n")) octets.remove_suffix(2);
  if (mark) mark = std::min(*mark, octets.size());
  std::size_t begin = 0;
  if (mark && *mark >= octets_max) begin = *mark - octets_max / 2;
  const std::size_t end = std::min(octets.size(), begin + octets_max);
  std::string out = left_out(begin);
  if (mark) {
    const std::size_t behind = *mark < end ? std::min(end, end_of_word(octets, *mark)) : end;
    const std::string marked = *mark < end ? runs(octets.substr(*mark, behind - *mark)) : "(end)";
    out += runs(octets.substr(begin, *mark - begin)) + "<mark>" + marked + "</mark>" +
           runs(octets.substr(behind, end - behind));
  } else {
    out += runs(octets.substr(begin, end - begin));
  }
  return out + left_out(octets.size() - end);
}

std::string chip(std::string_view word) {
  return fmt::format("<span class=\"v {0}\">{0}</span>", word);
}

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace imapspec::reports::html
