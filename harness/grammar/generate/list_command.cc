// LIST and LSUB.
#include "harness/grammar/command/list_command.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

using Class = ListOptionWord::Class;

// RFC 9590 section 5: an entry of RFC 5464, whose names begin with "/" (section 3.2).
String generate_absolute_entry(Generator& g) {
  String entry;
  do entry = generate_entry(g);
  while (!entry.value.starts_with('/'));
  return entry;
}

ListOption option(Generator& g, std::span<const ListOptionWord> words) {
  ListOption o;
  if (g.chance(20)) {
    o.name = g.keep("X-" + std::string(g.atom()));
    const Generator::Nested level(g);
    if (g.coin()) o.value = list_of<TaggedExtComp>(g, 1);  // option-value is never empty
    return o;
  }
  const ListOptionWord& word = g.pick(words);
  o.name = word.kind == Class::status ? word.text : g.any_case(word.text);
  if (word.kind == Class::status) o.status = list_of<StatusItem>(g, 1);
  if (word.kind == Class::metadata) o.entries = list_of(g, 1, generate_absolute_entry);
  return o;
}

List<ListOption> options(Generator& g, std::span<const ListOptionWord> words) {
  ListBuilder<ListOption> list(g.arena());
  bool modifier = false;
  for (std::size_t n = g.list_size(0); n > 0; --n) {
    list.add(option(g, words));
    modifier = modifier || is_word(list.back().name, "RECURSIVEMATCH");
  }
  if (modifier) {  // list-select-mod-opt stands beside a base option
    list.add({});
    list.back().name = g.any_case("SUBSCRIBED");
  }
  return list.done();
}

}  // namespace

void generate(Generator& g, ListCommand& l) {
  l = {};
  if (g.optional()) l.selection = options(g, list_select_words());
  generate(g, l.reference);
  l.patterns = one_or_list(g, l.pattern_list, &Generator::list_mailbox);
  if (g.optional()) l.returns = options(g, list_return_words());
}

void generate(Generator& g, Lsub& l) {
  l = {made<Mailbox>(g), g.list_mailbox()};
}

}  // namespace imapspec::grammar
