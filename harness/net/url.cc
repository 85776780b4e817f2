#include "harness/net/url.h"

#include <charconv>

namespace imapspec::net {
namespace {

using Error = std::unexpected<std::string>;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// RFC 3986 section 2.1.
std::expected<std::string, std::string> percent_decode(std::string_view text, std::string_view what) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        return Error("the " + std::string(what) + " has a % without two hexadecimal digits (write %25)");
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return Error("the " + std::string(what) + " holds a NUL");
    decoded += c;
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";  // RFC 3986 section 2.3
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (kUnreserved.contains(c)) {
      encoded += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      encoded += {'%', kHex[octet / 16], kHex[octet % 16]};
    }
  }
  return encoded;
}

// Takes "user:password@" off the front of the authority. The last @ ends it, so that an @ in a password is forgiven.
std::expected<void, std::string> take_user(std::string_view& authority, Url& url) {
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return {};
  const std::string_view info = authority.substr(0, at);
  authority.remove_prefix(at + 1);
  const std::size_t colon = info.find(':');
  auto user = percent_decode(info.substr(0, colon), "user name");
  if (!user) return Error(user.error());
  if (user->empty()) return Error("there is no user name before the @");
  url.user = *user;
  if (colon == std::string_view::npos) return {};
  auto password = percent_decode(info.substr(colon + 1), "password");
  if (!password) return Error(password.error());
  url.password = *password;
  return {};
}

std::expected<void, std::string> take_host_and_port(std::string_view authority, Url& url) {
  std::string_view port;
  bool has_port = false;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return Error("the [ of an IPv6 address is not closed by a ]");
    url.host = authority.substr(1, end - 1);
    std::string_view rest = authority.substr(end + 1);
    has_port = rest.starts_with(':');
    if (!rest.empty() && !has_port) return Error("after the ] of an IPv6 address only :PORT may follow");
    if (has_port) port = rest.substr(1);
  } else {
    const std::size_t colon = authority.find(':');
    has_port = colon != std::string_view::npos;
    url.host = authority.substr(0, colon);
    if (has_port) port = authority.substr(colon + 1);
    if (port.contains(':')) return Error("an IPv6 address must stand in brackets: imap://[::1]:143");
  }
  if (url.host.empty()) return Error("there is no host");
  if (!has_port) return {};
  const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (problem != std::errc{} || end != port.data() + port.size() || url.port == 0) {
    return Error("the port must be a number from 1 to 65535");
  }
  return {};
}

std::expected<Url, std::string> parse_network(std::string_view rest, Scheme scheme) {
  Url url;
  url.scheme = scheme;
  url.port = scheme == Scheme::imaps ? 993 : 143;
  // A path is of use to IMAP clients only; "/" alone is what some programs append.
  if (rest.ends_with('/')) rest.remove_suffix(1);
  if (auto user = take_user(rest, url); !user) return Error(user.error());
  if (rest.find_first_of("/?#") != std::string_view::npos) return Error("nothing may follow the port");
  if (auto host = take_host_and_port(rest, url); !host) return Error(host.error());
  return url;
}

std::expected<Url, std::string> parse_unix(std::string_view rest) {
  Url url;
  url.scheme = Scheme::unix_socket;
  if (rest.starts_with("//")) {
    std::string_view authority = rest.substr(2);
    if (auto user = take_user(authority, url); !user) return Error(user.error());
    rest = authority;
  }
  if (rest.empty()) return Error("there is no path after unix:");
  url.path = rest;
  return url;
}

}  // namespace

std::string Url::without_password() const {
  const std::string who = user ? percent_encode(*user) + "@" : "";
  switch (scheme) {
    case Scheme::unix_socket:
      return user ? "unix://" + who + path : "unix:" + path;
    case Scheme::exec:
      return "exec:" + command;
    case Scheme::imap:
    case Scheme::imaps:
      break;
  }
  return (scheme == Scheme::imaps ? "imaps://" : "imap://") + who + (host.contains(':') ? "[" + host + "]" : host) +
         ":" + std::to_string(port);
}

std::expected<Url, std::string> parse_url(std::string_view text) {
  if (text.starts_with("imap://")) return parse_network(text.substr(7), Scheme::imap);
  if (text.starts_with("imaps://")) return parse_network(text.substr(8), Scheme::imaps);
  if (text.starts_with("unix:")) return parse_unix(text.substr(5));
  if (text.starts_with("exec:")) {
    if (text.find_first_not_of(' ', 5) == std::string_view::npos) return Error("there is no command after exec:");
    Url url;
    url.scheme = Scheme::exec;
    url.command = text.substr(5);
    return url;
  }
  return Error("a server is imap://USER:PASSWORD@HOST:PORT, imaps://..., unix:PATH or exec:COMMAND");
}

}  // namespace imapspec::net
