// That nobody waits for long because of another: pipelining, huge mailboxes, clients that do not read or send no more.
#include <atomic>
#include <future>

#include "reference-server/host/host_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::HasSubstr;
using testing::Not;

std::size_t count_of(std::string_view needle, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + needle.size()))
    ++count;
  return count;
}

// Counts what is done for a long command, or for many, up to a NOOP of somebody else. The first of it waits until that NOOP
// has been sent.
class Meter final : public Decisions {
 public:
  void wait_until_begun() { begun_.get_future().wait(); }
  void let_go() { sent_.set_value(); }
  // What was done before the NOOP was answered.
  std::size_t before_noop() { return at_noop_.get_future().get(); }

  void on_command(const grammar::Command& command) override {
    if (std::holds_alternative<grammar::Noop>(command.body) && !noop_seen_) {
      noop_seen_ = true;
      at_noop_.set_value(done_);
    }
    if (std::holds_alternative<grammar::Check>(command.body)) work();
  }
  std::uint64_t size_told(std::uint64_t proper, const Message&) override {
    work();
    return proper;
  }
  bool search_key_matches(bool proper, const grammar::SearchKey&, const Message&) override {
    work();
    return proper;
  }
  std::string sort_text(std::string proper, const grammar::SortCriterion&, const Message&) override {
    work();
    return proper;
  }
  mail::Threadable threadable(mail::Threadable proper, const Message&) override {
    work();
    return proper;
  }
  FlagSet flags_after_store(FlagSet proper, const FlagSet&, const grammar::Store&) override {
    work();
    return proper;
  }

 private:
  void work() {
    if (done_++ > 0) return;
    begun_.set_value();
    sent_.get_future().wait();
  }
  std::promise<void> begun_, sent_;
  std::promise<std::size_t> at_noop_;
  std::size_t done_ = 0;
  bool noop_seen_ = false;
};

class Turns : public testing::Test {
 protected:
  // On one thread: alice asks for much, bob for a NOOP. Returns how much of it was done before bob had his answer.
  std::size_t done_before_bob(const std::string& much, const std::string& end) {
    auto owned = std::make_unique<Meter>();
    Meter& meter = *owned;
    hosted_.server().choices().add(std::move(owned));
    hosted_.start();
    HostClient alice(hosted_.port()), bob(hosted_.port());
    alice.logged_in().says("S", "SELECT INBOX");
    bob.logged_in("bob");
    alice.sends(much);
    meter.wait_until_begun();
    bob.sends("n NOOP\r\n");
    meter.let_go();
    EXPECT_THAT(bob.hears("\r\n"), HasSubstr("n OK"));
    EXPECT_THAT(alice.hears(end), HasSubstr(end));
    return meter.before_noop();
  }
  HostedServer hosted_;
};

TEST_F(Turns, ManyCommandsAtOnceLetOthersIn) {
  std::string much;
  for (int i = 0; i < 1000; ++i) much += "t" + std::to_string(i) + " CHECK\r\n";
  EXPECT_LT(done_before_bob(much, "t999 OK CHECK completed\r\n"), 1000U);
}

TEST_F(Turns, AFetchOfAHugeMailboxLetsOthersIn) {
  hosted_.add_messages("alice", 5000);
  EXPECT_LT(done_before_bob("a FETCH 1:* RFC822.SIZE\r\n", "a OK FETCH completed\r\n"), 5000U);
}

