// What the RFCs' own files say, read at test time from the folder IMAPSPEC_RFC_DIR names (../shared/rfc beside the
// sources, if it is not set); they are no part of the project.
#include "harness/abnf/library.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "harness/abnf/corrections.h"
#include "harness/abnf/derive.h"
#include "harness/abnf/judge.h"
#include "harness/abnf/near_miss.h"
#include "harness/abnf/network.h"
#include "harness/base/file_set.h"

namespace imapspec::abnf {
namespace {

const std::string& folder() {
  static const std::string its = abnf_folder(IMAPSPEC_SOURCE_DIR "/../shared/rfc");
  return its;
}

constexpr Base kBases[] = {Base::rev1, Base::rev1_utf8, Base::rev2};

class LibraryTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!read_tree(folder()))
      GTEST_SKIP() << "SKIPPED: " << folder() << " is not there; IMAPSPEC_RFC_DIR names its folder";
    auto loaded = Library::load(folder());
    ASSERT_TRUE(loaded) << loaded.error();
    library_ = *std::move(loaded);
  }
  Grammar composed(Base base, Sender sender = Sender::client) {
    auto grammar = library_.compose(base, sender);
    if (!grammar) ADD_FAILURE() << grammar.error();
    return *std::move(grammar);
  }

  Library library_;
};

TEST_F(LibraryTest, EveryFileIsRead) {
  EXPECT_GT(library_.rfcs().size(), 80U);
  for (const int rfc : library_.rfcs()) EXPECT_FALSE(library_.definitions(rfc).empty()) << rfc;
}

TEST_F(LibraryTest, AViewResolvesInItsOwnFileFirst) {
  for (const int rfc : {2045, 2046, 5322, 5802, 4616, 9051}) {
    const auto view = library_.view(Base::rev2, rfc);
    ASSERT_TRUE(view) << view.error();
    for (const Definition& definition : library_.definitions(rfc)) {
      const Rule* rule = view->find(definition.name.substr(0, definition.name.find('@')));
      EXPECT_TRUE(rule != nullptr && rule->rfcs == std::vector<int>{rfc}) << rfc << " " << definition.name;
    }
  }
  const auto mail = library_.view(Base::rev2, 5322);
  EXPECT_EQ(judge(*mail, "date-time", "Fri, 21 Nov 1997 09:55:06 -0600"), Verdict::accept);
  EXPECT_EQ(judge(*mail, "address", "\"Joe \\\" Q\" <joe(who?)@example.com>"), Verdict::accept);
}

TEST_F(LibraryTest, EveryCorrectionMeetsItsRule) {
  for (const Correction& row : corrections()) {
    if (row.rule.empty() || row.kind == Correction::Kind::drop) continue;
    const bool own = row.kind == Correction::Kind::own;
    const std::string name = own ? std::string(row.rule) + "@" + std::to_string(row.rfc) : std::string(row.rule);
    const auto definitions = library_.definitions(row.rfc);
    EXPECT_TRUE(std::any_of(definitions.begin(), definitions.end(),
                            [&](const Definition& definition) { return lower(definition.name) == name; }))
        << row.rfc << " " << name;
    EXPECT_FALSE(row.reason.empty());
  }
}

TEST_F(LibraryTest, EveryRuleOfAComposedGrammarIsDefined) {
  for (const Base base : kBases) {
    for (const std::string& name : composed(base).undefined()) ADD_FAILURE() << name;
  }
}

TEST_F(LibraryTest, NewerTextsJoinTheBase) {
  const Grammar rev1 = composed(Base::rev1);
  EXPECT_EQ(rev1.find("FETCH")->rfcs, (std::vector<int>{3501, 4466}));
  EXPECT_EQ(rev1.find("search-criteria")->rfcs, (std::vector<int>{5256}));
  EXPECT_EQ(rev1.find("search-criteria@5466")->rfcs, (std::vector<int>{5466}));
  EXPECT_EQ(rev1.find("uidvalidity")->rfcs, (std::vector<int>{7162}));
  EXPECT_EQ(rev1.find("no such rule"), nullptr);
}

struct Example {
  Base base;
  const char* rule;
  const char* text;
  Verdict verdict;
};

