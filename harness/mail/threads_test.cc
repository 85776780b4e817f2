#include "harness/mail/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "harness/grammar/print.h"
#include "harness/mail/mail_test_support.h"
#include "harness/mail/unicode.h"

namespace imapspec::mail {
namespace {

std::string printed(const grammar::ThreadData& threads) {
  grammar::Response response;
  response.body = grammar::Untagged{threads};
  const std::string line = grammar::print_response(response);
  constexpr std::string_view kBefore = "* THREAD";
  const std::string answer = line.substr(kBefore.size(), line.size() - kBefore.size() - 2);
  return answer.empty() ? answer : answer.substr(1);
}

// Messages 1, 2, ... sent a second apart.
struct Mail {
  std::string id;
  std::vector<std::string> references;
  std::string subject = {};
  bool reply = false;
  std::int64_t sent = 0;  // 0: in turn
};
std::vector<Threadable> mailbox(const std::vector<Mail>& mails) {
  std::vector<Threadable> messages;
  for (const auto& mail : mails) {
    const auto number = static_cast<std::uint32_t>(messages.size() + 1);
    messages.push_back(
        {number, mail.sent != 0 ? mail.sent : number, mail.subject, mail.reply, mail.id, mail.references});
  }
  return messages;
}
std::string by_references(const std::vector<Mail>& mails) {
  Arena arena;
  return printed(threads_by_references(mailbox(mails), arena));
}
std::string by_refs(const std::vector<Mail>& mails) {
  Arena arena;
  return printed(threads_by_refs(mailbox(mails), arena));
}
std::string by_subject(const std::vector<Mail>& mails) {
  Arena arena;
  return printed(threads_by_subject(mailbox(mails), arena));
}

TEST(OrderedSubject, TheFirstIsTheParentOfAllOthers) {
  EXPECT_EQ(by_subject({}), "");
  EXPECT_EQ(by_subject({{"", {}, "A"}}), "(1)");
  EXPECT_EQ(by_subject({{"", {}, "B"}, {"", {}, "A"}, {"", {}, "B"}}), "(1 3)(2)");
  EXPECT_EQ(by_subject({{"", {}, "A"}, {"", {}, "B"}, {"", {}, "A"}, {"", {}, "A"}}), "(1 (3)(4))(2)");
}
TEST(OrderedSubject, BySentDate) {
  EXPECT_EQ(by_subject({{"", {}, "A", false, 30}, {"", {}, "B", false, 20}, {"", {}, "A", false, 10}}), "(3 1)(2)");
  EXPECT_EQ(by_subject({{"", {}, "A", false, 5}, {"", {}, "B", false, 5}, {"", {}, "A", false, 5}}), "(1 3)(2)");
}
TEST(OrderedSubject, NoSubjectIsOneToo) {
  EXPECT_EQ(by_subject({{"", {}, ""}, {"", {}, "A"}, {"", {}, ""}}), "(1 3)(2)");
}

TEST(References, ChainsAndForks) {
  EXPECT_EQ(by_references({}), "");
  EXPECT_EQ(by_references({{"a", {}}, {"b", {"a"}}, {"c", {"a", "b"}}}), "(1 2 3)");
  // RFC 5256 section 4: * THREAD (2)(3 6 (4 23)(44 7 96))
  EXPECT_EQ(by_references({{"2", {}},
                           {"3", {}},
                           {"6", {"3"}},
                           {"4", {"6"}},
                           {"23", {"4"}},
                           {"44", {"6"}},
                           {"7", {"44"}},
                           {"96", {"7"}}}),
            "(1)(2 3 (4 5)(6 7 8))");
}
TEST(References, ParentsThatAreNotThere) {                             // steps 1 (A) and 3
  EXPECT_EQ(by_references({{"a", {"x"}}, {"b", {"x"}}}), "((1)(2))");  // the RFC's second example
  EXPECT_EQ(by_references({{"a", {"x"}}}), "(1)");
  EXPECT_EQ(by_references({{"a", {}}, {"b", {"a", "x", "y"}}}), "(1 2)");
  EXPECT_EQ(by_references({{"a", {}}, {"b", {"a", "x"}}, {"c", {"a", "x"}}}), "(1 (2)(3))");
  EXPECT_EQ(by_references({{"a", {"x", "y"}}, {"b", {"x", "z"}}}), "((1)(2))");
}
TEST(References, TheChildMayComeBeforeTheParent) {
  EXPECT_EQ(by_references({{"b", {"a"}}, {"a", {}}}), "(2 1)");
  EXPECT_EQ(by_references({{"c", {"a", "b"}}, {"b", {}}, {"a", {}}}), "(2 1)(3)");  // b says that it has no parent
}
TEST(References, WhatAMessageSaysOfItselfCountsMost) {  // step 1 (B)
  EXPECT_EQ(by_references({{"a", {}}, {"c", {"a", "b"}}, {"x", {}}, {"b", {"x"}}}), "(1)(3 4 2)");
  // ... and of others only what nobody said before (A).
  EXPECT_EQ(by_references({{"a", {}}, {"b", {"a"}}, {"x", {}}, {"c", {"x", "b"}}}), "(1 2 4)(3)");
}
TEST(References, DuplicateAndMissingIds) {
  EXPECT_EQ(by_references({{"a", {}}, {"a", {}}, {"b", {"a"}}}), "(1 3)(2)");
  EXPECT_EQ(by_references({{"", {}}, {"", {}}}), "(1)(2)");
  EXPECT_EQ(by_references({{"a", {}}, {"A", {"a"}}, {"c", {"A"}}}), "(1 2 3)");  // the case of letters counts
}
TEST(References, LoopsAreNotMade) {
  EXPECT_EQ(by_references({{"a", {"a"}}}), "(1)");
  EXPECT_EQ(by_references({{"a", {"b"}}, {"b", {"a"}}}), "(2 1)");
  EXPECT_EQ(by_references({{"a", {"c"}}, {"b", {"a"}}, {"c", {"b"}}}), "(3 1 2)");
  EXPECT_EQ(by_references({{"a", {"x", "y", "x", "a"}}}), "(1)");
}
TEST(References, SiblingsBySentDate) {  // steps 4 and 6
  EXPECT_EQ(
      by_references(
          {{"a", {}, "", false, 9}, {"c", {"a"}, "", false, 8}, {"b", {"a"}, "", false, 7}, {"z", {}, "", false, 3}}),
      "(4)(1 (3)(2))");
  EXPECT_EQ(by_references({{"a", {"x"}, "", false, 9}, {"b", {"x"}, "", false, 2}, {"z", {}, "", false, 5}}),
            "((2)(1))(3)");
  EXPECT_EQ(by_references({{"a", {}, "", false, 4}, {"b", {}, "", false, 4}}), "(1)(2)");
}
TEST(References, OneSubjectIsOneThread) {  // step 5
  EXPECT_EQ(by_references({{"a", {}, "S"}, {"b", {}, "S", true}}), "(1 2)");
  EXPECT_EQ(by_references({{"a", {}, "S", true}, {"b", {}, "S"}}), "(2 1)");
  EXPECT_EQ(by_references({{"a", {}, "S"}, {"b", {}, "S"}}), "((1)(2))");
  EXPECT_EQ(by_references({{"a", {}, "S", true}, {"b", {}, "S", true}, {"c", {}, "S", true}}), "((1)(2)(3))");
  EXPECT_EQ(by_references({{"a", {}, ""}, {"b", {}, "", true}}), "(1)(2)");
  EXPECT_EQ(by_references({{"a", {}, "S"}, {"b", {}, "T", true}}), "(1)(2)");
  EXPECT_EQ(by_references({{"a", {"x"}, "S"}, {"b", {"x"}, "T"}, {"c", {}, "S"}}), "((1)(2)(3))");  // to a dummy
  EXPECT_EQ(by_references({{"a", {"x"}, "S"}, {"b", {"x"}, "S"}, {"c", {"y"}, "S"}, {"d", {"y"}, "S"}}),
            "((1)(2)(3)(4))");  // two dummies
  EXPECT_EQ(by_references({{"a", {}, "S"}, {"b", {"x"}, "S"}, {"c", {"x"}, "S"}}), "((1)(2)(3))");
  EXPECT_EQ(by_references({{"a", {}, "S"}, {"b", {}, "S"}, {"c", {}, "S", true}}), "((1)(2)(3))");
  EXPECT_EQ(by_references({{"a", {}, "S"}, {"b", {"a"}, "S", true}, {"c", {}, "S", true}}), "(1 (2)(3))");
  EXPECT_EQ(by_references({{"a", {}, "S", false, 9}, {"b", {}, "S", true, 1}, {"c", {}, "", false, 5}}), "(3)(1 2)");
}

// What Dovecot 2.3 answers to the same.
TEST(Refs, SubjectsDoNotMatter) {
  EXPECT_EQ(by_refs({}), "");
  EXPECT_EQ(by_refs({{"a", {}, "S", false, 1}, {"b", {}, "S", true, 2}}), "(1)(2)");
  EXPECT_EQ(by_refs({{"a", {}, "S", false, 3}, {"b", {}, "T", false, 2}, {"d", {"a"}, "U", false, 5}}), "(2)(1 3)");
}
TEST(Refs, TheThreadWithTheLatestMessageIsLast) {
  EXPECT_EQ(by_refs({{"a", {}, "", false, 1}, {"c", {}, "", false, 3}, {"b", {"a"}, "", false, 5}}), "(2)(1 3)");
  EXPECT_EQ(by_refs({{"a", {}, "", false, 1}, {"c", {}, "", false, 3}, {"b", {"a"}, "", false, 2}}), "(1 3)(2)");
  EXPECT_EQ(
      by_refs(
          {{"b", {"a"}, "", false, 1}, {"c", {"a"}, "", false, 9}, {"z", {}, "", false, 5}, {"y", {}, "", false, 10}}),
      "(3)((1)(2))(4)");
  EXPECT_EQ(
      by_refs({{"a", {}, "", false, 3}, {"c", {}, "", false, 3}, {"d", {}, "", false, 3}, {"e", {"a"}, "", false, 3}}),
      "(1 4)(2)(3)");
}
TEST(Refs, SiblingsBySentDate) {
  EXPECT_EQ(by_refs({{"a", {}, "", false, 1}, {"b", {"a"}, "", false, 3}, {"c", {"a"}, "", false, 2}}), "(1 (3)(2))");
  EXPECT_EQ(by_refs({{"a", {}, "", false, 1},
                     {"b", {"a"}, "", false, 2},
                     {"c", {"a"}, "", false, 3},
                     {"d", {"b"}, "", false, 9}}),
            "(1 (2 4)(3))");
  EXPECT_EQ(by_refs({{"a", {}, "", false, 3}, {"c", {"a", "b"}, "", false, 2}, {"d", {"a", "b"}, "", false, 1}}),
            "(1 (3)(2))");
}

TEST(Threadable, OfAMessage) {
  Parsed m(crlf(
      "Message-ID: <\"a\"@b>\nReferences: <x@y>\n <y@z>\nIn-Reply-To: <no@no>\nSubject: Re: =?utf-8?q?T=C3=A9?=\n\n"));
  const Threadable t = threadable(m.root, 7, 5);
  EXPECT_EQ(t.message_id, "a@b");
  EXPECT_EQ(t.references, (std::vector<std::string>{"x@y", "y@z"}));
  EXPECT_EQ(t.subject, casemapped("t\xc3\xa9"));
  EXPECT_TRUE(t.reply_or_forward);
  EXPECT_EQ(threadable(Parsed(crlf("References: junk\nIn-Reply-To: you <a@b> <c@d>\n\n")).root, 1, 0).references,
            (std::vector<std::string>{"a@b"}));
}

// Ten thousands of messages in one chain, in any order, each with few references and with many; loops everywhere.
TEST(References, ManyMessagesAreNoTrouble) {
  constexpr std::uint32_t kMessages = 20'000;
  std::mt19937 random(3);
  for (int kind = 0; kind < 4; ++kind) {
    std::vector<Mail> mails;
    for (std::uint32_t i = 0; i < kMessages; ++i) {
      Mail mail{std::to_string(i), {}};
      if (kind == 0 && i > 0) mail.references = {std::to_string(i - 1)};
      if (kind == 1) mail.references = {std::to_string(i + 1)};
      if (kind == 2) mail.references = {std::to_string(random() % kMessages), std::to_string(random() % kMessages)};
      if (kind == 3 && i > 0) mail = {std::to_string(i), {std::to_string((i - 1) / 2)}, "S", true};
      mails.push_back(mail);
    }
    if (kind == 0) std::shuffle(mails.begin(), mails.end(), random);
    const std::string answer = by_references(mails);
    EXPECT_EQ(std::count(answer.begin(), answer.end(), '('), std::count(answer.begin(), answer.end(), ')'));
    std::string numbers = answer;
    for (char& c : numbers) c = c >= '0' && c <= '9' ? c : ' ';
    std::istringstream words(numbers);
    std::vector<bool> seen(kMessages + 1);
    std::uint32_t count = 0;
    for (std::uint32_t n = 0; words >> n; ++count) {
      EXPECT_FALSE(seen[n]);
      seen[n] = true;
    }
    EXPECT_EQ(count, kMessages);
  }
}
// Each message forks, so that the answer is nested as deep as there are messages.
TEST(References, DeepNestingIsNoTrouble) {
  constexpr std::uint32_t kLevels = 100'000;
  std::vector<Mail> mails;
  for (std::uint32_t i = 0; i < kLevels; ++i) {
    const std::vector<std::string> parent = i == 0 ? std::vector<std::string>{} : std::vector{std::to_string(i - 1)};
    mails.push_back({std::to_string(i), parent});
    mails.push_back({"leaf" + std::to_string(i), {std::to_string(i)}});
  }
  const std::string answer = by_references(mails);
  EXPECT_TRUE(answer.starts_with("(1 (2)(3 (4)(5 "));
  EXPECT_EQ(std::count(answer.begin(), answer.end(), '('), 2 * kLevels - 1);
}

}  // namespace
}  // namespace imapspec::mail
