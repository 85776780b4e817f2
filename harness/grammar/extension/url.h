// IMAP URLs (RFC 5092), with the access identifiers of RFC 5593: strict, lossless, absolute and relative.
#pragma once

#include <optional>
#include <string>

#include "harness/grammar/core/cursor.h"

namespace imapspec::grammar {

class Printer;

// Texts are as written, percent-encoded; percent_decode() reads them. Words such as ";UID=" compare without case.
struct UrlServer {  // iserver
  std::optional<std::string_view> user;
  std::optional<std::string_view> auth;  // of ";AUTH=": "*" or an encoded auth-type
  std::string_view host;                 // an IP literal keeps its brackets; may be empty, as RFC 3986 has it
  std::optional<std::string_view> port;  // digits, none perhaps
  friend bool operator==(const UrlServer&, const UrlServer&) = default;
};
struct UrlPartial {  // partial-range
  std::uint32_t first = 0;
  std::optional<std::uint32_t> count;  // never 0
  friend bool operator==(const UrlPartial&, const UrlPartial&) = default;
};
struct UrlVerifier {  // iua-verifier
  std::string_view mechanism;
  std::string_view token;  // 32 or more hexadecimal digits
  friend bool operator==(const UrlVerifier&, const UrlVerifier&) = default;
};
struct UrlAuth {                           // iurlauth, or iurlauth-rump without a verifier
  std::optional<std::string_view> expire;  // date-time of RFC 3339
  std::string_view access;                 // "submit", "user", "authuser", "anonymous", or an application of RFC 5593
  std::optional<std::string_view> user;    // behind "+"
  std::optional<UrlVerifier> verifier;
  friend bool operator==(const UrlAuth&, const UrlAuth&) = default;
};

struct ImapUrl {
  enum class Form : std::uint8_t {
    absolute,       // imap://server/...
    network_path,   // //server/...
    absolute_path,  // /...
    relative_path,  // INBOX/;UID=3, ;UID=3, ;SECTION=1
    empty,          // the same document
  };
  Form form = Form::absolute;
  UrlServer server;          // of absolute and network_path
  bool slash = false;        // "/" behind the server
  std::string_view mailbox;  // empty: none
  std::optional<std::uint32_t> uidvalidity;
  std::optional<std::string_view> search;
  std::optional<std::uint32_t> uid;
  std::optional<std::string_view> section;
  std::optional<UrlPartial> partial;
  std::optional<UrlAuth> auth;
  friend bool operator==(const ImapUrl&, const ImapUrl&) = default;
};

Result<ImapUrl> imapurl(Cursor& c);
Result<ImapUrl> imapurl_rel(Cursor& c);
// What may become a URL of URLAUTH: absolute, of one message or a part of it, with an access and no verifier yet.
Result<ImapUrl> authimapurlrump(Cursor& c);
Result<ImapUrl> authimapurlfull(Cursor& c);
void print(Printer& p, const ImapUrl& url);

// The whole of `text` as an absolute URL, of URLAUTH with or without its verifier, or a relative reference. The views are
// into the text.
Result<ImapUrl> parse_url(std::string_view text, Arena& arena);

// The octets that a part of a URL stands for. The part is one that the parser let pass.
std::string percent_decode(std::string_view encoded);
// The other way round: only what a part of that kind may not hold is encoded.
enum class UrlPlace : std::uint8_t { user, path };  // achar; bchar
std::string percent_encode(std::string_view octets, UrlPlace place);

}  // namespace imapspec::grammar
