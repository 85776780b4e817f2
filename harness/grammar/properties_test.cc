// What must hold of any octets, tried on many: good messages, and good messages with a few octets changed. Seeded, so
// that a failure comes again.
#include <vector>

#include "harness/base/random.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

constexpr std::string_view kCommands[] = {
    "a1 LOGIN {4}\r\nfred {0+}\r\n\r\n",
    "a LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (% \"a b\") RETURN (STATUS (MESSAGES UNSEEN) CHILDREN X-Y (a (b)))\r\n",
    "a UID SEARCH RETURN (MIN COUNT X 5) CHARSET UTF-8 OR NOT (SEEN 1:*,7) HEADER Subject \"a\\\\b\" SINCE 1-Feb-1994 "
    "LARGER 0012 UID $\r\n",
    "a fetch 1:3,9 (Flags BODY.PEEK[1.2.HEADER.FIELDS (From {2}\r\nTo)]<0.2048> BINARY[1]<0.5> RFC822.SIZE)\r\n",
    "a STORE 7:3 +flags.silent \\Seen $Junk\r\n",
    "a APPEND \"x y\" (\\Seen) \" 7-Feb-1994 21:52:25 -0800\" ~{3}\r\nabc\r\n",
    "a AUTHENTICATE PLAIN dGVzdAB0ZXN0AHRlc3Q=\r\n",
    "a STATUS x (UIDNEXT MESSAGES)\r\n",
    "a SELECT x (condstore QRESYNC (67890007 90060115194045000 41,43:211 (1,5 2,9)) X-A 5)\r\n",
    "a CREATE \"x y\" (USE (\\Drafts \\Important) X-B (c))\r\n",
    "a UID FETCH 1:* (FLAGS modseq PREVIEW (LAZY) EMAILID THREADID SAVEDATE) (CHANGEDSINCE 5 VANISHED PARTIAL "
    "-1:-30)\r\n",
    "a FETCH 1 PREVIEW (LAZY) (X-C -5:-3 X-D)\r\n",
    "a STORE 7,5 (UNCHANGEDSINCE 0) +FLAGS.SILENT (\\Deleted)\r\n",
    "a APPEND x (\\Seen) X-E 5 CATENATE (URL \"/b;uid=1\" TEXT {1}\r\nb UTF8 (~{1}\r\nc)) \" 7-Feb-1994 21:52:25 "
    "-0800\" {1+}\r\nd X-F (g)\r\n",
    "a APPEND x UTF8 (~{2}\r\n\xc3\xbc)\r\n",
    "a SEARCH RETURN (PARTIAL -1:-100 UPDATE (UID BODY[TEXT]) relevancy X-G (h)) MODSEQ \"/flags/\\\\draft\" all 620 "
    "OLDER 9 FUZZY (FILTER on SAVEDBEFORE 1-Feb-1994) EMAILID M6 SAVEDATESUPPORTED\r\n",
    "a UID SORT RETURN (COUNT) (REVERSE DATE relevancy REVERSE DISPLAYFROM) \"UTF-8\" NOT SEEN 1:*\r\n",
    "a THREAD references UTF-8 SINCE 5-Mar-2000 TEXT {1}\r\nx\r\n",
    "a ESEARCH IN (mailboxes (\"a\" b) subtree-one c selected (X-DEPTH 5)) RETURN (MIN) CHARSET UTF-8 UNSEEN\r\n",
    "a LIST (SPECIAL-USE X-I (j)) \"\" % RETURN (METADATA (\"/shared/a\" /private/b) MYRIGHTS STATUS (MAILBOXID "
    "HIGHESTMODSEQ APPENDLIMIT))\r\n",
    "a CANCELUPDATE \"b\" \"c\\\\\"\r\n",
};
constexpr std::string_view kResponses[] = {
    "* OK [CAPABILITY IMAP4rev1 IMAP4rev2 AUTH=PLAIN] ready\r\n",
    "a NO [BADCHARSET (UTF-8 \"x y\")] no {3}\r\n",
    "* OK [COPYUID 38505 304,319:320 3956:3958] done\r\n",
    "* 12 FETCH (FLAGS (\\Seen) internalDate \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 004286 ENVELOPE (\"d\" \"a "
    "\\\"b\\\"\" ((\"T\" NIL \"g\" \"h\")(NIL NIL {1}\r\nx "
    "NIL)) NIL NIL NIL NIL NIL nil \"<i>\") BODY[1.HEADER.FIELDS (From)]<5> {3}\r\na\r\n BINARY[1] ~{1}\r\n\xff UID "
    "7)\r\n",
    "* 1 FETCH (BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"x\") NIL NIL \"7BIT\" 1 2 NIL (\"inline\" (\"a\" "
    "\"b\")) (\"en\" \"de\") \"loc\" 5 (\"a\" (1 NIL)))"
    "(\"message\" \"rfc822\" NIL NIL NIL \"8BIT\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) (\"A\" \"B\" NIL NIL NIL "
    "\"7BIT\" 1) 3) \"MIXED\" NIL NIL NIL))\r\n",
    "* ESEARCH (TAG \"a\") UID MIN 1 MAX 9 ALL 1:4,9 COUNT 0 X-Y (a (b 1:2))\r\n",
    "* LIST (\\Marked \\HasChildren) \"\\\\\" {1}\r\nx (\"CHILDINFO\" (\"SUBSCRIBED\") OLDNAME (\"y\"))\r\n",
    "* NAMESPACE ((\"\" \"/\")(\"#mh/\" NIL \"X\" (\"a\" \"b\"))) NIL ((\"x\" \"y\"))\r\n",
    "* STATUS inbox (MESSAGES 007 UIDNEXT 4 X-Y (a) SIZE 9999999999)\r\n",
    "* search 1 2 3\r\n",
    "+ YGgGCSqGSIb3\r\n",
    "* ID (\"name\" \"x\" \"version\" NIL)\r\n",
    "* VANISHED (EARLIER) 41,43:116\r\n",
    "* SORT 5 3 2 (MODSEQ 917162500)\r\n",
    "* THREAD (2)(3 6 (4 23)(44 7 96))((8)(9 (1)(2)))\r\n",
    "* ESEARCH (UIDVALIDITY 1 TAG \"a\" MAILBOX b) UID PARTIAL (-1:-9 2,3) ADDTO (0 32:33 5 7) REMOVEFROM (1 2) "
    "RELEVANCY (4 99) MODSEQ 9223372036854775807 partial (1:2 NIL)\r\n",
    "* 1 FETCH (UID 4 MODSEQ (65402) EMAILID (M6) THREADID (T_-9) SAVEDATE \" 6-Jan-2018 17:29:22 -0800\" PREVIEW "
    "{2}\r\na  THREADID NIL SAVEDATE nil)\r\n",
    "* STATUS x (HIGHESTMODSEQ 0 MAILBOXID (F2) APPENDLIMIT NIL APPENDLIMIT 5 SIZE 9223372036854775807)\r\n",
    "a OK [MODIFIED 7,9:*] x\r\n",
    "a NO [BADURL \"/a\\b\"] x\r\n",
    "a NO [UNDEFINED-FILTER on-the-road] x\r\n",
    "* NO [NOUPDATE \"B02\"] x\r\n",
    "* OK [MAILBOXID (F2)] x\r\n",
    "* LIST () \"/\" x (CHILDINFO (\"SUBSCRIBED\" \"X\") X-K -3:-1)\r\n",
};

