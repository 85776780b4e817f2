// Commands. Those without an overload here are the product of their members.
#include <algorithm>
#include <array>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/generate/spelling.h"

namespace imapspec::grammar {

namespace {

// Parameters of RFC 4466: none are written without parentheses, and "()" is not allowed.
template <class Param>
List<Param> params(Generator& g) {
  return g.chance(30) ? list_of<Param>(g, 1) : List<Param>();
}

}  // namespace

bool exists(const Dialect& dialect, const CommandBody& body) {
  const auto names = command_names(dialect);
  return std::find(names.begin(), names.end(), name_of(body)) != names.end();
}

Command generate_command(Generator& g) {
  g.begin(true);
  Command command;
  command.tag = g.run(kTagChar);
  generate(g, command.body);
  respell(g, command);
  return command;
}

void generate(Generator& g, Authenticate& a) {
  constexpr std::array<std::string_view, 4> kMechanisms = {"PLAIN", "EXTERNAL", "SCRAM-SHA-256", "XOAUTH2"};
  a = {};
  a.mechanism = g.coin() ? g.atom() : g.any_case(g.pick(kMechanisms));
  if (g.optional()) a.initial_response = g.chance(20) ? "=" : g.base64();
}

void generate(Generator& g, Enable& e) {
  e.capabilities =
      list_of(g, 1, [](Generator& from) { return from.coin() ? from.atom() : from.any_case("IMAP4REV2"); });
}

// RFC 2971 section 3.3: at most 30 pairs, of fields of 30 octets and values of 1024.
void generate(Generator& g, IdParameter& p) {
  do p.field = g.string();
  while (p.field.value.size() > 30);
  do p.value = g.nstring();
  while (p.value && p.value->value.size() > 1024);
}
std::optional<List<IdParameter>> generate_id_parameters(Generator& g) {
  if (!g.optional()) return std::nullopt;
  const auto parameters = list_of<IdParameter>(g, 0);
  return List<IdParameter>(parameters.begin(), std::min<std::size_t>(parameters.size(), 30));
}
void generate(Generator& g, Id& id) {
  id.parameters = generate_id_parameters(g);
}
void generate(Generator& g, IdData& d) {
  d.parameters = generate_id_parameters(g);
}

void generate(Generator& g, Select& s) {
  s = {made<Mailbox>(g), params<SelectParam>(g), g.coin()};
}

void generate(Generator& g, Create& c) {
  c = {made<Mailbox>(g), params<CreateParam>(g)};
}

void generate(Generator& g, Rename& r) {
  r = {made<Mailbox>(g), made<Mailbox>(g), params<RenameParam>(g)};
}

void generate(Generator& g, StatusItem& item) {
  do item = g.pick(status_item_words()).value;
  while (!has(g.dialect(), item));
}

void generate(Generator& g, Search& s) {
  s = {};
  generate(g, s.returns);
  if (g.chance(25)) s.charset = g.charset(g.dialect().rev1() && !s.returns);
  generate(g, s.keys);
  s.uid = g.coin();
}

void generate(Generator& g, FetchAtt& a) {
  using Kind = FetchAtt::Kind;
  a = {};
  while (true) {
    const FetchAttWord& word = g.pick(fetch_att_words());
    if (word.rev1_only && !g.dialect().rev1()) continue;
    a.kind = word.kind;
    break;
  }
  switch (a.kind) {
    case Kind::body:
      if (g.chance(30)) return;
      a.kind = Kind::body_section;
      [[fallthrough]];
    case Kind::body_section:
    case Kind::body_peek_section:
      generate(g, a.section);
      generate(g, a.partial);
      return;
    case Kind::binary:
    case Kind::binary_peek:
      a.section.part = generate_part(g, 0);
      generate(g, a.partial);
      return;
    case Kind::binary_size:
      a.section.part = generate_part(g, 0);
      return;
    case Kind::preview:
      if (g.coin()) a.preview_mods = list_of_one(g, g.any_case("LAZY"));
      return;
    case Kind::annotation:
      generate(g, a.annotation);
      return;
    default:
      return;
  }
}

void generate(Generator& g, Fetch& f) {
  f = {};
  generate(g, f.set);
  f.uid = g.coin();
  f.modifiers = params<FetchModifier>(g);
  if (g.chance(15)) {
    f.macro = g.pick(fetch_macro_words()).value;
    return;
  }
  f.list = g.coin();
  if (f.list) return generate(g, f.items);
  auto one = made<FetchAtt>(g);
  one.preview_mods = {};  // a list behind it is one of modifiers
  f.items = list_of_one(g, one);
}

void generate(Generator& g, Store& s) {
  constexpr std::array kActions = {Store::Action::replace, Store::Action::add, Store::Action::remove};
  s = {};
  generate(g, s.set);
  s.uid = g.coin();
  s.modifiers = params<StoreModifier>(g);
  if (g.chance(15)) {
    return generate(g, s.annotations);
  }
  s.action = g.pick(kActions);
  s.silent = g.coin();
  s.list = g.chance(70);
  s.flags = list_of<Flag>(g, s.list ? 0 : 1);
}

}  // namespace imapspec::grammar
