#include "harness/abnf/prose.h"

#include <algorithm>
#include <array>

#include "harness/abnf/network.h"

namespace imapspec::abnf {
namespace {

// Components between the separators: none is empty but the first, and no octet is outside of `least` to ASCII's last.
bool is_hierarchy(std::string_view name, char separator, unsigned char least) {
  const auto bad = [least](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < least || octet >= 0x80 || c == '*' || c == '%';
  };
  return std::none_of(name.begin(), name.end(), bad) &&
         name.find(std::string(2, separator)) == std::string_view::npos && !name.ends_with(separator);
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// The octets of a string from the start of `text`: in quotes, or behind a literal's header.
std::size_t string_octets(std::string_view text) {
  if (text.starts_with('{')) {
    const std::size_t header = text.find('\n') + 1;
    return header + static_cast<std::size_t>(number(text.substr(1, text.find_first_not_of("0123456789", 1) - 1)));
  }
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return text.size();
}

}  // namespace

bool is_rights(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool is_mod_rights(std::string_view value) {
  return is_rights(value.substr(value.starts_with('+') || value.starts_with('-') ? 1 : 0));
}

bool is_entry(std::string_view value) {
  return is_hierarchy(value, '/', 0x1a);
}

bool is_annotation_entry(std::string_view value) {
  return is_hierarchy(value, '/', 0x01);
}

// "priv" and "shared" are suffixes: they stand behind a name, and nothing behind them.
bool is_attribute(std::string_view value) {
  if (!is_hierarchy(value, '.', 0x01)) return false;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = std::min(value.find('.', start), value.size());
    const std::string_view component = value.substr(start, end - start);
    const bool suffix = component == "priv" || component == "shared";
    if (suffix && (start == 0 || end != value.size())) return false;
    if (end == value.size()) return true;
    start = end + 1;
  }
}

bool is_collation_length(std::string_view text) {
  return text.size() <= 254;
}

bool is_date_time(std::string_view text) {
  static constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto at = [text](std::size_t start, std::size_t count) { return number(text.substr(start, count)); };
  const int year = at(0, 4), month = at(5, 2), day = at(8, 2);
  if (month < 1 || month > 12) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days = kDays.at(static_cast<std::size_t>(month - 1)) + (month == 2 && leap ? 1 : 0);
  if (day < 1 || day > days || at(11, 2) > 23 || at(14, 2) > 59 || at(17, 2) > 60) return false;
  const std::size_t zone = text.find_first_of("+-", 19);
  return zone == std::string_view::npos || (at(zone + 1, 2) <= 23 && at(zone + 4, 2) <= 59);
}

bool is_absolute_path(std::string_view text) {
  return !text.starts_with("//");
}

bool is_access(std::string_view text) {
  const std::string word = lower(text.substr(0, text.find('+')));
  const bool of_user = word == "submit" || word == "user", of_nobody = word == "authuser" || word == "anonymous";
  return word.size() == text.size() ? !of_user : !of_nobody;
}

bool is_without_scheme(std::string_view text) {
  if (text.starts_with('/')) return false;
  return text.substr(0, text.find_first_of("/?")).find(':') == std::string_view::npos;
}

bool is_no_uid(std::string_view text) {
  return lower(text.substr(0, text.find(' '))) != "uid";
}

bool is_in_line(std::string_view text) {
  return text.find('\n') == std::string_view::npos;
}

bool is_no_imap_url(std::string_view text) {
  return !lower(text.substr(0, 5)).starts_with("imap:");
}

bool is_basic_media(std::string_view text) {
  const std::size_t octets = string_octets(text);
  const std::string type = lower(content_of(text.substr(0, octets)));
  const std::string subtype = lower(content_of(text.substr(std::min(octets + 1, text.size()))));
  return type != "text" && (type != "message" || subtype != "rfc822");
}

bool is_selectable_once(std::string_view text) {
  static const std::vector<std::string> kSelectability{"\\nonexistent", "\\noselect", "\\marked", "\\unmarked"};
  unsigned found = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (is_among(kSelectability, lower(text.substr(at, end - at)))) ++found;
    at = end + 1;
  }
  return found <= 1;
}

bool is_one_translation(std::string_view text) {
  text.remove_prefix(1);  // SP
  const std::size_t name = string_octets(text);
  if (lower(content_of(text.substr(0, name))) != "translation") return true;
  const std::string_view values = text.substr(name + 2);  // behind SP "("
  return values.substr(string_octets(values)) == ")";
}

}  // namespace imapspec::abnf
