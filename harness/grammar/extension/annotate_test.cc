#include "harness/grammar/extension/annotate.h"

#include "harness/grammar/extension/metadata.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Annotate, Requests) {
  ok(annotation_request, " (/comment value)");
  ok(annotation_request, " ((/comment /altsubject) (value.priv \"size.shared\"))");
  ok(annotation_request, " (/* value)");
  bad(annotation_request, " (/a \"value*\")", 5);
  bad(annotation_request, " (() value)", 3);
  ok(annotation_match, " /comment value.shared \"IMAP4\"");
  ok(annotation_match, " * Value NIL");
  bad(annotation_match, " /comment size \"x\"", 10);
  const auto print_them = [](Printer& p, List<Annotation> list) { print_annotations(p, list); };
  ok(att_annotate, " (/comment (value.priv \"My new comment\" value.shared NIL) /b (value.priv ~{1}\r\nx))", {},
     print_them);
  bad(att_annotate, " ()", 2);
  bad(att_annotate, " (/a)", 4);
}

// RFC 5257 section 3.2; RFC 5464 forbids the control octets in the names of METADATA.
TEST(Annotate, EntriesMayHoldControls) {
  ok(annotation_entry, "\"/a\tb\"");
  bad(entry, "\"/a\tb\"", 0);
  bad(annotation_entry, "/a//b", 3);
  bad(annotation_entry, "\"/a/\"", 0);
}

TEST(Annotate, FetchData) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* 1 FETCH (ANNOTATION (/comment (value.priv \"My comment\" value.shared NIL) /b (size.priv \"10\")))",
                dialect);
    ok_response("* 1 FETCH (FLAGS (\\Seen) annotation (/comment /b))", dialect);
    ok_response("* 1 FETCH (ANNOTATION (/comment))", dialect);
  }
  bad_response("* 1 FETCH (ANNOTATION ())", 23, "astring");
  bad_response("* 1 FETCH (ANNOTATION (/a (x \"y\") /b))", 36, "entry-att");
  bad_response("* 1 FETCH (ANNOTATION (/a /b (x \"y\")))", 29, "astring");
}

TEST(Annotate, InCommands) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_command("a FETCH 1 (ANNOTATION (/comment value))", dialect);
    ok_command("a UID FETCH 1123 (UID annotation (/* (value.priv size.priv)))", dialect);
    ok_command("a STORE 1 ANNOTATION (/comment (value.priv \"My new comment\") /b (value.shared NIL))", dialect);
    ok_command("a SEARCH ANNOTATION /comment value \"IMAP4\" NOT annotation * value.priv NIL", dialect);
    ok_command("a SORT (ANNOTATION /altsubject value.shared reverse annotation /b value.priv DATE) utf-8 ALL", dialect);
    ok_command("a SELECT INBOX (ANNOTATE)", dialect);
    ok_command("a APPEND drafts (\\Seen) ANNOTATION (/comment (value.priv \"x\")) {1}\r\nx", dialect);
  }
  bad_command("a STORE 1 +ANNOTATION (/a (b NIL))", 11, "store-att-flags");
  bad_command("a SORT (ANNOTATION /a value) utf-8 ALL", 22, "att-sort");
  bad_command("a SEARCH ANNOTATION /a", 22, "search-key");
  Arena arena;
  const auto command = parse_command("a STORE 1 ANNOTATION (/a (value.priv \"x\"))\r\n", arena);
  ASSERT_TRUE(command);
  EXPECT_EQ(to_string(term_of(*command)), "a STORE 1 ANNOTATION (\"/a\" (\"value.priv\" \"x\"))");
}

TEST(Annotate, Codes) {
  for (const auto dialect : {kRev1, kRev2}) {
    ok_response("* OK [ANNOTATIONS 20480 NOPRIVATE] x", dialect);
    ok_response("* OK [ANNOTATIONS NONE] x", dialect);
    ok_response("* OK [annotations read-only noprivate] x", dialect);
    ok_response("a NO [ANNOTATE TOOBIG] x", dialect);
    ok_response("a NO [ANNOTATE TOOMANY] x", dialect);
  }
  bad_response("* OK [ANNOTATIONS NONE NOPRIVATE] x", 22, "resp-text");
  bad_response("* OK [ANNOTATIONS 0] x", 18, "nz-number");
  bad_response("a NO [ANNOTATE LARGE] x", 15, "resp-text-code");
}

TEST(Annotate, Terms) {
  Arena arena;
  const auto data = parse_response("* 1 FETCH (ANNOTATION (/a (value.priv \"x\")))\r\n", arena);
  ASSERT_TRUE(data);
  const Term term = term_of(*data);
  EXPECT_EQ(to_string(term), "* 1 FETCH (ANNOTATION (\"/a\" (\"value.priv\" \"x\")))");
  const Term& annotation = term.items.back().items.back();  // RFC 5257 section 3.2: case-sensitive
  EXPECT_EQ(annotation.items.front().compare, Term::Compare::octets);
  EXPECT_EQ(annotation.items.back().items.front().compare, Term::Compare::octets);
}

// RFC 5257 section 3.2: names of attributes; section 3.3: their suffixes.
TEST(Annotate, NamesOfAttributes) {
  for (const char* name : {"value", "value.priv", "a.b.shared", "privy", "\"\"", "Priv"})
    ok_response("* 1 FETCH (ANNOTATION (/a (" + std::string(name) + " NIL)))");
  bad_response("* 1 FETCH (ANNOTATION (/a (a..b NIL)))", 29, "attrib");
  bad_response("* 1 FETCH (ANNOTATION (/a (a. NIL)))", 29, "attrib");
  bad_response("* 1 FETCH (ANNOTATION (/a (priv NIL)))", 31, "attrib");
  bad_response("* 1 FETCH (ANNOTATION (/a (a.shared.b NIL)))", 29, "attrib");
  bad_response("* 1 FETCH (ANNOTATION (/a (\"a*\" NIL)))", 27, "attrib");
  bad_response("* 1 FETCH (ANNOTATION (/a ({1}\r\n\xc3 NIL)))", 27, "attrib");
}

}  // namespace
}  // namespace imapspec::grammar
