#include "harness/grammar/core/deviation.h"

#include <set>

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

Dialect tolerant(Dialect dialect = {}) {
  dialect.tolerated = DeviationSet::all();
  return dialect;
}

// The strict parser refuses `line`; a tolerant one reports exactly `deviation` at `offset`, and prints what was meant.
void tolerates(std::string_view line, Deviation deviation, std::uint32_t offset, std::string_view meant,
               Dialect dialect = {}) {
  SCOPED_TRACE(line);
  const Exact exact(line);
  Arena arena;
  EXPECT_FALSE(parse_response(exact.view(), arena, dialect).has_value());
  const auto tree = parse_response(exact.view(), arena, tolerant(dialect));
  ASSERT_TRUE(tree.has_value()) << shown(tree.error());
  ASSERT_EQ(tree->deviations.size(), 1U);
  EXPECT_EQ(tree->deviations[0], (DeviationAt{deviation, offset}))
      << info(tree->deviations[0].deviation).name << tree->deviations[0].offset;
  EXPECT_EQ(print_response(*tree), meant);
  dialect.tolerated.insert(deviation);
  EXPECT_TRUE(parse_response(exact.view(), arena, dialect).has_value()) << "alone";
  for (std::size_t cut = 0; cut < line.size(); ++cut) {
    const Exact prefix(line.substr(0, cut));
    EXPECT_FALSE(parse_response(prefix.view(), arena, dialect).has_value()) << "cut at " << cut;
  }
}

TEST(Deviations, AreNamedOnceAndInOrder) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < deviations().size(); ++i) {
    const auto& each = deviations()[i];
    EXPECT_EQ(static_cast<std::size_t>(each.value), i);
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_EQ(deviation_named(each.name), each.value);
    EXPECT_EQ(&info(each.value), &each);
    EXPECT_EQ(DeviationSet::all().contains(each.value), each.tolerable);
    EXPECT_FALSE(each.what.empty() || each.who.empty() || each.rule.empty() || !each.section.starts_with("RFC "))
        << each.name;
  }
  EXPECT_EQ(deviation_named("all"), std::nullopt);
}

TEST(Deviations, OfLines) {
  using enum Deviation;
  tolerates("* SEARCH 1 2 \r\n", trailing_space, 12, "* SEARCH 1 2\r\n");
  tolerates("* SEARCH \r\n", trailing_space, 8, "* SEARCH\r\n");
  tolerates("* CAPABILITY IMAP4rev1 \r\n", trailing_space, 22, "* CAPABILITY IMAP4rev1\r\n");
  tolerates("* STATUS x (MESSAGES 1) \r\n", trailing_space, 23, "* STATUS x (MESSAGES 1)\r\n");
  tolerates("* LIST () NIL x \r\n", trailing_space, 15, "* LIST () NIL x\r\n");
  tolerates("* 3 EXISTS \r\n", trailing_space, 10, "* 3 EXISTS\r\n");
  tolerates("a OK x\n", bare_lf, 6, "a OK x\r\n");
  tolerates("+\r\n", bare_continuation, 1, "+ \r\n");
}

TEST(Deviations, OfLiteralsAndLists) {
  using enum Deviation;
  tolerates("* 3 EXISTS\r\r\n", double_cr, 10, "* 3 EXISTS\r\n");
  tolerates("* FLAGS (\\Seen )\r\n", space_in_list, 14, "* FLAGS (\\Seen)\r\n");
  tolerates("* STATUS x (MESSAGES 1 )\r\n", space_in_list, 22, "* STATUS x (MESSAGES 1)\r\n");
  tolerates("* 1 FETCH (FLAGS (\\Seen ))\r\n", space_in_list, 23, "* 1 FETCH (FLAGS (\\Seen))\r\n");
  tolerates("* 1 FETCH (UID 1 )\r\n", space_in_list, 16, "* 1 FETCH (UID 1)\r\n");
  tolerates("* LIST (\\Marked ) NIL x\r\n", space_in_list, 15, "* LIST (\\Marked) NIL x\r\n");
  tolerates("* ID (\"name\" \"x\" )\r\n", space_in_list, 16, "* ID (\"name\" \"x\")\r\n");
  tolerates("* OK [PERMANENTFLAGS (\\* )] x\r\n", space_in_list, 24, "* OK [PERMANENTFLAGS (\\*)] x\r\n");
  tolerates("* LIST () NIL gr\xc3\xbcn\r\n", eight_bit_atom, 16, "* LIST () NIL gr\xc3\xbcn\r\n");
  tolerates(std::string_view("* 1 FETCH (BODY[] {2}\r\na\0)\r\n", 28), nul_in_literal, 24,
            std::string_view("* 1 FETCH (BODY[] {2}\r\na\0)\r\n", 28));
  tolerates("* 1 FETCH (BODY[] {1+}\r\na)\r\n", literal_plus_from_server, 20, "* 1 FETCH (BODY[] {1}\r\na)\r\n");
}

