#include "harness/grammar/extension/url_resolve.h"

#include <algorithm>

#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/url.h"

namespace imapspec::grammar {

namespace {

// RFC 3986 section 3, of a URL that is known to be one: scheme and fragment apart, which IMAP's have no choice in.
struct Parts {
  std::string_view authority;
  bool has_authority = false;
  std::string_view path;
  std::string_view query;  // with its "?"
};

Parts parts_of(std::string_view url) {
  Parts parts;
  if (is_word(url.substr(0, std::min<std::size_t>(url.size(), 5)), "IMAP:")) url.remove_prefix(5);
  if (url.starts_with("//")) {
    url.remove_prefix(2);
    const std::size_t end = std::min(url.find_first_of("/?"), url.size());
    parts.has_authority = true;
    parts.authority = url.substr(0, end);
    url.remove_prefix(end);
  }
  const std::size_t query = std::min(url.find('?'), url.size());
  parts.path = url.substr(0, query);
  parts.query = url.substr(query);
  return parts;
}

// RFC 3986 section 5.2.4: "." is where it stands, ".." one segment up.
std::string without_dot_segments(std::string_view path) {
  std::string output;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    const bool up = segment == "/..";
    if (up) output.resize(std::min(output.rfind('/'), output.size()));
    if (!up && segment != "/.")
      output += segment;
    else if (path.empty())
      output += '/';
  }
  return output;
}

// RFC 3986 section 5.2.3: the reference in place of the base's last segment.
std::string merged(const Parts& base, std::string_view path) {
  if (base.path.empty()) return "/" + std::string(path);
  return std::string(base.path.substr(0, base.path.rfind('/') + 1)) + std::string(path);
}

}  // namespace

Result<std::string> resolve_url(std::string_view base, std::string_view reference) {
  Arena arena;
  TRY(const auto absolute, parse_url(base, arena));
  if (absolute.form != ImapUrl::Form::absolute)
    return std::unexpected(ParseError{ParseError::Kind::mismatch, 0, "imapurl"});
  TRY_(parse_url(reference, arena));
  const Parts from = parts_of(base), to = parts_of(reference);
  const std::string_view authority = to.has_authority ? to.authority : from.authority;
  std::string path(from.path);
  std::string_view query = from.query;
  if (to.has_authority || !to.path.empty()) {
    const bool whole = to.has_authority || to.path.starts_with('/');
    path = without_dot_segments(whole ? std::string(to.path) : merged(from, to.path));
    query = to.query;
  }
  std::string url = "imap://" + std::string(authority) + path + std::string(query);
  if (!parse_url(url, arena)) return std::unexpected(ParseError{ParseError::Kind::mismatch, 0, "imapurl"});
  return url;
}

}  // namespace imapspec::grammar
