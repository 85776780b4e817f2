// What holds of every message, well formed or not: sections are cut out of the octets and nothing else, structures tell
// the truth about sections, and no octet can crash what reads it.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "harness/base/random.h"
#include "harness/mail/body_structure.h"
#include "harness/mail/envelope.h"
#include "harness/mail/mail_test_support.h"
#include "harness/mail/search.h"
#include "harness/mail/section.h"

namespace imapspec::mail {
namespace {

// A random message that is well formed, and the body of each of its parts by number.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::string message(const std::string& prefix, int depth) {
    const bool multi = depth > 0 && random_.chance(2, 3);
    if (multi) return "Subject: " + word() + "\r\n" + multipart(prefix, depth);
    const std::string body = lines();
    bodies[prefix + "1"] = body;
    return "Subject: " + word() + "\r\n\r\n" + body;
  }
  std::map<std::string, std::string> bodies;

 private:
  // From its Content-Type to the end. Parts are numbered behind `prefix`.
  std::string multipart(const std::string& prefix, int depth) {
    const std::string boundary = "=" + std::to_string(++boundaries_) + "=";
    std::string body = random_.chance(1, 2) ? "preamble\r\n" : "";
    const auto count = 1 + random_.below(4);
    for (std::uint64_t i = 1; i <= count; ++i)
      body += "--" + boundary + "\r\n" + part(prefix + std::to_string(i), depth - 1) + "\r\n";
    body += "--" + boundary + "--" + (random_.chance(1, 2) ? "\r\nepilogue\r\n" : "");
    if (!prefix.empty()) bodies[prefix.substr(0, prefix.size() - 1)] = body;
    return "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n" + body;
  }
  std::string part(const std::string& number, int depth) {
    const auto kind = depth > 0 ? random_.below(3) : 0;
    if (kind == 1) return multipart(number + ".", depth);
    if (kind == 2) {
      const std::string inner = message(number + ".", depth);
      bodies[number] = inner;
      return "Content-Type: message/rfc822\r\n\r\n" + inner;
    }
    bodies[number] = lines();
    return (random_.chance(1, 2) ? "Content-Type: application/x\r\n\r\n" : "\r\n") + bodies[number];
  }
  std::string word() { return repeated("w", random_.below(9)); }
  std::string lines() {
    std::string text;
    for (auto n = random_.below(4); n > 0; --n) text += word() + (random_.chance(1, 9) ? "\n" : "\r\n");
    return text + word();
  }

  Random random_;
  int boundaries_ = 0;
};

std::string get(Parsed& m, const std::string& name) {
  const auto octets = section_octets(m.root, section(m.arena, name), m.arena);
  return octets ? std::string(*octets) : "NIL";
}

TEST(Property, EveryPartOfAWellFormedMessageIsFound) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Generator g(seed);
    const std::string text = g.message("", 4);
    Parsed m(text);
    for (const auto& [name, body] : g.bodies)
      EXPECT_EQ(get(m, name), body) << "seed " << seed << " part " << name << "\n" << text;
  }
}

// The structure of a part and its sections say the same; `name` is its number with a dot behind it.
void agrees(Parsed& m, const grammar::Body& b, const std::string& name) {
  if (b.kind == grammar::Body::Kind::multipart) {
    for (std::size_t i = 0; i < b.parts.size(); ++i) agrees(m, b.parts[i], name + std::to_string(i + 1) + ".");
    EXPECT_EQ(get(m, name + std::to_string(b.parts.size() + 1)), "NIL");
    return;
  }
  const std::string own = name.empty() ? "1" : name.substr(0, name.size() - 1);
  const std::string body = get(m, own);
  EXPECT_EQ(body.size(), b.octets) << own;
  EXPECT_EQ(b.kind == grammar::Body::Kind::basic ? 0 : line_count(body), b.lines) << own;
  if (b.kind != grammar::Body::Kind::message) {
    EXPECT_EQ(get(m, own + ".1"), "NIL");
    EXPECT_EQ(get(m, own + ".HEADER"), "NIL");
    return;
  }
  EXPECT_EQ(get(m, own + ".HEADER") + get(m, own + ".TEXT"), body) << own;
  if (b.body->kind == grammar::Body::Kind::multipart) {
    agrees(m, *b.body, own + ".");
  } else {
    agrees(m, *b.body, own + ".1.");
  }
}

