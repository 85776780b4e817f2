#include "harness/runner/account.h"

#include "harness/runner/caretaker.h"
#include "harness/runner/runner_test_support.h"
#include "harness/runner/survey.h"

namespace imapspec::runner {
namespace {

using namespace std::chrono_literals;
using Kind = Setback::Kind;

struct AccountTest : testing::Test {
  Town town;
  TownPeer peer{town};
  Transcript transcript{peer.clock()};
  std::unique_ptr<Wire> wire;

  std::expected<void, Setback> reach(Stage stage, Offer* offer = nullptr) {
    const TimePoint until = peer.clock().now() + 5s;
    auto opened = open_wire(peer, "alice", "A", transcript, until);
    if (!opened) return std::unexpected(opened.error());
    wire = *std::move(opened);
    return bring(*wire, stage, peer.profile().accounts.front(), peer, until, offer);
  }
};

TEST_F(AccountTest, LogsIn) {
  ASSERT_TRUE(reach(Stage::authenticated));
  EXPECT_EQ(town.heard, std::vector<std::string>{"LOGIN \"alice\" \"sesame-street\""});
  EXPECT_EQ(wire->watcher().conversation().state, oracle::State::authenticated);
}

TEST_F(AccountTest, SendsNothingInAGreetedSession) {
  ASSERT_TRUE(reach(Stage::greeted));
  EXPECT_TRUE(town.heard.empty());
}

TEST_F(AccountTest, GetsTlsWhereItIsOfferedAndAsksAnewWhatThereIs) {
  peer.profile().tls = PeerProfile::Tls::if_offered;
  town.greeting = "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello\r\n";
  town.capabilities = "IMAP4rev1";
  Offer offer;
  ASSERT_TRUE(reach(Stage::authenticated, &offer));
  EXPECT_EQ(town.heard, (std::vector<std::string>{"STARTTLS", "CAPABILITY", "LOGIN \"alice\" \"sesame-street\""}));
  EXPECT_TRUE(offer.greeted.contains("STARTTLS"));
  EXPECT_FALSE(offer.secured.contains("STARTTLS"));
}

TEST_F(AccountTest, AuthenticatesWhereLoginIsDisabled) {
  town.greeting = "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] hello\r\n";
  town.replies["AUTHENTICATE"] = [this](MemoryStream& stream, const std::string& tag, const std::string&) {
    stream.say("+ \r\n");
    stream.on_written([this, &stream, tag](std::string_view octets) {
      town.heard.emplace_back(octets);
      stream.say(tag + " OK [CAPABILITY IMAP4rev1] in\r\n");
    });
  };
  ASSERT_TRUE(reach(Stage::authenticated)) << reach(Stage::authenticated).error().what;
  EXPECT_EQ(town.heard.back(), "AGFsaWNlAHNlc2FtZS1zdHJlZXQ=\r\n");
}

TEST_F(AccountTest, TellsWhyNot) {
  const auto kind = [&](std::string greeting, Stage stage = Stage::authenticated) {
    town.greeting = std::move(greeting);
    const auto reached = reach(stage);
    return reached ? std::optional<Kind>() : std::optional(reached.error().kind);
  };
  EXPECT_EQ(kind("* BYE full\r\n"), Kind::no_connection);
  EXPECT_EQ(kind(""), Kind::no_answer);
  EXPECT_EQ(kind("HTTP/1.0 400 Bad Request\r\n"), Kind::no_answer);
  EXPECT_EQ(kind("* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n", Stage::greeted), Kind::no_stage);
  EXPECT_EQ(kind("* PREAUTH [CAPABILITY IMAP4rev1] hello\r\n"), std::nullopt);
  town.answer("LOGIN", "{tag} NO wrong\r\n");
  EXPECT_EQ(kind("* OK [CAPABILITY IMAP4rev1] hello\r\n"), Kind::no_login);
  town.answer("LOGIN", "");
  EXPECT_EQ(kind("* OK [CAPABILITY IMAP4rev1] hello\r\n"), Kind::no_answer);
  peer.profile().tls = PeerProfile::Tls::starttls;
  EXPECT_EQ(kind("* OK [CAPABILITY IMAP4rev1] hello\r\n"), Kind::no_stage);
}

TEST_F(AccountTest, NeverTellsThePassword) {
  town.answer("LOGIN", "");
  const auto reached = reach(Stage::authenticated);
  ASSERT_FALSE(reached);
  EXPECT_EQ(reached.error().what.find("sesame"), std::string::npos) << reached.error().what;
}

TEST_F(AccountTest, IsNotHeldUpByAServerThatDribbles) {
  town.greeting.clear();
  const auto begin = peer.clock().now();
  auto opened = open_wire(peer, "alice", "A", transcript, begin + 5s);
  for (const char c : std::string("* OK hello, this takes its time\r\n"))
    town.streams.front()->say(std::string(1, c), 900ms);
  const auto reached = bring(**opened, Stage::authenticated, peer.profile().accounts.front(), peer, begin + 5s);
  ASSERT_FALSE(reached);
  EXPECT_LE(peer.clock().now() - begin, 6s);
}

TEST_F(AccountTest, SendsAsManyOctetsAtATimeAsTheProfileSays) {
  peer.profile().chop = 2;
  town.greeting.clear();
  auto opened = open_wire(peer, "alice", "A", transcript, peer.clock().now() + 5s);
  std::vector<std::string> pieces;
  town.streams.front()->on_written([&pieces](std::string_view octets) { pieces.emplace_back(octets); });
  (*opened)->session().send("A1", {"A1 NOOP\r\n"});
  ASSERT_TRUE((*opened)->flush(peer.clock().now() + 1s, peer.clock()));
  EXPECT_EQ(pieces, (std::vector<std::string>{"A1", " N", "OO", "P\r", "\n"}));
}

TEST_F(AccountTest, SurveyFindsPrefixAndSeparatorByNamespace) {
  town.capabilities += " NAMESPACE";
  town.answer("NAMESPACE", "* NAMESPACE ((\"INBOX.\" \".\")) ((\"user.\" \".\")) NIL\r\n{tag} OK done\r\n");
  const auto found = survey(peer, 5s, transcript);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->prefix, "INBOX.");
  EXPECT_EQ(found->separator, ".");
  EXPECT_EQ(found->others_prefix, "user.");
  EXPECT_EQ(town.heard.back(), "LOGOUT");
}

TEST_F(AccountTest, SurveyFindsTheSeparatorByList) {
  const auto found = survey(peer, 5s, transcript);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->prefix, "");
  EXPECT_EQ(found->separator, "/");
  EXPECT_EQ(found->capabilities, (std::vector<std::string>{"IMAP4rev1", "LITERAL+", "UIDPLUS", "IDLE"}));
}

