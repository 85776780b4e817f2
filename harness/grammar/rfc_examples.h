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
};

struct Exception {  // sorted by RFC and line
  int rfc, line;         // of the unmodified text, from 1
  std::uint32_t offset;  // the octet that is wrong
  const char* why;
};
constexpr Exception kExceptions[] = {
    {3501, 3449, 5, "an x-command: its arguments have no grammar"},
    {3501, 3450, 2, "a response of an x-command"},
    {3501, 4410, 5, "no command: the example shows that it is refused"},
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
};

}  // namespace imapspec::grammar::rfc_examples