std::string changed(std::string_view text, Random& random, std::span<const std::string_view> others) {
  constexpr std::string_view kOctets = "()[]{}<>\"\\ \r\n%*+-.,:$~0159aAnNiLl\xc3\xbc\x80\xff\x7f=/@";
  std::string out(text);
  for (std::uint64_t times = 1 + random.below(3); times > 0; --times) {
    const auto at = static_cast<std::size_t>(random.below(out.size() + 1));
    const char octet = kOctets[static_cast<std::size_t>(random.below(kOctets.size()))];
    switch (random.below(6)) {
      case 0:
        out.insert(at, 1, octet);
        break;
      case 1:
        if (at < out.size()) out[at] = octet;
        break;
      case 2:
        out.erase(at, static_cast<std::size_t>(1 + random.below(4)));
        break;
      case 3:
        out.insert(at, out.substr(at / 2, static_cast<std::size_t>(random.below(20))));
        break;
      case 4: {
        const std::string_view other = others[static_cast<std::size_t>(random.below(others.size()))];
        out.resize(at);
        out += other.substr(static_cast<std::size_t>(random.below(other.size())));
        break;
      }
      default:
        if (at < out.size()) out[at] = static_cast<char>(out[at] ^ 0x20);
        break;
    }
    if (out.empty()) out = "a";
  }
  return out;
}

