// JUnit XML in the form of Jenkins' xUnit plugin (junit-10): one testsuite per folder of scenarios.
//   fail, xpass -> failure; error -> error; skip, xfail -> skipped; warn -> passed, with the evidence as output.
// A run that did not end is an error of its own, so that nobody takes half of it for the whole.
#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <vector>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  Duration time{};

  void add(const Result& result) {
    ++tests;
    time += result.duration;
    failures += result.verdict == Verdict::fail || result.verdict == Verdict::xpass ? 1 : 0;
    errors += result.verdict == Verdict::error ? 1 : 0;
    skipped += result.verdict == Verdict::skip || result.verdict == Verdict::xfail ? 1 : 0;
  }
  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
    time += other.time;
  }
};

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(show_xml(value).c_str());
}

void set(pugi::xml_node node, const char* name, std::size_t value) {
  node.append_attribute(name).set_value(static_cast<unsigned long long>(value));
}

// The folder: all of the id before its last slash, a row's name in brackets not looked into.
std::string folder_of(const std::string& id) {
  const std::size_t slash = id.substr(0, id.find('[')).rfind('/');
  return slash == std::string::npos ? "" : id.substr(0, slash);
}

void add_outcome(pugi::xml_node test, const char* kind, std::string_view type, const Result& result, bool evidence) {
  pugi::xml_node outcome = test.append_child(kind);
  set(outcome, "message", why(result));
  set(outcome, "type", type);
  if (evidence) outcome.text().set(show_xml("\n" + describe(result)).c_str());
}

void add_test(pugi::xml_node suite, const Result& result, const std::string& folder) {
  pugi::xml_node test = suite.append_child("testcase");
  std::string group = folder;
  std::ranges::replace(group, '/', '.');  // what Jenkins makes packages of
  set(test, "name", folder.empty() ? result.id : result.id.substr(folder.size() + 1));
  set(test, "classname", group.empty() ? "imapspec" : group);
  set(test, "time", seconds(result.duration.count()));
  switch (result.verdict) {
    case Verdict::pass:
      break;
    case Verdict::fail:
      add_outcome(test, "failure", name(result.level), result, true);
      break;
    case Verdict::xpass:
      add_outcome(test, "failure", "xpass", result, false);
      break;
    case Verdict::error:
      add_outcome(test, "error", "error", result, true);
      break;
    case Verdict::skip:
      add_outcome(test, "skipped", "skip", result, false);
      break;
    case Verdict::xfail:
      add_outcome(test, "skipped", "xfail", result, true);
      break;
    case Verdict::warn:
      test.append_child("system-out").text().set(show_xml("\nwarning\n" + describe(result)).c_str());
      break;
  }
}

void add_properties(pugi::xml_node suite, const Report& report) {
  pugi::xml_node properties = suite.append_child("properties");
  const auto add = [&](std::string_view name, std::string_view value) {
    pugi::xml_node property = properties.append_child("property");
    set(property, "name", name);
    set(property, "value", value);
  };
  add("version", report.version);
  add("peer", report.peer.url);
  add("peer-name", report.peer.name);
  add("seed", std::to_string(report.seed));
}

void set_counts(pugi::xml_node node, const Counts& counts) {
  set(node, "tests", counts.tests);
  set(node, "failures", counts.failures);
  set(node, "errors", counts.errors);
}

}  // namespace

std::string write_junit(const Report& report) {
  Result unfinished;
  unfinished.id = "imapspec/run-ended";
  unfinished.verdict = Verdict::error;
  unfinished.reason = "incomplete: " + report.incomplete_reason;

  std::map<std::string, std::vector<const Result*>> folders;
  for (const Result* result : in_order(report)) folders[folder_of(result->id)].push_back(result);
  if (report.incomplete) folders[folder_of(unfinished.id)].push_back(&unfinished);

  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node suites = document.append_child("testsuites");
  set(suites, "name", headline(report));
  Counts all;
  for (const auto& [folder, results] : folders) {
    Counts counts;
    for (const Result* result : results) counts.add(*result);
    all.add(counts);
    pugi::xml_node suite = suites.append_child("testsuite");
    set(suite, "name", folder.empty() ? "imapspec" : folder);
    set_counts(suite, counts);
    set(suite, "skipped", counts.skipped);
    set(suite, "time", seconds(counts.time.count()));
    set(suite, "timestamp", timestamp(report));
    add_properties(suite, report);
    for (const Result* result : results) add_test(suite, *result, folder);
  }
  set_counts(suites, all);
  set(suites, "time", seconds(report.duration.count()));

  std::ostringstream text;
  document.save(text, " ", pugi::format_indent, pugi::encoding_utf8);
  return text.str();
}

}  // namespace imapspec::reports
