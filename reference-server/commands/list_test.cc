#include "reference-server/commands/name_pattern.h"
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class ListTest : public ServerTest {
 protected:
  ListTest() {
    client.logged_in();
    for (const char* name : {"a/b/c", "ab", "&AOQ-"}) client.expect("x CREATE " + std::string(name), {"x OK ..."});
  }
  Lines names(std::string_view arguments) {
    Lines found;
    for (const auto& line : client.says("l LIST " + std::string(arguments)))
      if (line.starts_with("* LIST")) found.push_back(line.substr(line.find("\"/\" ") + 4));
    return found;
  }
  Client client{server};
};

TEST_F(ListTest, Wildcards) {
  EXPECT_EQ(names("\"\" %"), (Lines{"INBOX", "a", "ab", "&AOQ-"}));
  EXPECT_EQ(names("\"\" a%"), (Lines{"a", "ab"}));
  EXPECT_EQ(names("\"\" *b*"), (Lines{"a/b", "a/b/c", "ab"}));
  EXPECT_EQ(names("a/ %"), (Lines{"a/b"}));
  EXPECT_EQ(names("\"\" inBox"), (Lines{"INBOX"}));
  EXPECT_EQ(names("\"\" inBox*"), (Lines{"INBOX"}));
  EXPECT_EQ(names("\"\" IN%"), (Lines{"INBOX"}));
  EXPECT_EQ(names("\"\" in%"), Lines{});
  EXPECT_EQ(names("\"\" A"), Lines{});
  EXPECT_EQ(names("\"\" \"%/%\""), (Lines{"a/b"}));
}

TEST_F(ListTest, TheRoot) {
  client.expect("a LIST \"\" \"\"", {"* LIST (\\Noselect) \"/\" \"\"", "a OK ..."});
  client.expect("b LIST foo \"\"", {"* LIST (\\Noselect) \"/\" \"\"", "b OK ..."});
}

TEST_F(ListTest, LsubShowsLevelsAboveASubscribedName) {
  client.expect("a SUBSCRIBE a/b/c", {"a OK ..."}).expect("b SUBSCRIBE ab", {"b OK ..."});
  client.expect("c LSUB \"\" %", {"* LSUB () \"/\" ab", "* LSUB (\\Noselect) \"/\" a", "c OK ..."});
  client.expect("d LSUB \"\" *", {"* LSUB () \"/\" a/b/c", "* LSUB () \"/\" ab", "d OK ..."});
}

TEST(NamePatternTest, ManyWildcardsAreCheap) {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "*a%";
  const std::string name(200, 'a');
  EXPECT_TRUE(NamePattern("", pattern, '/').matches(name));
  EXPECT_FALSE(NamePattern("", pattern + "b", '/').matches(name));
  EXPECT_FALSE(NamePattern("", std::string(1 << 20, 'a'), '/').matches(name));
}

class DottedTest : public ServerTest {
 protected:
  DottedTest() : ServerTest(*profile_named("dotted")) {}
};

TEST_F(DottedTest, MailboxesBelowThePrefixOnly) {
  Client client(server);
  client.logged_in();
  client.expect("a NAMESPACE", {"* NAMESPACE ((\"INBOX.\" \".\")) NIL NIL", "a OK ..."});
  client.expect("b CREATE a", {"b NO [NOPERM] ..."}).expect("c CREATE inbox.a/b", {"c OK ..."});
  client.expect("d LIST INBOX. %", {"* LIST (\\HasNoChildren) \".\" INBOX.a/b", "d OK ..."});
}

}  // namespace
}  // namespace imapspec::reference_server
