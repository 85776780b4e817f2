#include "harness/mail/header.h"

#include <algorithm>
#include <string>

namespace imapspec::mail {

namespace {

bool is_wsp(char c) {
  return c == ' ' || c == '\t';
}
bool is_space(char c) {
  return is_wsp(c) || c == '\r' || c == '\n';
}

// RFC 5322 section 3.6.8: ftext = %d33-57 / %d59-126
bool is_ftext(char c) {
  return c > ' ' && c < 0x7f && c != ':';
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::string_view first_line(std::string_view text) {
  const auto end = text.find('\n');
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

bool is_empty_line(std::string_view line) {
  return line == "\r\n" || line == "\n";
}

void HeaderFields::Iterator::read() {
  field_ = {};
  std::string_view line = first_line(rest_);
  if (line.empty() || is_empty_line(line)) return;
  std::size_t size = line.size();
  while (size < rest_.size() && is_wsp(rest_[size])) size += first_line(rest_.substr(size)).size();
  field_.raw = rest_.substr(0, size);
  field_.body = without_line_end(field_.raw);
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  std::string_view name = line.substr(0, colon);
  while (!name.empty() && is_wsp(name.back())) name.remove_suffix(1);  // RFC 5322 section 4.5: "Subject" *WSP ":"
  if (!std::ranges::all_of(name, is_ftext)) return;
  field_.name = name;
  if (!name.empty()) field_.body.remove_prefix(colon + 1);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view unfolded(std::string_view body, Arena& arena) {
  body = trimmed(body);
  if (body.find('\n') == std::string_view::npos) return body;
  std::string text;
  text.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '\n' || (body[i] == '\r' && i + 1 < body.size() && body[i + 1] == '\n')) continue;
    text.push_back(body[i]);
  }
  return arena.copy(text);
}

}  // namespace imapspec::mail
