#include "harness/catalogue/peer_file.h"

#include <gtest/gtest.h>

namespace imapspec::catalogue {
namespace {

std::string bad(std::string_view text) {
  const auto peer = load_peer_file("p.yaml", text);
  EXPECT_FALSE(peer) << text;
  return peer ? std::string() : to_string(peer.error());
}
std::string expecting(std::string_view entry) {
  return "name: x\nexpect:\n  - " + std::string(entry) + "\n";
}

TEST(PeerFile, ReadsAServer) {
  const auto peer = load_peer_file(
      "p.yaml",
      "name: dovecot\n"
      "start: {package: dovecot-imapd}\n"
      "profile: {inbox: may-be-emptied, connections: 10, prefix: INBOX.}\n"
      "expect:\n"
      "  - id: base/select/required[rev2]\n"
      "    kind: xfail\n"
      "    section: RFC 9051 section 6.3.2\n"
      "    reason: It does not offer LIST in its answer to SELECT.\n"
      "    link: https://example.org/1\n"
      "  - {id: rules/uids-ascend, kind: xfail, section: RFC 3501 2.3.1.1, reason: It gives them in any order.}\n");
  ASSERT_TRUE(peer) << to_string(peer.error());
  EXPECT_EQ(peer->name, "dovecot");
  EXPECT_EQ(peer->role, Subject::server);
  EXPECT_EQ(peer->start.at("package"), "dovecot-imapd");
  EXPECT_TRUE(peer->inbox_may_be_emptied);
  EXPECT_EQ(peer->connections, 10u);
  EXPECT_EQ(peer->prefix, "INBOX.");
  ASSERT_EQ(peer->expect.size(), 2u);
  EXPECT_EQ(peer->find("base/select/required[rev2]")->link, "https://example.org/1");
  EXPECT_EQ(peer->find("base/select/required"), nullptr);

  const auto mistakes = check_expectations(*peer, {"base/select/required[rev2]", "rules/other"});
  EXPECT_EQ(to_string(mistakes), "p.yaml:10:5: there is no scenario, row or rule 'rules/uids-ascend'\n");
}

TEST(PeerFile, ReadsAClient) {
  const auto peer = load_peer_file(
      "p.yaml", "name: curl\nrole: client\ntasks: {fetch-all: 'curl imap://{host}:{port}'}\nstored: stdout\n");
  ASSERT_TRUE(peer) << to_string(peer.error());
  EXPECT_EQ(peer->role, Subject::client);
  EXPECT_EQ(peer->tasks.at("fetch-all"), "curl imap://{host}:{port}");
  EXPECT_EQ(peer->stored, "stdout");
  EXPECT_EQ(bad("name: x\ntasks: {a: b}\n"), "p.yaml:1:1: tasks and stored belong to a client: role: client\n");
  EXPECT_EQ(bad("name: x\nrole: client\nprofile: {inbox: keep}\n"), "p.yaml:3:10: a profile belongs to a server\n");
}

TEST(PeerFile, PatternsAreRefused) {
  for (const char* id :
       {"base/*", "base/select/re?uired", "base/select/[a", "base", "/base", "base/", "rules/*", "a/b[]", "a/b[c]d"})
    EXPECT_NE(bad(expecting("{id: '" + std::string(id) +
                            "', kind: xfail, section: RFC 3501 6.3.1, reason: It does not do it.}"))
                  .find("is not an exact id"),
              std::string::npos)
        << id;
}

TEST(PeerFile, AReasonNeedsASectionAndASentence) {
  EXPECT_EQ(bad(expecting("{id: a/b, kind: xfail, reason: It does not do it.}")),
            "p.yaml:3:5: an expectation needs 'section'\n");
  EXPECT_EQ(bad(expecting("{id: a/b, kind: xfail, section: somewhere, reason: broken}")),
            "p.yaml:3:37: section must name the section of an RFC that is violated: RFC 3501 section 6.3.1\n"
            "p.yaml:3:56: reason must be a sentence on what the peer does\n");
  EXPECT_EQ(bad(expecting("{id: a/b, kind: flaky, section: RFC 1 1, reason: It does not do it.}")),
            "p.yaml:3:21: kind must be one of xfail, accepted, skip\n");
  const std::string one = "{id: a/b, kind: xfail, section: RFC 1 1, reason: It does not do it.}";
  EXPECT_EQ(bad(expecting(one) + "  - " + one + "\n"), "p.yaml:4:5: 'a/b' is expected twice\n");
}

TEST(PeerFile, ExpectationsHaveKindsDaysAndFingerprints) {
  const auto peer = load_peer_file(
      "p.yaml",
      "name: x\n"
      "expect:\n"
      "  - {id: a/b/c, kind: accepted, section: RFC 1 1, reason: It stays as it is., expires: 2027-02-28}\n"
      "  - {id: a/b/d, kind: xfail, section: RFC 1 1, reason: It does not do it., fingerprint: 0123456789abcdef}\n"
      "  - {id: 'a/e/*', kind: skip, reason: It takes an hour each.}\n");
  ASSERT_TRUE(peer) << to_string(peer.error());
  EXPECT_EQ(peer->expect[0].kind, Expectation::Kind::accepted);
  EXPECT_EQ(to_string(*peer->expect[0].expires), "2027-02-28");
  EXPECT_EQ(peer->expect[1].fingerprints, std::vector<std::string>{"0123456789abcdef"});
  EXPECT_EQ(peer->skips("a/e/f[row]"), &peer->expect[2]);
  EXPECT_EQ(peer->skips("a/b/c"), nullptr);
  EXPECT_EQ(peer->find("a/e/*"), nullptr);
  EXPECT_TRUE(check_expectations(*peer, {"a/b/c", "a/b/d", "a/e/f"}).empty());
  EXPECT_EQ(to_string(check_expectations(*peer, {"a/b/c", "a/b/d"})),
            "p.yaml:5:5: there is no scenario, row or rule 'a/e/*'\n");
  using namespace std::chrono_literals;
  EXPECT_TRUE(expired_expectations(*peer, 2027y / 2 / 28).empty());
  EXPECT_EQ(to_string(expired_expectations(*peer, 2027y / 3 / 1)),
            "p.yaml:3:5: 'a/b/c' was expected until 2027-02-28\n");
}

TEST(PeerFile, DaysAndFingerprintsAreSpeltRight) {
  for (const char* day : {"2027-02-29", "2027-2-1", "tomorrow", "2027-13-01", "02027-01-01", "2027/01/01"})
    EXPECT_NE(bad(expecting("{id: a/b, kind: xfail, section: RFC 1 1, reason: It does not do it., expires: '" +
                            std::string(day) + "'}"))
                  .find("expires must be a day"),
              std::string::npos)
        << day;
  for (const char* print : {"'1'", "0123456789ABCDEF", "[]", "[0123456789abcdef, x]"})
    EXPECT_NE(bad(expecting("{id: a/b, kind: xfail, section: RFC 1 1, reason: It does not do it., fingerprint: " +
                            std::string(print) + "}"))
                  .find("fingerprint must be 16 hexadecimal digits"),
              std::string::npos)
        << print;
  EXPECT_NE(bad(expecting("{id: a/b, kind: skip, reason: It does not do it., fingerprint: 0123456789abcdef}"))
                .find("what is not played has no fingerprint"),
            std::string::npos);
}

TEST(PeerFile, NamesASection) {
  for (const char* text :
       {"RFC 3501 6.3.1", "RFC 9051 section 7.5.1", "against RFC 9051 appendix A.1", "RFC and RFC 1 2"})
    EXPECT_TRUE(names_a_section(text)) << text;
  for (const char* text :
       {"", "RFC 3501", "RFC 3501 ", "RFC 3501 section ", "RFC 3501 says", "RFC3501 6.3", "section 6", "RFC 3501 So"})
    EXPECT_FALSE(names_a_section(text)) << text;
}

}  // namespace
}  // namespace imapspec::catalogue
