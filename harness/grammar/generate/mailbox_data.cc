// mailbox-data, and the responses that are a number and a word.
#include <array>

#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/generate/spelling.h"
#include "harness/grammar/response/mailbox_data.h"

namespace imapspec::grammar {

namespace {

// (DQUOTE QUOTED-CHAR DQUOTE / nil)
std::optional<String> delimiter(Generator& g) {
  constexpr std::array<std::string_view, 4> kUsual = {"/", ".", "\\", "\""};
  if (g.chance(15)) return std::nullopt;
  if (g.dialect().allows_utf8() && g.chance(g.weights().eight_bit)) return String{g.utf8_character(), Form::quoted};
  if (g.chance(80)) return String{g.pick(kUsual), Form::quoted};
  return String{g.run(kTextChar).substr(0, 1), Form::quoted};
}

bool is_selectability(std::string_view name) {
  for (const auto word : selectability_flags())
    if (is_word(name, word)) return true;
  return false;
}

std::uint64_t number_of(Generator& g, StatusItem item) {
  const bool uid = item == StatusItem::uidnext || item == StatusItem::uidvalidity;
  if (item == StatusItem::size || item == StatusItem::highestmodseq) return g.number64();
  return uid ? g.nz_number() : g.number();
}

}  // namespace

Response generate_response(Generator& g) {
  g.begin(false);
  Response response;
  if (g.chance(80))
    generate(g, response.body.emplace<Untagged>());
  else
    generate(g, response.body);
  respell(g, response);
  return response;
}

// RFC 9051 section 9: greeting = "*" SP (resp-cond-auth / resp-cond-bye) CRLF
Response generate_greeting(Generator& g) {
  g.begin(false);
  Status status;
  do generate(g, status);
  while (status.kind == StatusKind::no || status.kind == StatusKind::bad);
  Response response{Untagged{status}, {}, {}};
  respell(g, response);
  return response;
}

// What stands behind CHILDINFO and OLDNAME is told by RFC 5258 and RFC 9051; any other tag may have anything.
void generate(Generator& g, ListExtended& e) {
  const auto item = [](const String& s) { return TaggedExtComp{s, {}, false}; };
  switch (g.below(3)) {
    case 0:
      e.tag = g.in_some_form(g.any_case("CHILDINFO"), Place::astring);
      e.value = list_of(g, 1, [item](Generator& from) { return item({from.atom(), Form::quoted}); });
      return;
    case 1:
      e.tag = g.in_some_form(g.any_case("OLDNAME"), Place::astring);
      e.value = list_of_one(g, item(g.astring()));
      return;
    default:
      e.tag = g.in_some_form(generate_unknown_label(g), Place::astring);
      generate(g, e.value);
      return;
  }
}

void generate(Generator& g, ListData& d) {
  constexpr std::array<std::string_view, 5> kOthers = {"\\HasChildren", "\\HasNoChildren", "\\NoInferiors",
                                                       "\\Subscribed", "\\Sent"};
  d = {};
  bool selectability = false;
  d.attributes = list_of(g, 0, [&selectability, &kOthers](Generator& from) {
    std::string_view name;
    do
      name = from.chance(20)   ? from.keep("\\" + std::string(from.run(kAtomChar)))
             : from.chance(40) ? from.any_case(from.pick(selectability_flags()))
                               : from.any_case(from.pick(kOthers));
    while (selectability && is_selectability(name));  // at most one of them
    selectability = selectability || is_selectability(name);
    return Flag{Flag::Kind::extension, name};
  });
  d.delimiter = delimiter(g);
  generate(g, d.mailbox);
  d.lsub = g.dialect().rev1() && g.chance(30);
  if (!d.lsub && g.chance(30)) d.extended = list_of<ListExtended>(g, 0);
}

void generate(Generator& g, NamespaceExtension& e) {
  e = {g.string(), list_of(g, 1, &Generator::string)};
}

void generate(Generator& g, NamespaceDescription& d) {
  d = {g.string(), delimiter(g), list_of<NamespaceExtension>(g, 0)};
}

void generate(Generator& g, StatusAttVal& v) {
  v = {};
  if (g.chance(80)) {
    const auto item = made<StatusItem>(g);
    v.item = item;
    v.nil = item == StatusItem::appendlimit && g.coin();
    if (item == StatusItem::mailboxid)
      v.object_id = generate_object_id(g);
    else if (!v.nil)
      v.number = number_of(g, item);
    return;
  }
  const auto known = [](std::string_view name) {
    for (const auto& word : status_item_words())
      if (is_word(name, word.text)) return true;
    return false;
  };
  do v.name = generate_label(g);
  while (known(v.name));
  generate(g, v.value.emplace());
}

void generate(Generator& g, SearchData& d) {
  d = {list_of(g, 0, &Generator::nz_number), {}};
  if (!d.numbers.empty()) generate(g, d.mod_sequence);
}

void generate(Generator& g, ExistsData& d) {
  d.number = g.number();
}

void generate(Generator& g, RecentData& d) {
  d.number = g.number();
}

}  // namespace imapspec::grammar
