#include "harness/mail/unicode.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "harness/grammar/core/utf8.h"
#include "harness/mail/header.h"

namespace imapspec::mail {

namespace {

constexpr std::size_t kNameOctetsMax = 60;  // UCNV_MAX_CONVERTER_NAME_LENGTH

struct Close {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, Close>;

// A comma would begin options of ICU's own.
Converter open(std::string_view charset) {
  if (charset.empty() || charset.size() >= kNameOctetsMax ||
      charset.find_first_of(std::string_view(",\0", 2)) != std::string_view::npos)
    return nullptr;
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(charset).c_str(), &error));
  return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

bool is_ascii_or_utf8(std::string_view charset) {
  return same_word(charset, "UTF-8") || same_word(charset, "US-ASCII");
}

}  // namespace

bool is_known_charset(std::string_view name) {
  return is_ascii_or_utf8(name) || open(name) != nullptr;
}

std::optional<std::string> to_utf8(std::string_view text, std::string_view charset) {
  // UTF-8 under the name of US-ASCII is so frequent that it is taken for what it is.
  if (is_ascii_or_utf8(charset) && grammar::is_utf8(text)) return std::string(text);
  const Converter converter = open(charset);
  if (!converter) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString wide(text.data(), static_cast<std::int32_t>(text.size()), converter.get(), error);
  if (U_FAILURE(error)) return std::nullopt;
  std::string utf8;
  wide.toUTF8String(utf8);
  return utf8;
}

std::string folded(std::string_view utf8) {
  std::string to;
  to.reserve(utf8.size());
  while (!utf8.empty()) {
    if (const std::size_t length = grammar::utf8_character(utf8); length > 0) {
      const auto c = static_cast<UChar32>(grammar::take_utf8(utf8));
      grammar::append_utf8(to, static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)));
    } else {
      const char c = utf8.front();
      to.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
      utf8.remove_prefix(1);
    }
  }
  return to;
}

}  // namespace imapspec::mail
