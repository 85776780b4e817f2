// LIST with the options of RFC 5258, RFC 5819 and RFC 6154.
#include "reference-server/server_test_support.h"

namespace imapspec::reference_server {
namespace {

class ListExtendedTest : public ServerTest {
 protected:
  ListExtendedTest() { client.logged_in(); }
  void create(std::initializer_list<const char*> names) {
    for (const char* name : names) client.expect("x CREATE " + std::string(name), {"x OK ..."});
  }
  void subscribe(std::initializer_list<const char*> names) {
    for (const char* name : names) client.expect("x SUBSCRIBE " + std::string(name), {"x OK ..."});
  }
  // The LIST responses without what is the same in all.
  Lines listed(std::string_view arguments) {
    Lines found;
    for (auto line : client.says("l LIST " + std::string(arguments))) {
      if (!line.starts_with("* LIST ")) continue;
      line.erase(0, 7);
      found.push_back(line.replace(line.find(" \"/\""), 4, ""));
    }
    return found;
  }
  Client client{server};
};

// RFC 5258 section 5, examples 8 and 9.
TEST_F(ListExtendedTest, RecursiveMatchLooksBelowThePatternsNames) {
  create({"foo2/bar1", "foo2/bar2", "baz2/bar2", "baz2/bar22", "eps2/mamba"});
  subscribe({"foo2/bar1", "foo2/bar2", "baz2/bar2", "baz2/bar22", "eps2", "eps2/mamba", "qux2/bar2"});
  EXPECT_EQ(listed("(RECURSIVEMATCH SUBSCRIBED) \"\" *2"),
            (Lines{"(\\Subscribed \\HasNoChildren) baz2/bar2", "(\\Subscribed \\HasNoChildren) baz2/bar22",
                   "(\\Subscribed \\HasChildren) eps2 (\"CHILDINFO\" (\"SUBSCRIBED\"))",
                   "(\\HasChildren) foo2 (\"CHILDINFO\" (\"SUBSCRIBED\"))", "(\\Subscribed \\HasNoChildren) foo2/bar2",
                   "(\\NonExistent \\Subscribed \\HasNoChildren) qux2/bar2"}));
  EXPECT_EQ(listed("(RECURSIVEMATCH SUBSCRIBED) \"\" q%"),
            (Lines{"(\\NonExistent \\HasNoChildren) qux2 (\"CHILDINFO\" (\"SUBSCRIBED\"))"}));
  EXPECT_EQ(listed("(SUBSCRIBED) \"\" %"), (Lines{"(\\Subscribed \\HasChildren) eps2"}));
}

TEST_F(ListExtendedTest, ReturnOptionsAddNoNames) {
  create({"a", "b"});
  subscribe({"a", "gone"});
  EXPECT_EQ(listed("\"\" (a b gone) RETURN (SUBSCRIBED)"),
            (Lines{"(\\Subscribed \\HasNoChildren) a", "(\\HasNoChildren) b"}));
}

// RFC 5258 section 3.5: such a level stands for what is below and not said itself.
TEST_F(ListExtendedTest, LevelsThatAreNoMailboxes) {
  create({"music/rock"});
  client.expect("d DELETE music", {"d OK ..."});
  EXPECT_EQ(listed("\"\" music"), (Lines{"(\\Noselect \\HasChildren) music"}));
  EXPECT_EQ(listed("() \"\" m%"), (Lines{"(\\NonExistent \\HasChildren) music"}));
  EXPECT_EQ(listed("() \"\" (m% music/rock)"), (Lines{"(\\HasNoChildren) music/rock"}));
}

TEST_F(ListExtendedTest, AnEmptyPatternMatchesNothing) {
  EXPECT_EQ(listed("() \"\" \"\""), Lines{});
  EXPECT_EQ(listed("\"\" (\"\" INBOX)"), (Lines{"(\\HasNoChildren) INBOX"}));
}

TEST_F(ListExtendedTest, UnknownOptionsAreBad) {
  for (const char* arguments : {"(X-A) \"\" *", "(SUBSCRIBED X-A) \"\" *", "\"\" * RETURN (X-A)",
                                "(RECURSIVEMATCH) \"\" *", "\"\" * RETURN (STATUS (HIGHESTMODSEQ DELETED-STORAGE))"})
    client.expect("b LIST " + std::string(arguments), {"b BAD ..."});
}

TEST_F(ListExtendedTest, StatusFollowsWhatCanBeSelected) {
  add_messages(2);
  create({"a/b"});
  client.expect("d DELETE a", {"d OK ..."});
  client.expect("s LIST \"\" (INBOX a) RETURN (STATUS (MESSAGES UNSEEN))",
                {"* LIST (\\HasNoChildren) \"/\" INBOX", "* STATUS INBOX (MESSAGES 2 UNSEEN 2)",
                 "* LIST (\\NonExistent \\HasChildren) \"/\" a", "s OK ..."});
}

TEST_F(ListExtendedTest, SpecialUsesAreGivenAtCreate) {
  client.expect("a CREATE s (USE (\\Sent \\sent \\Trash))", {"a OK ..."})
      .expect("b CREATE t (USE (\\Sent))", {"b OK ..."})
      .expect("c CREATE u (USE (\\All))", {"c NO [USEATTR] ..."})
      .expect("d CREATE INBOX (USE (\\Sent))", {"d NO [ALREADYEXISTS] ..."});
  EXPECT_EQ(listed("(SPECIAL-USE) \"\" *"),
            (Lines{"(\\Sent \\Trash \\HasNoChildren) s", "(\\Sent \\HasNoChildren) t"}));
  EXPECT_EQ(listed("\"\" %"), (Lines{"(\\HasNoChildren) INBOX", "(\\HasNoChildren) s", "(\\HasNoChildren) t"}));
  client.expect("e RENAME s v", {"e OK ..."});
  EXPECT_EQ(listed("\"\" v RETURN (SPECIAL-USE)"), (Lines{"(\\Sent \\Trash \\HasNoChildren) v"}));
  client.expect("f DELETE v", {"f OK ..."}).expect("g CREATE v", {"g OK ..."});
  EXPECT_EQ(listed("\"\" v RETURN (SPECIAL-USE)"), (Lines{"(\\HasNoChildren) v"}));
}

class PlainListTest : public ServerTest {
 protected:
  PlainListTest() : ServerTest(*profile_named("rev1-minimal")) {}
};

TEST_F(PlainListTest, ExtendedFormsAreBadWhereTheyAreNotOffered) {
  Client client(server);
  client.logged_in();
  for (const char* command : {"LIST \"\" (a b)", "LIST () \"\" a", "LIST \"\" * RETURN ()", "LIST (SUBSCRIBED) \"\" *",
                              "LIST \"\" * RETURN (STATUS (MESSAGES))", "CREATE x (USE (\\Sent))"})
    client.expect("a " + std::string(command), {"a BAD Unknown command or argument"});
}

}  // namespace
}  // namespace imapspec::reference_server
