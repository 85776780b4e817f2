#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "reports/consumer_test_support.h"
#include "reports/report.h"
#include "reports/report_test_support.h"

namespace imapspec::reports {

std::string no_consumers() {
  const std::string folder = std::string(IMAPSPEC_SOURCE_DIR) + "/reports/consumers";
  if (std::system("node --version >/dev/null 2>&1") != 0) return "SKIPPED: node is not installed";
  if (!std::filesystem::exists(folder + "/node_modules/ajv")) return "SKIPPED: npm ci was not run in reports/consumers";
  return {};
}

std::string complaints_of(std::string_view kind, std::string_view text) {
  const std::string file = testing::TempDir() + "/imapspec-" + std::string(kind) + "-" + std::to_string(getpid());
  EXPECT_TRUE(write_file(file, text));
  const std::string command = "node '" + std::string(IMAPSPEC_SOURCE_DIR) + "/reports/consumers/check.mjs' " +
                              std::string(kind) + " '" + file + "' >'" + file + ".log' 2>&1";
  const int status = std::system(command.c_str());
  std::string said = read_file(file + ".log");
  if (status != 0 && said.empty()) said = "it failed without a word";
  if (status == 0) said.clear();
  std::filesystem::remove(file);
  std::filesystem::remove(file + ".log");
  return said;
}

}  // namespace imapspec::reports
