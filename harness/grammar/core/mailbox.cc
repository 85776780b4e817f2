#include "harness/grammar/core/mailbox.h"

#include "harness/grammar/core/utf8.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

bool Mailbox::is_inbox() const {
  constexpr std::string_view kInbox = "inbox";
  if (name.value.size() != kInbox.size()) return false;
  for (std::size_t i = 0; i < kInbox.size(); ++i)
    if ((name.value[i] | 0x20) != kInbox[i]) return false;
  return true;
}

// RFC 9051 section 9: mailbox = "INBOX" / astring
Result<Mailbox> mailbox(Cursor& c) {
  TRY(const auto name, astring(c));
  c.ended("mailbox");
  return Mailbox{name};
}

void print(Printer& p, const Mailbox& m) {
  print(p, m.name);
}

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

bool direct(char c) {
  return c >= 0x20 && c <= 0x7e;
}

}  // namespace

// RFC 3501 section 5.1.3. Refused: octets outside 0x20-0x7e, a shift that does not end, base64 that is not canonical
// (bits left over that are not 0, or six or more of them), surrogates that are no pair, characters that stand for
// themselves,
// "&-" aside, and a shift behind a shift.
std::expected<std::string, std::size_t> decode_mutf7(std::string_view wire) {
  std::string out;
  for (std::size_t i = 0; i < wire.size();) {
    if (!direct(wire[i])) return std::unexpected(i);
    if (wire[i] != '&') {
      out.push_back(wire[i++]);
      continue;
    }
    const std::size_t shift = i++;
    if (i < wire.size() && wire[i] == '-') {
      out.push_back('&');
      ++i;
      continue;
    }
    std::uint32_t bits = 0;
    unsigned count = 0;
    char32_t high = 0;
    for (; i < wire.size() && wire[i] != '-'; ++i) {
      const std::size_t value = kAlphabet.find(wire[i]);
      if (value == std::string_view::npos) return std::unexpected(i);
      bits = (bits << 6U) | static_cast<std::uint32_t>(value);
      count += 6;
      if (count < 16) continue;
      count -= 16;
      const char32_t unit = (bits >> count) & 0xffffU;
      bits &= (1U << count) - 1U;
      if (high != 0) {
        if (unit < 0xdc00 || unit > 0xdfff) return std::unexpected(i);
        append_utf8(out, 0x10000 + ((high - 0xd800) << 10U) + (unit - 0xdc00));
        high = 0;
      } else if (unit >= 0xd800 && unit <= 0xdbff) {
        high = unit;
      } else if ((unit >= 0xdc00 && unit <= 0xdfff) || (unit >= 0x20 && unit <= 0x7e)) {
        return std::unexpected(i);
      } else {
        append_utf8(out, unit);
      }
    }
    if (i == wire.size() || high != 0 || count >= 6 || bits != 0) return std::unexpected(shift);
    ++i;  // "-"
    if (i + 1 < wire.size() && wire[i] == '&' && wire[i + 1] != '-') return std::unexpected(i);
  }
  return out;
}

std::string encode_mutf7(std::string_view utf8) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  bool shifted = false;
  const auto unit = [&](char32_t value) {
    bits = (bits << 16U) | static_cast<std::uint32_t>(value);
    for (count += 16; count >= 6; count -= 6) out.push_back(kAlphabet[(bits >> (count - 6)) & 0x3fU]);
    bits &= (1U << count) - 1U;
  };
  const auto end_shift = [&] {
    if (!shifted) return;
    if (count > 0) out.push_back(kAlphabet[(bits << (6 - count)) & 0x3fU]);
    out.push_back('-');
    bits = count = 0;
    shifted = false;
  };
  while (!utf8.empty()) {
    const char32_t code_point = take_utf8(utf8);
    if (code_point >= 0x20 && code_point <= 0x7e) {
      end_shift();
      out.push_back(static_cast<char>(code_point));
      if (code_point == '&') out.push_back('-');
      continue;
    }
    if (!shifted) out.push_back('&');
    shifted = true;
    if (code_point >= 0x10000) {
      unit(0xd800 + ((code_point - 0x10000) >> 10U));
      unit(0xdc00 + ((code_point - 0x10000) & 0x3ffU));
    } else {
      unit(code_point);
    }
  }
  end_shift();
  return out;
}

}  // namespace imapspec::grammar
