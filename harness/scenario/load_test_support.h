// What the tests of loading share: a file from its text.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "harness/scenario/load.h"

namespace imapspec::scenario {

inline Loaded load_text(const std::string& text) {
  FileSet files;
  files.files["base/topic.yaml"] = text;
  return load(files, {{"known-rule"}, nullptr});
}
// A file of one scenario; line 6 is the first of `rest`, which stands at column 3.
inline std::string one(const std::string& rest) {
  return "topic: T\nscenarios:\n- id: one\n  title: t\n  verifies: [r]\n" + rest + "\n";
}
inline Scenario only(const std::string& text) {
  const auto loaded = load_text(text);
  EXPECT_EQ(to_string(loaded.mistakes), "") << text;
  EXPECT_EQ(loaded.scenarios.size(), 1U);
  return loaded.scenarios.empty() ? Scenario{} : loaded.scenarios.front();
}

}  // namespace imapspec::scenario
