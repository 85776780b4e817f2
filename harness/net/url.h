// Url: where a peer is and who logs in, as the command line gives it:
//   imap://USER:PASSWORD@HOST:PORT, imaps://..., unix:PATH, unix://USER:PASSWORD@/PATH, exec:COMMAND
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace imapspec::net {

enum class Scheme : std::uint8_t { imap, imaps, unix_socket, exec };

struct Url {
  Scheme scheme = Scheme::imap;
  std::optional<std::string> user, password;  // percent-decoded; any octets but NUL
  std::string host;                           // of imap and imaps: a name or an address, IPv6 without its brackets
  std::uint16_t port = 0;                     // of imap and imaps: 143 and 993 unless given
  std::string path;                           // of unix: the socket
  std::string command;                        // of exec: for /bin/sh -c, exactly as written

  // In the form above, without the password; what stands here may go into reports.
  std::string without_password() const;

  friend bool operator==(const Url&, const Url&) = default;
};

// The error names what is wrong and what was expected; it never repeats the text, which may hold a password.
std::expected<Url, std::string> parse_url(std::string_view text);

}  // namespace imapspec::net