TEST_F(LibraryTest, JudgesWhatIsKnown) {
  using enum Verdict;
  std::vector<Judge> judges;
  for (const Base base : kBases) judges.emplace_back(composed(base));
  const Example examples[] = {
      {Base::rev1, "command", "a1 FETCH 1:* (FLAGS BODY[HEADER.FIELDS (DATE FROM)])\r\n", accept},
      {Base::rev1, "command", "a1 FETCH 1:* (FLAGS BODY[HEADER.FIELDS (DATE FROM", incomplete},
      {Base::rev1, "command", "a1 FETCH 0:* FLAGS\r\n", reject},
      {Base::rev1, "command", "a1 LOGIN {3}\r\njoe {6}\r\nsecret\r\n", accept},
      {Base::rev1, "command", "a1 UID EXPUNGE 3000:3002\r\n", accept},
      {Base::rev2, "command", "a1 UID EXPUNGE 3000:3002\r\n", accept},
      {Base::rev2, "command", "a1 UID UID EXPUNGE 3000:3002\r\n", reject},
      {Base::rev2, "command", "a1 EXPUNGE 3000:3002\r\n", reject},
      {Base::rev2, "command", "a1 SELECT INBOX (QRESYNC (67890007 20050715194045000 41,43:211))\r\n", accept},
      {Base::rev2, "known-uids", "41,43:*", reject},
      {Base::rev1, "response", "* 12 EXISTS\r\n* 3 FETCH (UID 4)\r\na OK done\r\n", accept},
      {Base::rev1, "response-data", "* STATUS blurdybloop (MESSAGES 231 UIDNEXT 0)\r\n", reject},
      {Base::rev1, "response-data", "* QUOTA \"\" (STORAGE 10 512)\r\n", accept},
      {Base::rev1, "response-data", "* SORT 2 84 882 (MODSEQ 1)\r\n", accept},
      {Base::rev1, "quoted", "\"\xC3\xA9\"", reject},
      {Base::rev1_utf8, "quoted", "\"\xC3\xA9\"", accept},
      {Base::rev2, "quoted", "\"\xC3\xA9\"", accept},
      {Base::rev2, "quoted", "\"\xC0\x80\"", reject},
      {Base::rev2, "mod-sequence-value", "9223372036854775808", reject},
      {Base::rev2, "tagged-ext-val", "(a (b c) \"d\" {1}\r\ne)", accept},
      {Base::rev2, "sequence-set", "$", accept},
      {Base::rev2, "sequence-set", "1,$", reject},
      {Base::rev2, "sequence-set", "$,1", reject},
      {Base::rev1, "resp-text-code", "UIDNEXT 0", reject},
      {Base::rev1, "resp-text-code", "UIDFIRST 0", accept},
      {Base::rev1, "status-att-val", "UIDNEXT 0", reject},
      {Base::rev1, "status-att-val", "UIDFIRST 0", accept},
      {Base::rev1, "select-param", "QRESYNC (1)", reject},
      {Base::rev1, "select-param", "Q-RESYNC (1)", accept},
      {Base::rev1, "command", "a APPEND x X-NOTE (b) {1}\r\nc\r\n", accept},
      {Base::rev1, "command", "a APPEND x UTF8 (b) {1}\r\nc\r\n", reject},
      {Base::rev2, "command", "a APPEND x UTF8 (b) UTF8 (~{1}\r\nc)\r\n", reject},
      {Base::rev2, "command", "a APPEND x UTF8 (~{1}\r\nc)\r\n", accept},
      {Base::rev1, "command", "a APPEND x CATENATE (b) {1}\r\nc\r\n", reject},
      {Base::rev1, "mailbox-data", "NAMESPACE ((\"\" NIL \"TRANSLATION\" (\"a\"))) NIL NIL", accept},
      {Base::rev2, "mailbox-data", "NAMESPACE ((\"\" NIL \"X\" (\"a\" \"b\"))) NIL NIL", accept},
      {Base::rev1, "mailbox-data", "NAMESPACE ((\"\" NIL \"TRANSLATION\" (\"a\" \"b\"))) NIL NIL", reject},
      {Base::rev2, "mailbox-data", "NAMESPACE ((\"\" NIL \"translation\" (\"a\" \"b\"))) NIL NIL", reject},
      {Base::rev1, "mbx-list-flags", "\\Marked \\x", accept},
      {Base::rev1, "body", "({4}\r\ntext \"PLAIN\" NIL NIL NIL \"7BIT\" 1 0)", accept},
      {Base::rev2, "body", "({4}\r\ntext \"PLAIN\" NIL NIL NIL \"7BIT\" 1)", reject},
      {Base::rev1, "media-message", "\"MESSAGE\" {06}\r\nrfc822", accept},
      {Base::rev2, "media-message", "{7}\r\nMESSAGE \"GLOBAL\"", accept},
      {Base::rev2, "mailbox-data", "LIST (\\x \\Marked \\marked) NIL x", reject},
      {Base::rev1, "return-option", "STATUS (X)", reject},
      {Base::rev2, "search-return-opt", "MIN 5", reject},
      {Base::rev2, "rights", "lrs", accept},
      {Base::rev2, "rights", "\"lrs\"", accept},
      {Base::rev2, "rights", "{3}\r\nlRs", reject},
      {Base::rev2, "mod-rights", "+lrs", accept},
      {Base::rev2, "mod-rights", "\"l+rs\"", reject},
      {Base::rev2, "entry", "\"/private/*\"", reject},
      {Base::rev2, "command", "a AUTHENTICATE PLAIN =\r\n", accept},
      {Base::rev2, "command", "a AUTHENTICATE PLAIN \r\n", reject},
      {Base::rev2, "command", "a NOTIFY SET (selected (MessageNew (UID) MessageExpunge))\r\n", accept},
  };
  for (const Example& example : examples) {
    Judge& judge = judges[static_cast<std::size_t>(example.base)];
    EXPECT_STREQ(to_string(judge.judge(example.rule, example.text).verdict), to_string(example.verdict))
        << example.text;
  }
}

