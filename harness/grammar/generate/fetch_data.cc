// FETCH items.
#include <array>

#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

bool exists(const Dialect& dialect, const FetchItem& item) {
  return !std::holds_alternative<FetchRfc822>(item) || dialect.rev1();
}

void generate(Generator& g, FetchFlags& i) {
  i.flags = list_of(g, 0, [](Generator& from) { return generate_flag(from, true, false); });
}

void generate(Generator& g, FetchSize& i) {
  i.octets = g.number64_or_32();
}

void generate(Generator& g, FetchBody& i) {
  i.structure = g.coin();
  i.body = generate_body(g, i.structure);
}

void generate(Generator& g, FetchSection& i) {
  i = {};
  generate(g, i.section);
  if (g.chance(30)) i.origin = g.number();
  i.octets = g.nstring();
}

void generate(Generator& g, FetchRfc822& i) {
  using Part = FetchRfc822::Part;
  constexpr std::array kParts = {Part::all, Part::header, Part::text};
  i.part = g.pick(kParts);
  i.octets = g.nstring();
}

void generate(Generator& g, FetchBinary& i) {
  i = {};
  i.part = generate_part(g, 0);
  if (g.dialect().rev1() && g.chance(30)) i.origin = g.number();
  i.octets = generate_value(g);
}

void generate(Generator& g, FetchBinarySize& i) {
  i = {generate_part(g, 0), g.number()};
}

}  // namespace imapspec::grammar
