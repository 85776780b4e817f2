#include "harness/net/deflate_layer.h"

#include <gtest/gtest.h>

#include <array>

namespace imapspec::net {
namespace {

// Everything that can be read from what was fed, in steps of `step` octets; "broken" where it is.
std::string inflate_all(DeflateLayer& layer, std::size_t step) {
  std::string plain, buffer(step, '\0');
  while (true) {
    const auto got = layer.read(buffer);
    if (!got) return "broken";
    if (*got == 0 && layer.hungry()) return plain;
    plain.append(buffer, 0, *got);
  }
}

TEST(DeflateLayer, EveryWriteCanBeReadAtOnce) {
  DeflateLayer ours, theirs;
  for (const std::string text : {"* OK\r\n", "", "a", "* 1 FETCH (FLAGS ())\r\n* 2 FETCH (FLAGS ())\r\n"}) {
    std::string wire;
    ours.write(text, wire);
    theirs.feed(wire);
    EXPECT_EQ(inflate_all(theirs, 3), text);
  }
}

TEST(DeflateLayer, TakesTheWireOneOctetAtATime) {
  DeflateLayer ours, theirs;
  std::string wire, plain;
  ours.write("a001 OK done\r\n", wire);
  for (const char octet : wire) {
    theirs.feed({&octet, 1});
    plain += inflate_all(theirs, 100);
  }
  EXPECT_EQ(plain, "a001 OK done\r\n");
}

TEST(DeflateLayer, ABombIsInflatedNoFurtherThanItIsRead) {
  DeflateLayer ours, theirs;
  std::string wire;
  ours.write(std::string(10 << 20, '\0'), wire);
  EXPECT_LT(wire.size(), 20000U);
  theirs.feed(wire);
  std::array<char, 1000> buffer;
  EXPECT_EQ(theirs.read(buffer).value(), 1000U);
  EXPECT_FALSE(theirs.hungry());
}

TEST(DeflateLayer, RefusesWhatIsNoDeflate) {
  DeflateLayer layer;
  layer.feed("\xff\xff\xff\xff");
  EXPECT_EQ(inflate_all(layer, 100), "broken");
}

// RFC 8437 section 4.1: the client may have sent the next command already, in clear.
TEST(DeflateLayer, ReadsNoFurtherThanThePeerHasFlushed) {
  DeflateLayer ours, theirs;
  std::string wire;
  ours.write("a NOOP\r\n", wire);
  ours.write("b UNAUTHENTICATE\r\n", wire);
  EXPECT_TRUE(theirs.at_flush());
  theirs.feed(wire + "c LOGIN alice secret\r\n");
  std::array<char, 100> buffer;
  EXPECT_EQ(theirs.read(buffer).value(), 8U);
  EXPECT_TRUE(theirs.at_flush());
  EXPECT_EQ(theirs.read(std::span(buffer).first(10)).value(), 10U);
  EXPECT_FALSE(theirs.at_flush());
  EXPECT_EQ(theirs.read(buffer).value(), 8U);
  EXPECT_TRUE(theirs.at_flush());
  EXPECT_EQ(theirs.take_rest(), "c LOGIN alice secret\r\n");
  EXPECT_TRUE(theirs.hungry());
}

TEST(DeflateLayer, WhatComesBeforeBrokenOctetsIsRead) {
  DeflateLayer ours, theirs;
  std::string wire;
  ours.write("a NOOP\r\n", wire);
  theirs.feed(wire.substr(0, wire.size() - 5) + "\xff\xff\xff\xff");  // less the empty block
  std::array<char, 100> buffer;
  EXPECT_EQ(theirs.read(buffer).value(), 8U);
  EXPECT_EQ(inflate_all(theirs, 100), "broken");
}

TEST(DeflateLayer, RefusesOctetsAfterTheEnd) {
  DeflateLayer layer;
  layer.feed(std::string_view("\x03\x00", 2));  // RFC 1951 section 3.2.6: the last block, fixed codes, empty
  EXPECT_EQ(inflate_all(layer, 100), "");
  layer.feed("x");
  EXPECT_EQ(inflate_all(layer, 100), "broken");
}

}  // namespace
}  // namespace imapspec::net