TEST_F(LibraryTest, OnlyClientsSayPlusAndDollar) {
  for (const Base base : kBases) {
    const Grammar client = composed(base);
    const Grammar server = composed(base, Sender::server);
    for (const std::string form : {"{1}\r\n0", "{1+}\r\n0"}) {
      const Verdict answer = form[2] == '+' ? Verdict::reject : Verdict::accept;
      EXPECT_EQ(judge(client, "literal", form), Verdict::accept);
      EXPECT_EQ(judge(client, "literal8", "~" + form), Verdict::accept);
      EXPECT_EQ(judge(server, "literal", form), answer);
      EXPECT_EQ(judge(server, "literal8", "~" + form), answer);
    }
    EXPECT_EQ(judge(client, "sequence-set", "$"), Verdict::accept);
    EXPECT_EQ(judge(server, "sequence-set", "$"), Verdict::reject);
  }
}

// The judge reads the files by RFC 5234's own definition of a rulelist, too.
TEST_F(LibraryTest, FilesAreRulelistsByTheDefinitionOfAbnfInAbnf) {
  auto abnf = library_.view(Base::rev1, 5234);
  ASSERT_TRUE(abnf) << abnf.error();
  Judge judge(*abnf, 100'000'000);
  const auto files = read_tree(folder());
  for (const char* file : {"rfc5032.abnf", "rfc4315.abnf", "rfc8474.abnf", "rfc3516.abnf", "rfc5161.abnf"}) {
    std::string text;
    for (const char c : *files->find(file)) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_STREQ(to_string(judge.judge("rulelist", text).verdict), "accept") << file;
    EXPECT_STREQ(to_string(judge.judge("rulelist", "<" + text).verdict), "reject") << file;
  }
  EXPECT_EQ(judge.judge("rule", "a = 1*2b / %x30-39 [\"c\"]\r\n").verdict, Verdict::accept);
  EXPECT_EQ(judge.judge("rule", "a = 1*2(b / %x30-\r\n").verdict, Verdict::reject);
}

