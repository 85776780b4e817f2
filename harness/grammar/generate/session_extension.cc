// What is said of the session: LANGUAGE and COMPARATOR (RFC 5255), URLAUTH (RFC 4467, RFC 5524), and small ones.
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

// Astrings that hold language tags and names of collations.
constexpr std::string_view kLetters = "abcxyzABC", kLettersAndDigits = "abcXYZ019";

std::string sign(Generator& g) {
  return g.coin() ? "" : g.coin() ? "+" : "-";
}
std::string tag(Generator& g) {
  std::string octets(g.of(kLetters, 1));
  for (std::size_t n = g.below(3); n > 0; --n) octets.append("-").append(g.of(kLettersAndDigits, 1));
  return octets;
}
std::string collation(Generator& g) {
  std::string octets(g.of(kLetters, 1));  // "-" at the beginning is a sign
  octets.append(g.of("abc01-", 0)).append(";").append(g.of(kLetters, 1)).append(g.of("ab9-", 0));
  if (g.chance(30)) octets.append(";").append(g.of(kLetters, 1)).append("=").append(g.of("ab9.", 1));
  return octets;
}
std::string order(Generator& g) {
  std::string octets = sign(g).append(g.coin() ? "*" : g.of(kLetters, 1).substr(0, 1));
  const bool star = octets.ends_with('*');
  octets += g.of("ab9-;=.", 0);
  return octets + (!star && g.chance(30) ? "*" : "");
}
template <std::string (*make)(Generator&)>
String said(Generator& g) {
  return g.in_some_form(make(g), Place::astring);
}

std::string_view mechanism(Generator& g) {
  return g.coin() ? g.any_case("INTERNAL") : g.of("abcXYZ09-.", 1);
}

}  // namespace

void generate(Generator& g, Language& l) {
  l.ranges = list_of(g, 0, said<tag>);
  if (g.chance(20)) l.ranges = list_of_one(g, g.in_some_form("*", Place::astring));
}
void generate(Generator& g, LanguageData& d) {
  d.tags = list_of(g, 1, said<tag>);
}
void generate(Generator& g, Comparator& c) {
  c.orders = list_of(g, 0, said<order>);
}
void generate(Generator& g, ComparatorData& d) {
  d.selected = g.in_some_form(sign(g) + collation(g), Place::astring);
  d.matching = list_of(g, 0, said<collation>);
}

void generate(Generator& g, ResetKey& r) {
  r = {};
  generate(g, r.mailbox);
  if (r.mailbox) r.mechanisms = list_of(g, 0, mechanism);
}
void generate(Generator& g, UrlRump& u) {
  u = {g.astring(), mechanism(g)};
}
void generate(Generator& g, UrlFetchArgument& a) {
  a = {g.astring(), g.coin(), {}};
  if (a.list) a.parameters = list_of(g, 0, &Generator::atom);
}
void generate(Generator& g, UrlMetadata& m) {
  using Kind = UrlMetadata::Kind;
  m = {};
  m.kind = g.pick(url_metadata_words()).value;
  if (m.kind == Kind::bodypartstructure)
    m.body = g.arena().make(generate_body(g, true));
  else
    m.octets = m.kind == Kind::body ? g.nstring() : generate_value(g);
}
void generate(Generator& g, UrlData& d) {
  d = {};
  d.url = g.astring();
  if (g.coin())
    d.octets = g.nstring();
  else
    generate(g, d.metadata);
}
void generate(Generator& g, UrlMechanism& m) {
  m = {g.of("abcXYZ09-.", 1), {}};
  if (g.coin()) m.key = g.base64();
}
void generate(Generator& g, CodeBadUrl& c) {
  c.url = g.run(kCodeChar);
}
void generate(Generator& g, JmapAccessData& d) {
  d.url = g.quoted();
}

void generate(Generator& g, Compress& c) {
  c.algorithm = g.pick(compress_algorithms()).value;
}
void generate(Generator& g, CancelUpdate& c) {
  c.tags = list_of(g, 1, &Generator::quoted);
}
void generate(Generator& g, CodeNoUpdate& c) {
  c.tag = g.quoted();
}
void generate(Generator& g, CodeInProgress& c) {
  c = {};
  c.details = g.chance(70);
  if (!c.details) return;
  if (g.coin()) c.tag = g.quoted();
  if (g.coin()) c.progress = g.number();
  if (c.progress && g.coin()) c.goal = g.nz_number();
}
void generate(Generator& g, UidBatchesData& d) {
  d.tag = g.dialect().rev2() ? g.astring() : g.string();
  d.batches = list_of(g, 0, [](Generator& from) { return UidRange{from.nz_number(), from.nz_number(), true}; });
}

}  // namespace imapspec::grammar
