// SEARCH keys, one for each row of search_key_words(), sets and lists of keys.
#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

namespace {

using Argument = SearchKeyWord::Argument;
using Kind = SearchKey::Kind;

void generate_argument(Generator& g, Argument argument, SearchKey& k) {
  switch (argument) {
    case Argument::none:
      return;
    case Argument::header:
      k.field = g.astring();
      k.string = g.astring();
      return;
    case Argument::string:
      k.string = g.astring();
      return;
    case Argument::flag:
      k.flag = generate_keyword(g);
      return;
    case Argument::date:
      generate(g, k.date);
      return;
    case Argument::number:
      k.number = g.number64_or_32();
      return;
    case Argument::set:
      generate(g, k.set);
      return;
    case Argument::key:
      k.keys = list_of_one(g, made<SearchKey>(g));
      return;
    case Argument::two_keys: {
      ListBuilder<SearchKey> two(g.arena());
      for (int i = 0; i < 2; ++i) two.add(made<SearchKey>(g));
      k.keys = two.done();
      return;
    }
    case Argument::mod_sequence:
      k.number = g.number_in(0, INT64_MAX);
      if (g.coin()) {
        const auto entry = made<ModSeqEntry>(g);
        k.field = entry.name;
        k.string = {entry.type, Form::atom};
      }
      return;
    case Argument::interval:
      k.number = g.nz_number();
      return;
    case Argument::filter_name:
      k.string = {generate_filter_name(g), Form::atom};
      return;
    case Argument::object_id:
      k.string = {generate_object_id(g), Form::atom};
      return;
    case Argument::annotation:
      generate(g, k.annotation);
      return;
  }
}

bool has_keys(Argument argument) {
  return argument == Argument::key || argument == Argument::two_keys;
}

}  // namespace

void generate(Generator& g, SearchKey& k) {
  k = {};
  const bool nests = g.descend(2);  // the key is a level, and its keys are one deeper
  const Generator::Nested level(g);
  if (nests && g.chance(40)) {
    k.kind = Kind::and_;
    return generate(g, k.keys);
  }
  if (!nests && g.chance(15)) {
    k.kind = Kind::sequence;
    return generate(g, k.set);
  }
  while (true) {
    const SearchKeyWord& word = g.pick(search_key_words());
    if ((word.rev1_only && !g.dialect().rev1()) || (has_keys(word.argument) && !nests)) continue;
    k.kind = word.kind;
    return generate_argument(g, word.argument, k);
  }
}

}  // namespace imapspec::grammar