template <class Tree>
void holds_for(const std::string& text, int& accepted, int& tolerated) {
  using It = testing::internal::Whole<Tree>;
  const Exact exact(text);
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    Arena arena;
    const auto strict = It::parse(exact.view(), arena, dialect);
    Dialect lenient_dialect = dialect;
    lenient_dialect.tolerated = DeviationSet::all();
    Arena second;
    const auto lenient = It::parse(exact.view(), second, lenient_dialect);
    if (strict) {
      ++accepted;
      ASSERT_EQ(It::print(*strict), text);  // nothing is lost
      ASSERT_TRUE(lenient && *lenient == *strict &&
                  lenient->deviations.empty());  // tolerance changes nothing that is right
      ASSERT_EQ(testing::internal::framed(It::kDirection, text),
                text.size());  // the framer ends it where the parser does
      ASSERT_FALSE(to_string(term_of(*strict)).empty());
      continue;
    }
    ASSERT_LE(strict.error().offset, text.size());
    if (strict.error().kind == ParseError::Kind::incomplete) continue;
    // What stands before the wrong octet is right so far, and what is wrong stays wrong whatever follows.
    const Exact before(exact.view().substr(0, strict.error().offset));
    const auto prefix = It::parse(before.view(), arena, dialect);
    if (prefix) {  // a whole message, with something behind it
      ASSERT_TRUE(before.view().ends_with("\r\n"));
      continue;
    }
    ASSERT_EQ(prefix.error().kind, ParseError::Kind::incomplete)
        << shown(strict.error()) << " but before it " << shown(prefix.error());
    const auto longer = It::parse(text + "\r\n", arena, dialect);
    ASSERT_TRUE(!longer && longer.error().offset <= strict.error().offset + 1);
    if (!lenient) continue;
    ++tolerated;
    ASSERT_FALSE(lenient->deviations.empty());
  }
}

template <class Tree>
void holds_for_all(std::span<const std::string_view> seeds, std::uint64_t seed) {
  Random random(seed);
  int accepted = 0, tolerated = 0;
  for (int i = 0; i < 4'000 && !::testing::Test::HasFailure(); ++i) {
    const std::string_view from = seeds[static_cast<std::size_t>(random.below(seeds.size()))];
    const std::string text = i < 100 ? std::string(from) : changed(from, random, seeds);
    SCOPED_TRACE(text);
    holds_for<Tree>(text, accepted, tolerated);
  }
  EXPECT_GT(accepted, 500);
  EXPECT_GT(tolerated, 5);
}

TEST(Properties, OfCommands) {
  holds_for_all<Command>(kCommands, 1);
}
TEST(Properties, OfResponses) {
  holds_for_all<Response>(kResponses, 2);
}

}  // namespace
}  // namespace imapspec::grammar
