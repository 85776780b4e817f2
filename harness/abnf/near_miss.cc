#include "harness/abnf/near_miss.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace imapspec::abnf {
namespace {

using namespace std::string_view_literals;

// Octets that mean something in IMAP, and some that never do.
constexpr std::string_view kOctets = "  ()[]{}<>\"\\*%+-.,:/&=~$^0123456789aZNIL\r\n\t\0\x7f\x80\xff"sv;  // with NUL

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool same_without_case(std::string_view a, std::string_view b) {
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return upper(x) == upper(y); });
}

// A place in a text of `size` octets, size > 0; twice as likely to be late as early.
std::size_t late(std::size_t size, Random& random) {
  return std::max(random.below(size), random.below(size));
}

// One of the places in `text` of which `is` is true, or none.
template <class Is>
std::size_t one_of(std::string_view text, Random& random, Is is) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is(i)) places.push_back(i);
  }
  return places.empty() ? std::string_view::npos : places[late(places.size(), random)];
}

std::string with_bigger_number(std::string_view text, Random& random) {
  const std::size_t start =
      one_of(text, random, [&](std::size_t i) { return digit(text[i]) && (i == 0 || !digit(text[i - 1])); });
  std::string to(text);
  if (start == std::string_view::npos) return to;
  static constexpr std::array<std::string_view, 5> kNumbers{"4294967296", "9223372036854775808", "0",
                                                            "99999999999999999999", "00"};
  std::size_t end = start;
  while (end < text.size() && digit(text[end])) ++end;
  return to.replace(start, end - start, kNumbers.at(random.below(kNumbers.size())));
}

std::string with_another_count(std::string_view text, Random& random) {
  std::string to(text);
  const std::size_t open =
      one_of(text, random, [&](std::size_t i) { return text[i] == '{' && i + 1 < text.size() && digit(text[i + 1]); });
  if (open == std::string_view::npos) return to;
  std::size_t end = open + 1;
  while (end < text.size() && digit(text[end]) && end - open < 9) ++end;
  const std::uint64_t count = std::stoull(to.substr(open + 1, end - open - 1));
  return to.replace(open + 1, end - open - 1,
                    std::to_string(count != 0 && random.chance(1, 2) ? count - 1 : count + 1));
}

std::string with_tokens_swapped(std::string_view text, Random& random) {
  std::string to(text);
  const std::size_t space = one_of(text, random, [&](std::size_t i) { return text[i] == ' '; });
  if (space == std::string_view::npos) return to;
  const std::size_t before = space == 0 ? 0 : text.rfind(' ', space - 1) + 1;
  const std::size_t after = std::min(text.find_first_of(" \r", space + 1), text.size());
  if (before > space || after < space) return to;
  const std::string_view first = text.substr(before, space - before);
  const std::string_view second = text.substr(space + 1, after - space - 1);
  return to.replace(before, after - before, std::string(second) + " " + std::string(first));
}

std::string without_a_mark(std::string_view text, Random& random) {
  std::string to(text);
  const std::size_t mark = one_of(text, random, [&](std::size_t i) {
    return std::string_view("()[]{}<>\" \r\n\\").find(text[i]) != std::string_view::npos;
  });
  if (mark != std::string_view::npos) to.erase(mark, 1);
  return to;
}

std::string changed(std::string_view text, Random& random) {
  std::string to(text);
  const std::size_t at = late(text.size(), random);
  const char octet = kOctets[random.below(kOctets.size())];
  switch (random.below(9)) {
    case 0:
      return to.erase(at, 1);
    case 1:
      return to.insert(at, 1, text[at]);
    case 2:
      to[at] = octet;
      return to;
    case 3:
      return to.insert(late(text.size() + 1, random), 1, octet);
    case 4:
      return with_tokens_swapped(text, random);
    case 5:
      return with_bigger_number(text, random);
    case 6:
      return with_another_count(text, random);
    case 7:
      return without_a_mark(text, random);
    default:
      return to.substr(0, at);
  }
}

}  // namespace

std::string near_miss(std::string_view text, Random& random) {
  if (text.empty()) return {kOctets[random.below(kOctets.size())]};
  while (true) {
    std::string to = changed(text, random);
    if (!same_without_case(to, text)) return to;
  }
}

}  // namespace imapspec::abnf
