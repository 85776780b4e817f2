// The codecs and the algebra of core, on random values: what one way makes, the other undoes.
#include "harness/base/random.h"
#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/utf8.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

std::string random_utf8(Random& random) {
  std::string name;
  for (std::size_t n = random.below(8); n > 0; --n) {
    constexpr char32_t kBounds[] = {0,     0x1f,  0x20,   '&',    '-',    0x7e,    0x7f,    0x80,
                                    0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    const char32_t c =
        random.chance(1, 2) ? kBounds[random.below(std::size(kBounds))] : static_cast<char32_t>(random.below(0x110000));
    append_utf8(name, c >= 0xd800 && c <= 0xdfff ? U'a' : c);
  }
  return name;
}

TEST(CodecProperties, ModifiedUtf7ComesBack) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::string name = random_utf8(random);
    const auto back = decode_mutf7(encode_mutf7(name));
    ASSERT_TRUE(back.has_value()) << encode_mutf7(name);
    ASSERT_EQ(*back, name);
  }
}

// Whatever is accepted is the one spelling of what it says.
TEST(CodecProperties, ModifiedUtf7HasOneSpelling) {
  Random random(2);
  int accepted = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string wire = random.chance(1, 2) ? encode_mutf7(random_utf8(random)) : "";
    for (std::size_t n = random.below(4); n > 0; --n) {
      constexpr std::string_view kOctets = "&-&-AAQOg+,/=b 2D3e\x7f\xc3";
      const char octet = kOctets[random.below(kOctets.size())];
      if (random.chance(1, 3) && !wire.empty())
        wire[random.below(wire.size())] = octet;
      else
        wire.insert(random.below(wire.size() + 1), 1, octet);
    }
    const auto name = decode_mutf7(wire);
    if (!name) {
      ASSERT_LT(name.error(), wire.size());
      continue;
    }
    ++accepted;
    ASSERT_TRUE(is_utf8(*name)) << wire;
    ASSERT_EQ(encode_mutf7(*name), wire);
  }
  EXPECT_GT(accepted, 10'000);
}

TEST(CodecProperties, DateTimesComeBackFromTheirInstants) {
  Random random(3);
  constexpr std::int64_t kFirst = -62135596800, kLast = 253402300799 - 86400;  // the years 1 to 9999, in any zone
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t at =
        kFirst + 86400 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(kLast - kFirst - 86400)));
    const int zone = static_cast<int>(random.below(2 * 14 * 60 + 1)) - 14 * 60;
    const DateTime d = date_time_of(at, zone);
    ASSERT_EQ(instant(d), at);
    Arena arena;
    Printer p;
    print(p, d);
    const std::string text = joined(p.take());
    Cursor c(text, arena);
    ASSERT_EQ(date_time(c).value(), d) << text;
  }
}

// Membership is what the definition says (RFC 9051 section 9, seq-range), which a count over all numbers shows.
TEST(CodecProperties, MembershipIsThatOfTheNumbersWritten) {
  Random random(4);
  constexpr std::uint32_t kLargest = 12;
  for (int i = 0; i < 3'000; ++i) {
    Arena arena;
    ListBuilder<SeqItem> items(arena), turned(arena);
    std::array<bool, kLargest + 4> members{};
    const auto one = [&random]() -> SeqNumber {
      if (random.chance(1, 6)) return Star{};
      return static_cast<std::uint32_t>(1 + random.below(kLargest + 3));
    };
    const auto value = [](const SeqNumber& n) {
      return std::holds_alternative<Star>(n) ? kLargest : std::get<std::uint32_t>(n);
    };
    for (std::size_t n = 1 + random.below(4); n > 0; --n) {
      const SeqRange range{one(), one()};
      items.add(range);
      turned.add(SeqRange{range.last, range.first});
      for (std::uint32_t k = std::min(value(range.first), value(range.last));
           k <= std::max(value(range.first), value(range.last)); ++k)
        members[k] = true;
    }
    for (std::uint32_t k = 1; k < members.size(); ++k) {
      ASSERT_EQ(contains({items.done(), false}, k, kLargest), members[k]) << k;
      ASSERT_EQ(contains({turned.done(), false}, k, kLargest), members[k]) << "7:3 is 3:7";
    }
  }
}

}  // namespace
}  // namespace imapspec::grammar
