#include "harness/mail/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
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

namespace {

std::optional<std::string> converted(std::string_view text, std::string_view charset, bool stops) {
  // UTF-8 under the name of US-ASCII is so frequent that it is taken for what it is.
  if (is_ascii_or_utf8(charset) && grammar::is_utf8(text)) return std::string(text);
  const Converter converter = open(charset);
  if (!converter) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  if (stops) ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const icu::UnicodeString wide(text.data(), static_cast<std::int32_t>(text.size()), converter.get(), error);
  if (U_FAILURE(error)) return std::nullopt;
  std::string utf8;
  wide.toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view text, std::string_view charset) {
  return converted(text, charset, false);
}

std::optional<std::string> valid_to_utf8(std::string_view text, std::string_view charset) {
  return converted(text, charset, true);
}

const std::vector<std::string>& known_charsets() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names = {"US-ASCII", "UTF-8"};
    for (std::int32_t i = 0; i < ucnv_countAvailable(); ++i) {
      UErrorCode error = U_ZERO_ERROR;
      const char* name = ucnv_getStandardName(ucnv_getAvailableName(i), "MIME", &error);
      if (name != nullptr && std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
    }
    std::sort(names.begin() + 2, names.end());
    return names;
  }();
  return all;
}

namespace {

// RFC 5051 section 2, step 2: the title case, and then its decompositions until none is left, as in Normalization Form
// KD. Diacritical marks are not put in order, which the RFC permits.
void append_casemapped(std::string& to, UChar32 c) {
  static const icu::Normalizer2* const kNfkd = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKDInstance(error);
  }();
  const UChar32 title = u_totitle(c);
  icu::UnicodeString parts;
  if (kNfkd != nullptr && kNfkd->getDecomposition(title, parts))
    parts.toUTF8String(to);
  else
    grammar::append_utf8(to, static_cast<char32_t>(title));
}

// Eight octets of ASCII with their letters in capitals; nothing is done where one is not ASCII.
bool capitalize_eight(const char* from, char* to) {
  constexpr std::uint64_t kEach = 0x0101010101010101, kTop = kEach * 0x80;
  std::uint64_t eight = 0;
  std::memcpy(&eight, from, sizeof eight);
  if ((eight & kTop) != 0) return false;
  // The top bit of each octet that is at least 'a', and of each that is above 'z': nothing is carried into the next one.
  const std::uint64_t from_a = eight + kEach * (0x80 - 'a'), above_z = eight + kEach * (0x80 - 'z' - 1);
  eight ^= (from_a & ~above_z & kTop) >> 2U;
  std::memcpy(to, &eight, sizeof eight);
  return true;
}

}  // namespace

std::string casemapped(std::string_view utf8) {
  std::string to;
  to.reserve(utf8.size());
  while (!utf8.empty()) {
    std::array<char, 8> eight;
    if (utf8.size() >= eight.size() && capitalize_eight(utf8.data(), eight.data())) {
      to.append(eight.data(), eight.size());
      utf8.remove_prefix(eight.size());
      continue;
    }
    const char c = utf8.front();
    if (static_cast<unsigned char>(c) >= 0x80 && grammar::utf8_character(utf8) > 0) {
      append_casemapped(to, static_cast<UChar32>(grammar::take_utf8(utf8)));
      continue;
    }
    to.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c);
    utf8.remove_prefix(1);
  }
  return to;
}

std::string collation_key(std::string_view text) {
  return grammar::is_utf8(text) ? casemapped(text) : '\xff' + std::string(text);
}

namespace {

const icu::Normalizer2& form_c() {
  static const icu::Normalizer2* const form = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(error);
  }();
  return *form;
}

bool is_control(char32_t c) {
  constexpr char32_t kLineSeparator = 0x2028, kParagraphSeparator = 0x2029;
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == kLineSeparator || c == kParagraphSeparator;
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

// ICU leaves octets that are no UTF-8 as they are.
std::string normalized(std::string_view utf8) {
  if (!grammar::is_utf8(utf8)) return normalized(to_utf8(utf8, "UTF-8").value());
  std::string form;
  icu::StringByteSink<std::string> sink(&form);
  UErrorCode error = U_ZERO_ERROR;
  form_c().normalizeUTF8(0, piece(utf8), sink, nullptr, error);
  return form;
}

bool is_net_unicode(std::string_view text) {
  if (!grammar::is_utf8(text)) return false;
  for (std::string_view rest = text; !rest.empty();)
    if (is_control(grammar::take_utf8(rest))) return false;
  UErrorCode error = U_ZERO_ERROR;
  return form_c().isNormalizedUTF8(piece(text), error) && U_SUCCESS(error);
}

}  // namespace imapspec::mail