TEST_F(AccountTest, SurveyKnowsWhichListCounts) {
  Survey survey;
  survey.offer = {{"STARTTLS", "IDLE"}, {"AUTH=PLAIN"}, {"MOVE", "STARTTLS"}};
  EXPECT_TRUE(survey.offers("STARTTLS", Stage::greeted));
  EXPECT_FALSE(survey.offers("STARTTLS", Stage::authenticated));
  EXPECT_TRUE(survey.offers("AUTH=PLAIN", Stage::secured));
  EXPECT_TRUE(survey.offers("MOVE", Stage::greeted));
  EXPECT_FALSE(survey.offers("IDLE", Stage::authenticated));
}

struct CaretakerTest : testing::Test {
  Town town;
  TownPeer peer{town};
  Survey survey_ = [] {
    Survey survey;
    survey.offer.authenticated = {"IMAP4REV1", "LITERAL+"};
    return survey;
  }();
  Caretaker caretaker{peer, survey_, peer.profile().accounts.front(), "X", 5s};
};

TEST_F(CaretakerTest, DeletesWhatIsBelowFirst) {
  town.mailboxes = {"imapspec-1-box", "imapspec-1-box/child", "other"};
  town.subscribed = {"imapspec-1-box", "other"};
  ASSERT_TRUE(caretaker.remove_all("imapspec-1-"));
  EXPECT_EQ(town.mailboxes, std::set<std::string>{"other"});
  EXPECT_EQ(town.subscribed, std::set<std::string>{"other"});
  const auto child = std::find(town.heard.begin(), town.heard.end(), "DELETE \"imapspec-1-box/child\"");
  EXPECT_LT(child, std::find(town.heard.begin(), town.heard.end(), "DELETE \"imapspec-1-box\""));
}

TEST_F(CaretakerTest, SaysWhatIsLeft) {
  town.mailboxes = {"imapspec-1-box"};
  town.answer("DELETE", "{tag} NO in use\r\n");
  const auto removed = caretaker.remove_all("imapspec-1-");
  ASSERT_FALSE(removed);
  EXPECT_NE(removed.error().what.find("imapspec-1-box"), std::string::npos);
}

TEST_F(CaretakerTest, TakesUidsFromTheCodeOrFindsThem) {
  const std::vector<Parcel> two{{"Subject: 1\r\n\r\n1\r\n", {"\\Seen"}, "17-Jul-1996 02:44:25 -0700"},
                                {"Subject: 2\r\n\r\n2\r\n", {}, ""}};
  EXPECT_EQ(caretaker.append("box", two).value(), (std::vector<std::uint32_t>{100, 101}));
  EXPECT_EQ(town.heard[1], "APPEND \"box\" (\\Seen) \"17-Jul-1996 02:44:25 -0700\" {17+}");
  town.answer("APPEND", "{tag} OK done\r\n");
  town.answer("UID", "* SEARCH 8 7\r\n{tag} OK done\r\n");
  EXPECT_EQ(caretaker.append("box", two).value(), (std::vector<std::uint32_t>{7, 8}));
}

TEST_F(CaretakerTest, ConnectsAnewAfterALoss) {
  ASSERT_TRUE(caretaker.create("box"));
  town.streams.front()->end();
  EXPECT_FALSE(caretaker.create("box"));
  EXPECT_TRUE(caretaker.create("box"));
  EXPECT_EQ(town.heard_times("LOGIN"), 2U);
}

}  // namespace
}  // namespace imapspec::runner