// Whatever the octets are.
void holds(std::string_view text) {
  Parsed m(text);
  EXPECT_EQ(get(m, ""), text);
  EXPECT_EQ(get(m, "HEADER") + get(m, "TEXT"), text);
  EXPECT_EQ(get(m, "HEADER.FIELDS.NOT (x-none)"), get(m, "HEADER"));
  const std::string subject = get(m, "HEADER.FIELDS (subject)"), others = get(m, "HEADER.FIELDS.NOT (subject)");
  const std::size_t empty_line = get(m, "HEADER.FIELDS (x-none)").size();
  EXPECT_EQ(subject.size() + others.size() - empty_line, m.root.header.size());
  EXPECT_LE(m.work.octets_read, 4 * limits::kMimeDepthMax * text.size());
  agrees(m, body_structure(m.root, m.arena, Extension::yes), "");
  for (const auto revision : {grammar::Revision::rev1, grammar::Revision::rev2}) {
    const std::string response = "* 1 FETCH (ENVELOPE " + printed(envelope_of(m.root, m.arena, {revision})) +
                                 " BODYSTRUCTURE " +
                                 printed(body_structure(m.root, m.arena, Extension::yes, {revision})) + ")\r\n";
    EXPECT_TRUE(grammar::parse_response(response, m.arena, {revision})) << response;
  }
  const auto decoded = decoded_section(m.root, number(m.arena, "1"), m.arena);
  EXPECT_LE(decoded.value_or("").size(), 2 * text.size());
  grammar::SearchKey key;
  key.kind = grammar::SearchKey::Kind::text;
  EXPECT_FALSE(matches(key, Needle("no such words as these"), m.root));
  sent_day(m.root);
}

const char* const kAll =
    "Date: Fri, 21 Nov 1997 (x (y\\)) 23:55:06\n"
    "From: \"A \\\" B\" <@r.s,@t:a.\"b\"@[1.2]>\n"
    "To: g: a@b, =?utf-8?q?=C3=A9?= <c@d>;, e (f\n g) @h\n"
    "Subject: =?iso-8859-1?B?6Q==?=\n"
    " =?utf-8?q?b?=\n"
    "Content-Type: multipart/mixed; boundary*0=\"a\\\"\"; boundary*1=b; x*=us-ascii'en'%41\n"
    "Content-Disposition: inline; filename=\"x y\"\n"
    "Content-Language: en, (x) de\n"
    "\n"
    "--a\"b\n"
    "Content-Type: message/rfc822\n"
    "\n"
    "Subject: inner\n"
    "Content-Type: multipart/digest; boundary=c\n"
    "\n"
    "--c\n"
    "\n"
    "From: x@y\n"
    "\n"
    "--c--\n"
    "--a\"b\n"
    "Content-Transfer-Encoding: quoted-printable\n"
    "\n"
    "a=3D=\n"
    "b\n"
    "--a\"b\n"
    "Content-Transfer-Encoding: base64\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "\n"
    "w6k=\n"
    "--a\"b--\n";

TEST(Property, HoldsOfEveryPrefix) {
  const std::string text = crlf(kAll);
  for (std::size_t size = 0; size <= text.size(); ++size) holds(std::string_view(text).substr(0, size));
}
TEST(Property, HoldsOfEverySuffix) {
  const std::string text = kAll;  // with bare LF
  for (std::size_t at = 0; at <= text.size(); ++at) holds(std::string_view(text).substr(at));
}
TEST(Property, HoldsOfDamagedMessages) {
  constexpr char kOctets[] = "\0\r\n \t\"\\()<>@,;:[]=?*'%-/.a1\x7f\x80\xc3\xff";  // its last NUL included
  Random random(1);
  for (int round = 0; round < 3'000; ++round) {
    std::string text = random.chance(1, 2) ? crlf(kAll) : Generator(random.next()).message("", 3);
    for (auto n = 1 + random.below(8); n > 0 && !text.empty(); --n) {
      const std::size_t at = random.below(text.size());
      const char octet = kOctets[random.below(sizeof kOctets)];
      switch (random.below(4)) {
        case 0:
          text[at] = octet;
          break;
        case 1:
          text.insert(at, 1, octet);
          break;
        case 2:
          text.erase(at, random.below(20));
          break;
        default:
          text.insert(at, text.substr(random.below(text.size()), random.below(60)));
      }
    }
    holds(text);
  }
}
TEST(Property, HoldsOfGeneratedMessages) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) holds(Generator(seed).message("", 5));
}

}  // namespace
}  // namespace imapspec::mail
