// What is said of mailboxes: ACL (RFC 4314), METADATA (RFC 5464), QUOTA (RFC 9208), referrals (RFC 2193, RFC 2221),
// special-use (RFC 6154).
#include <array>

#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

// Small letters and digits in any form of astring.
String rights(Generator& g, std::size_t at_least, std::string_view sign = {}) {
  constexpr std::string_view kRights = "lrswipkxteacd0123456789";
  return g.in_some_form(std::string(sign).append(g.of(kRights, at_least)), Place::astring);
}

// A path of names: no "*", "%", "//", nor "/" at its end, and ASCII alone.
String path_of(Generator& g, std::string_view octets) {
  std::string path;
  for (std::size_t n = 1 + g.below(3); n > 0; --n)
    path.append(g.chance(90) || !path.empty() ? "/" : "").append(g.of(octets, 1));
  return g.in_some_form(path, Place::astring);
}

}  // namespace

void generate(Generator& g, SetAcl& a) {
  a = {made<Mailbox>(g), g.astring(), rights(g, 0, g.coin() ? "" : g.coin() ? "+" : "-")};
}

void generate(Generator& g, AclEntry& e) {
  e = {g.astring(), rights(g, 0)};
}

void generate(Generator& g, ListRightsData& d) {
  d = {made<Mailbox>(g), g.astring(), rights(g, 0), {}};
  d.optional = list_of(g, 0, [](Generator& from) { return rights(from, 1); });
}

void generate(Generator& g, MyRightsData& d) {
  d = {made<Mailbox>(g), rights(g, 0)};
}

String generate_entry(Generator& g) {
  return path_of(g, "abcXYZ09.- \"\\(");
}
String generate_annotation_entry(Generator& g) {
  return path_of(g, g.chance(20) ? "abcXYZ09.- \"\\(\1\t\x19" : "abcXYZ09.- \"\\(");
}

void generate(Generator& g, MetadataOption& o) {
  o = {};
  switch (g.below(3)) {
    case 0:
      o.name = g.any_case("MAXSIZE");
      o.maxsize = g.number();
      return;
    case 1:
      o.name = g.any_case("DEPTH");
      o.depth = g.pick(metadata_depth_words()).value;
      return;
    default:
      o.name = generate_unknown_label(g);
      generate(g, o.value);
      return;
  }
}

void generate(Generator& g, MetadataValue& v) {
  v = {generate_entry(g), generate_value(g)};
}

void generate(Generator& g, GetMetadata& m) {
  m = {};
  if (g.optional()) m.options = list_of<MetadataOption>(g, 1);
  generate(g, m.mailbox);
  m.entries = one_or_list(g, m.list, generate_entry);
}

void generate(Generator& g, MetadataData& d) {
  d = {made<Mailbox>(g), {}, {}};
  if (g.coin())
    generate(g, d.values);
  else
    d.entries = list_of(g, 1, generate_entry);
}

void generate(Generator& g, CodeMetadata& c) {
  using What = CodeMetadata::What;
  c = {g.pick(metadata_code_words()).value, 0};
  if (c.what == What::longentries || c.what == What::maxsize) c.number = g.number();
}

void generate(Generator& g, QuotaLimit& q) {
  q = {g.atom(), g.number64()};
}
void generate(Generator& g, QuotaResource& q) {
  q = {g.atom(), g.number64(), g.number64()};
}

void generate(Generator& g, RList& l) {
  l = {made<Mailbox>(g), g.list_mailbox()};
}
void generate(Generator& g, RLsub& l) {
  l = {made<Mailbox>(g), g.list_mailbox()};
}

void generate(Generator& g, CodeReferral& c) {
  constexpr std::array<std::string_view, 4> kUrls = {"imap://user;AUTH=*@server2/", "IMAP://host/box/;UID=3",
                                                     "imap://[::1]:143/a%20b", "http://example.com/a?b"};
  c.urls = list_of(g, 1, [&kUrls](Generator& from) { return from.pick(kUrls); });
}

void generate(Generator& g, SpecialUse& u) {
  u.attributes = list_of(g, 0, [](Generator& from) {
    return make_flag(from.chance(70) ? from.any_case(from.pick(use_attributes()))
                                     : from.keep("\\" + std::string(from.atom())));
  });
}

}  // namespace imapspec::grammar
