// Which RFCs the examples are read from, and which of them are wrong: the data of rfc_examples_test.cc.
#pragma once

#include <cstdint>

#include "harness/grammar/core/dialect.h"

namespace imapspec::grammar::rfc_examples {

struct Source {
  int rfc;
  Revision revision = Revision::either;  // either for an extension
  bool utf8 = false;
  bool reconstructed = false;  // stands in the subfolder "reconstructed"
};
constexpr Source kSources[] = {
    {3501, Revision::rev1},
    {9051, Revision::rev2},
    {2177},
    {2342},
    {2971},
    {3348},
    {3502},
    {3516},
    {3691},
    {4315},
    {4466},
    {4469},
    {4551},
    {4731},
    {4959},
    {4978},
    {5032},
    {5161},
    {5162},
    {5182},
    {5256},
    {5258},
    {5267},
    {5530},
    {5738, Revision::either, true},
    {5819},
    {5957},
    {6203},
    {6237},
    {6851},
    {6855, Revision::either, true},
    {7162},
    {7377},
    {7888},
    {7889},
    {8437},
    {8438},
    {8440},
    {8457},
    {8474},
    {8514},
    {8970},
    {9394},
    {9755, Revision::either, true, true},
};

struct Exception {       // sorted by RFC and line
  int rfc, line;         // of the unmodified text, from 1
  std::uint32_t offset;  // the octet that is wrong
  const char* why;
};
constexpr Exception kExceptions[] = {
    {2177, 123, 20, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {2342, 221, 33, "two spaces"},
    {3501, 3449, 5, "an x-command: its arguments have no grammar"},
    {3501, 3450, 2, "a response of an x-command"},
    {3501, 4410, 5, "no command: the example shows that it is refused"},
    {4551, 349, 33, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {4551, 446, 32, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {4551, 546, 7, "no text, nor the SP before it"},
    {4551, 554, 7, "no text, nor the SP before it"},
    {4551, 989, 33, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {4978, 183, 53, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5032, 106, 3, "a tagged SEARCH: the tag has no place there"},
    {5162, 260, 38, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5162, 309, 13, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5162, 314, 38, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5162, 374, 38, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5162, 408, 38, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5162, 1039, 38, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5182, 296, 20, "no parentheses around the charset: as erratum 7323 of RFC 9051"},
    {5267, 356, 25, "no sort-criteria and no charset: the example shows that it is refused"},
    {5267, 380, 35, "no sort-criteria"},
    {5530, 180, 19, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {5738, 262, 11, "SIZE is no fetch-att: RFC822.SIZE is"},
    {5819, 141, 14, "two spaces"},
    {5819, 150, 36, "no SP before the reference"},
    {5819, 152, 25, "two spaces"},
    {6237, 182, 9, "no command: UID does not stand before ESEARCH"},
    {6237, 186, 9, "no command: UID does not stand before ESEARCH"},
    {6851, 194, 37, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {7162, 484, 33, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {7162, 599, 32, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {7162, 703, 7, "no text, nor the SP before it"},
    {7162, 713, 7, "no text, nor the SP before it"},
    {7162, 1167, 33, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {7162, 1545, 13, "no SP behind the code: as erratum 7343 of RFC 9051"},
    {7377, 197, 9, "no command: UID does not stand before ESEARCH"},
    {7377, 201, 9, "no command: UID does not stand before ESEARCH"},
    {7889, 198, 14, "two spaces"},
    {9051, 1855, 27, "a UIDVALIDITY beyond 32 bits"},
    {9051, 3078, 14, "two spaces"},
    {9051, 3089, 25, "two spaces"},
    {9051, 3169, 33, "two spaces"},
    {9051, 3595, 20, "no SP behind the code: reported erratum 7343"},
    {9051, 3596, 16, "no SP behind the code: reported erratum 7343"},
    {9051, 4227, 20, "no parentheses around the charset: erratum 7323"},
    {9051, 4723, 37, "no SP behind the code: reported erratum 7343"},
    {9051, 4866, 5, "an x-command: its arguments have no grammar"},
    {9051, 4867, 2, "a response of an x-command"},
    {9051, 5062, 19, "no SP behind the code: reported erratum 7343"},
    {9051, 5688, 81, "a string as the data of an extension, which is no tagged-ext-val"},
    {9051, 6199, 5, "no command: the example shows that it is refused"},
    {9394, 292, 37, "a space before the parenthesis"},
    {9394, 294, 41, "a space before the parenthesis"},
};

}  // namespace imapspec::grammar::rfc_examples