// Every rule: what is derived from it is accepted, and of its near misses most are not, or are something else.
TEST_F(LibraryTest, DerivationsAreAcceptedAndMostNearMissesAreNot) {
  for (const Base base : kBases) {
    Judge judge(composed(base));
    Random random(20240229);
    std::size_t misses = 0;
    std::size_t refused = 0;
    for (const Rule& rule : judge.grammar().rules()) {
      for (int i = 0; i < 12; ++i) {
        const std::string text = derive(judge.grammar(), rule.name, random);
        const Judgement judgement = judge.judge(rule.name, text);
        ASSERT_STREQ(to_string(judgement.verdict), "accept")
            << rule.name << " up to " << judgement.furthest << ": " << text;
        const std::string miss = near_miss(text, random);
        ++misses;
        refused += judge.judge(rule.name, miss).verdict != Verdict::accept;
      }
    }
    EXPECT_GT(refused * 10, misses * 6);
  }
}

// What the hooks of hooks.cc say about text that looks like a response code.
TEST_F(LibraryTest, TextIsNoCodeThatIsKnown) {
  Judge judge(composed(Base::rev1, Sender::server));
  for (const char* text : {"x", "[", "[x", "[x]y", "[x] y", "[ALERT] y", "[ALERT x] y", "[UIDNEXT 1] y", "[UIDNEXT"})
    EXPECT_EQ(judge.judge("resp-text", text).verdict, Verdict::accept) << text;
  for (const char* text : {"[ALERT]y", "[UIDNEXT x] y", "[UIDNEXT] y", "[UIDNEXT 1]y", "[ALERT] ",
                           "[PERMANENTFLAGS()] y", "[BADCHARSET ({1}\r\nx)] y"})
    EXPECT_NE(judge.judge("resp-text", text).verdict, Verdict::accept) << text;
}

TEST_F(LibraryTest, StringsHoldWhatTheirCommentsSay) {
  Judge judge(composed(Base::rev2));
  for (const char* text : {"de-AT", "\"*\"", "{2}\r\nde"})
    EXPECT_EQ(judge.judge("lang-range-quoted", text).verdict, Verdict::accept) << text;
  for (const char* text : {"de_AT", "\"\"", "abcdefghi"})
    EXPECT_NE(judge.judge("lang-range-quoted", text).verdict, Verdict::accept) << text;
  EXPECT_EQ(judge.judge("to-mime-type-req", "\"image/*\"").verdict, Verdict::accept);
  EXPECT_NE(judge.judge("to-mime-type-req", "image").verdict, Verdict::accept);
}

// A folder with one file, for as long as it lives.
class OneFile {
 public:
  OneFile(const std::string& name, const std::string& text)
      : folder_(std::filesystem::temp_directory_path() / ("imapspec_abnf_" + std::to_string(::getpid()))) {
    std::filesystem::create_directory(folder_);
    std::ofstream(folder_ / name) << text;
  }
  ~OneFile() { std::filesystem::remove_all(folder_); }
  OneFile(const OneFile&) = delete;
  OneFile& operator=(const OneFile&) = delete;
  std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

std::string mistake_of(const std::string& folder) {
  const auto library = Library::load(folder);
  return library ? "none" : library.error();
}

TEST(Library, SaysWhatIsWrongAndWhere) {
  EXPECT_NE(mistake_of("/no/such/folder").find("/no/such/folder"), std::string::npos);
  const OneFile broken("rfc9999.abnf", "a = b\nc = (d\n");
  EXPECT_EQ(mistake_of(broken.folder()), broken.folder() + "/rfc9999.abnf:2: no \")\"");
}

TEST(Library, NeedsFiles) {
  const OneFile other("notes.txt", "a = b\n");
  EXPECT_NE(mistake_of(other.folder()).find("no rfcNNNN.abnf"), std::string::npos);
}

TEST(Library, SaysWhichFileIsMissing) {
  const OneFile one("rfc9999.abnf", "a = \"b\"\n");
  const auto library = Library::load(one.folder());
  ASSERT_TRUE(library) << library.error();
  const auto grammar = library->compose(Base::rev1);
  ASSERT_FALSE(grammar);
  EXPECT_EQ(grammar.error(), "there is no file of RFC 3501");
}

}  // namespace
}  // namespace imapspec::abnf