TEST(Deviations, OfText) {
  using enum Deviation;
  tolerates("a OK\r\n", missing_space, 4, "a OK \r\n");
  tolerates("* OK [UIDNEXT 1]\r\n", missing_space, 16, "* OK [UIDNEXT 1] \r\n");
  tolerates("a NO [READ-ONLY]\r\n", missing_space, 16, "a NO [READ-ONLY] \r\n");
  tolerates("a OK \r\n", missing_text, 5, "a OK \r\n", kRev1);
  tolerates("* OK [ALERT] \r\n", missing_text, 13, "* OK [ALERT] \r\n", kRev1);
  tolerates("a NO [BADCHARSET UTF-8 \"x\"] y\r\n", badcharset_without_parentheses, 17,
            "a NO [BADCHARSET (UTF-8 \"x\")] y\r\n");
  tolerates("a OK [COPYUID 701  ] done\r\n", empty_uid_set, 18, "a OK [COPYUID 701  ] done\r\n");
  tolerates("* CAPABILITY IDLE\r\n", capability_without_revision, 17, "* CAPABILITY IDLE\r\n");
  tolerates("* OK [CAPABILITY IMAP4rev2] x\r\n", capability_without_revision, 26, "* OK [CAPABILITY IMAP4rev2] x\r\n",
            kRev1);
  tolerates("* OK gr\xfc\xdf\r\n", eight_bit, 7, "* OK gr\xfc\xdf\r\n");
}

TEST(Deviations, OfEnvelopeAndBody) {
  using enum Deviation;
  tolerates("* 1 FETCH (ENVELOPE (NIL \"\xfc\" NIL NIL NIL NIL NIL NIL NIL NIL))\r\n", eight_bit, 26,
            "* 1 FETCH (ENVELOPE (NIL \"\xfc\" NIL NIL NIL NIL NIL NIL NIL NIL))\r\n");
  tolerates("* 1 FETCH (ENVELOPE (NIL NIL () NIL NIL NIL NIL NIL NIL NIL))\r\n", empty_address_list, 30,
            "* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL))\r\n");
  tolerates("* 1 FETCH (ENVELOPE (NIL NIL ((NIL NIL NIL NIL) (NIL NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL))\r\n",
            space_between_addresses, 47,
            "* 1 FETCH (ENVELOPE (NIL NIL ((NIL NIL NIL NIL)(NIL NIL NIL NIL)) NIL NIL NIL NIL NIL NIL NIL))\r\n");
  tolerates("* 1 FETCH (BODY (\"A\" \"B\" () NIL NIL \"7BIT\" 1))\r\n", empty_parameter_list, 26,
            "* 1 FETCH (BODY (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1))\r\n");
  tolerates("* 1 FETCH (BODY (\"A\" \"B\" (\"c\" NIL) NIL NIL \"7BIT\" 1))\r\n", nil_parameter_value, 30,
            "* 1 FETCH (BODY (\"A\" \"B\" (\"c\" \"\") NIL NIL \"7BIT\" 1))\r\n");
  tolerates("* 1 FETCH (BODY (\"A\" \"B\" NIL NIL NIL NIL 1))\r\n", nil_encoding, 37,
            "* 1 FETCH (BODY (\"A\" \"B\" NIL NIL NIL \"7BIT\" 1))\r\n");
  tolerates("* 1 FETCH (BODY (\"TEXT\" \"B\" NIL NIL NIL \"7BIT\" 1))\r\n", text_without_lines, 48,
            "* 1 FETCH (BODY (\"TEXT\" \"B\" NIL NIL NIL \"7BIT\" 1))\r\n");
  tolerates("* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL))\r\n", text_without_lines, 57,
            "* 1 FETCH (BODYSTRUCTURE (\"TEXT\" \"B\" NIL NIL NIL \"7BIT\" 1 NIL NIL))\r\n");
  tolerates("* 1 FETCH (BODY (\"TEXT\" \"B\" NIL NIL NIL \"7BIT\" 1 -1))\r\n", negative_size, 49,
            "* 1 FETCH (BODY (\"TEXT\" \"B\" NIL NIL NIL \"7BIT\" 1 0))\r\n");
  tolerates("* 1 FETCH (RFC822.SIZE -5)\r\n", negative_size, 23, "* 1 FETCH (RFC822.SIZE 0)\r\n");
}

