#include "harness/grammar/core/section.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(Section, TakesPartsAndTexts) {
  for (const auto* text : {"[]", "[1]", "[1.2.3]", "[HEADER]", "[text]", "[1.MIME]", "[4.1.HEADER]", "[2.TEXT]",
                           "[HEADER.FIELDS (From)]", "[1.header.fields.not (\"To\" {2}\r\nCc Bcc)]"})
    ok(section, text);
}

TEST(Section, RefusesWhatIsNone) {
  bad(section, "[MIME]", 1);  // MIME is of a part
  bad(section, "[0]", 1);
  bad(section, "[1.0]", 3);
  bad(section, "[1.]", 3);
  bad(section, "[1..2]", 3);
  bad(section, "[HEADER.FIELDS]", 14);
  bad(section, "[HEADER.FIELDS ()]", 16);
  bad(section, "[HEADER (From)]", 7);
  bad(section, "[TEXT.1]", 1);
}

TEST(SectionBinary, IsAPartAlone) {
  const auto print_part = [](Printer& p, List<std::uint32_t> part) { print_section_binary(p, part); };
  ok(section_binary, "[]", {}, print_part);
  ok(section_binary, "[1.2]", {}, print_part);
  bad(section_binary, "[1.MIME]", 3);
  bad(section_binary, "[HEADER]", 1);
}

TEST(Partial, HasACountAboveZero) {
  const auto print_partial = [](Printer& p, const Partial& partial) {
    p.raw('<');
    p.number(partial.first);
    p.raw('.');
    p.number(partial.count);
    p.raw('>');
  };
  ok(partial, "<0.1>", {}, print_partial);
  ok(partial, "<9223372036854775807.9223372036854775807>", kRev2, print_partial);
  bad(partial, "<0.0>", 3);
  bad(partial, "<0>", 2);
  bad(partial, "<4294967296.1>", 10, kRev1);
}

}  // namespace
}  // namespace imapspec::grammar
