// What commands and responses are made of.
#include <array>

#include "harness/grammar/generate/generate.h"

namespace imapspec::grammar {

void generate(Generator& g, String& s) {
  s = g.astring();
}

void generate(Generator& g, NString& s) {
  s = g.nstring();
}

void generate(Generator& g, Mailbox& m) {
  m.name = g.astring();
  if (!g.chance(g.weights().look_alike)) return;
  // The two names that are more than names: INBOX in any case, and one that reads like the absence of a name.
  const std::string_view name = g.any_case(g.coin() ? "INBOX" : "NIL");
  m.name = {name, g.chance(g.weights().quoted) ? Form::quoted : Form::atom};
}

Flag generate_keyword(Generator& g) {
  constexpr std::array<std::string_view, 5> kKnown = {"$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "NonJunk"};
  return {Flag::Kind::keyword, g.coin() ? g.atom() : g.any_case(g.pick(kKnown))};
}

Flag generate_flag(Generator& g, bool recent, bool any) {
  if (g.chance(30)) return generate_keyword(g);
  while (true) {
    const std::string_view name =
        g.chance(70) ? g.any_case(g.pick(system_flags()).name) : g.keep("\\" + std::string(g.atom()));
    const Flag f = make_flag(name);
    if ((f.kind != Flag::Kind::recent || recent) && (f.kind != Flag::Kind::any || any)) return f;
  }
}

void generate(Generator& g, Flag& f) {
  f = generate_flag(g, false, false);
}

namespace {

SeqNumber seq_number(Generator& g) {
  if (g.chance(15)) return Star{};
  return g.nz_number();
}
SeqItem seq_item(Generator& g) {
  if (g.coin()) return seq_number(g);
  return SeqRange{seq_number(g), seq_number(g)};
}

}  // namespace

void generate(Generator& g, SequenceSet& set) {
  set = {};
  set.saved_result = g.dialect().from_client && g.chance(8);
  if (!set.saved_result) set.items = list_of(g, 1, seq_item);
}

void generate(Generator& g, UidSet& set) {
  set.items = list_of(g, 1, [](Generator& from) {
    const std::uint32_t first = from.nz_number();
    const bool range = from.coin();
    return UidRange{first, range ? from.nz_number() : first, range};
  });
}

void generate(Generator& g, Date& d) {
  d.year = static_cast<std::uint16_t>(g.number_in(0, 9999));
  d.month = static_cast<std::uint8_t>(1 + g.below(12));
  d.day = static_cast<std::uint8_t>(g.chance(90) ? 1 + g.below(31) : g.below(100));  // 1*2DIGIT: 00 and 99 too
  d.two_digits = d.day >= 10 || g.coin();
  d.quoted = g.chance(30);
}

void generate(Generator& g, DateTime& d) {
  const auto two = [&g](std::size_t usual) { return static_cast<std::uint8_t>(g.below(g.chance(90) ? usual : 100)); };
  d.year = static_cast<std::uint16_t>(g.number_in(0, 9999));
  d.month = static_cast<std::uint8_t>(1 + g.below(12));
  d.day = two(32);
  d.hour = two(24);
  d.minute = two(60);
  d.second = two(61);
  d.zero_padded_day = d.day < 10 && g.coin();
  d.zone_negative = g.coin();
  d.zone_hhmm = static_cast<std::uint16_t>(g.chance(90) ? g.below(15) * 100 + g.below(60) : g.below(10'000));
}

List<std::uint32_t> generate_part(Generator& g, std::size_t at_least) {
  return list_of(g, at_least, &Generator::nz_number);
}

void generate(Generator& g, Section& s) {
  using Text = Section::Text;
  s = {};
  if (g.coin()) s.part = generate_part(g, 1);
  if (g.chance(70)) s.text = g.pick(section_text_words()).value;
  if (s.text == Text::mime && s.part.empty()) s.text = Text::none;  // section-msgtext has no MIME
  if (s.text == Text::header_fields || s.text == Text::header_fields_not) s.fields = list_of<String>(g, 1);
}

void generate(Generator& g, Partial& p) {
  p.first = g.number64_or_32();
  p.count = g.number_in(1, g.dialect().rev2() ? INT64_MAX : UINT32_MAX);
}

void generate(Generator& g, PartialRange& r) {
  r = {g.nz_number(), g.nz_number(), g.coin()};
}

void generate(Generator& g, TaggedParam& p) {
  p.name = generate_unknown_label(g);
  generate(g, p.value);
}

// One that begins with "-" might be a partial-range-last (RFC 9394), so there is none.
std::string_view generate_label(Generator& g) {
  const std::string_view label = g.run(kLabelFirst, kLabelChar);
  return label.starts_with('-') ? g.keep("X" + std::string(label)) : label;
}

std::string_view generate_unknown_label(Generator& g) {
  return g.keep("X-" + std::string(generate_label(g)));
}

void generate(Generator& g, TaggedExtComp& c) {
  c = {};
  c.list = g.descend();
  if (!c.list) {
    c.string = g.astring();
    return;
  }
  const Generator::Nested level(g);
  c.items = list_of<TaggedExtComp>(g, 1);
}

void generate(Generator& g, TaggedExtVal& v) {
  switch (g.below(4)) {
    case 0:
      generate(g, v.emplace<SequenceSet>());
      break;
    case 1:  // a number that is also a set is a set
      v = g.coin() ? std::uint64_t{0} : g.number_in(std::uint64_t{UINT32_MAX} + 1, INT64_MAX);
      break;
    case 2:
      v = PartialRange{g.nz_number(), g.nz_number(), true};  // from the beginning it is a set
      break;
    default: {
      const Generator::Nested level(g);
      v = list_of<TaggedExtComp>(g, 0);
      break;
    }
  }
}

}  // namespace imapspec::grammar