TEST(Deviations, OfEnvelopeAndBodyWithoutSomething) {
  using enum Deviation;
  tolerates("* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL \"<r>\"))\r\n", missing_envelope_field, 58,
            "* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL \"<r>\" NIL))\r\n");
  tolerates("* 1 FETCH (BODY (NIL \"B\" NIL NIL NIL \"7BIT\" 1))\r\n", nil_media_type, 17,
            "* 1 FETCH (BODY (\"APPLICATION\" \"B\" NIL NIL NIL \"7BIT\" 1))\r\n");
  tolerates("* 1 FETCH (BODY ((\"A\" \"B\" NIL NIL NIL \"7BIT\" 1) NIL))\r\n", nil_media_type, 48,
            "* 1 FETCH (BODY ((\"A\" \"B\" NIL NIL NIL \"7BIT\" 1) \"MIXED\"))\r\n");
  tolerates("* 1 FETCH (BODY ( \"MIXED\"))\r\n", multipart_without_parts, 17, "* 1 FETCH (BODY ( \"MIXED\"))\r\n");
}

// What is printed in place of a deviation has no spelling: the odd spelling of what follows stays where it was.
TEST(Deviations, LeaveTheSpellingsOfOthersInTheirPlaces) {
  Arena arena;
  const auto printed = [&arena](std::string_view line) {
    const auto tree = parse_response(line, arena, tolerant());
    return tree ? print_response(*tree) : shown(tree.error());
  };
  EXPECT_EQ(printed("* 1 fetch (Body (\"A\" \"B\" (\"c\" NIL) NIL nil nil 007) Uid 5)\r\n"),
            "* 1 fetch (Body (\"A\" \"B\" (\"c\" \"\") NIL nil \"7BIT\" 007) Uid 5)\r\n");
  EXPECT_EQ(printed("* 1 fetch (Envelope (nil NIL () NIL nil NIL nil NIL nil) body (\"A\" \"B\" () nil NIL \"7BIT\" "
                    "07) Uid 5)\r\n"),
            "* 1 fetch (Envelope (nil NIL NIL NIL nil NIL nil NIL nil NIL) body (\"A\" \"B\" NIL nil NIL \"7BIT\" 07) "
            "Uid 5)\r\n");
  EXPECT_EQ(printed("* list () \"\" x (\"X-Y\" 007)\r\n"), "* list () NIL x (\"X-Y\" 007)\r\n");
  EXPECT_EQ(printed("* 1 fetch (body[]<01.2> nil uid 5)\r\n"), "* 1 fetch (body[]<01> nil uid 5)\r\n");
}

