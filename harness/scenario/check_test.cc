#include "harness/scenario/check.h"

#include <gtest/gtest.h>

#include "harness/scenario/untyped.h"

namespace imapspec::scenario {
namespace {

struct Values {
  Bindings bindings;
  Numbering numbering{{11, 12}};
  Values() {
    bindings.set_uids({11, 12});
    bindings.bind("n", number_value(4));
    bindings.bind("set", untyped_terms("1:3,7")[0]);
    bindings.bind("one", number_value(7));
    bindings.bind("flags", untyped_terms("(\\Seen x)")[0]);
    bindings.bind("text", string_value("some words"));
  }
  // "yes", "no", or the error.
  std::string ask(std::string_view text) {
    const auto condition = parse_condition(text);
    if (!condition) return "?" + condition.error().message;
    const auto answer =
        holds(*condition, bindings, {"", &numbering}, [](std::string_view word) { return word == "refused"; });
    return !answer ? answer.error() : *answer ? "yes" : "no";
  }
};

TEST(Check, Comparisons) {
  Values v;
  EXPECT_EQ(v.ask("$n == 4"), "yes");
  EXPECT_EQ(v.ask("$n != 4"), "no");
  EXPECT_EQ(v.ask("$n < 5"), "yes");
  EXPECT_EQ(v.ask("$n <= 4"), "yes");
  EXPECT_EQ(v.ask("$n > 4"), "no");
  EXPECT_EQ(v.ask("$n >= 4"), "yes");
  EXPECT_EQ(v.ask("not $n == 4"), "no");
  EXPECT_EQ(v.ask("$n > $uid2"), "no");
  EXPECT_EQ(v.ask("$2 == 2"), "yes");
}
TEST(Check, SumsAndCounts) {
  Values v;
  EXPECT_EQ(v.ask("$n + 1 == 5"), "yes");
  EXPECT_EQ(v.ask("$n - 1 + 2 == 5"), "yes");
  EXPECT_EQ(v.ask("count $set == $n"), "yes");
  EXPECT_EQ(v.ask("count $flags == 2"), "yes");
  EXPECT_EQ(v.ask("count $one == 1"), "yes");
  EXPECT_EQ(v.ask("1 - $n == 0"), "the difference is less than 0");
}
TEST(Check, SumsOfModSequences) {
  Values v;
  v.bindings.bind("m", number_value(9223372036854775806U));
  EXPECT_EQ(v.ask("$m + 1 == 9223372036854775807"), "yes");
  EXPECT_EQ(v.ask("$m + 2 > $m"), "the sum is too large");
  v.bindings.bind("m", number_value(9223372036854775808U));
  EXPECT_EQ(v.ask("$m - 1 > 0"), "9223372036854775808 is no number to calculate with");
}

TEST(Check, Contains) {
  Values v;
  EXPECT_EQ(v.ask("$set contains 2"), "yes");
  EXPECT_EQ(v.ask("$set contains $n"), "no");
  EXPECT_EQ(v.ask("not $set contains $n"), "yes");
  EXPECT_EQ(v.ask("$flags contains \\seen"), "yes");
  EXPECT_EQ(v.ask("$text contains words"), "yes");
  EXPECT_EQ(v.ask("$one contains 7"), "yes") << "a set of one may have been captured as a number";
}
TEST(Check, AnUnboundHoleAloneOnTheLeftOfEqualIsBound) {
  Values v;
  EXPECT_EQ(v.ask("$after == $n + 1"), "yes");
  EXPECT_EQ(v.ask("$after == 5"), "yes");
  EXPECT_EQ(v.ask("$other != 5"), "$other is not bound");
  EXPECT_EQ(v.ask("$n == $other"), "$other is not bound");
}
TEST(Check, Words) {
  Values v;
  EXPECT_EQ(v.ask("refused"), "yes");
  EXPECT_EQ(v.ask("not refused"), "no");
  EXPECT_EQ(v.ask("UIDPLUS"), "no");
}
TEST(Check, WhatCannotBeCompared) {
  Values v;
  EXPECT_EQ(v.ask("$text < 5"), "these are no two numbers: \"some words\" < 5");
  EXPECT_EQ(v.ask("count $text == 1").substr(0, 25), "$text has nothing to coun");
}
TEST(Check, Mistakes) {
  const auto bad = [](std::string_view text, std::size_t offset) {
    const auto condition = parse_condition(text);
    ASSERT_FALSE(condition) << text;
    EXPECT_EQ(condition.error().offset, offset) << text;
  };
  bad("", 0);
  bad("not", 3);
  bad("$n", 2);
  bad("$n 4", 3);
  bad("$n ==", 5);
  bad("== 4", 0);
  bad("$n == 4 5", 8);
  bad("$N == 4", 0);
  bad("count 4 == 4", 6);
  bad("$n +", 3);
}

TEST(Bindings, NumbersFollowWhatTheSessionWasTold) {
  Numbering numbering({11, 12, 13, 14}, {2});
  EXPECT_EQ(numbering.number_of(1), 1U);
  EXPECT_EQ(numbering.number_of(2), 0U);
  EXPECT_EQ(numbering.number_of(3), 2U);
  EXPECT_EQ(numbering.number_of(9), 0U);
}
TEST(Bindings, UndoTakesBackWhatWasBoundSince) {
  Bindings bindings;
  bindings.bind("a", number_value(1));
  const std::size_t mark = bindings.mark();
  bindings.bind("b", number_value(2));
  bindings.undo(mark);
  EXPECT_TRUE(bindings.is_bound("a", {}));
  EXPECT_FALSE(bindings.is_bound("b", {}));
}
TEST(Bindings, MailboxesBelongToASession) {
  Bindings bindings;
  bindings.bind_for("alice", "box", mailbox_value("x"));
  bindings.bind_for("bob", "box", mailbox_value("Other Users/alice/x"));
  EXPECT_EQ(bindings.value("box", {"bob", nullptr})->octets, "Other Users/alice/x");
  EXPECT_FALSE(bindings.value("box", {"", nullptr}));
}
TEST(Bindings, SameValues) {
  EXPECT_TRUE(same_value(number_value(7), string_value("7")));
  EXPECT_FALSE(same_value(string_value("07"), string_value("7")));
  EXPECT_TRUE(same_value(untyped_terms("1:3")[0], untyped_terms("3,2,1")[0]));
  EXPECT_FALSE(same_value(untyped_terms("1:*")[0], untyped_terms("1:3")[0]));
  EXPECT_TRUE(same_value(mailbox_value("INBOX"), mailbox_value("inbox")));
  EXPECT_FALSE(same_value(string_value("a"), string_value("A")));
}

}  // namespace
}  // namespace imapspec::scenario
