#include "harness/session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imapspec::session {
namespace {

// Sends all that may go out, and says what that was.
std::string flush(Session& session) {
  std::string out(session.outgoing());
  session.sent(out.size());
  return out;
}

TEST(Session, TagsAreFreshAndBeginWithThePrefix) {
  Session a("A"), b("B");
  EXPECT_EQ(a.fresh_tag(), "A1");
  EXPECT_EQ(a.fresh_tag(), "A2");
  EXPECT_EQ(b.fresh_tag(), "B1");
}

TEST(Session, KeepsTheOpenCommandsUntilTheirResults) {
  Session session;
  session.send("A1", {"A1 NOOP\r\n"});
  session.send("A2", {"A2 CHECK\r\n"});
  EXPECT_EQ(flush(session), "A1 NOOP\r\nA2 CHECK\r\n");
  EXPECT_THAT(session.open_tags(), testing::ElementsAre("A1", "A2"));
  session.feed("* 3 EXISTS\r\nA2 OK done\r\n");
  EXPECT_THAT(session.open_tags(), testing::ElementsAre("A1"));
  ASSERT_EQ(session.received().size(), 2U);
  EXPECT_EQ(session.received()[0]->octets, "* 3 EXISTS\r\n");
  EXPECT_FALSE(session.received()[0]->is_tagged("A2"));
  EXPECT_TRUE(session.received()[1]->is_tagged("A2"));
  EXPECT_EQ(session.received()[1]->index, 1U);
  session.feed("A2 OK twice\r\nA1 NO\r\n");
  EXPECT_TRUE(session.open_tags().empty());
}

TEST(Session, ALiteralWaitsForItsContinuation) {
  Session session;
  session.send("A1", {"A1 LOGIN {3}\r\n", "joe {6}\r\n", "secret\r\n"});
  EXPECT_EQ(flush(session), "A1 LOGIN {3}\r\n");
  EXPECT_TRUE(session.waits_for_continuation());
  session.feed("* OK a moment\r\n");
  EXPECT_EQ(flush(session), "");
  session.feed("+ go\r\n");
  EXPECT_EQ(flush(session), "joe {6}\r\n");
  EXPECT_TRUE(session.received()[1]->for_literal);
  session.feed("+ go\r\n");
  EXPECT_EQ(flush(session), "secret\r\n");
  EXPECT_FALSE(session.waits_for_continuation());
  EXPECT_THAT(session.open_tags(), testing::ElementsAre("A1"));
}

TEST(Session, ALiteralThatIsRefusedIsDropped) {
  Session session;
  session.send("A1", {"A1 LOGIN {3}\r\n", "joe x\r\n"});
  session.send("A2", {"A2 NOOP\r\n"});
  EXPECT_EQ(flush(session), "A1 LOGIN {3}\r\n");
  session.feed("A1 BAD too long\r\n");
  EXPECT_EQ(session.refused_literals(), 1U);
  EXPECT_EQ(flush(session), "A2 NOOP\r\n");
}

// RFC 3501 section 2.2.1: the result of another command leaves the continuation request pending.
TEST(Session, APipelineStopsAtALiteralAndGoesOn) {
  Session session;
  session.send("A1", {"A1 NOOP\r\n"});
  session.send("A2", {"A2 APPEND x {1}\r\n", "y\r\n"});
  session.send("A3", {"A3 NOOP\r\n"});
  EXPECT_EQ(flush(session), "A1 NOOP\r\nA2 APPEND x {1}\r\n");
  session.feed("A1 OK done\r\n");
  EXPECT_EQ(flush(session), "");
  session.feed("+ go\r\n");
  EXPECT_EQ(flush(session), "y\r\nA3 NOOP\r\n");
}

TEST(Session, ANonSynchronisingLiteralIsOneFragment) {
  Session session;
  session.send("A1", {"A1 LOGIN {3+}\r\njoe x\r\n"});
  EXPECT_EQ(flush(session), "A1 LOGIN {3+}\r\njoe x\r\n");
  EXPECT_FALSE(session.waits_for_continuation());
}

TEST(Session, LinesThatAnswerAContinuation) {
  Session session;
  session.send("A1", {"A1 IDLE\r\n"});
  EXPECT_EQ(flush(session), "A1 IDLE\r\n");
  session.feed("+ idling\r\n");
  EXPECT_FALSE(session.received()[0]->for_literal);
  EXPECT_TRUE(session.received()[0]->is_continuation());
  session.send_continuation({"DONE\r\n"});
  EXPECT_EQ(flush(session), "DONE\r\n");
  EXPECT_THAT(session.open_tags(), testing::ElementsAre("A1"));
  session.send_raw("\xff\r\n");
  EXPECT_EQ(flush(session), "\xff\r\n");
  EXPECT_THAT(session.open_tags(), testing::ElementsAre("A1"));
}

TEST(Session, EnableChangesTheDialect) {
  Session session;
  session.feed("* OK [CAPABILITY IMAP4rev1 IMAP4rev2 ENABLE] hello\r\n");
  EXPECT_EQ(session.dialect().revision, grammar::Revision::rev1);
  session.feed("* ENABLED utf8=accept\r\n");
  EXPECT_TRUE(session.dialect().utf8);
  EXPECT_EQ(session.dialect().revision, grammar::Revision::rev1);
  session.feed("* ENABLED IMAP4REV2\r\n");
  EXPECT_EQ(session.dialect().revision, grammar::Revision::rev2);
}

TEST(Session, AServerThatOffersRev2AloneSpeaksIt) {
  for (const std::string_view said : {"* OK [CAPABILITY IMAP4rev2] hello\r\n", "* CAPABILITY IDLE IMAP4rev2\r\n",
                                      "A1 OK [CAPABILITY imap4rev2] in\r\n"}) {
    Session session;
    session.feed(said);
    EXPECT_EQ(session.dialect().revision, grammar::Revision::rev2) << said;
  }
}

TEST(Session, ReadsBothRevisionsAndNamedDeviations) {
  Session session;
  session.feed("* 1 RECENT\r\n* OK [UIDNEXT 3] \r\n* SEARCH 1 2 \r\n* NONSENSE\r\n");
  ASSERT_EQ(session.received().size(), 4U);
  EXPECT_TRUE(session.received()[0]->response);
  EXPECT_TRUE(session.received()[1]->response);
  ASSERT_TRUE(session.received()[2]->response);
  ASSERT_EQ(session.received()[2]->response->deviations.size(), 1U);
  EXPECT_EQ(session.received()[2]->response->deviations.front().deviation, grammar::Deviation::trailing_space);
  EXPECT_FALSE(session.received()[3]->response);
  EXPECT_EQ(session.received()[3]->refused->offset, 2U);
}

TEST(Session, ForgetsWhatWasSaidInClear) {
  Session session;
  session.feed("* 1 EXI");
  EXPECT_EQ(session.pending(), "* 1 EXI");
  session.tls_started();
  EXPECT_EQ(session.pending(), "");
  session.feed("* OK under TLS\r\n");
  ASSERT_EQ(session.received().size(), 1U);
  EXPECT_TRUE(session.received()[0]->response);
}

TEST(Session, WhatIsOverALimitIsCutAndNamed) {
  grammar::FramingLimits limits;
  limits.line_octets = 20;
  limits.literal_octets = 10;
  Session session("A", limits);
  session.feed("* OK " + std::string(100, 'x') + "\r\n* 1 FETCH (BODY[] {11}\r\n" + std::string(11, 'y') +
               ")\r\n* 2 EXISTS\r\n");
  ASSERT_EQ(session.received().size(), 3U);
  EXPECT_EQ(session.received()[0]->limit, "line");
  EXPECT_FALSE(session.received()[0]->response);
  EXPECT_EQ(session.received()[0]->refused->kind, ParseError::Kind::limit);
  EXPECT_LE(session.received()[0]->octets.size(), 20U);
  EXPECT_FALSE(session.received()[1]->limit.empty());
  EXPECT_TRUE(session.received()[2]->response);
  EXPECT_EQ(session.received()[2]->limit, "");
}

TEST(Session, DoesNotCareForPortions) {
  const std::string wire =
      "* OK hello {3}\r\n* 1 FETCH (BODY[] {5}\r\na\r\nb) UID)\r\n* 1 FETCH (BODY[] {5}\r\na\r\nb) UID 3)\r\nA1 OK "
      "done\r\n";
  Session whole, octets;
  whole.feed(wire);
  for (const char& c : wire) octets.feed({&c, 1});
  ASSERT_EQ(whole.received().size(), octets.received().size());
  for (std::size_t i = 0; i < whole.received().size(); ++i) {
    EXPECT_EQ(whole.received()[i]->octets, octets.received()[i]->octets);
    EXPECT_EQ(whole.received()[i]->term, octets.received()[i]->term);
    EXPECT_EQ(whole.received()[i]->refused, octets.received()[i]->refused);
  }
}

TEST(Session, LongOutputGoesInPortions) {
  Session session;
  const std::string literal(1'000'000, 'x');
  session.send("A1", {"A1 APPEND x {1000000+}\r\n" + literal + "\r\n"});
  std::string went;
  while (!session.outgoing().empty()) {
    const std::string portion(session.outgoing().substr(0, 777));
    session.sent(portion.size());
    went += portion;
  }
  EXPECT_EQ(went, "A1 APPEND x {1000000+}\r\n" + literal + "\r\n");
  session.send("A2", {"A2 NOOP\r\n"});
  EXPECT_EQ(flush(session), "A2 NOOP\r\n");
}

}  // namespace
}  // namespace imapspec::session
