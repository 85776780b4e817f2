// Status responses and their codes.
#include <algorithm>
#include <array>

#include "harness/grammar/core/words.h"
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

// capability-data names the revision among others.
List<std::string_view> capabilities(Generator& g, bool with_revision) {
  constexpr std::array<std::string_view, 6> kKnown = {"AUTH=PLAIN", "LITERAL+", "IDLE", "IMAP4rev1", "STARTTLS", "ID"};
  const bool rev1 = g.dialect().rev1() && (!g.dialect().rev2() || g.coin());
  ListBuilder<std::string_view> names(g.arena());
  const auto add_others = [&] {
    for (std::size_t n = g.list_size(0); n > 0; --n) names.add(g.coin() ? g.atom() : g.any_case(g.pick(kKnown)));
  };
  add_others();
  if (with_revision) {
    names.add(g.any_case(rev1 ? "IMAP4REV1" : "IMAP4REV2"));
    add_others();
  }
  return names.done();
}

bool is_base64(std::string_view octets) {
  Arena arena;
  Cursor c(octets, arena);
  return base64(c).has_value() && c.at_end();
}

}  // namespace

bool exists(const Dialect& dialect, const RespTextCode& code) {
  return !std::holds_alternative<CodeUnseen>(code) || code_has_data("UNSEEN", dialect);
}

void generate(Generator& g, CapabilityData& d) {
  d.capabilities = capabilities(g, true);
}

void generate(Generator& g, EnabledData& d) {
  d.capabilities = capabilities(g, false);
}

// Only of an unknown code there may be data.
void generate(Generator& g, CodeAtom& c) {
  c = {};
  do c.name = g.chance(60) ? g.any_case(g.pick(code_words())) : g.atom();
  while (code_has_data(c.name, g.dialect()));
  const bool alone = std::any_of(code_words().begin(), code_words().end(), [&c](auto w) { return is_word(c.name, w); });
  if (!alone && g.chance(50)) c.data = g.run(kCodeChar);
}

void generate(Generator& g, CodeBadCharset& c) {
  c.charsets = list_of(g, 0, [](Generator& from) { return from.charset(from.dialect().rev1()); });
}

void generate(Generator& g, CodeCapability& c) {
  c.capabilities = capabilities(g, true);
}

void generate(Generator& g, CodePermanentFlags& c) {
  c.flags = list_of(g, 0, [](Generator& from) { return generate_flag(from, false, true); });
}

void generate(Generator& g, RespText& t) {
  const Generator::WithoutLiterals line(g);
  t = {};
  if (g.optional()) generate(g, t.code.emplace());
  if (g.dialect().rev2() && g.chance(10)) return;
  t.text = g.text();
  // Behind a code any text is text. Without one "[" would begin a code, but where none is closed.
  if (!t.code && t.text.starts_with('[')) t.text = g.keep("[Gmail " + std::string(g.run(kAtomChar)));
}

void generate(Generator& g, Status& s) {
  s.kind = g.pick(status_kind_words()).value;
  generate(g, s.text);
}

void generate(Generator& g, Tagged& t) {
  t.tag = g.run(kTagChar);
  do generate(g, t.status);
  while (t.status.kind == StatusKind::preauth || t.status.kind == StatusKind::bye);
}

void generate(Generator& g, Continuation& c) {
  c = {};
  if (g.chance(20)) {
    c.base64 = true;
    if (g.chance(80)) c.text.text = g.base64();
    return;
  }
  generate(g, c.text);
  c.base64 = !c.text.code && is_base64(c.text.text);
}

}  // namespace imapspec::grammar
