#include "harness/grammar/generate/generator.h"

#include <algorithm>
#include <array>

#include "harness/grammar/command/command.h"
#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/core/fields.h"
#include "harness/grammar/core/utf8.h"
#include "harness/grammar/response/status.h"

namespace imapspec::grammar {

namespace {

// Words that mean something where they do not stand, and what looks like another kind of token.
std::string_view look_alike(Generator& g) {
  constexpr std::array<std::string_view, 16> kOthers = {
      "NIL", "INBOX", "inBox", "UID", "RETURN", "CHARSET", "0", "12", "007", "$", "DONE", "BODY", "OK", "+", "a+", "-"};
  switch (g.below(4)) {
    case 0:
      return g.pick(search_key_words()).text;
    case 1:
      return g.pick(fetch_att_words()).text;
    case 2:
      return g.pick(code_words());
    default:
      return g.pick(kOthers);
  }
}

bool consists_of(std::string_view octets, CharSet set) {
  return std::all_of(octets.begin(), octets.end(), [set](char c) { return is(set, c); });
}

}  // namespace

Weights swarm(Random& random) {
  Weights weights;
  const auto draw = [&random](unsigned& weight) {
    constexpr std::array<unsigned, 4> kOf100 = {0, 50, 200, 400};
    if (random.chance(1, 2)) weight = std::min(weight * kOf100[random.below(kOf100.size())] / 100, 95U);
  };
  std::apply([&draw](auto&... weight) { (draw(weight), ...); }, fields(weights));
  weights.list_items = std::max(weights.list_items, 1U);
  weights.items = std::max(weights.items, 5U);
  weights.deep = std::min(weights.deep, 2U);
  return weights;
}

Generator::Generator(Arena& arena, Random& random, Dialect dialect, Weights weights)
    : arena_(arena), random_(random), dialect_(dialect), weights_(weights) {}

void Generator::begin(bool from_client) {
  dialect_.from_client = from_client;
  depth_ = 0;
  deep_ = chance(weights_.deep);
  items_left_ = deep_ ? 2 * limits::kListDepthMax : weights_.items;
  literals_ = true;
}

std::size_t Generator::list_size(std::size_t at_least) {
  const std::size_t most = deep_ ? 1 : std::size_t{weights_.list_items} * (random_.chance(1, 100) ? 8 : 1);
  const std::size_t wanted = at_least + (most > at_least ? below(most - at_least + 1) : 0);
  const std::size_t size = std::max(at_least, std::min(wanted, items_left_));
  items_left_ -= std::min(items_left_, size);
  return size;
}

bool Generator::descend(std::size_t levels) {
  if (depth_ + levels > limits::kListDepthMax || items_left_ == 0) return false;
  return deep_ ? chance(98) : depth_ < 8 && chance(weights_.nesting);
}

std::uint64_t Generator::number_in(std::uint64_t first, std::uint64_t last) {
  constexpr std::uint64_t kOne = 1;
  constexpr std::array kBounds = {kOne,        (kOne << 31U) - 1, kOne << 31U,      (kOne << 32U) - 1,
                                  kOne << 32U, (kOne << 53U) + 1, (kOne << 63U) - 1};
  if (chance(weights_.boundary)) {
    const std::size_t which = below(kBounds.size() + 2);
    const std::uint64_t n = which == 0 ? first : which == 1 ? last : kBounds[which - 2];
    if (first <= n && n <= last) return n;
  }
  // Of any length in digits, the short ones as often as the long.
  const std::uint64_t n = first + (random_.next() >> random_.below(64)) % (last - first + 1);
  return n;
}

std::uint32_t Generator::number() {
  return static_cast<std::uint32_t>(number_in(0, UINT32_MAX));
}
std::uint32_t Generator::nz_number() {
  return static_cast<std::uint32_t>(number_in(1, UINT32_MAX));
}
std::uint64_t Generator::number64() {
  return number_in(0, INT64_MAX);
}
std::uint64_t Generator::number64_or_32() {
  return dialect_.rev2() ? number64() : number();
}

std::size_t Generator::string_size(std::size_t at_least) {
  if (random_.chance(1, 200)) return 100 + below(5000);
  return at_least + below(weights_.string_octets + 1);
}

std::string_view Generator::run(CharSet first, CharSet others) {
  constexpr std::string_view kPlain = "abcdeXYZ019-._";
  std::string octets;
  const bool plain = !chance(weights_.specials);
  const std::size_t size = std::min<std::size_t>(string_size(1), 200);
  while (octets.size() < size) {
    const char c = plain ? kPlain[below(kPlain.size())] : static_cast<char>(1 + below(0x7f));
    if (is(octets.empty() ? first : others, c)) octets.push_back(c);
  }
  return keep(octets);
}

std::string_view Generator::atom() {
  if (chance(weights_.look_alike)) return any_case(look_alike(*this));
  return run(kAtomChar);
}

std::string_view Generator::any_case(std::string_view word) {
  const std::size_t how = below(4);
  if (how < 2) return word;
  std::string spelled(word);
  for (char& c : spelled)
    if (((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) && (how == 2 || coin())) c = static_cast<char>(c ^ 0x20);
  return keep(spelled);
}

std::string_view Generator::utf8_character() {
  constexpr std::array<std::array<std::uint32_t, 2>, 4> kRanges = {
      {{0x80, 0x7ff}, {0x800, 0xd7ff}, {0xe000, 0xffff}, {0x10000, 0x10ffff}}};
  const auto& range = kRanges[below(kRanges.size())];
  std::string octets;
  append_utf8(octets, static_cast<char32_t>(number_in(range[0], range[1])));
  return keep(octets);
}

std::string_view Generator::text() {
  std::string octets(run(kTextChar));
  if (!dialect_.allows_utf8() || !chance(weights_.eight_bit)) return keep(octets);
  // RFC 5255 section 3.5: beside UTF-8 no control octets, and no "[" at the beginning.
  if (!dialect_.rev2()) std::erase_if(octets, [](char c) { return c < 0x20 || c == 0x7f || c == '['; });
  for (std::size_t i = 1 + below(3); i > 0; --i) octets += utf8_character();
  return keep(octets);
}

std::string_view Generator::base64() {
  const std::size_t padding = below(3);
  std::string octets(4 * (1 + below(4)), 'A');
  for (char& c : octets) do
      c = static_cast<char>(0x20 + below(0x60));
    while (!is(kBase64Char, c));
  std::fill_n(octets.rbegin(), padding, '=');
  return keep(octets);
}

// Octets that somebody may want to say. Which forms can carry them is for the caller to see; NUL is not among them.
std::string_view Generator::value() {
  constexpr std::string_view kPlain = "abcdeXYZ019-._", kSpecials = R"("\(){}[]%*<> ~&+)";
  if (chance(weights_.look_alike)) return any_case(look_alike(*this));
  if (chance(8)) return {};
  std::string octets;
  const bool specials = chance(weights_.specials), line_ends = chance(weights_.line_ends);
  const bool eight_bit = chance(weights_.eight_bit), utf8 = coin();
  const std::size_t size = string_size(1);
  while (octets.size() < size) {
    if (line_ends && chance(20))
      octets += coin() ? "\r\n" : coin() ? "\r" : "\n";
    else if (eight_bit && chance(30))
      octets += utf8 ? utf8_character() : keep(std::string(1, static_cast<char>(0x80 + below(0x80))));
    else if (specials)
      octets.push_back(coin() ? kSpecials[below(kSpecials.size())] : static_cast<char>(1 + below(0x7f)));
    else
      octets.push_back(kPlain[below(kPlain.size())]);
  }
  return keep(octets);
}

// None where it would take a literal and there may be none.
std::optional<String> Generator::formed(std::string_view v, Place place) {
  const CharSet atoms = place == Place::list_mailbox ? kListChar : kAstringChar;
  const bool as_atom = place != Place::string && !v.empty() && consists_of(v, atoms);
  bool as_quoted = true, high = false;
  for (const char c : v) {
    const bool beyond = static_cast<unsigned char>(c) >= 0x80;
    high = high || beyond;
    as_quoted = as_quoted && (beyond || is(kTextChar, c));
  }
  as_quoted = as_quoted && (!high || (dialect_.allows_utf8() && is_utf8(v)));
  if (literals_ && (chance(weights_.literal) || (!as_atom && !as_quoted)))
    return String{v, dialect_.from_client && chance(weights_.literal_plus) ? Form::literal_plus : Form::literal};
  if (as_quoted && (!as_atom || chance(weights_.quoted))) return String{v, Form::quoted};
  if (as_atom) return String{v, Form::atom};
  return std::nullopt;
}

String Generator::string_at(Place place) {
  while (true)
    if (const auto s = formed(value(), place)) return *s;
}

String Generator::in_some_form(std::string_view octets, Place place) {
  const std::string_view kept = keep(octets);
  return formed(kept, place).value_or(String{kept, Form::quoted});
}

std::string_view Generator::of(std::string_view alphabet, std::size_t at_least) {
  std::string octets;
  for (std::size_t n = at_least + below(4); n > 0; --n) octets.push_back(alphabet[below(alphabet.size())]);
  return keep(octets);
}

NString Generator::nstring() {
  if (chance(30)) return std::nullopt;
  return string();
}

String Generator::quoted() {
  const WithoutLiterals none(*this);
  return string();
}

String Generator::literal() {
  return {value(), dialect_.from_client && chance(weights_.literal_plus) ? Form::literal_plus : Form::literal};
}

String Generator::literal8() {
  std::string octets(value());
  if (chance(weights_.nul)) octets.insert(below(octets.size() + 1), 1 + below(3), '\0');
  const bool plus = dialect_.from_client && chance(weights_.literal_plus);
  return {keep(octets), plus ? Form::literal8_plus : Form::literal8};
}

String Generator::charset(bool loose) {
  if (loose) return astring();
  if (coin()) return {atom(), Form::atom};
  return quoted();
}

}  // namespace imapspec::grammar
