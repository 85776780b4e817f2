#include "reference-server/store/flag_history.h"

#include <gtest/gtest.h>

namespace imapspec::reference_server {
namespace {

FlagSet flags(std::initializer_list<std::string_view> keywords, bool seen = false) {
  FlagSet set;
  for (const auto name : keywords) set.add_keyword(name);
  if (seen) set.add(FlagSet::Kind::seen);
  return set;
}

TEST(FlagHistory, SystemFlagsExistFromTheStartAndKeywordsOnceTheyWereSet) {
  FlagHistory history(7, flags({"$A"}));
  EXPECT_EQ(history.changed("\\Seen"), 7U);
  EXPECT_EQ(history.changed("\\Deleted"), 7U);
  EXPECT_EQ(history.changed("$a"), 7U);
  EXPECT_EQ(history.changed("$B"), 0U);
}

TEST(FlagHistory, NotesWhatChangedAndNothingElse) {
  FlagHistory history(7, flags({"$A"}));
  history.note(flags({"$A"}), flags({"$B"}, true), 9);
  EXPECT_EQ(history.changed("$A"), 9U);
  EXPECT_EQ(history.changed("$b"), 9U);
  EXPECT_EQ(history.changed("\\seen"), 9U);
  EXPECT_EQ(history.changed("\\Flagged"), 7U);
  history.note(flags({"$B"}, true), flags({}, true), 12);
  EXPECT_EQ(history.changed("$B"), 12U);
  EXPECT_EQ(history.changed("$A"), 9U);
  EXPECT_EQ(history.changed(flags({"$A", "$B"})), 12U);
  EXPECT_EQ(history.changed(FlagSet()), 0U);
}

}  // namespace
}  // namespace imapspec::reference_server
