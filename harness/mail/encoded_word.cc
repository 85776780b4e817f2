#include "harness/mail/encoded_word.h"

#include <algorithm>
#include <optional>

#include "harness/mail/header.h"
#include "harness/mail/hexadecimal.h"
#include "harness/mail/transfer_encoding.h"
#include "harness/mail/unicode.h"

namespace imapspec::mail {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// RFC 2047 section 2: token = 1*<Any CHAR except SPACE, CTLs, and especials>
bool is_token(char c) {
  constexpr std::string_view kEspecials = "()<>@,;:\"/[]?.=";
  return c > ' ' && c < 0x7f && kEspecials.find(c) == std::string_view::npos;
}

// RFC 2047 section 4.2: the "Q" encoding
std::string from_q(std::string_view text) {
  std::string to;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = text[i] == '=' ? hexadecimal_octet(text.substr(i + 1)) : std::nullopt;
    to.push_back(octet.value_or(text[i] == '_' ? ' ' : text[i]));
    if (octet) i += 2;
  }
  return to;
}

struct Word {
  std::string_view charset;
  std::string octets;
  std::size_t size = 0;  // as it is written
};

// RFC 2047 section 2, RFC 2231 section 5: "=?" charset ["*" language] "?" encoding "?" encoded-text "?="
// Looks no further than the first octet that cannot be there, so that reading a field full of beginnings stays linear.
std::optional<Word> encoded_word(std::string_view text) {
  Word w;
  std::size_t at = 2;
  while (at < text.size() && is_token(text[at])) ++at;
  w.charset = text.substr(2, at - 2);
  w.charset = w.charset.substr(0, w.charset.find('*'));
  if (w.charset.empty() || text.size() < at + 3 || text[at] != '?' || text[at + 2] != '?') return std::nullopt;
  const char encoding = static_cast<char>(text[at + 1] | 0x20);
  const std::size_t start = at + 3;
  at = start;
  while (at < text.size() && text[at] != '?' && !is_space(text[at])) ++at;
  if (!text.substr(at).starts_with("?=")) return std::nullopt;
  const std::string_view encoded = text.substr(start, at - start);
  w.size = at + 2;
  if (encoding != 'q' && encoding != 'b') return std::nullopt;
  w.octets = encoding == 'q' ? from_q(encoded) : from_base64(encoded);
  return w;
}

class Decoder {
 public:
  std::string decode(std::string_view body) {
    std::size_t plain = 0;  // where the text began that is no encoded word
    for (std::size_t at = 0; (at = body.find("=?", at)) != std::string_view::npos;) {
      auto word = encoded_word(body.substr(at));
      if (!word || !is_known_charset(word->charset)) {
        ++at;
        continue;
      }
      add_plain(body.substr(plain, at - plain), true);
      if (!same_word(word->charset, charset_)) flush();
      charset_ = word->charset;
      octets_.append(word->octets);
      at += word->size;
      plain = at;
    }
    add_plain(body.substr(plain), false);
    flush();
    return std::move(text_);
  }

 private:
  // RFC 2047 section 6.2: white space between two encoded words is not shown.
  void add_plain(std::string_view text, bool before_word) {
    if (before_word && !charset_.empty() && std::ranges::all_of(text, is_space)) return;
    if (text.empty()) return;
    flush();
    for (const char c : text)
      if (c != '\r' && c != '\n') text_.push_back(c);
  }
  // Words in one charset are decoded together: senders do cut characters in two, though section 5 forbids it.
  void flush() {
    if (!charset_.empty()) text_.append(valid_to_utf8(octets_, charset_).value_or(octets_));
    octets_.clear();
    charset_ = {};
  }

  std::string text_, octets_;
  std::string_view charset_;  // of octets_; empty where no word came before
};

}  // namespace

std::string decoded_words(std::string_view body) {
  return Decoder().decode(trimmed(body));
}

}  // namespace imapspec::mail
