#include "harness/base/arena.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace imapspec {
namespace {

TEST(Arena, ASteadyStateAsksForNothing) {
  Arena arena(64);
  const auto message = [&arena] {
    for (int i = 0; i < 100; ++i) arena.copy("0123456789");
    arena.reset();
  };
  message();  // finds the size
  message();  // keeps the largest block
  const std::size_t settled = arena.system_allocations();
  for (int i = 0; i < 50; ++i) message();
  EXPECT_LE(arena.system_allocations() - settled, 1U);
  const std::size_t after = arena.system_allocations();
  for (int i = 0; i < 50; ++i) message();
  EXPECT_EQ(arena.system_allocations(), after);
}

TEST(Arena, KeepsAlignmentWhateverCameBefore) {
  Arena arena(32);
  for (int i = 0; i < 200; ++i) {
    arena.copy(std::string_view("odd").substr(0, static_cast<std::size_t>(i % 4)));
    const auto* number = arena.make<std::uint64_t>(42);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(number) % alignof(std::uint64_t), 0U);
    EXPECT_EQ(*number, 42U);
  }
}

TEST(Arena, WhatItHandsOutStaysUntilReset) {
  Arena arena(16);
  const std::string_view first = arena.copy("first");
  const std::string big(100'000, 'x');
  EXPECT_EQ(arena.copy(big), big);
  for (int i = 0; i < 1000; ++i) arena.copy("more");
  EXPECT_EQ(first, "first");
  arena.reset();
  EXPECT_EQ(arena.used_octets(), 0U);
}

TEST(Arena, GivesRoomForNothing) {
  Arena arena;
  EXPECT_TRUE(arena.copy("").empty());
  arena.allocate<std::uint32_t>(0);
  EXPECT_EQ(arena.used_octets(), 0U);
}

TEST(ListBuilder, GrowsWithoutLosingItems) {
  Arena arena(16);
  ListBuilder<std::uint32_t> builder(arena);
  EXPECT_TRUE(builder.empty());
  for (std::uint32_t i = 0; i < 1000; ++i) builder.add(i);
  builder.back() = 7;
  const List<std::uint32_t> list = builder.done();
  ASSERT_EQ(list.size(), 1000U);
  for (std::uint32_t i = 0; i < 999; ++i) EXPECT_EQ(list[i], i);
  EXPECT_EQ(list.back(), 7U);
}

TEST(List, ComparesItems) {
  Arena arena;
  const auto a = copy_list<int>(arena, {1, 2}), b = copy_list<int>(arena, {1, 2}), c = copy_list<int>(arena, {1, 3});
  EXPECT_EQ(a, b);
  EXPECT_FALSE(a == c);
  EXPECT_EQ(List<int>(), copy_list<int>(arena, {}));
}

}  // namespace
}  // namespace imapspec