TEST(Deviations, OfOtherData) {
  using enum Deviation;
  tolerates("* 1 FETCH (BODY[]<0.5> NIL)\r\n", count_in_origin, 19, "* 1 FETCH (BODY[]<0> NIL)\r\n");
  tolerates("* 1 FETCH (INTERNALDATE \"1-Feb-2000 00:00:00 +0000\")\r\n", unpadded_day, 25,
            "* 1 FETCH (INTERNALDATE \" 1-Feb-2000 00:00:00 +0000\")\r\n");
  tolerates("* LIST () \"\" x\r\n", empty_delimiter, 10, "* LIST () NIL x\r\n");
  tolerates("* LIST (\\Noselect \\NonExistent) NIL x\r\n", several_selectability_flags, 18,
            "* LIST (\\Noselect \\NonExistent) NIL x\r\n");
  tolerates("* FLAGS (\\Recent)\r\n", recent_in_flags, 9, "* FLAGS (\\Recent)\r\n");
  tolerates("a OK [HIGHESTMODSEQ 0] x\r\n", zero_mod_sequence, 20, "a OK [HIGHESTMODSEQ 0] x\r\n");
  tolerates("* 1 FETCH (MODSEQ (0))\r\n", zero_mod_sequence, 19, "* 1 FETCH (MODSEQ (0))\r\n");
  tolerates("* VANISHED \r\n", empty_vanished, 11, "* VANISHED \r\n");
  Arena arena;
  const auto empty = parse_response("* 1 FETCH ()\r\n", arena, tolerant());
  ASSERT_TRUE(empty.has_value());
  EXPECT_EQ(empty->deviations, List<DeviationAt>(std::initializer_list<DeviationAt>{{empty_fetch, 11}}.begin(), 1));
}

TEST(Deviations, OfClients) {
  Arena arena;
  const auto deviations_of = [&arena](std::string_view line) {
    const auto tree = parse_command(line, arena, tolerant());
    std::vector<DeviationAt> found;
    if (tree) found.assign(tree->deviations.begin(), tree->deviations.end());
    return found;
  };
  using enum Deviation;
  EXPECT_EQ(deviations_of("a NOOP \r\n"), (std::vector<DeviationAt>{{trailing_space, 6}}));
  EXPECT_EQ(deviations_of("a SEARCH ALL \r\n"), (std::vector<DeviationAt>{{trailing_space, 12}}));
  EXPECT_EQ(deviations_of("a STATUS x ()\n"), (std::vector<DeviationAt>{{empty_status_list, 12}, {bare_lf, 13}}));
  EXPECT_EQ(deviations_of("a STORE 1 FLAGS (\\Recent)\r\n"), (std::vector<DeviationAt>{}));
}

TEST(Deviations, SeveralAreAllReportedInOrder) {
  Arena arena;
  const auto tree = parse_response("* 1 FETCH (BODY (\"TEXT\" \"B\" () NIL NIL NIL -1))\n", arena, tolerant());
  ASSERT_TRUE(tree.has_value());
  std::vector<std::string_view> names;
  for (const auto& each : tree->deviations) names.push_back(info(each.deviation).name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"empty-parameter-list", "nil-encoding", "negative-size",
                                                  "text-without-lines", "bare-lf"}));
}

TEST(Deviations, WhatIsRightIsReadStrictly) {
  Arena arena;
  for (const auto* line : {"* OK [READ-ONLY] x \r\n", "a OK x \r\n", "* SEARCH\r\n", "+ \r\n", "* STATUS x ()\r\n"}) {
    const auto strict = parse_response(line, arena), lenient = parse_response(line, arena, tolerant());
    ASSERT_TRUE(strict && lenient) << line;
    EXPECT_EQ(*strict, *lenient) << line;
    EXPECT_TRUE(lenient->deviations.empty()) << line;
  }
}

TEST(Deviations, AnythingElseIsStillRefused) {
  Arena arena;
  for (const auto* line : {"* SEARCH  1\r\n", "* SEARCH 1  \r\n", "* NONSENSE\r\n",
                           "* OK [BADCHARSET ({3}\r\nabc)] x\r\n", "* 1 FETCH (UID 0)\r\n", "\r\n", "* OK x\n\r\n"})
    EXPECT_FALSE(parse_response(line, arena, tolerant()).has_value()) << line;
}

