#include "harness/yaml/yaml.h"

#include <gtest/gtest.h>

namespace imapspec::yaml {
namespace {

Node ok(std::string_view text) {
  auto node = load("f.yaml", text);
  EXPECT_TRUE(node) << to_string(node.error());
  return node ? *std::move(node) : Node{};
}
std::string bad(std::string_view text) {
  auto node = load("f.yaml", text);
  EXPECT_FALSE(node) << text;
  return node ? std::string() : to_string(node.error());
}
std::string first_of(std::string_view text) {
  const std::string all = bad(text);
  return all.substr(0, all.find('\n'));
}

TEST(Yaml, EveryScalarIsAString) {
  const Node node = ok("a: NO\nb: 1:10\nc: 0x10\nd: true\ne: 007\nf: null_\ng: .inf\n");
  EXPECT_EQ(node.find("a")->scalar, "NO");
  EXPECT_EQ(node.find("b")->scalar, "1:10");
  EXPECT_EQ(node.find("c")->scalar, "0x10");
  EXPECT_EQ(node.find("d")->scalar, "true");
  EXPECT_EQ(node.find("e")->scalar, "007");
  EXPECT_EQ(node.find("f")->scalar, "null_");
  EXPECT_EQ(node.find("g")->scalar, ".inf");
  EXPECT_EQ(node.find("z"), nullptr);
}

TEST(Yaml, ListsAndMapsKeepTheirOrderAndPlaces) {
  const Node node = ok("z: [x, {k: v}]\na:\n  - {C: NOOP, S: +}\n");
  ASSERT_EQ(node.entries.size(), 2u);
  EXPECT_EQ(node.entries[0].key, "z");
  EXPECT_EQ(node.entries[1].place, (Place{2, 1}));
  const Node& list = node.entries[0].value;
  ASSERT_TRUE(list.is_list());
  EXPECT_EQ(list.place, (Place{1, 4}));
  EXPECT_EQ(list.items[0].place, (Place{1, 5}));
  EXPECT_EQ(list.items[1].find("k")->place, (Place{1, 12}));
  EXPECT_EQ(node.entries[1].value.items[0].find("S")->scalar, "+");
}

TEST(Yaml, ColumnsCountOctets) {
  EXPECT_EQ(ok("\xC3\xA9: {\xC3\xA9: b}\n").entries[0].value.find("\xC3\xA9")->place, (Place{1, 10}));
}

TEST(Yaml, StylesAreTold) {
  const Node node = ok("a: p\nb: 's'\nc: \"d\"\nd: |\n  l\ne: >\n  f\n");
  using Style = Node::Style;
  EXPECT_EQ(node.find("a")->style, Style::plain);
  EXPECT_EQ(node.find("b")->style, Style::single_quoted);
  EXPECT_EQ(node.find("c")->style, Style::double_quoted);
  EXPECT_EQ(node.find("d")->style, Style::literal);
  EXPECT_EQ(node.find("e")->style, Style::folded);
}

TEST(Yaml, BinaryIsDecoded) {
  const Node node = ok("a: !!binary /wAB\nb: !!binary |\n  aG\n  k=\n");
  EXPECT_EQ(node.find("a")->scalar, std::string("\xFF\0\1", 3));
  EXPECT_TRUE(node.find("a")->binary);
  EXPECT_EQ(node.find("b")->scalar, "hi");
  EXPECT_EQ(first_of("a: !!binary a\n"), "f.yaml:1:4: !!binary that is not base64");
}

TEST(Yaml, ANullIsShownAtItsKeyAndNotAtTheNextToken) {
  EXPECT_EQ(first_of("a: 1\nb:\n\nc: 2\n"), "f.yaml:2:1: 'b' has no value (an empty text is written '')");
  EXPECT_EQ(first_of("a: ~\n"), "f.yaml:1:1: 'a' has no value (an empty text is written '')");
  EXPECT_EQ(first_of("x:\n  - a\n  -\n  - b\n"), "f.yaml:2:3: item 2 of this list is empty");
  EXPECT_EQ(bad("{: x}"), "f.yaml:1:1: a key of this map is empty\n");
  EXPECT_EQ(bad("? [a]\n"), "f.yaml:1:3: a key must be a text\n");
  EXPECT_EQ(ok("a: ''\n").find("a")->scalar, "");
}

TEST(Yaml, DuplicateKeysAreRefused) {
  EXPECT_EQ(bad("a: 1\nb: {c: 1, c: 2}\na: 2\n"),
            "f.yaml:2:11: 'c' stands twice in this map\nf.yaml:3:1: 'a' stands twice in this map\n");
}

TEST(Yaml, AnchorsAliasesMergeKeysAndTagsAreRefused) {
  EXPECT_EQ(bad("a: &x b\nc: *x\n"),
            "f.yaml:1:4: anchors (&name) are not allowed: quote the line if it is IMAP\n"
            "f.yaml:2:4: aliases (*name) are not allowed: quote the line if it is IMAP\n");
  EXPECT_EQ(first_of("a: &x [b]\n"), "f.yaml:1:4: anchors (&name) are not allowed: quote the line if it is IMAP");
  EXPECT_EQ(first_of("<<: {a: b}\n"), "f.yaml:1:1: merge keys (<<) are not allowed");
  EXPECT_EQ(ok("'<<': x\n").entries[0].key, "<<");
  EXPECT_EQ(first_of("a: !!str x\n"), "f.yaml:1:4: a tag other than !!binary: quote the line if it is IMAP");
  EXPECT_EQ(first_of("a: !x {b: c}\n"), "f.yaml:1:4: a tag other than !!binary: quote the line if it is IMAP");
}

// The traps that cut an IMAP line in silence.
TEST(Yaml, AQuoteThatNeverCloses) {
  EXPECT_EQ(bad("a: 'x\nb: c\n"), "f.yaml:1:4: this quote is never closed\n");
  EXPECT_EQ(bad("a: \"x\\\"\nb: c\n"), "f.yaml:1:4: this quote is never closed\n");
  EXPECT_EQ(bad("a: ['x''\n"), "f.yaml:1:5: this quote is never closed\n");
}
TEST(Yaml, AQuoteThatClosesOnlyAtTheNext) {
  EXPECT_EQ(
      bad("a: 'x\nb: 'y'\n"),
      "f.yaml:2:5: this does not continue what was begun above: wrong indentation, or a line that must be quoted; "
      "the quote opened at line 1, column 4 closes only on a later line\n");
}
TEST(Yaml, AHashThatCutsTheLine) {
  EXPECT_EQ(first_of("C: SELECT #news\n"),
            "f.yaml:1:11: ' #' begins a comment: quote the line, or write a space behind the # of a comment");
  EXPECT_EQ(bad("x: {C: SELECT #news, S: OK}\n"),
            "f.yaml:1:15: ' #' begins a comment: quote the line, or write a space behind the # of a comment\n");
  EXPECT_EQ(ok("C: SELECT#news\n").find("C")->scalar, "SELECT#news");
  const Node node = ok("C: SELECT # news\nS: OK\nq: 'x' # c\n");
  EXPECT_TRUE(node.find("C")->comment_follows);
  EXPECT_FALSE(node.find("S")->comment_follows);
  EXPECT_FALSE(node.find("q")->comment_follows);
}
TEST(Yaml, ACommaThatSplitsTheLine) {
  const std::string hint = "a comma ends a value inside [ ] and { }: quote the line, or write a space behind it\n";
  EXPECT_EQ(bad("{C: FETCH 1,2 FLAGS}"), "f.yaml:1:12: " + hint);
  EXPECT_EQ(bad("S: [FETCH 1,2 FLAGS]\n"), "f.yaml:1:12: " + hint);
  EXPECT_EQ(ok("C: FETCH 1,2 FLAGS\n").find("C")->scalar, "FETCH 1,2 FLAGS");
  EXPECT_EQ(ok("{C: 'FETCH 1,2 FLAGS'}").find("C")->scalar, "FETCH 1,2 FLAGS");
}
TEST(Yaml, ACommaWithASpaceSplitsToo) {
  // A key without a value, which the null shows.
  EXPECT_EQ(bad("{C: FETCH 1, 2 FLAGS}"), "f.yaml:1:14: '2 FLAGS' has no value (an empty text is written '')\n");
}

TEST(Yaml, WhatYamlRefusesComesWithAHint) {
  EXPECT_EQ(bad("S: [* OK]\n"), "f.yaml:1:6: YAML takes * for an alias here: quote the line\n");
  EXPECT_EQ(bad("S: %x\n"), "f.yaml:1:4: a value cannot begin with this character: quote the line\n");
  EXPECT_EQ(bad("S: a: b\n"), "f.yaml:1:5: ': ' or a tab where YAML allows none: quote the line\n");
  EXPECT_EQ(bad("{C: FETCH 1 BODY[]}\n"),
            "f.yaml:1:17: [ ] { } and , have a meaning inside [ ] and { }, and something here does not fit: quote the "
            "line\n");
}

TEST(Yaml, WhatIsNoTextFileIsRefused) {
  EXPECT_EQ(bad(""), "f.yaml:1:1: the file is empty\n");
  EXPECT_EQ(bad("# nothing\n"), "f.yaml:1:1: the file is empty\n");
  EXPECT_EQ(bad("a: b\r\n"), "f.yaml:1:5: a carriage return: lines of this file end with LF alone\n");
  EXPECT_EQ(bad(std::string("a: \0\n", 5)),
            "f.yaml:1:4: a control character: write it as an escape in double quotes\n");
  EXPECT_EQ(bad("a: b\nc: \xFF\n"), "f.yaml:2:4: not UTF-8: other octets are written as !!binary\n");
  EXPECT_EQ(bad("a: \xED\xA0\x80\n"), "f.yaml:1:4: not UTF-8: other octets are written as !!binary\n");
  EXPECT_EQ(bad("\xEF\xBB\xBF"
                "a: b\n"),
            "f.yaml:1:1: the file begins with a byte order mark: remove it\n");
  EXPECT_EQ(bad(std::string(kFileOctetsMax + 1, 'a')), "f.yaml:1:1: the file is longer than 8 MiB\n");
  EXPECT_EQ(bad("a: 1\n---\nb: 2\n"),
            "f.yaml:2:1: a second document begins here: one file holds one (or is an indentation wrong?)\n");
}

TEST(Yaml, ATokenThatBeginsNoDocumentEnds) {
  for (const char* text : {",a: b\n", "]", "}", ", ,", "a: b\n--- ]\n"}) EXPECT_FALSE(load("f", text)) << text;
}

TEST(Yaml, DepthAndMistakesAreBounded) {
  EXPECT_TRUE(load("f", std::string(kDepthMax, '[') + "x" + std::string(kDepthMax, ']')));
  EXPECT_EQ(bad(std::string(kDepthMax + 1, '[') + "x" + std::string(kDepthMax + 1, ']')),
            "f.yaml:1:33: lists and maps more than 32 deep\n");
  EXPECT_TRUE(bad(std::string(100'000, '[')).ends_with("lists and maps more than 32 deep\n"));
  std::string nulls;
  for (int i = 0; i < 1000; ++i) nulls += "k" + std::to_string(i) + ":\n";
  EXPECT_EQ(load("f", nulls).error().size(), 100u);
}

TEST(Yaml, PlaceOfAnOctetInAScalar) {
  const Node node = ok("a: FETCH 1\nb: 'it''s'\nc: \"x\\ty\"\nd: \"xyz\"\ne: |\n\n    C one\n     two\nf: x\n  y\n");
  EXPECT_EQ(node.find("a")->place_of(6), (Place{1, 10}));
  EXPECT_EQ(node.find("b")->place_of(2), (Place{2, 7}));
  EXPECT_EQ(node.find("b")->place_of(3), (Place{2, 9}));
  EXPECT_EQ(node.find("c")->place_of(2), (Place{3, 4}));
  EXPECT_EQ(node.find("d")->place_of(2), (Place{4, 7}));
  const Node& block = *node.find("e");
  EXPECT_EQ(block.scalar, "\nC one\n two\n");
  EXPECT_EQ(block.place_of(block.scalar.find('o')), (Place{7, 7}));
  EXPECT_EQ(block.place_of(block.scalar.find('t')), (Place{8, 6}));
  EXPECT_EQ(node.find("f")->place_of(2), (Place{9, 4}));
}

}  // namespace
}  // namespace imapspec::yaml