TEST_F(Turns, ASearchInAHugeMailboxLetsOthersIn) {
  hosted_.add_messages("alice", 20'000);
  EXPECT_LT(done_before_bob("a SEARCH SUBJECT nothing\r\n", "a OK SEARCH completed\r\n"), 20'000U);
}

// 5000 messages are found in one portion, and looked into in ten.
TEST_F(Turns, ASortOfAHugeMailboxLetsOthersIn) {
  hosted_.add_messages("alice", 5000);
  EXPECT_LT(done_before_bob("a SORT (SUBJECT) UTF-8 ALL\r\n", "a OK SORT completed\r\n"), 10'000U);
}

TEST_F(Turns, AThreadOfAHugeMailboxLetsOthersIn) {
  hosted_.add_messages("alice", 5000);
  EXPECT_LT(done_before_bob("a THREAD REFERENCES UTF-8 ALL\r\n", "a OK THREAD completed\r\n"), 10'000U);
}

TEST_F(Turns, AStoreInAHugeMailboxLetsOthersIn) {
  hosted_.add_messages("alice", 5000);
  EXPECT_LT(done_before_bob("a STORE 1:* +FLAGS (\\Flagged)\r\n", "a OK STORE completed\r\n"), 5000U);
}

// What somebody else removes while a command goes on: it keeps its number until the command is over.
TEST_F(Turns, WhatGoesMeanwhileIsNotInTheAnswer) {
  for (const auto& [command, answer] : {std::pair{"SORT (ARRIVAL) UTF-8 ALL", "* SORT 1 2 "},
                                        std::pair{"THREAD REFERENCES UTF-8 ALL", "* THREAD ((1)(2)"}}) {
    SCOPED_TRACE(command);
    HostedServer hosted;
    hosted.add_messages("alice", 5000);
    hosted.start();
    HostClient alice(hosted.port()), other(hosted.port());
    alice.logged_in().says("S", "SELECT INBOX");
    other.logged_in().says("S", "SELECT INBOX");
    other.says("d", "STORE 3000:* +FLAGS.SILENT (\\Deleted)");
    alice.sends(std::string("a ") + command + "\r\n");
    other.sends("e EXPUNGE\r\n");
    const std::string heard = alice.hears("a OK");
    EXPECT_THAT(heard, HasSubstr(answer));
    EXPECT_THAT(heard, Not(HasSubstr("a NO")));
    EXPECT_THAT(other.hears("e OK"), HasSubstr("e OK"));
    EXPECT_EQ(count_of(" EXPUNGE\r\n", alice.says("n", "NOOP")), 2001U);
  }
}

TEST_F(Turns, PortionsAreTheWholeAnswer) {
  hosted_.add_messages("alice", 3000);
  hosted_.start();
  HostClient alice(hosted_.port());
  alice.logged_in().says("S", "SELECT INBOX");
  const std::string answer = alice.says("a", "FETCH 1:* (UID FLAGS)");
  EXPECT_EQ(count_of(" FETCH (", answer), 3000U);
  EXPECT_THAT(answer, HasSubstr("* 1 FETCH (UID 1 "));
  EXPECT_THAT(answer, HasSubstr("* 3000 FETCH (UID 3000 "));
  EXPECT_THAT(answer, HasSubstr("a OK FETCH completed\r\n"));
  EXPECT_THAT(alice.says("b", "NOOP"), Not(HasSubstr("FETCH")));
}

TEST_F(Turns, ManyCommandsAtOnceAreAnsweredInTheirOrder) {
  hosted_.start();
  HostClient alice(hosted_.port());
  alice.logged_in();
  std::string much, answers;
  for (int i = 0; i < 5000; ++i) {
    much += "t" + std::to_string(i) + " NOOP\r\n";
    answers += "t" + std::to_string(i) + " OK NOOP completed\r\n";
  }
  EXPECT_EQ(alice.ask(much, "t4999 OK NOOP completed\r\n"), answers);
}

TEST_F(Turns, WhoSendsNoMoreStillGetsAllAnswers) {
  hosted_.add_messages("alice", 300, 10'000);
  hosted_.start();
  HostClient alice(hosted_.port());
  alice.logged_in().says("S", "SELECT INBOX");
  std::string much;
  for (int i = 0; i < 300; ++i) much += "t" + std::to_string(i) + " FETCH " + std::to_string(i + 1) + " BODY[]\r\n";
  alice.sends(much + "u FETCH 1:* BODY[]\r\nhalf a comm");
  alice.stream().half_close();
  const std::string answers = alice.hears("never");
  EXPECT_EQ(count_of(" OK FETCH completed", answers), 301U);
  EXPECT_TRUE(answers.ends_with("u OK FETCH completed\r\n<end >"));
}

// Commands of one who does not read wait, whatever the others do meanwhile.
TEST(Backpressure, WhoDoesNotReadIsNotServed) {
  class Counter final : public Decisions {
   public:
    std::atomic<int> fetches = 0;
    void on_command(const grammar::Command& command) override {
      if (std::holds_alternative<grammar::Fetch>(command.body)) ++fetches;
    }
  };
  constexpr int kAsked = 2000;
  constexpr std::size_t kOctets = 100'000;
  Profile profile;
  profile.output_octets_max = 2 * kOctets;
  HostedServer hosted(profile);
  auto owned = std::make_unique<Counter>();
  const Counter& counter = *owned;
  hosted.server().choices().add(std::move(owned));
  hosted.add_messages("alice", 1, kOctets);
  hosted.start();
  HostClient slow(hosted.port()), quick(hosted.port());
  slow.logged_in().says("S", "EXAMINE INBOX");
  quick.logged_in("bob");
  std::string much;
  for (int i = 0; i < kAsked; ++i) much += "t" + std::to_string(i) + " FETCH 1 BODY[]\r\n";
  slow.sends(much);
  // On one thread: each answer is a turn of the loop, in which all would have been done long before the last.
  for (int i = 0; i < 500; ++i) EXPECT_THAT(quick.says("n" + std::to_string(i), "NOOP"), HasSubstr("OK"));
  // What the kernel takes is not ours to bound; it is far less than a quarter of the 200 MB.
  EXPECT_LT(counter.fetches, kAsked / 4);
  EXPECT_GT(counter.fetches, 0);
  for (int i = 0; i < kAsked; ++i)
    ASSERT_THAT(slow.hears(" OK FETCH completed\r\n"), HasSubstr("t" + std::to_string(i) + " OK"));
  EXPECT_EQ(counter.fetches, kAsked);
}

TEST(Backpressure, WhoTakesNothingForTooLongIsCutOff) {
  Profile profile;
  profile.stall_time = std::chrono::milliseconds(50);
  HostedServer hosted(profile);
  hosted.add_messages("alice", 30, 1'000'000);
  hosted.start();
  HostClient slow(hosted.port()), quick(hosted.port());
  slow.logged_in().says("S", "EXAMINE INBOX");
  quick.logged_in("bob");
  slow.sends("a FETCH 1:* BODY[]\r\n");
  for (const TimePoint end = soon(); hosted.host().connections() > 1 && std::chrono::steady_clock::now() < end;)
    quick.says("n", "NOOP");
  EXPECT_EQ(hosted.host().connections(), 1U);
  EXPECT_THAT(slow.hears("never"), Not(HasSubstr("a OK")));  // it reads again, too late
}

// Each account has a lock of its own.
TEST(Threads, WorkOnOneAccountDoesNotStopTheOthers) {
  HostedServer hosted({}, 2);
  hosted.start();
  HostClient alice(hosted.port()), bob(hosted.port());
  alice.logged_in().says("S", "SELECT INBOX");
  bob.logged_in("bob").says("S", "SELECT INBOX");
  auto held = hosted.server().store().lock(*hosted.server().store().user("alice"));
  alice.sends("a NOOP\r\n");
  EXPECT_THAT(bob.says("b", "NOOP"), HasSubstr("b OK"));
  EXPECT_THAT(bob.says("c", "APPEND INBOX {3+}\r\nabc"), HasSubstr("c OK"));
  held.unlock();
  EXPECT_THAT(alice.hears("\r\n"), HasSubstr("a OK"));
}

}  // namespace
}  // namespace imapspec::reference_server