// The same of a command.
void tolerates_command(const std::string& line, Deviation deviation, std::uint32_t offset, const std::string& meant,
                       Dialect dialect = {}) {
  SCOPED_TRACE(line);
  Arena arena;
  EXPECT_FALSE(parse_command(line, arena, dialect).has_value());
  dialect.tolerated.insert(deviation);
  const auto tree = parse_command(line, arena, dialect);
  ASSERT_TRUE(tree.has_value()) << shown(tree.error());
  ASSERT_EQ(tree->deviations.size(), 1U);
  EXPECT_EQ(tree->deviations[0], (DeviationAt{deviation, offset})) << tree->deviations[0].offset;
  EXPECT_EQ(joined(print_command(*tree)), meant);
  for (std::size_t cut = 0; cut < line.size(); ++cut)
    EXPECT_FALSE(parse_command(line.substr(0, cut), arena, dialect).has_value()) << "cut at " << cut;
}

// RFC 2971 section 3.3: 30 pairs, 30 octets of a field, 1024 of a value.
TEST(Deviations, OfId) {
  const auto pairs = [](int n, const std::string& field, const std::string& value) {
    std::string all = "\"" + field + "\" \"" + value + "\"";
    for (int i = 1; i < n; ++i) all += " \"x\" NIL";
    return "(" + all + ")";
  };
  Arena arena;
  EXPECT_TRUE(parse_command("a ID " + pairs(30, std::string(30, 'f'), std::string(1024, 'v')) + "\r\n", arena));
  for (const auto& [arguments, offset] :
       {std::pair(pairs(31, "f", "v"), 14U + 29U * 8U), std::pair(pairs(33, "f", "v"), 14U + 29U * 8U),
        std::pair(pairs(1, std::string(31, 'f'), "v"), 6U), std::pair(pairs(2, "f", std::string(1025, 'v')), 10U)}) {
    const std::string line = "a ID " + arguments + "\r\n";
    tolerates_command(line, Deviation::id_beyond_limits, offset, line);
    Arena strict;
    EXPECT_EQ(parse_command(line, strict).error().offset, offset);
  }
  const std::string response = "* ID " + pairs(1, std::string(31, 'f'), "v") + "\r\n";
  tolerates(response, Deviation::id_beyond_limits, 6, response);
}

// RFC 5464 section 5 and erratum 2785.
TEST(Deviations, OfGetMetadata) {
  tolerates_command("a GETMETADATA x (MAXSIZE 5) (/shared/comment)\r\n", Deviation::options_behind_mailbox, 16,
                    "a GETMETADATA (MAXSIZE 5) x (/shared/comment)\r\n");
  tolerates_command("a GETMETADATA \"\" (DEPTH 1 Y) /a\r\n", Deviation::options_behind_mailbox, 17,
                    "a GETMETADATA (DEPTH 1 Y) \"\" /a\r\n");
  Arena arena;
  EXPECT_FALSE(parse_command("a GETMETADATA (DEPTH 1) x (MAXSIZE 5) /a\r\n", arena, tolerant()));
  for (const char* entries : {"(/a /b)", "(comment)", "(MAXSIZE 5)", "MAXSIZE"})
    EXPECT_TRUE(
        parse_command("a GETMETADATA x " + std::string(entries) + "\r\n", arena, tolerant())->deviations.empty())
        << entries;
}

// RFC 5738 section 3.1, wherever a string may stand; only where UTF-8 may stand at all.
TEST(Deviations, OfUtf8Quoted) {
  Dialect utf8;
  utf8.utf8 = true;
  tolerates_command("a SELECT *\"\xc3\xa4\"\r\n", Deviation::utf8_quoted, 9, "a SELECT \"\xc3\xa4\"\r\n", utf8);
  tolerates_command("a LIST \"\" *\"a\\\"\"\r\n", Deviation::utf8_quoted, 10, "a LIST \"\" \"a\\\"\"\r\n", utf8);
  tolerates("* 1 FETCH (RFC822.TEXT *\"\xc3\xa4\")\r\n", Deviation::utf8_quoted, 23,
            "* 1 FETCH (RFC822.TEXT \"\xc3\xa4\")\r\n", utf8);
  Arena arena;
  EXPECT_FALSE(parse_command("a SELECT *\"x\"\r\n", arena, tolerant(kRev1)));
  utf8.tolerated.insert(Deviation::utf8_quoted);
  EXPECT_FALSE(parse_command("a SELECT *\"\xc3\"\r\n", arena, utf8));
}

}  // namespace
}  // namespace imapspec::grammar
