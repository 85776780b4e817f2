#include "harness/cli/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/catalogue/quirk_notes.h"
#include "harness/cli/coverage.h"
#include "harness/cli/parsing.h"
#include "harness/grammar/core/deviation.h"
#include "harness/oracle/rule.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::cli {
namespace {

// A heading and fields below it: "label        text".
class Page {
 public:
  explicit Page(std::string_view heading) : text_(std::string(heading) + "\n") {}

  void field(std::string_view label, std::string_view text) {
    if (!text.empty()) text_ += fmt::format("  {:<12} {}\n", label, text);
  }
  // One a line, the label before the first.
  void list(std::string_view label, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) field(std::exchange(label, ""), text);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_requirement(Page& page, const Suite& suite, std::string_view label, std::string_view id) {
  const catalogue::Requirement* requirement = suite.catalogue.find(id);
  if (requirement == nullptr) {
    page.field(label, id);
    return;
  }
  page.field(label, fmt::format("{}: {}", id, requirement->words));
  page.field("", fmt::format("{}, {}, {}", requirement->keyword, requirement->citation(), requirement->link()));
}

std::string explain_requirement(const Suite& suite, const catalogue::Requirement& requirement) {
  const Coverage coverage = coverage_of(suite.scenarios, suite.catalogue);
  const Coverage::By& by = coverage.of(requirement.id);
  Page page(requirement.id + "  requirement");
  page.field("asks", requirement.words);
  const std::string_view level = level_name(requirement.level);
  page.field("level",
             requirement.keyword == level ? requirement.keyword : fmt::format("{} ({})", level, requirement.keyword));
  page.field("of", requirement.subject == catalogue::Subject::both ? "servers and clients"
                                                                   : std::string(to_string(requirement.subject)) + "s");
  page.field("read", requirement.citation());
  page.field("", requirement.link());
  page.field("as", requirement.as);
  for (const auto* again : suite.catalogue.asked_again(requirement.id)) page.field("again", again->id);
  page.field("not tested", requirement.untestable);
  for (const catalogue::Ambiguity& ambiguity : suite.catalogue.ambiguities()) {
    if (std::ranges::find(ambiguity.requirements, requirement.id) != ambiguity.requirements.end()) {
      page.field("ambiguity", fmt::format("{}: {}", ambiguity.id, ambiguity.question));
    }
  }
  page.list("scenarios", by.scenarios);
  std::vector<std::string> rules;
  for (const std::string& rule : by.rules) rules.push_back("rules/" + rule);
  page.list("rules", rules);
  std::vector<std::string> quirks;  // what shows that the suite would notice
  for (const reference_server::Quirk& quirk : reference_server::all_quirks()) {
    if (quirk.requirement == requirement.id || quirk.requirement == requirement.as)
      quirks.push_back(fmt::format("{}: {}", quirk.name, quirk.sentence));
  }
  page.list("quirks", quirks);
  std::vector<std::string> variations;  // who does what it permits
  for (const reference_server::Quirk& variation : reference_server::all_variations()) {
    if (variation.requirement == requirement.id || variation.requirement == requirement.as)
      variations.push_back(fmt::format("{}: {}", variation.name, variation.sentence));
  }
  page.list("variations", variations);
  std::vector<yaml::Mistake> told_by_lint;
  const catalogue::QuirkNotes notes = catalogue::load_quirk_notes(suite.files, told_by_lint);
  if (const catalogue::QuirkNote* note = notes.of(requirement.as.empty() ? requirement.id : requirement.as)) {
    if (!note->quirk_of.empty()) add_requirement(page, suite, "quirks of", note->quirk_of);
    page.field("no quirk", note->no_quirk);
    page.field("choice", note->choice);
  }
  if (requirement.testable() && by.scenarios.empty() && by.rules.empty()) page.field("scenarios", "none tests it yet");
  return page.take();
}

std::string explain_ambiguity(const Suite& suite, const catalogue::Ambiguity& ambiguity) {
  Page page(ambiguity.id + "  ambiguity");
  page.field("question", ambiguity.question);
  page.list("read", ambiguity.sections);
  for (const auto& [name, words] : ambiguity.readings) page.field(name, words);
  page.field("we assert", ambiguity.verdict);
  std::vector<std::string> examples;
  for (const catalogue::GrammarExample& each : ambiguity.examples)
    examples.push_back(
        fmt::format("{}  rev1: {}; rev2: {}; tolerant: {}", escaped(each.octets), each.rev1, each.rev2, each.tolerant));
  page.list("examples", examples);
  for (const std::string& id : ambiguity.requirements) add_requirement(page, suite, "requirement", id);
  return page.take();
}

std::string text_of(const scenario::Requirement& required) {
  return fmt::format("{}{}", required.negated ? "not " : "", fmt::join(required.any, " or "));
}

std::vector<std::string> texts_of(const std::vector<scenario::Step>& steps) {
  std::vector<std::string> texts;
  for (const scenario::Step& step : steps) {
    texts.push_back(step.written);
    if (!step.note.empty()) texts.push_back("    " + step.note);
  }
  return texts;
}

std::string explain_scenario(const Suite& suite, const std::vector<const scenario::Scenario*>& rows,
                             std::string_view id) {
  const scenario::Scenario& scenario = *rows.front();
  Page page(fmt::format("{}  scenario", id));
  page.field("title", scenario.title);
  page.field("topic", scenario.topic);
  page.field("at", fmt::format("{}:{}", scenario.file, scenario.place.line));
  for (const std::string& requirement : requirements_of(scenario))
    add_requirement(page, suite, "verifies", requirement);
  page.field("revision", scenario.rev1 && scenario.rev2 ? "rev1 and rev2" : scenario.rev1 ? "rev1" : "rev2");
  std::vector<std::string> needs;
  for (const scenario::Requirement& required : scenario.requires_) needs.push_back(text_of(required));
  page.list("requires", needs);
  page.list("allows", scenario.allow);
  page.field("exclusive", scenario.exclusive);
  page.field("role", scenario.client ? "a client is under test" : "");
  page.field("tags", fmt::format("{}", fmt::join(scenario.tags, ", ")));
  page.list("was", scenario.was);
  std::vector<std::string> ids;
  for (const scenario::Scenario* row : rows) ids.push_back(row->id);
  if (rows.size() > 1) page.list("rows", ids);
  page.list(rows.size() > 1 ? "first row" : "steps", texts_of(scenario.steps));
  for (const scenario::Round& round : scenario.rounds) {
    page.field("task", round.task);
    page.list("steps", texts_of(round.steps));
  }
  page.field("play it", fmt::format("imapspec run '{}' --server URL", id));
  return page.take();
}

std::string explain_rule(const Suite& suite, const oracle::Rule::About& rule) {
  Page page(fmt::format("rules/{}  rule", rule.name));
  page.field("says", rule.title);
  page.field("watches",
             rule.subject == oracle::Subject::client ? "clients, on every connection" : "servers, on every connection");
  add_requirement(page, suite, "requirement", rule.requirement);
  std::vector<std::string> allowed;
  for (const scenario::Scenario& scenario : suite.scenarios) {
    if (std::ranges::find(scenario.allow, rule.name) != scenario.allow.end()) allowed.push_back(scenario.id);
  }
  page.list("broken by", allowed);  // on purpose
  return page.take();
}

std::string explain_quirk(const Suite& suite, const reference_server::Quirk& quirk) {
  const bool legal =
      std::ranges::none_of(reference_server::all_quirks(), [&](const auto& other) { return other.name == quirk.name; });
  Page page(fmt::format("{}  {}", quirk.name, legal ? "variation" : "quirk"));
  page.field("does", quirk.sentence);
  add_requirement(page, suite, legal ? "allowed by" : "violates", quirk.requirement);
  page.field("play it", fmt::format("imapspec serve --listen 127.0.0.1:0 --quirk {}", quirk.name));
  page.field("by user", quirk.acts == reference_server::Acts::before_login
                            ? "no: it acts before the name is known"
                            : fmt::format("log in as alice+quirk={} to a server that runs", quirk.name));
  return page.take();
}

std::string explain_deviation(const grammar::DeviationInfo& deviation) {
  Page page(fmt::format("{}  deviation", deviation.name));
  page.field("what", deviation.what);
  page.field("who", deviation.who);
  page.field("breaks", fmt::format("{} ({})", deviation.rule, deviation.section));
  page.field("tolerated", deviation.tolerable ? fmt::format("with --tolerate {}", deviation.name) : "never");
  return page.take();
}

std::string explain_peer(const catalogue::PeerFile& peer) {
  Page page(fmt::format("{}  peer, a {}", peer.name, to_string(peer.role)));
  page.field("at", peer.file);
  if (peer.connections > 0) page.field("connections", fmt::format("{} at a time", peer.connections));
  page.field("prefix", peer.prefix);
  if (peer.role == catalogue::Subject::server)
    page.field("INBOX", peer.inbox_may_be_emptied ? "may be emptied" : "is left alone");
  for (const auto& [task, command] : peer.tasks) page.field(task, command);
  for (const catalogue::Expectation& expected : peer.expect) {
    page.field("fails", fmt::format("{} ({})", expected.id, expected.section));
    page.field("", expected.reason);
    page.field("", expected.link);
  }
  return page.take();
}

// The scenario of that id or earlier id, or all the rows of it.
std::vector<const scenario::Scenario*> rows_of(const Suite& suite, std::string_view id) {
  std::vector<const scenario::Scenario*> rows;
  for (const scenario::Scenario& scenario : suite.scenarios) {
    const bool is_row = !scenario.row.empty() && scenario.id.starts_with(std::string(id) + "[");
    const bool was = std::ranges::find(scenario.was, id) != scenario.was.end();
    if (scenario.id == id || is_row || was) rows.push_back(&scenario);
  }
  return rows;
}

std::string not_found(const Suite& suite, std::string_view id) {
  std::vector<std::string> known;
  for (const scenario::Scenario& scenario : suite.scenarios) known.push_back(scenario.id);
  for (const oracle::Rule::About& rule : oracle::list_rules()) known.push_back("rules/" + std::string(rule.name));
  for (const catalogue::Ambiguity& ambiguity : suite.catalogue.ambiguities()) known.push_back(ambiguity.id);
  for (const reference_server::Quirk& quirk : reference_server::all_quirks()) known.emplace_back(quirk.name);
  for (const reference_server::Quirk& quirk : reference_server::all_variations()) known.emplace_back(quirk.name);
  for (const grammar::DeviationInfo& deviation : grammar::deviations()) known.emplace_back(deviation.name);
  std::vector<std::string> near = nearest_words(id, known, 5);
  if (const std::string requirement = suite.catalogue.nearest(id); near.empty() && !requirement.empty())
    near.push_back(requirement);
  std::string text = fmt::format("nothing is called {}", id);
  if (!near.empty()) text += fmt::format("; did you mean {}?", fmt::join(near, ", "));
  return text;
}

}  // namespace

std::expected<std::string, std::string> explain(const Suite& suite, std::string_view id) {
  if (const auto* requirement = suite.catalogue.find(id)) return explain_requirement(suite, *requirement);
  if (const auto* ambiguity = suite.catalogue.find_ambiguity(id)) return explain_ambiguity(suite, *ambiguity);
  if (const auto rows = rows_of(suite, id); !rows.empty()) return explain_scenario(suite, rows, id);
  const std::string_view name = id.starts_with("rules/") ? id.substr(6) : id;
  for (const oracle::Rule::About& rule : oracle::list_rules()) {
    if (rule.name == name) return explain_rule(suite, rule);
  }
  if (const auto* quirk = reference_server::find_quirk(id)) return explain_quirk(suite, *quirk);
  if (const auto deviation = grammar::deviation_named(id)) return explain_deviation(grammar::info(*deviation));
  std::vector<yaml::Mistake> mistakes;
  for (const catalogue::PeerFile& peer : load_peers(suite.files, mistakes)) {
    if (peer.name == id) return explain_peer(peer);
  }
  if (!mistakes.empty()) return std::unexpected(yaml::to_string(mistakes));
  return std::unexpected(not_found(suite, id));
}

}  // namespace imapspec::cli
